"""Being oneself on another device, and two entries that are one person."""

from dataclasses import dataclass

from app.domain.terms import CameBy


@dataclass(frozen=True, slots=True)
class CodeOffered:
    """A code that makes another browser this member, once, until it `ends`. Its digest is a row beside the log."""

    offer: str
    member: str
    ends: str


@dataclass(frozen=True, slots=True)
class CodeEnded:
    """Used, or another took its place."""

    offer: str


@dataclass(frozen=True, slots=True)
class DeviceAdmitted:
    device: str
    member: str
    came_by: CameBy


@dataclass(frozen=True, slots=True)
class DeviceRevoked:
    """Its token is none any more."""

    device: str
    member: str


@dataclass(frozen=True, slots=True)
class DevicesEnded:
    """No token of this member is one any more, that of the browser they came with included."""

    member: str


@dataclass(frozen=True, slots=True)
class ScreenLinkMade:
    """In place of the one before, which opens nothing any more."""

    link: str


@dataclass(frozen=True, slots=True)
class MembersJoined:
    """`member` was `into` all along: what they put in is that one's, and their tokens lead there."""

    member: str
    into: str
