"""How often: what is counted and what isn't, what those hear who are over it, and what the operator sees."""

import asyncio
import re
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import orjson
from hypothesis import given, strategies as st
from starlette.requests import HTTPConnection

from app.web.buckets import Bucket, Buckets
from app.web.door import find_room
from app.web.limits import FRAME_BURST, NAMES, Limit, Limits
from app.web.problems import Problem
from tests.served import Served
from tests.web.people import Door, Phone, bearer, cookie, limited, open_door, phone, visited

OPERATE = Path(__file__).parents[2] / "docs/operate.md"
PHONES = 500


class Asked:
    """A `Shared` that notes what it's asked."""

    def __init__(self, answer: float | None = None) -> None:
        self.buckets: list[str] = []
        self.answer = answer

    async def ask(self, bucket: str, rate: float, burst: float, cost: int) -> float | None:
        self.buckets.append(bucket)
        return self.answer


async def test_LIMIT_1_five_hundred_phones_behind_one_address_get_in(
    site: Served, http: httpx.AsyncClient
) -> None:
    shared = site.services.limits = Limits(site.services.settings, shared=(asked := Asked()))
    door = await open_door(site, http)
    made = asked.buckets.copy()
    assert len(made) == 1  # the room

    async def comes(number: int) -> int:
        if number % 10 == 0:
            assert (await http.get(f"/j/{door.code}")).status_code == 200
        path = f"/api/v1/rooms/{door.code}/members"
        return (await http.post(path, json={"name": f"Person {number}"})).status_code

    came: list[int] = []
    for first in range(0, PHONES - 1, 50):
        came += await asyncio.gather(*(comes(n) for n in range(first, min(first + 50, PHONES - 1))))
    assert came == [201] * (PHONES - 1)  # and the host
    assert site.services.limits is shared
    assert asked.buckets == made
    assert not any((await limited(http)).values())


async def test_LIMIT_1_a_wrong_code_of_one_keeps_out_none_of_the_others(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=5) as (site, http):
        door = await open_door(site, http)
        assert [(await http.get(f"/j/ZZZZZ{letter}")).status_code for letter in "ABCD"] == [404] * 4
        assert [(await http.get(f"/j/{door.code}")).status_code for _ in range(20)] == [200] * 20


@given(
    st.floats(0.01, 50),
    st.integers(1, 40),
    st.lists(st.tuples(st.floats(0, 20), st.booleans()), min_size=1, max_size=60),
)
def test_LIMIT_2_a_bucket_lets_through_burst_and_rate_and_tells_when_the_next_one_may_come(
    rate: float, burst: int, steps: list[tuple[float, bool]]
) -> None:
    now = 0.0
    bucket = Bucket(rate, burst, lambda: now)
    taken: list[float] = []
    for passed, waits in steps:
        now += passed
        wait = bucket.take()
        if wait == 0:
            taken.append(now)
        elif waits:
            now += wait + 1e-6
            assert bucket.take() == 0
            taken.append(now)
    for index, first in enumerate(taken):
        for further, last in enumerate(taken[index:]):
            assert further + 1 <= burst + (last - first) * rate + 1e-3


async def test_LIMIT_2_retry_after_is_the_time_until_they_are_let_through(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=4, rooms_per_hour=1) as (site, http):
        await open_door(site, http)
        for letter in "ABCD":
            await http.get(f"/j/ZZZZZ{letter}")
        refused = await http.get("/j/ZZZZZE")
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 15
        no_room = await http.post("/api/v1/rooms", json={"title": "Another"})
        assert no_room.json()["type"] == "urn:touchstone:too_many_rooms"
        assert 3_000 <= int(no_room.headers["retry-after"]) <= 3_600


async def test_LIMIT_3_guesses_sent_all_at_once_get_no_more_answers_than_the_limit(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=6) as (site, http):
        door = await open_door(site, http)
        codes = [f"ZZZZ{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGH"]
        answers = await asyncio.gather(*(http.get(f"/j/{code}") for code in codes))
        assert sorted(answer.status_code for answer in answers) == [404] * 6 + [429] * (len(codes) - 6)
        assert (await http.get(f"/j/{door.code}")).status_code == 429


