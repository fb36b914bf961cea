"""With the database in hand: what a closed ballot left in it doesn't say whose answers were whose.

Two rooms, in which two people's answers are exchanged and everything else is the same, are the same in the end: in every
table, and in every byte of the files. So nothing in them can tell: no time, no order, no id, no remnant.
"""

import hashlib
import hmac
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import pytest

from app.domain import commands as c, events as e
from app.domain.ballots import answer_id
from app.domain.state import State
from app.store.log import SqlLog
from app.store.migrating import migrate_off_loop
from tests.domain.vocabulary import Workshop, clustered, code_of
from tests.secrecy.world import CHANCE, HOST, World, given_chance

PEOPLE = [f"member-{n}{n}{n}" for n in range(6)]
ANNA, BEN = PEOPLE[1], PEOPLE[3]
WORDS = ["", "More time.", "Somebody who asks us first.", "Nothing, really; but it took long.", "x" * 400]


@pytest.fixture(autouse=True)
def chance() -> Iterator[None]:
    with given_chance():
        yield


_COOKIE = 40
"""Where that count stands in the file, four bytes."""


class Kept:
    """A room on a file, in which ANNA and BEN are exchanged in ballots, or not."""

    def __init__(self, folder: Path, *, exchanged: bool) -> None:
        self.folder, self.file = folder, folder / "rooms.db"
        self.swapped = {ANNA: BEN, BEN: ANNA} if exchanged else {}
        self.keys: dict[str, bytes] = {}
        self._turn = 0

    async def begins(self, **settings: Any) -> None:
        url = f"sqlite:///{self.file}"
        await migrate_off_loop(url)
        self.log = SqlLog(url)
        self.world = World(self.swapped, self.log)
        self._next()
        await self.world.opens(**settings)
        for number, member in enumerate(PEOPLE):
            self._next()
            await self.world.joins(member, f"Person {number}")
            self.world.sits(member, direct=True)
        self.world.sits(HOST, direct=True)

    def _next(self) -> None:
        self._turn += 1
        CHANCE.at(str(self._turn), self.swapped)

    async def says(
        self, who: str, type: str, *, in_ballot: bool = False, id: str = "", **fields: Any
    ) -> None:
        self._next()
        command = c.parse({"type": type, "id": id or f"command-{self._turn}", **fields})
        assert isinstance(command, c.Base), command
        self.world.says(self.swapped.get(who, who) if in_ballot else who, command)
        await self.world.settles()
        self.keys |= self.world.room._keys

    async def until_stored(self) -> None:
        await self.log._waiting.join()
        await self.log.tidy()  # what may be put off for a while is done

    def files(self) -> bytes:
        """Without SQLite's count of changes to the schema: a file written anew is one, and how often that was depends on
        the time it took."""
        paths = [path for path in sorted(self.folder.glob("rooms.db*")) if path.suffix != ".db-shm"]
        head, *rest = (path.read_bytes() for path in paths)
        assert head.startswith(b"SQLite format 3")
        return b"".join([head[:_COOKIE], bytes(4), head[_COOKIE + 4 :], *rest])

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        with _reading(self.file) as db:
            names = [
                row[0]
                for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            ]
            return {name: _rows(db, name) for name in names}

    async def ends(self) -> None:
        await self.world.closes()
        await self.log.close()


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(file)
    try:
        yield db
    finally:
        db.close()


def _rows(db: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    order = ", ".join(str(n) for n in range(1, len(columns) + 1))
    return db.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}").fetchall()


