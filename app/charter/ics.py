"""An appointment as a calendar file (RFC 5545): plain lines, escaped and folded."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

FOLD = 75
"""Octets a line has at most."""
_ENDS_A_LINE = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Appointment:
    """`uid` stays when it is put off; `version` grows then, so that calendars move it instead of adding another."""

    uid: str
    version: int
    made: dt.datetime
    begins: dt.datetime
    ends: dt.datetime
    title: str
    text: str
    link: str


def calendar(appointment: Appointment) -> bytes:
    """The file, with one appointment in it."""
    a = appointment
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Touchstone//EN",
        "BEGIN:VEVENT",
        f"UID:{a.uid}",
        f"SEQUENCE:{a.version}",
        f"DTSTAMP:{_utc(a.made)}",
        f"DTSTART:{_utc(a.begins)}",
        f"DTEND:{_utc(a.ends)}",
        f"SUMMARY:{_escaped(a.title)}",
        f"DESCRIPTION:{_escaped(a.text)}",
        f"URL:{a.link}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(piece + b"\r\n" for line in lines for piece in _folded(line))


def _utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """On one line, whatever a reader takes for the end of one."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "".join(c for c in _ENDS_A_LINE.sub(r"\\n", text) if c >= " " and c != "\x7f")


def _folded(line: str) -> Iterator[bytes]:
    """In pieces of at most 75 octets, no letter broken; each but the first begins with a space."""
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > FOLD:
            yield piece
            piece = b" "
        piece += octets
    yield piece
