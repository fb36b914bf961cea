"""A page packed for the way, but for what is its reader's alone.

Packed, a page is shorter where a word stands in it twice: whoever sees its length on the network, and has chosen a word
in it, could guess at another. What everyone in the room may see can be packed together; one's own part goes as it is.
"""

import struct
import zlib

from fastapi import Request
from starlette.responses import Response

from app.web.built import encodings
from app.web.headers import AS_IT_IS

_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
"""Of a gzip file (RFC 1952): deflated, without name or time, made on no system in particular."""


def packed_around(request: Request, answer: Response, own: bytes) -> Response:
    """The `answer`, in which `own` stands once, packed before and after it, for whoever takes gzip."""
    answer.headers.add_vary_header("Accept-Encoding")
    if "gzip" not in encodings(request.headers.get("Accept-Encoding", "")):
        answer.headers.update(AS_IT_IS)
        return answer
    page = bytes(answer.body)
    begins = page.rindex(own)  # where it isn't there, nothing is sent
    ends = begins + len(own)
    deflated = _deflated(page[:begins]) + _deflated(own, level=0) + _deflated(page[ends:], end=zlib.Z_FINISH)
    answer.body = _HEAD + deflated + struct.pack("<II", zlib.crc32(page), len(page))
    answer.headers.update({"Content-Encoding": "gzip", "Content-Length": str(len(answer.body))})
    return answer


def _deflated(part: bytes, *, level: int = zlib.Z_DEFAULT_COMPRESSION, end: int = zlib.Z_FULL_FLUSH) -> bytes:
    """A piece of one deflated stream that refers to no other piece."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush(end)