async def test_LIMIT_3_a_right_guess_among_a_thousand_is_not_answered_before_the_wrong_ones_are_counted(
    tmp_path: Path,
) -> None:
    """Its room is open: it could be, at once, while the others are looked up in the database."""
    async with visited(tmp_path, wrong_codes_per_minute=6) as (site, http):
        door = await open_door(site, http)
        services, answers = site.services, []

        async def guesses(code: str) -> None:
            try:
                await find_room(services, asked(), code)
                answers.append(code)
            except Problem as problem:
                answers.append(str(problem.status))

        await asyncio.gather(*(guesses(code) for code in [*(f"ZZZZ{n:02}" for n in range(50)), door.code]))
        assert answers == ["404"] * 6 + ["429"] * 45


def asked() -> HTTPConnection:
    return HTTPConnection(
        {"type": "http", "scheme": "http", "path": "/", "client": ("198.51.100.7", 5), "headers": []}
    )


async def test_LIMIT_3_at_the_limit_a_question_from_outside_opens_no_room(tmp_path: Path) -> None:
    """Who is inside a room of their own, or makes up a token, is outside of this one."""
    async with visited(tmp_path, wrong_codes_per_minute=1) as (site, http):
        door, own = await open_door(site, http), await open_door(site, http)
        await http.get("/j/ZZZZZZ")
        looked: list[str] = []
        find = site.services.rooms.find

        async def noted(code: str) -> object:
            looked.append(code)
            return await find(code)

        site.services.rooms.find = noted  # type: ignore[method-assign, assignment]
        for headers in (
            {},
            bearer("x" * 32),
            bearer(own.host),
            cookie(door.code, own.host),
            cookie(door.code, "x" * 32),
        ):
            assert (await http.get(f"/r/{door.code}", headers=headers)).status_code == 429
        assert looked == []
        assert (await http.get(f"/r/{door.code}", headers=bearer(door.host))).status_code == 200
        assert looked == [door.code]


async def test_LIMIT_4_decks_are_counted_by_person(tmp_path: Path) -> None:
    async with visited(tmp_path, uploads_per_minute=2) as (site, http):
        one, two = await open_door(site, http), await open_door(site, http)

        async def puts(door: Door) -> httpx.Response:
            path = f"/api/v1/rooms/{door.code}/deck"
            return await http.put(path, content=b"Honesty\nCare\n", headers=bearer(door.host))

        assert [(await puts(one)).status_code for _ in range(3)] == [200, 200, 429]
        assert "retry-after" in (await puts(one)).headers
        assert (await puts(two)).status_code == 200