async def votes_and_agrees(room: Kept, rng: Random) -> None:
    """A vote and two rounds: with changes of mind, repeats, a guest, and much between the answers that has a name and
    a time. Nobody's answers hang on whose they are."""

    def state() -> State:
        return room.world.room.state

    await room.says(HOST, "add_guest", name="Opa", id="guest-opa")
    await room.says(HOST, "go_to", stage="reflect")
    for number, member in enumerate(PEOPLE):
        await room.says(
            member, "add_value", label=["Craft", "Courage", "Fun", "Rest", "Care", "Candour"][number]
        )
    for stage in ("share", "lift", "cluster", "vote"):
        await (room.says(HOST, "lift_curtain") if stage == "lift" else room.says(HOST, "go_to", stage=stage))
    await room.says(HOST, "open_vote", k=2, dots=3)
    vote = state().vote
    assert vote
    ballot, options = vote.ballot.id, list(vote.options)
    for member in rng.sample(PEOPLE, len(PEOPLE)):
        for _ in range(rng.randint(1, 3)):
            await room.says(member, "place_dot", in_ballot=True, ballot=ballot, cluster=rng.choice(options))
        if rng.random() < 0.5:
            dotted = rng.choice(options)
            await room.says(member, "lift_dot", in_ballot=True, ballot=ballot, cluster=dotted)
        await said_between(room, rng, member)
    await room.says(
        HOST,
        "speak_for",
        member="guest-opa",
        command={"type": "place_dot", "ballot": ballot, "cluster": options[0]},
    )
    await room.says(HOST, "close_vote")
    await room.says(HOST, "choose_set", clusters=options[:2])
    await room.says(HOST, "go_to", stage="agree")
    await room.says(HOST, "open_rounds")
    for member in rng.sample(PEOPLE, len(PEOPLE)):
        for cluster, value in state().shared.items():
            level, need, id = (
                rng.choice([1, 2, 3, 6, 7]),
                rng.choice(WORDS),
                f"answer-{rng.randrange(10**12)}",
            )
            answer: dict[str, Any] = {
                "ballot": value.rounds[-1].ballot.id,
                "cluster": cluster,
                "level": level,
                "need": need,
                "id": id,
            }
            for _ in range(rng.choice([1, 1, 2])):  # sent again, since the ack was lost
                await room.says(member, "respond", in_ballot=True, **answer)
        await said_between(room, rng, member)
    await room.says(HOST, "close_rounds")


async def said_between(room: Kept, rng: Random, member: str) -> None:
    """What names the one who has just answered, and the time."""
    if rng.random() < 0.7:
        await room.says(member, "set_ready", ready=True)
    if rng.random() < 0.4:
        await room.says(member, "park", text="Who looks after the build?")
    if rng.random() < 0.2:
        room.world.sits(member, direct=True)
        await room.world.settles()


async def both(tmp_path: Path, seed: int, happens: Callable[[Kept, Random], Any]) -> tuple[Kept, Kept]:
    rooms = []
    for name, exchanged in (("one", False), ("other", True)):
        (tmp_path / name).mkdir()
        room = Kept(tmp_path / name, exchanged=exchanged)
        with mock.patch("app.store.rows.to_millis", return_value=0):  # when people joined, and the last entry
            await room.begins()
            await happens(room, Random(seed))
            await room.until_stored()
        rooms.append(room)
    return rooms[0], rooms[1]


@pytest.mark.parametrize("seed", range(4))
async def test_SECRET_6_two_peoples_answers_exchanged_leave_the_same_tables_and_files(
    tmp_path: Path, seed: int
) -> None:
    one, other = await both(tmp_path, seed, votes_and_agrees)
    try:
        assert len(one.keys) == 3, "three ballots were open"
        assert one.tables() == other.tables()
        assert one.files() == other.files()
        for room in (one, other):
            _finds_nothing(room)
    finally:
        for room in (one, other):
            await room.ends()
    for room in (one, other):
        _finds_nothing(room)


def _finds_nothing(room: Kept) -> None:
    files = room.files()
    for ballot, key in room.keys.items():
        assert key not in files, ballot
    members = [*PEOPLE, "guest-opa"]
    voices = {ballot: {_pseudonym(key, member) for member in members} for ballot, key in room.keys.items()}
    # Each is where its ballot was closed, and nowhere else: no remnant of a row tells where it stood in the order.
    for pseudonyms in voices.values():
        assert all(files.count(who.encode()) <= 2 for who in pseudonyms), "its answer, and its need"
    tried = {_pseudonym(files[at : at + 32], ANNA) for at in range(len(files) - 32)}
    assert not tried & set().union(*voices.values()), "some 32 bytes in the files are a key"
    for row in room.tables()["events"]:
        assert row[6] not in ("dot_placed", "dot_lifted", "responded")
        if row[6] == "counted":
            assert row[3] == ""


