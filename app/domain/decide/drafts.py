"""Drafts in groups: a value each, a statement and a behaviour, and what they become."""

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.partners import drawn_from, history
from app.domain.method.partners import chance, draw
from app.domain.refusal import Refused
from app.domain.state import Draft, State


def draft_in_groups(state: State, cmd: c.DraftInGroups, ask: Ask) -> Decision:
    """As many groups as there are values to draft, where that gives pairs and trios."""
    if state.drafts is not None:
        return []
    if any(value.open_round for value in state.shared.values()):
        return Refused("ballot_open")
    values = state.on_the_table
    if not values:
        return Refused("nothing_to_ask")
    people = drawn_from(state)
    if len(people) < 2:
        return Refused("too_few_people")
    rng = chance(ask.seed)
    groups = draw(people, len(values), history(state), rng)
    rng.shuffle(groups)
    return [
        e.DraftOpened(ask.new_id("draft", str(number)), value.cluster, value.wording, group)
        for number, group in enumerate(groups)
        for value in [values[number % len(values)]]
    ]


def save_draft(state: State, cmd: c.SaveDraft, ask: Ask) -> Decision:
    """A text that was written over another than the present one is refused: its writer sees both and settles it."""
    if state.drafts is None:
        return Refused("drafting_over")
    draft = state.drafts.get(cmd.draft)
    if draft is None or ask.member not in draft.members:
        return Refused("no_such_draft")
    if (draft.statement, draft.behaviour) == (cmd.statement, cmd.behaviour):
        return []
    if draft.saved != cmd.base:
        return Refused("draft_changed")
    return [e.DraftSaved(draft.id, ask.member, cmd.statement, cmd.behaviour, draft.members)]


def end_drafting(state: State, cmd: c.EndDrafting, ask: Ask) -> Decision:
    return ended(state, ask)


def ended(state: State, ask: Ask) -> list[e.Event]:
    """The end of drafting, if it's on: what was drafted goes in as proposals, under the name of who saved it last."""
    if state.drafts is None:
        return []
    drafts = [draft for draft in state.drafts.values() if draft.cluster in state.shared]
    return [
        *(_wording(state, draft, ask) for draft in drafts if _says_something_new(state, draft)),
        *(
            e.BehaviourAdded(
                ask.new_id("behaviour", draft.id), draft.member, draft.cluster, draft.behaviour, "will"
            )
            for draft in drafts
            if draft.behaviour
        ),
        e.DraftingEnded(),
    ]


def _says_something_new(state: State, draft: Draft) -> bool:
    now = state.wordings[state.shared[draft.cluster].wording]
    return draft.statement not in ("", now.statement)


def _wording(state: State, draft: Draft, ask: Ask) -> e.WordingProposed:
    name = state.wordings[state.shared[draft.cluster].wording].name
    return e.WordingProposed(
        ask.new_id("wording", draft.id), draft.member, draft.cluster, name, draft.statement, draft.base
    )
