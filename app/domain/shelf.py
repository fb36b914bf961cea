"""What outlives a room: its sealed charter, on a shelf of its own, under links of its own. And what nobody uses any more."""

import base64
import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Links:
    """Of a charter that is put on the shelf, under its id there: the digests of the two secrets that lead to it."""

    id: str
    share: str
    keeper: str


@dataclass(frozen=True, slots=True)
class KeepCharter:
    """The sealed charter as it is now. Without `links`: only where it's on the shelf already."""

    data: bytes
    links: Links | None = None


@dataclass(frozen=True, slots=True)
class KeptCharter:
    """`made`: how many share links there were before the present one; `share` is that one's digest, None: there's none."""

    id: str
    room: str
    data: bytes
    made: int
    share: str | None
    keeper: str


class Shelf(Protocol):
    """Of any database: see ports.Log. Everything raises NotStored when it doesn't answer."""

    async def keep_charter(self, room: str, charter: KeepCharter) -> None:
        """Put it on the shelf, unless it is there."""

    async def charter_of(self, room: str) -> KeptCharter | None: ...

    async def find_charter(self, digest: str) -> KeptCharter | None:
        """The one to which the secret with this digest leads, as share link or as its keeper's."""

    async def link_charter(self, id: str, made: int, share: str | None) -> None:
        """From now on this share link leads to it, and no other; None: none does."""

    async def use_charter(self, id: str) -> None:
        """Somebody has looked at it."""

    async def delete_charter(self, id: str) -> None: ...

    async def use_rooms(self, rooms: Sequence[str]) -> None:
        """Somebody is in them."""

    async def unused_rooms(self, since: dt.datetime, after: str, most: int) -> list[str]:
        """Rooms that nobody has used since, by id from `after` on."""

    async def asking_rooms(self, since: dt.datetime, after: str, most: int) -> list[str]:
        """Those of them that have a ballot's key."""

    async def unused_charters(self, since: dt.datetime, after: str, most: int) -> list[str]:
        """The same of kept charters."""

    async def delete_unused_room(self, room: str, since: dt.datetime) -> bool:
        """With all it has, unless somebody has used it since; gives whether it is gone."""

    async def delete_unused_charter(self, id: str, since: dt.datetime) -> bool: ...


def keeper_token(salt: str, id: str) -> str:
    """The keeper's secret: as long as the room is there it follows from its salt, afterwards only its keeper has it."""
    return _derived(salt, f"charter/{id}")


def share_token(keeper: str, made: int) -> str:
    """The secret of the share link with this number."""
    return _derived(keeper, f"share/{made}")


def digest_of(token: str) -> str:
    """How a secret is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_links(salt: str, id: str) -> Links:
    keeper = keeper_token(salt, id)
    return Links(id, digest_of(share_token(keeper, 0)), digest_of(keeper))


def _derived(secret: str, use: str) -> str:
    """192 bits, safe in an address."""
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), use.encode(), "sha256")[:24]).decode()
