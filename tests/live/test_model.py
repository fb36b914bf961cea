"""Model checking of a room's loop: whatever happens in whatever order, it is never more than the simplest room.

Commands come from several people on several lines, at two processes over one log; every append may fail in every way,
callers and readers go away and come back, processes die. Time is the loop's own and jumps, so a run is decided by its
steps alone. See tests/live/model: `simplest` is the model, `record` and `quiet` say what must hold.
"""

import sys
import time
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.live.model.phone import Direct, Phone, Pulled
from tests.live.model.quiet import check_end, check_quiet
from tests.live.model.saying import KINDS
from tests.live.model.simplest import STAGES
from tests.live.model.world import World

SMALL = st.integers(0, 7)
DRAWS = st.tuples(st.integers(0, KINDS - 1), SMALL, SMALL)
SPOKEN = st.tuples(st.integers(0, 15), DRAWS)
WHO = st.integers(0, 15)
PROCESS = st.integers(0, 1)
TURNS = st.integers(0, 12)
HOW = ("knowing", "knowing", "knowing", "nothing", "the future")
EXPECTED = ("NotStored", "CancelledError")
"""What the disk does, and what its rival does whose caller goes away: it gives up the append that it came before."""
FAULTS = ("none", "before", "after", "late", "rival", "rival")


class Loop(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.logged = structlog.testing.capture_logs()
        self.entries = self.logged.__enter__()

    @initialize(
        rooms=st.integers(1, 2),
        stage=st.sampled_from(STAGES),
        wires=st.sampled_from([(Pulled,), (Direct,), (Direct, Pulled)]),
    )
    def begins(self, rooms: int, stage: str, wires: tuple[type[Pulled | Direct], ...]) -> None:
        self.world = World(rooms, wires)
        for record in self.world.records:
            self.world.comes_to(record, stage)

    def phone(self, who: int) -> Phone:
        return self.world.phones[who % len(self.world.phones)]

    @rule(spoken=st.lists(SPOKEN, min_size=1, max_size=10), turns=TURNS)
    def people_say(self, spoken: list[Any], turns: int) -> None:
        for who, draw in spoken:
            self.world.says(self.phone(who), draw)
        self.world.loop.turns(turns)

    @rule(spoken=st.lists(SPOKEN, min_size=2, max_size=6))
    def people_say_in_turn(self, spoken: list[Any]) -> None:
        for who, draw in spoken:
            self.world.says(self.phone(who), draw)
            self.world.quiet(turning=False)

    @rule(who=WHO, draws=st.lists(DRAWS, min_size=8, max_size=16))
    def one_says_too_much(self, who: int, draws: list[Any]) -> None:
        for draw in draws:
            self.world.says(self.phone(who), draw)

    @rule(who=WHO, which=st.lists(st.integers(0, 20), min_size=1, max_size=4), turns=TURNS)
    def one_repeats(self, who: int, which: list[int], turns: int) -> None:
        """On any of their lines: what was said by them, the latest counted first."""
        phone = self.phone(who)
        said = [id for id, sent in phone.record.sent.items() if sent.member == phone.member]
        for place in which:
            if place < len(said):
                self.world.sends(phone, said[-1 - place])
        self.world.loop.turns(turns)

    @rule(seconds=st.sampled_from([0.0, 0.01, 0.025, 0.1, 15.0]), turns=TURNS)
    def time_passes(self, seconds: float, turns: int) -> None:
        self.world.loop.turns(turns)
        self.world.loop.passes(seconds)

    @rule(who=WHO, messages=st.integers(1, 3))
    def reads(self, who: int, messages: int) -> None:
        for _ in range(messages):
            self.phone(who).reads()
            self.world.loop.turns(2)

    @rule(who=WHO, asleep=st.booleans())
    def sleeps(self, who: int, asleep: bool) -> None:
        """What is sent to it waits, as far as that goes."""
        self.phone(who).asleep = asleep

    @rule(who=WHO, process=PROCESS, how=st.sampled_from(HOW), noticed=st.booleans(), resends=st.booleans())
    def comes_back(self, who: int, process: int, how: str, noticed: bool, resends: bool) -> None:
        phone = self.phone(who)
        phone.loses_its_line(noticed=noticed)
        self.world.connects(phone, process, how)
        if resends:
            self.world.sends_again(phone)

    @rule(who=WHO, noticed=st.booleans())
    def line_is_lost(self, who: int, noticed: bool) -> None:
        self.phone(who).lets_go()
        self.phone(who).loses_its_line(noticed=noticed)

    @rule(which=st.integers(0, 5))
    def caller_goes_away(self, which: int) -> None:
        waiting = [one for _, _, _, one in self.world.asked() if not one.answer.done()]
        if which < len(waiting):
            waiting[which].answer.cancel()

    @rule(process=PROCESS, room=st.integers(0, 1))
    def joins(self, process: int, room: int) -> None:
        if len(self.world.phones) < 14:
            self.world.joins(self.world.records[room % len(self.world.records)], process)

    @rule(
        faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4),
        unreadable=st.integers(0, 2),
        slow=st.booleans(),
        spoken=st.lists(SPOKEN, min_size=1, max_size=6),
        turns=TURNS,
    )
    def disk_fails(
        self, faults: list[Any], unreadable: int, slow: bool, spoken: list[Any], turns: int
    ) -> None:
        self.world.disk.faults.extend(faults)
        self.world.disk.unreadable = unreadable
        if slow:
            self.world.disk.turning.clear()
        self.people_say(spoken=spoken, turns=turns)

    @rule(late=st.booleans())
    def disk_turns(self, late: bool) -> None:
        self.world.disk.turning.set()
        if late:
            self.world.loop.does(self.world.disk.lands())

    @rule(process=PROCESS, how=st.sampled_from(["killed", "killed and written", "restarted", "idle"]))
    def process_ends(self, process: int, how: str) -> None:
        if how == "restarted":
            self.world.closes(process)
        elif how == "idle":
            self.world.leaves_alone(process)
        else:
            self.world.disk.lands_when_cut = how == "killed and written"
            self.world.dies(process)

    @rule()
    def all_is_quiet(self) -> None:
        self.world.quiet()
        check_quiet(self.world)

    @invariant()
    def holds(self) -> None:
        if hasattr(self, "world"):
            self.world.checks()

    def teardown(self) -> None:
        try:
            if hasattr(self, "world") and sys.exc_info()[0] is None:
                check_end(self.world)
                bugs = [entry for entry in self.entries if entry["error"] not in EXPECTED]
                assert not bugs, f"a bug was met on the way: {bugs}"
        finally:
            self.logged.__exit__(None, None, None)
            if hasattr(self, "world"):
                self.world.ends()


def runs(number: int, steps: int) -> settings:
    return settings(
        max_examples=number,
        stateful_step_count=steps,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def test_LIVE_26_a_room_is_never_more_than_the_simplest_one() -> None:
    run_state_machine_as_test(Loop, settings=runs(25, 30))


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_LIVE_26_also_in_many_long_runs() -> None:
    """Two thousand, or as many as a minute gives: `make soak` has four for all."""
    ends = time.monotonic() + 60
    for _ in range(40):
        if time.monotonic() < ends:
            run_state_machine_as_test(Loop, settings=runs(50, 60))
