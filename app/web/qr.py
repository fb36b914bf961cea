"""QR codes, in ink on paper in every theme: phones read no light code on dark ground."""

import io
from functools import lru_cache

import segno
from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

INK, PAPER = "#1f1b17", "#fefcf8"
BORDER = 2
"""Light modules around it."""


class Drawing(TypedDict):
    """A QR code for a page to draw: its dark modules as a path on a square of `size` units, border included.

    What is in such a code is secret, so it's no picture that is asked for by an address; nor a `data:` one, which the
    page's policy forbids.
    """

    size: int
    path: str


@lru_cache(128)
def svg(text: str) -> bytes:
    """It takes 3 ms, and everyone in a room asks for the same one."""
    drawn = io.BytesIO()
    _made(text).save(
        drawn,
        kind="svg",
        border=BORDER,
        dark=INK,
        light=PAPER,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return drawn.getvalue()


def drawing(text: str) -> Drawing:
    rows = _made(text).matrix
    runs = (
        f"M{x + BORDER} {y + BORDER}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in _dark(row)
    )
    return {"size": len(rows) + 2 * BORDER, "path": "".join(runs)}


def _made(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)


def _dark(row: bytes | bytearray) -> list[tuple[int, int]]:
    """Where the runs of dark modules begin, and how long they are."""
    runs: list[tuple[int, int]] = []
    for x, module in enumerate(row):
        if module and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif module:
            runs.append((x, 1))
    return runs
