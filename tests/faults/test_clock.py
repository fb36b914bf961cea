"""The machine's clock is set while a workshop runs: by hand, by the network, by hours, in both directions."""

import ast
import datetime as dt
from pathlib import Path
from random import Random

import pytest

from app.domain.evolve import replay
from app.domain.refusal import Refused
from app.domain.times import moment
from app.live.clock import Steady
from app.live.room import Room
from app.live.rooms import Rooms
from app.web.buckets import Bucket
from tests.live.anything import anything
from tests.live.log import Disk
from tests.live.vocabulary import AT_ONCE, CODE, HOST, Live, Person, opening, stored

HOURS = [-30 * 24, -5, -0.01, 0.01, 5, 30 * 24]
APP = Path(__file__).parents[2] / "app"


class Machine:
    """Its clock is what somebody set it to; what has passed is what has passed."""

    def __init__(self) -> None:
        self.passed = 100.0
        self._set_to = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)

    def wall(self) -> dt.datetime:
        return self._set_to + dt.timedelta(seconds=self.passed)

    def elapsed(self) -> float:
        return self.passed

    def is_set(self, hours: float) -> None:
        self._set_to += dt.timedelta(hours=hours)


async def a_room(machine: Machine, log: Disk) -> Live:
    """On this machine: the one that the log holds, or a new one."""
    rooms = Rooms(log, machine.wall, AT_ONCE, steady=lambda wall: Steady(wall, machine.elapsed))
    room = await rooms.find(CODE) or await rooms.create(opening(), HOST)
    assert isinstance(room, Room)
    host = Person(room, HOST)
    await host.reads()
    return Live(log, rooms, room, host)


def now(person: Person) -> dt.datetime:
    """As the room told it last."""
    return moment([frame["now"] for frame in person.frames if "now" in frame][-1])


@pytest.mark.parametrize("hours", HOURS)
async def test_FAULT_12_a_clock_that_is_set_under_a_room_moves_none_of_its_times(hours: float) -> None:
    """Who counts down by the time they were told on coming is right, whenever they came."""
    machine = Machine()
    it = await a_room(machine, Disk())
    came = now(it.host)
    await it.host.does("go_to", stage="reflect")
    await it.host.does("start_timer", seconds=300)
    machine.passed += 60
    machine.is_set(hours)
    late = await it.joins()
    assert now(late) - came == dt.timedelta(seconds=60)
    ends = moment(late.view["shared"]["timer"]["ends"])
    assert ends - now(late) == dt.timedelta(seconds=240)
    await it.host.does("pause")
    machine.passed += 1_000
    machine.is_set(-hours)
    await it.host.does("resume")
    late.comes_back()
    await late.reads()
    assert moment(late.view["shared"]["timer"]["ends"]) - now(late) == dt.timedelta(seconds=240)
    machine.is_set(hours)
    await it.host.does("go_to", stage="share")
    state, _ = await stored(it.log, it.room.id)
    assert state == it.room.state
    assert sum(state.course.spent.values(), dt.timedelta()) == dt.timedelta(seconds=60)
    at = [entry.at for entry in it.log.entries_of(it.room.id)]
    assert at == sorted(at)
    await it.rooms.close()


@pytest.mark.parametrize("hours", HOURS)
async def test_FAULT_12_a_room_that_is_opened_on_a_clock_set_otherwise_goes_on(hours: float) -> None:
    """After a restart the machine's time is the room's: what was is in its order, what comes is timed anew."""
    machine, log = Machine(), Disk()
    it = await a_room(machine, log)
    await it.host.does("go_to", stage="reflect")
    await it.host.does("start_timer", seconds=300)
    await it.rooms.close()
    machine.is_set(hours)
    again = await a_room(machine, log)
    await again.host.reaches(await again.host.does("start_timer", seconds=300))
    assert moment(again.host.view["shared"]["timer"]["ends"]) - now(again.host) == dt.timedelta(seconds=300)
    await again.host.does("pause")
    machine.passed += 5
    await again.host.does("resume")
    await again.host.does("go_to", stage="share")
    assert again.room.state.course.spent["reflect"] >= dt.timedelta()
    state, _ = await stored(log, again.room.id)
    assert state == again.room.state
    await again.rooms.close()


@pytest.mark.parametrize("seed", range(4))
async def test_FAULT_12_whatever_is_said_under_a_clock_gone_wild_nothing_breaks(seed: int) -> None:
    """Not even where each entry is hours from the one before it: as from processes whose clocks differ."""
    rng, log = Random(seed), Disk()
    start = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
    rooms = Rooms(log, lambda: start + dt.timedelta(hours=rng.uniform(-100, 100)), AT_ONCE)
    room = await rooms.create(opening(host_takes_part=True), HOST)
    assert isinstance(room, Room)
    it = Live(log, rooms, room, Person(room, HOST))
    people = [HOST, *[str((await it.joins(name)).member) for name in ("Amara", "Jonas", "Mei")]]
    for _ in range(250):
        sender = rng.choice(people)
        answer = await room.submit(sender, anything(rng, room.state, sender))
        assert not isinstance(answer, Refused) or answer.code != "internal"
    entries = log.entries_of(room.id)
    assert len(entries) > 50
    assert replay(entries) == room.state
    await it.host.reads_until(lambda: it.host.seq == room.state.seq)
    await rooms.close()


def test_FAULT_12_a_bucket_fills_with_what_passes() -> None:
    machine = Machine()
    bucket = Bucket(1, 1, machine.elapsed)
    assert bucket.take() == 0
    machine.is_set(-5)
    assert bucket.take() == 1
    machine.is_set(10)
    assert bucket.take() == 1
    machine.passed += 1
    assert bucket.take() == 0


def test_FAULT_12_what_measures_how_long_reads_no_clock_that_can_be_set() -> None:
    """The machine's time is read for a room that opens, and for the stamps by which what nobody uses is purged."""
    readers = {
        str(path.relative_to(APP))
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in WALL
    }
    assert readers == {
        "live/clock.py",
        "purging.py",
        "rehearse/workshop.py",
        "store/memory.py",
        "store/memory_shelf.py",
        "store/postgres.py",
        "store/rows.py",
        "store/shelf.py",
    }


WALL = {"time.time", "time.time_ns", "dt.datetime.now", "datetime.now", "dt.date.today", "date.today"}
