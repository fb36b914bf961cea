"""What the routes work with, made once at start and found through the request."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from app.charter.pdf import Press
from app.config import Settings
from app.domain.ports import Log
from app.live.rooms import Rooms
from app.web.limits import Buckets
from app.web.metrics import Metrics


@dataclass(slots=True)
class Services:
    """One for each application."""

    settings: Settings
    log: Log
    rooms: Rooms
    press: Press
    metrics: Metrics
    wrong_codes: Buckets = field(init=False)
    new_rooms: Buckets = field(init=False)
    commands: Buckets = field(init=False)

    def __post_init__(self) -> None:
        s = self.settings
        self.wrong_codes = Buckets(s.wrong_codes_per_minute / 60, s.wrong_codes_per_minute)
        self.new_rooms = Buckets(s.rooms_per_hour / 3600, s.rooms_per_hour)
        self.commands = Buckets(s.commands_per_second, s.command_burst)


def services_of(connection: HTTPConnection) -> Services:
    found: Services = connection.app.state.services
    return found


Serving = Annotated[Services, Depends(services_of)]
"""The parameter by which a route gets its services."""
