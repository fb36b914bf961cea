"""Being oneself: signing out a device, and making one of two entries."""

from typing import Literal

from app.domain.commands.base import Base, Id


class RevokeDevice(Base):
    """Signs out one of one's own devices that came in by a code: what it holds opens nothing any more."""

    type: Literal["revoke_device"] = "revoke_device"
    device: Id


class JoinMembers(Base):
    """Makes one of two entries of one person: `into` stays, with what `member` put in; their open answers drop."""

    type: Literal["join_members"] = "join_members"
    member: Id
    into: Id
