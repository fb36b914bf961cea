"""The sealed charter by its links: read by whoever has the share link, looked after by whoever has the keeper's."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.charter.html import Around, charter_page
from app.charter.kept import read
from app.domain.shelf import KeptCharter, digest_of, share_token
from app.web.address import reachable
from app.web.assets import entry
from app.web.charter_files import charter_file, downloads
from app.web.pages import guarded
from app.web.pages_view import SEE_OTHER, page
from app.web.problems import Problem
from app.web.services import Services, Serving

LONGEST = 64
UNLISTED = {"X-Robots-Tag": "noindex, nofollow, noarchive"}
# The address is the secret. Not so on the keeper's page, which has forms: they'd come with the Origin `null`.
PRIVATE = {**UNLISTED, "Referrer-Policy": "no-referrer"}


def hidden(response: Response) -> None:
    for name, value in PRIVATE.items():
        response.headers[name] = value


router = APIRouter(include_in_schema=False, dependencies=[Depends(guarded)])


@router.get("/c/{token}.{ending}")
async def shared_file(services: Serving, token: str, ending: str) -> Response:
    kept = await _shared(services, token)
    answer = await charter_file(services, read(kept.data), ("charter",), ending)
    hidden(answer)
    return answer


@router.get("/c/{token}")
async def shared_page(services: Serving, token: str) -> Response:
    kept = await _shared(services, token)
    around = Around(styles=entry("pages").styles, downloads=downloads(f"/c/{token}"), readers="link")
    return HTMLResponse(charter_page(read(kept.data), around), headers=PRIVATE)


@router.get("/k/{token}")
async def keeper_page(request: Request, services: Serving, token: str) -> Response:
    return _keeper_page(request, services, await _kept(services, token), token)


@router.post("/k/{token}")
async def look_after(
    request: Request, services: Serving, token: str, do: Annotated[str, Form()] = ""
) -> Response:
    """A new share link, none, or the end of the charter."""
    kept = await _kept(services, token)
    match do:
        case "renew":
            made = kept.made + 1
            await services.log.link_charter(kept.id, made, digest_of(share_token(token, made)))
        case "revoke":
            await services.log.link_charter(kept.id, kept.made, None)
        case "delete":
            await services.log.delete_charter(kept.id)
            services.press.forget()
            return page(request, "charter_gone.html", headers=UNLISTED)
        case _:
            raise Problem(400, "bad_request")
    return RedirectResponse(f"/k/{token}", SEE_OTHER, headers=UNLISTED)


def _keeper_page(request: Request, services: Services, kept: KeptCharter, token: str) -> Response:
    charter = read(kept.data)
    link = f"{reachable(services.settings, request)}/c/{share_token(token, kept.made)}" if kept.share else ""
    days = services.settings.charter_days
    return page(
        request,
        "keeper.html",
        language=charter.language,
        headers=UNLISTED,
        charter=charter,
        link=link,
        days=days,
    )


async def _shared(services: Services, token: str) -> KeptCharter:
    return await _found(services, token, "share")


async def _kept(services: Services, token: str) -> KeptCharter:
    return await _found(services, token, "keeper")


async def _found(services: Services, token: str, by: str) -> KeptCharter:
    """Raises Problem: the link leads nowhere, any more or ever (404)."""
    digest = digest_of(token) if len(token) <= LONGEST else ""
    kept = await services.log.find_charter(digest)
    if kept is None or getattr(kept, by) != digest:
        raise Problem(404, "no_such_link", headers=PRIVATE)
    await services.log.use_charter(kept.id)
    return kept
