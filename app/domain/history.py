"""Steps of a stage: kept as they happen, taken back, and brought again.

A step is what one command changed. Taking it back puts back what still stands as the step left it; what has changed
since in another way (a value taken out, a round held) stays. What could be put back is what comes again.
"""

from collections.abc import Sequence

from app.domain.changes import Change, changes, found, put
from app.domain.events import Entry, StageChanged, StepRedone, StepUndone
from app.domain.immutable import replace
from app.domain.refusal import Refused
from app.domain.state import Adopted, History, State, Step
from app.domain.steps import STEPS

MOST = 100
"""Steps that a stage remembers. At the bound: the oldest can't be taken back any more."""

_TAKEN_BACK = (
    "cards", "clusters", "suggestions", "vote", "chosen", "shared", "hidden", "shown", "behaviours", "commitments",
    "follow_up", "parked", "spotlight", "focus",
)  # fmt: skip
"""Fields of the state. Not: who has moved something, the wordings (a wording is in force or not), the marks given."""


def asked_for(entries: Sequence[Entry]) -> list[bool]:
    """Of each of these entries, whether its step can be asked for after it: not when its stage is left among them and
    no step was taken back or brought again in between."""
    asked, needed = True, list[bool]()
    for entry in reversed(entries):
        needed.append(asked)
        if isinstance(entry.event, StageChanged):
            asked = False
        elif isinstance(entry.event, StepUndone | StepRedone):
            asked = True
    return needed[::-1]


def noted(before: State, after: State, entry: Entry) -> History:
    """The history with what this entry of a step changed; a new step takes what could have come again."""
    tell = STEPS.get(entry.command_type)
    changed = _changes(before, after) if tell else []
    if not tell or not changed:
        return after.history
    past = after.history.past
    if past and (past[-1].id, past[-1].actor) == (entry.command, entry.actor):
        step = replace(past[-1], changes=(*past[-1].changes, *changed))
        return History((*past[:-1], step))
    did, params = tell(before, entry.event)
    step = Step(entry.command, entry.actor, did, params, tuple(changed))
    return History((*past[1 - MOST :], step))


def last_step(state: State) -> Step | None:
    """The step that undo takes back; one that has nothing left to put back is passed over."""
    return next((step for step in reversed(state.history.past) if _stands(state, step, back=True)), None)


def next_step(state: State) -> Step | None:
    """The step that redo brings again."""
    return next((step for step in reversed(state.history.undone) if _stands(state, step, back=False)), None)


def taken_back(state: State, id: str) -> State:
    """The room without this step; those after it had nothing left to put back."""
    past = state.history.past
    place = _place(past, id)
    if place is None:
        return state
    state, undone = _carried_out(state, past[place], back=True)
    return replace(state, history=History(past[:place], (*state.history.undone, undone)))


def brought_again(state: State, id: str) -> State:
    """The room with this step again."""
    undone = state.history.undone
    place = _place(undone, id)
    if place is None:
        return state
    state, step = _carried_out(state, undone[place], back=False)
    return replace(state, history=History((*state.history.past, step), undone[:place]))


def _place(steps: Sequence[Step], id: str) -> int | None:
    """Where it stands last."""
    return next((n for n in range(len(steps) - 1, -1, -1) if steps[n].id == id), None)


def obstacle(state: State, step: Step, *, back: bool, held: frozenset[str] = frozenset()) -> Refused | None:
    """What is in the way of this step now: a pause, frozen clusters, an open ballot that rests on it, or a card that
    it would take out of somebody's hand."""
    if state.pause:
        return Refused("paused")
    if state.vote and state.vote.asking:
        return Refused("ballot_open")
    asked = {value.cluster for value in state.shared.values() if value.open_round}
    for change in step.changes:
        match change.path:
            case ("shared", cluster, *_) if cluster in asked:
                return Refused("round_open")
            case ("chosen",) if not asked.issubset(change.before if back else change.after):
                return Refused("round_open")
            case ("clusters", *_) | ("cards", _, "cluster") if _frozen(state):
                return Refused("frozen")
            case ("cards", card, "cluster") if card in held:
                return Refused("card_held")
            case _:
                pass
    return None


def _frozen(state: State) -> bool:
    return state.stage == "cluster" and state.step == "freeze"


def _stands(state: State, step: Step, *, back: bool) -> bool:
    """Whether something of it is still as it was left. A step about a card, or a parked thought, goes with it."""
    card = step.params.get("card")
    parked = {change.path[1] for change in step.changes if change.path[0] == "parked"}
    if not parked <= state.parked.keys() or (card is not None and card not in state.cards):
        return False
    return any(_fits(state, change, back=back) for change in step.changes)


def _carried_out(state: State, step: Step, *, back: bool) -> tuple[State, Step]:
    """The room after it, and the step as far as it was carried out."""
    carried: list[Change] = []
    for change in reversed(step.changes) if back else step.changes:
        if _fits(state, change, back=back):
            state = put(state, change.path, change.before if back else change.after)
            carried.append(change)
    settled = _settled(state)
    also = _changes(settled, state) if back else _changes(state, settled)
    return settled, replace(step, changes=(*(reversed(carried) if back else carried), *also))


def _fits(state: State, change: Change, *, back: bool) -> bool:
    now, then = (change.after, change.before) if back else (change.before, change.after)
    return bool(found(state, change.path) == now) and not _outvoted(state, change, then)


def _outvoted(state: State, change: Change, then: object) -> bool:
    """A value isn't adopted again on a round after which there was another: a restored wording needs one of its own."""
    if not isinstance(then, Adopted):
        return False
    return state.shared[change.path[1]].rounds[-1].ballot.id != then.ballot


def _settled(state: State) -> State:
    """The screen looks at nothing that has gone."""
    lit = state.cards.get(state.spotlight or "")
    return replace(
        state,
        spotlight=state.spotlight if lit and not lit.hidden else None,
        focus=state.focus if state.focus in state.shared else None,
    )


def _changes(before: State, after: State) -> list[Change]:
    found: list[Change] = []
    for field in _TAKEN_BACK:
        was, now = getattr(before, field), getattr(after, field)
        if was is not now:
            found += changes(was, now, (field,))
    return found
