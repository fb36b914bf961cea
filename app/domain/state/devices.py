"""Being oneself: codes that let another browser in, the devices that came in by one, two entries made one."""

import datetime as dt
from dataclasses import dataclass

from app.domain.terms import CameBy


@dataclass(frozen=True)
class Offer:
    """A code that makes another browser `member`; `by` is who asked for it. The code itself is nowhere but with them."""

    id: str
    member: str
    by: str
    ends: dt.datetime


@dataclass(frozen=True)
class Device:
    """A browser beside the one that somebody came with, and how it came in."""

    id: str
    member: str
    came_by: CameBy
    at: dt.datetime
