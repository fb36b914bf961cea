"""The application: wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from app.charter.kept import charter_to_keep
from app.charter.press import Press
from app.config import Settings
from app.extras import check, open_bus, open_provider, open_shared_limits
from app.live.clock import Steady, wall
from app.live.purging import Purging, Terms
from app.live.rooms import Rooms
from app.live.suggesting import Suggester
from app.store.migrating import migrate_off_loop
from app.store.opening import open_log
from app.web import (
    api,
    charter_pages,
    decks,
    devices,
    door_api,
    enter_page,
    export_pages,
    live_pages,
    mine_pages,
    new_page,
    opening,
    operations,
    pages,
    problems,
    shelf_pages,
    site,
    socket,
    takeaway_pages,
)
from app.web.built import Built
from app.web.described import completed
from app.web.guard import Guard
from app.web.metrics import Metrics
from app.web.proxies import Proxies
from app.web.ready import Ready
from app.web.rounds import Rounds
from app.web.services import Services

FIRST_PURGE = 600.0
"""Seconds after the start: not while people come back after it was started anew."""
STATIC = Path(__file__).parent / "static"
_ROUTED = (
    api,
    decks,
    devices,
    door_api,
    charter_pages,
    new_page,
    opening,
    pages,
    enter_page,
    export_pages,
    live_pages,
    mine_pages,
    shelf_pages,
    takeaway_pages,
    site,
    operations,
    socket,
)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Opens what every page rests on, `services`, and closes it at the end."""
    settings: Settings = app.state.settings
    await migrate_off_loop(settings.database_url)
    log, press = await open_log(settings.database_url), Press()
    suggester, bus = Suggester(), open_bus(settings)
    rooms = Rooms(
        log,
        wall,
        suggesting=suggester,
        comparing=suggester.compare,
        steady=Steady,
        bus=bus,
        charter=charter_to_keep,
        forget=press.forget,
    )
    terms = Terms(settings.room_days, settings.charter_days)
    purging = Purging(log, terms, wall, settings.purge_hours, FIRST_PURGE, rooms.is_open)
    shared, provider = open_shared_limits(settings), open_provider(settings)
    services = Services(settings, log, rooms, press, Metrics(), shared, provider)
    app.state.services = services
    try:
        yield
    finally:
        await purging.stop()
        await rooms.close()
        for line in (bus, shared, provider):
            if line:
                await line.close()
        await log.close()
        press.close()
        services.hashing.close()
        suggester.close()


class Guarded(FastAPI):
    """The guard goes around everything: what Starlette answers to a bug comes from outside of all middleware."""

    def build_middleware_stack(self) -> ASGIApp:
        settings = self.state.settings
        return Proxies(Rounds(Guard(super().build_middleware_stack(), settings)), settings)

    @cached_property
    def described(self) -> Ready:
        """What `openapi` gives, as it's answered."""
        return Ready(orjson.dumps(self.openapi()))

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            self.openapi_schema = completed(super().openapi())
        return self.openapi_schema


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application on its settings (of the environment, unless given). The database is migrated at its start.

    Raises NotInstalled where a setting takes what isn't there.
    """
    settings = settings or Settings()
    check(settings)
    app = Guarded(
        title="Touchstone",
        version="0.1.0",
        lifespan=_lifespan,
        openapi_url=None,  # FastAPI's own answer is encoded each time anew
        docs_url=None,  # its page loads from another site
        redoc_url=None,
        redirect_slashes=False,  # it would lead to whatever host was asked for
    )
    app.state.settings = settings
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=6)  # 9 takes up to ten times as long
    problems.install(app)

    @app.get("/api/openapi.json", include_in_schema=False)
    async def description(request: Request) -> Response:
        return app.described.to(request)

    for module in _ROUTED:
        app.include_router(module.router)
    app.mount("/static/build", Built(directory=STATIC / "build", check_dir=False), name="build")
    return app
