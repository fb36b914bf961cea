"""One's own data, to take home."""

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.domain.own_words import own_words
from app.web.door import require, whose_words
from app.web.headers import AS_IT_IS, attachment
from app.web.services import Serving

router = APIRouter(include_in_schema=False)


@router.get("/r/{code}/mine.json")
async def mine_json(request: Request, services: Serving, code: str, guest: str = "") -> Response:
    """What is stored of what one said; the host may ask for a `guest`, in whose name they speak."""
    identity = await require(services, request, code)
    room, member = identity.room, whose_words(identity, guest)
    keys, log = await services.log.keys(room.id), await services.log.load(room.id)
    words = own_words(room.state, member, keys, log)
    headers = attachment("my-words", room.code, ending="json")
    content = orjson.dumps(words, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return Response(content, media_type="application/json", headers={**headers, **AS_IT_IS})
