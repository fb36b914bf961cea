"""For whoever operates it: is it alive, can it work, how much does it do."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from app.web.address import address_of, is_among
from app.web.problems import Problem
from app.web.services import Serving

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
@router.head("/healthz")
async def healthz() -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


@router.get("/readyz")
@router.head("/readyz")
async def readyz(services: Serving) -> Response:
    """The database can be written to; 503 when not."""
    ready = await services.log.ready()
    return PlainTextResponse("ready" if ready else "the database can't be written to", 200 if ready else 503)


@router.get("/metrics")
async def metrics(request: Request, services: Serving) -> Response:
    """For the addresses that the operator named, and there for nobody else: how many have answered is the lead's to know."""
    visitor = address_of(request.client.host) if request.client else None
    if visitor is None or not is_among(services.settings.metrics_networks, visitor):
        raise Problem(404, "not_found")
    services.metrics.rooms.set(len(services.rooms))
    return Response(services.metrics.text(), media_type="text/plain; version=0.0.4")
