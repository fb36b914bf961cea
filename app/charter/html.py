"""The charter, and what one takes away of it, as pages: the same sheets on paper, printable, without a script."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.charter.model import Charter
from app.charter.sheet import sheet_of
from app.charter.takeaway import Takeaway, takeaway_sheet
from app.charter.words import Words, words

TEMPLATES = Path(__file__).parent.parent / "templates"

Ending = Literal["pdf", "docx", "png", "md", "json"]


@dataclass(frozen=True, slots=True)
class Around:
    """What the page needs to know of the site: its style sheets, where the other forms are, the way back to the
    room, and who can read it (members of the room, whoever has the link, one person, or the host for a guest)."""

    styles: tuple[str, ...]
    downloads: tuple[tuple[Ending, str], ...]
    back: str = ""
    readers: Literal["members", "link", "oneself", "guest"] = "members"


def charter_page(charter: Charter, around: Around, in_words: Words | None = None) -> str:
    """The page, whole. In the charter's language, unless in other words."""
    in_words = in_words or words(charter.language)
    sheet = sheet_of(charter, in_words)
    return _environment().get_template("charter.html").render(sheet=sheet, around=around, words=in_words)


def takeaway_page(takeaway: Takeaway, around: Around) -> str:
    """The page, whole, in the room's language."""
    in_words = words(takeaway.language)
    sheet = takeaway_sheet(takeaway, in_words)
    return _environment().get_template("takeaway.html").render(sheet=sheet, around=around, words=in_words)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
