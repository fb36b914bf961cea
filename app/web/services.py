"""What the routes work with, made once at start and found through the request."""

from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from app.charter.press import Press
from app.config import Settings
from app.domain.ports import Log
from app.live.rooms import Rooms
from app.web.hashing import Hashing
from app.web.limits import Limits, Shared
from app.web.metrics import Metrics
from app.web.passcodes import Passcodes
from app.web.permits import Permits

if TYPE_CHECKING:
    from app.web.openid import Provider


@dataclass(slots=True)
class Services:
    """One for each application."""

    settings: Settings
    log: Log
    rooms: Rooms
    press: Press
    metrics: Metrics
    shared: InitVar[Shared | None] = None
    provider: "Provider | None" = None
    """Of single sign-on, where there is one."""
    permits: Permits = field(init=False)
    limits: Limits = field(init=False)
    hashing: Hashing = field(init=False)
    passcodes: Passcodes = field(init=False)

    def __post_init__(self, shared: Shared | None) -> None:
        self.hashing = Hashing()
        self.permits = Permits(self.settings)
        self.limits = Limits(self.settings, self.metrics.refused, shared)
        self.passcodes = Passcodes(self.hashing)


def services_of(connection: HTTPConnection) -> Services:
    found: Services = connection.app.state.services
    return found


Serving = Annotated[Services, Depends(services_of)]
"""The parameter by which a route gets its services."""
