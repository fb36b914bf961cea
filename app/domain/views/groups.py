"""Pairs and trios: their number for all, who is in them for the lead, one's own for each."""

from app.domain.shapes import DraftsView, MyDraftView, Progress
from app.domain.state import State
from app.domain.views.ballots import progress


def drafting(state: State) -> Progress | None:
    """How many groups have a statement; None while groups don't draft."""
    return None if state.drafts is None else progress(_done(state), len(state.drafts))


def drafts_for_lead(state: State) -> DraftsView | None:
    """Who drafts what with whom, and how many groups have a statement: never which, nor the text."""
    if state.drafts is None:
        return None
    groups = sorted(state.drafts.values(), key=lambda draft: draft.id)
    return {
        "groups": [{"cluster": draft.cluster, "members": sorted(draft.members)} for draft in groups],
        "done": _done(state),
    }


def partners_of(state: State, member: str) -> list[str] | None:
    """Whom this member is to talk with; None when they weren't drawn."""
    mine = next((group for group in state.partners or () if member in group), None)
    return None if mine is None else sorted(one for one in mine if one != member)


def draft_of(state: State, member: str) -> MyDraftView | None:
    """What this member's group drafts."""
    mine = next((draft for draft in (state.drafts or {}).values() if member in draft.members), None)
    if mine is None:
        return None
    view: MyDraftView = {
        "draft": mine.id,
        "cluster": mine.cluster,
        "others": sorted(one for one in mine.members if one != member),
        "statement": mine.statement,
        "behaviour": mine.behaviour,
    }
    if mine.saved:
        view["base"] = mine.saved
    return view


def _done(state: State) -> int:
    return sum(bool(draft.statement) for draft in (state.drafts or {}).values())
