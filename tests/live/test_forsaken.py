"""Ballots that everybody has left."""

import datetime as dt

from app.domain.state import EMPTY, State
from app.live.clock import wall
from app.live.forsaken import close_forsaken
from app.live.purging import Purged, Terms, purge
from app.live.reading import read_on
from app.live.rooms import Rooms
from tests.live.log import Disk
from tests.live.vocabulary import Clock, live

WEEK = dt.timedelta(days=7)


async def _left(*, pause: dict[str, str] | None = None) -> tuple[Disk, str, int]:
    """A room left in the middle of a vote and whoever was in it gone; gives its log, its id and how many answered."""
    async with live() as it:
        people = [await it.joins() for _ in range(6)]
        await it.host.does("go_to", stage="reflect")
        for place, person in enumerate(people):
            await person.does("add_value", label=f"Value {place}")
        await it.host.does("go_to", stage="share")
        await it.host.does("lift_curtain")
        await it.host.does("go_to", stage="vote")
        await it.host.does("open_vote", k=2, dots=2)
        vote = it.room.state.vote
        assert vote
        for person in people[:5]:
            await person.does("place_dot", ballot=vote.ballot.id, cluster=vote.options[0])
        if pause is not None:
            await it.host.does("pause", **pause)
        return it.log, it.room.id, 5


async def _state(log: Disk, room: str) -> State:
    return (await read_on(log, room, EMPTY))[0]


async def test_SECRET_21_a_ballot_left_open_closes_after_a_week_and_its_key_goes() -> None:
    log, room, answered = await _left()
    terms, now = Terms(ballots=7), wall()
    assert await log.keys(room)
    log.used[room] = now - WEEK + dt.timedelta(minutes=1)
    assert (await purge(log, terms, now)).ballots == 0
    log.used[room] = now - WEEK - dt.timedelta(minutes=1)
    assert (await purge(log, terms, now, dry=True)).ballots == 1
    assert await log.keys(room)
    assert (await purge(log, terms, now)).ballots == 1
    assert await log.keys(room) == {}
    state = await _state(log, room)
    assert state.vote
    assert not state.vote.ballot.is_open
    assert len(state.vote.ballot.answers) == answered
    assert (await purge(log, terms, now)).ballots == 0


async def test_SECRET_21_so_does_one_in_a_pause_without_a_day() -> None:
    log, room, _ = await _left(pause={})
    assert await close_forsaken(log, room, wall())
    assert await log.keys(room) == {}


async def test_SECRET_21_in_a_pause_with_a_day_it_stays_open_until_then() -> None:
    now = Clock()()
    until = now + dt.timedelta(days=20)
    log, room, _ = await _left(pause={"until": until.strftime("%Y-%m-%dT%H:%M:%SZ")})
    assert not await close_forsaken(log, room, now + WEEK)
    assert await log.keys(room)
    assert await close_forsaken(log, room, until + WEEK)


async def test_SECRET_21_a_room_that_is_open_is_passed_over_and_whoever_comes_back_goes_before() -> None:
    log, room, _ = await _left()
    log.used[room] = wall() - 2 * WEEK
    assert (await purge(log, Terms(), wall(), is_open=lambda id: id == room)) == Purged(0, 0)
    rooms = Rooms(log, wall)
    found = await rooms.find((await _state(log, room)).code)
    assert found is not None
    assert await close_forsaken(log, room, wall())
    await rooms.close()
    reopened = await Rooms(log, wall).find(found.code)
    assert reopened is not None
    assert reopened.state.vote
    assert not reopened.state.vote.ballot.is_open
    await reopened.close("restart")
