"""What a socket was let in with, and whether that still holds."""

from dataclasses import dataclass

from app.domain.ports import TokenKind
from app.domain.state import State
from app.live.frames import ByeReason


@dataclass(frozen=True, slots=True)
class Pass:
    """A token as the log knows it: whose, of which kind, under which handle. A screen that a member opened has theirs."""

    member: str
    kind: TokenKind = "member"
    handle: str = ""


def over(state: State, shown: Pass) -> ByeReason | None:
    """Why this pass opens nothing in the room any more, or None. Somebody whom nobody knows here was removed."""
    if shown.kind == "screen":
        return None if shown.handle == state.screen_link else "screen_revoked"
    member = state.members.get(shown.member)
    if member is None or member.removed:
        return "joined" if member and member.into else "removed"
    holds = shown.handle in state.devices if shown.handle else not member.first_ended
    return None if holds else "revoked"