async def test_LIMIT_4_decks_of_new_rooms_are_counted_by_address(tmp_path: Path) -> None:
    async with visited(tmp_path, uploads_per_minute=2) as (_, http):
        bad = {"title": "", "host_name": "Greta", "deck": "Honesty\nCare"}
        answers = [await http.post("/new", data=bad) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [422, 422, 429]
        assert "many decks" in answers[-1].text
        without = {"title": "", "host_name": "Greta", "deck": ""}
        assert (await http.post("/new", data=without)).status_code == 422


async def test_LIMIT_4_new_rooms_are_counted_by_address(tmp_path: Path) -> None:
    async with visited(tmp_path, rooms_per_hour=2) as (_, http):
        form = {"title": "Us", "host_name": "Greta"}
        answers = [await http.post("/new", data=form) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [303, 303, 429]


def test_LIMIT_5_every_limit_is_in_the_operators_table() -> None:
    """Beside the settings' table, whose rows have a setting in their first column."""
    rows = re.findall(r"^\| `([a-z_]+)` \|", OPERATE.read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(NAMES)


async def test_LIMIT_5_whom_a_limit_holds_back_is_counted_under_its_name_alone(tmp_path: Path) -> None:
    bounds = {"wrong_codes_per_minute": 1, "rooms_per_hour": 1, "uploads_per_minute": 1, "command_burst": 1}
    async with visited(tmp_path, **bounds, commands_per_second=0.01, message_limit=2_000) as (site, http):
        door = await open_door(site, http)
        assert await limited(http) == dict.fromkeys(NAMES, 0.0)
        deck = f"/api/v1/rooms/{door.code}/deck"
        for _ in range(2):
            await http.post("/api/v1/rooms", json={"title": "Another"})
            await http.put(deck, content=b"Honesty\n", headers=bearer(door.host))
            await door.command(door.host, "check_in")
            await http.post("/new", data={"title": "x" * 70_000})
        async with phone(door, bearer(door.host)) as host:
            await host.socket.send(orjson.dumps([{"type": "park", "text": "x" * 3_000}]).decode())
            assert await host.closed() == 1009
        for _ in range(2):
            await http.get("/j/ZZZZZZ")
        counted = {name: many for name, many in (await limited(http)).items() if many}
        expected = {"new_room": 2, "upload": 1, "command": 1, "body": 2, "message_size": 1, "wrong_code": 1}
        assert counted == expected
        text = (await http.get("/metrics")).text
        assert "127.0.0.1" not in text
        assert door.code not in text


async def test_LIMIT_5_connections_over_the_bound_are_counted(site: Served, http: httpx.AsyncClient) -> None:
    door = await open_door(site, http)
    async with AsyncExitStack() as lines:

        async def come(token: str, many: int, query: str = "") -> list[Phone]:
            """One after the other: each has its first message before the next one calls."""
            came = []
            for _ in range(many):
                came.append(await lines.enter_async_context(phone(door, bearer(token), query)))
                await came[-1].read()
            return came

        oldest, *_ = await come(door.host, 5)
        assert await oldest.closed() == 1008
        await come(door.screen, 50, "?as=screen")
        async with phone(door, bearer(door.screen), "?as=screen") as one_more:
            assert await one_more.closed() == 1013
        counted = await limited(http)
        assert (counted["member_connections"], counted["room_connections"]) == (1, 1)


async def test_LIMIT_8_no_command_asks_what_is_shared(site: Served, http: httpx.AsyncClient) -> None:
    door = await open_door(site, http)
    member = await door.member()
    site.services.limits = Limits(site.services.settings, shared=(asked := Asked()))
    async with phone(door, bearer(member)) as me:
        assert (await me.does("check_in"))["type"] == "ack"
    assert (await door.command(member, "check_in")).status_code == 200
    assert asked.buckets == []


async def test_LIMIT_8_only_an_address_that_did_something_wrong_here_is_asked_about() -> None:
    limit = Limit("wrong_code", 0.001, 2, shared=(asked := Asked(answer=7.0)))
    assert await limit.wait("198.51.100.7") == 0
    assert asked.buckets == []
    assert await limit.take("198.51.100.7") == 7.0
    assert await limit.wait("198.51.100.7") == 7.0
    assert await limit.wait("198.51.100.8") == 0
    assert asked.buckets == ["wrong_code/198.51.100.7"] * 2


async def test_LIMIT_9_frames_that_can_not_be_read_count_as_well(tmp_path: Path) -> None:
    async with visited(tmp_path, command_burst=10_000) as (site, http):
        door = await open_door(site, http)
        async with phone(door, bearer(door.host)) as me:
            for _ in range(FRAME_BURST // 100 + 1):
                await me.send(*({"type": "nonsense"} for _ in range(100)))
                await me.gets(lambda frame: frame.get("type") == "refused", since=len(me.frames))
            async with asyncio.timeout(20):
                while not (await limited(http))["message"]:
                    await asyncio.sleep(0.01)


def test_LIMIT_9_what_is_owed_is_waited_for() -> None:
    now = 0.0
    bucket = Bucket(10, 30, lambda: now)
    assert bucket.owe(30) == 0
    assert bucket.owe(20) == 2
    now = 2.0
    assert bucket.owe(0) == 0
    assert bucket.owe(1) == 0.1


def test_LIMIT_2_a_key_that_took_nothing_is_not_known() -> None:
    buckets = Buckets(0.001, 2)
    assert buckets.known("198.51.100.7") is None
    buckets.of("198.51.100.7").take()
    assert buckets.known("198.51.100.7")
