"""The charter as a page: the same sheet on paper, printable, without a script."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.charter.model import Charter
from app.charter.sheet import sheet_of
from app.charter.words import Words, words

TEMPLATES = Path(__file__).parent.parent / "templates"

Ending = Literal["pdf", "md", "json"]


@dataclass(frozen=True, slots=True)
class Around:
    """What the page needs to know of the site: its style sheets, where the other forms are, the way back to the
    room, and who can read it (members of the room, or whoever has the link)."""

    styles: tuple[str, ...]
    downloads: tuple[tuple[Ending, str], ...]
    back: str = ""
    readers: Literal["members", "link"] = "members"


def charter_page(charter: Charter, around: Around, in_words: Words | None = None) -> str:
    """The page, whole. In the charter's language, unless in other words."""
    in_words = in_words or words(charter.language)
    sheet = sheet_of(charter, in_words)
    return _environment().get_template("charter.html").render(sheet=sheet, around=around, words=in_words)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
