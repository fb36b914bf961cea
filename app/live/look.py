"""What somebody sees of a room without a connection to it."""

from dataclasses import dataclass

from app.domain import views
from app.domain.ballots import Keys
from app.domain.shapes import DoorView, LeadView, MineView, SharedView
from app.domain.state import State


@dataclass(frozen=True, slots=True)
class Look:
    """The views as they are stored now; `mine`, `lead` and `door` for those who have them."""

    seq: int
    shared: SharedView
    mine: MineView | None
    lead: LeadView | None
    door: DoorView | None


def look(state: State, keys: Keys, member: str | None) -> Look:
    """What `member` (None: a screen) sees of this state."""
    mine = None if member is None else views.mine(state, member, keys)
    lead = views.lead(state) if member == state.lead else None
    door = None if member is None else views.door(state, member)
    return Look(state.seq, views.shared(state), mine, lead, door)
