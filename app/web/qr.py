"""QR codes, in ink on paper in every theme: phones read no light code on dark ground."""

import base64
import io

import segno

INK, PAPER = "#1f1b17", "#fefcf8"


def svg(text: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn,
        kind="svg",
        border=2,
        dark=INK,
        light=PAPER,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return drawn.getvalue()


def data_uri(text: str) -> str:
    """The same as the address of a picture: what is in it is secret, and goes into no address that is asked for."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg(text)).decode()
