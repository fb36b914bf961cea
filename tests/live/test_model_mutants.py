"""That the machine can fail: a loop that is wrong in one place is caught, within a bounded number of runs."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from app.domain import turn
from app.domain.views import wall
from app.live.connection import Connection
from app.live.direct import DirectConnection
from app.live.draft import Draft
from app.live.feed import Feed
from app.live.kept import KeptFrames
from app.live.presence import Presence
from app.live.room import Room
from app.live.rooms import Rooms
from tests.live.test_model import Loop
from tests.mutating import Mutant, mutated

RUNS = settings(
    max_examples=600,
    stateful_step_count=40,
    phases=[Phase.generate],
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


MUTANTS = [
    Mutant(
        "the draft is the state before it is stored",
        Room,
        "_store",
        "await self._log.append(self.id, self.state.seq, draft.entries, also)",
        "before = self.state.seq; self._become(draft.state, draft.keys, draft.entries, set());"
        " await self._log.append(self.id, before, draft.entries, also)",
    ),
    Mutant(
        "whatever may be stored is acknowledged",
        Draft,
        "settle_by",
        "otherwise if seq is None else Acked(seq)",
        "Acked(self.state.seq)",
    ),
    Mutant(
        "after a failure what is stored isn't read",
        Room,
        "_store",
        "draft.settle_by(await self._catch_up(), otherwise=NOT_STORED)",
        "draft.settle_by([], otherwise=NOT_STORED)",
    ),
    Mutant(
        "who lost against another decides on what they knew",
        Room,
        "_store",
        "await self._catch_up()\n",
        "pass\n",
    ),
    Mutant(
        "a refusal doesn't wait for what it rests on",
        Draft,
        "add",
        "if settled or",
        "if settled or isinstance(decided.answer, Refused) or",
    ),
    Mutant(
        "what came while the disk was busy is lost",
        Room,
        "_run",
        "batch, self._inbox = self._inbox, []\n        await self._settle(batch)",
        "await self._settle(self._inbox); self._inbox = []",
    ),
    Mutant(
        "after a restart nobody knows what was done before",
        Rooms,
        "_load",
        "state, keys, _ = await read_on(self._log, ref.id, EMPTY)",
        "import dataclasses; state, keys, _ = await read_on(self._log, ref.id, EMPTY);"
        " state = dataclasses.replace(state, done={})",
    ),
    Mutant(
        "a change is told from the wrong base",
        Feed,
        "_advance",
        "patch = diff(self._shared, shared)",
        "patch = diff(next(iter(self._views._views.values()))[0], shared)",
    ),
    Mutant(
        "who comes back gets the change from now",
        Feed,
        "first",
        "then = None if since is None else self._views.get(since)",
        "then = None if since is None else self._views.get(since) or self._shared",
    ),
    Mutant(
        "one's own part is dropped", Feed, "_own_patches", "if change:", "if change and member != state.lead:"
    ),
    Mutant(
        "a ballot's key is forgotten",
        Room,
        "_become",
        "self.state, self._keys = state, keys",
        "self.state = state",
    ),
    Mutant(
        "who knows more than the process isn't waited for",
        Room,
        "connect",
        "if self._over(connection) or (since is not None and since > self.state.seq):",
        "if self._over(connection):",
    ),
    Mutant("nobody tells the removed", Room, "_become", "receiver.close(reason)", "pass"),
    Mutant(
        "an ack promises in vain",
        Connection,
        "_news",
        "self._owed > (news[-1][0] if news else self._seq)",
        "False",
    ),
    Mutant(
        "what changed nothing is forgotten",
        Draft,
        "_was_nothing",
        "if self.state.member(waiting.sender) is None:",
        "if True:",
    ),
    Mutant(
        "frames that are gone are passed over",
        KeptFrames,
        "after",
        "if cursor < self._start:\n        return None",
        "cursor = max(cursor, self._start)",
    ),
    Mutant(
        "what everyone gets is written to one who gets more",
        DirectConnection,
        "show",
        "self.member in news.own or ",
        "",
    ),
    Mutant("those who left are counted", Presence, "remove", "del self._people[member]", "pass"),
    Mutant(
        "a repeat is done again",
        turn,
        "_before",
        "return state.done.get(member, {}).get(command.id)",
        "return None",
    ),
    Mutant("the wall is up before the curtain is", wall, "is_up", "state.revealed and ", ""),
]


def test_LIVE_26_every_mutant_has_its_place() -> None:
    for mutant in MUTANTS:
        mutated(mutant)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.says)
def test_LIVE_26_a_loop_that_is_wrong_is_caught(mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutant.place, mutant.name, mutated(mutant))
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Loop, settings=RUNS)