def _pseudonym(key: bytes, member: str) -> str:
    return hmac.new(key, member.encode(), hashlib.sha256).hexdigest()[:32]


async def test_SECRET_6_while_the_ballot_is_open_the_two_differ(tmp_path: Path) -> None:
    """The test can fail: with the key there, and the answers in their order, the tables tell."""

    async def until_the_vote(room: Kept, rng: Random) -> None:
        await votes_and_agrees(room, rng)
        await room.says(HOST, "open_rounds")
        for cluster, value in room.world.room.state.shared.items():
            for member in (ANNA, BEN, PEOPLE[0]):
                level = 1 if member == ANNA else 7
                answer: dict[str, Any] = {
                    "ballot": value.rounds[-1].ballot.id,
                    "cluster": cluster,
                    "level": level,
                }
                await room.says(member, "respond", in_ballot=True, **answer)

    one, other = await both(tmp_path, 0, until_the_vote)
    for room in (one, other):
        key = next(iter(room.world.room._keys.values()))
        anna = _pseudonym(key, room.swapped.get(ANNA, ANNA))
        answer = next(row for row in room.tables()["events"] if row[3] == anna)
        assert (b'"level":1' in answer[7]) == (room is one), "Anna's in one, Ben's in the other"
        assert key in room.files()
        await room.ends()


def test_SECRET_6_after_the_close_the_log_tells_neither_who_came_first_nor_what_was_one_persons() -> None:
    room, clusters = clustered(6)
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    for who in reversed(room.people):
        for label in ("Fun", "Rest"):
            room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters[label])
    room.lead("close_vote")
    vote = room.state.vote
    assert vote
    assert list(vote.ballot.answers) == sorted(vote.ballot.answers)
    assert set(vote.ballot.done) == {""}, "commands are remembered, and not whose they were"
    closed = next(entry.event for entry in room.log if isinstance(entry.event, e.VoteClosed))
    assert closed.answers
    assert list(closed.answers) == sorted(closed.answers)


def test_SECRET_20_an_id_of_something_else_leads_to_no_answer() -> None:
    room, clusters = clustered(6)
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    dot = {"ballot": room.ballot(), "cluster": clusters["Fun"]}
    anna, ben = room.people[:2]
    ready = room.does(anna, "set_ready", ready=True)
    assert code_of(room.say(anna, "place_dot", id=ready, **dot)) == "id_in_use"
    placed = room.does(anna, "place_dot", **dot)
    assert code_of(room.say(anna, "park", id=placed, text="The heating.")) == "id_in_use"
    guest = room.does(room.state.host, "add_guest", name="Opa")
    parked = room.does(room.state.host, "park", text="For Opa.")
    spoken = {"member": guest, "command": {"type": "place_dot", **dot}}
    assert code_of(room.say(room.state.host, "speak_for", id=parked, **spoken)) == "id_in_use"
    room.lead("close_vote")
    for who in (anna, ben):
        assert code_of(room.say(who, "park", id=placed, text="The heating.")) == "id_in_use"
    named = {entry.command for entry in room.log if entry.actor}
    answers = {entry.command for entry in room.log if entry.command_type == "place_dot"}
    assert answers
    assert placed not in named | answers
    assert not answers & {answer_id(dot["ballot"], id) for id in named}


def test_SECRET_20_the_same_id_in_two_ballots_is_not_the_same_in_the_log() -> None:
    room, clusters = clustered(6)
    room.goes_to("vote")
    ids = set()
    for _ in range(2):
        room.lead("open_vote", k=2)
        room.does(
            room.people[0], "place_dot", id="dot-of-anna", ballot=room.ballot(), cluster=clusters["Fun"]
        )
        ids.add(room.log[-1].command)
        room.lead("close_vote")
    assert len(ids) == 2


def test_SECRET_6_a_repeat_after_the_close_is_still_known() -> None:
    room, clusters = clustered(6)
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    dot = {"ballot": room.ballot(), "cluster": clusters["Fun"]}
    placed = room.does(room.people[0], "place_dot", **dot)
    seq = room.state.seq
    room.lead("close_vote")
    again = room.say(room.people[0], "place_dot", id=placed, **dot)
    assert getattr(again, "seq", None) == seq
    assert isinstance(room, Workshop)
