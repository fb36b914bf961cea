"""The charter as a document for word processors (DOCX): what its sheet says, in styles that one can go on working with.

People's words are the text of runs and nothing else: the only fields are the page's number and how many there are, and
nothing leads out of the file.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Written
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

from app.charter.sheet import Sheet, ValueSheet
from app.charter.words import Words
from app.domain.directions import FROM, TO, isolated

HERE = Path(__file__).parent / "word"
_BLANK = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    **{f"word/{name}": name for name in ("document.xml", "styles.xml", "numbering.xml", "settings.xml", "fontTable.xml")},
}  # fmt: skip
"""Where in the file each of our parts goes."""

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_APART = re.compile(f"({FROM}[^{FROM}{TO}]*{TO})")
_REGIONS = {"en": "en-GB"}
"""Word processors check spelling by region."""
_LONGEST = 255
"""A property has at most so many letters."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph. `mark` is the style of its letters; `held`: on the same page as the next."""

    style: str
    text: str
    mark: str | None = None
    held: bool = False


def charter_docx(sheet: Sheet, sealed: dt.date | None, words: Words) -> bytes:
    """The file; the same bytes for the same charter."""
    document = Document(BytesIO(_blank()))
    _describe(document, sheet, sealed)
    for line in _lines(sheet, words):
        if told := _told(line.text):
            paragraph = document.add_paragraph(style=line.style)
            paragraph.paragraph_format.keep_with_next = line.held or None
            if _from_right(told):
                paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            _write(paragraph, told, line.mark)
    _number_pages(document, sheet, words)
    return _fixed(document)


def _lines(sheet: Sheet, words: Words) -> Iterator[_Line]:
    yield _Line("Team", sheet.title)
    yield _Line("Heading 1", sheet.heading)
    yield _Line("Quote", sheet.purpose)
    yield _Line("Facts", sheet.facts)
    for value in sheet.values:
        *most, last = (line for line in _value(value) if line.text)
        yield from (replace(line, held=True) for line in most)
        yield last
    heading = "First Section"
    for title, lines in _foot(sheet, words):
        if lines:
            yield _Line(heading, title)
            yield from lines
            heading = "Section"
    yield _Line("Last", sheet.again and f"{sheet.again}.")
    yield _Line("Last", f"{sheet.digest_label}: {sheet.whole_digest}")


def _value(value: ValueSheet) -> Iterator[_Line]:
    yield _Line("Heading 2", value.name, "Agreed" if value.agreed else "Not Yet")
    yield _Line("Statement", value.statement)
    for line in value.lines:
        yield _Line("Won't Do" if line.kind == "wont" else "List Bullet", line.text)
    for lacking in value.lacking:
        yield _Line("State", lacking)
    yield _Line("State", value.state)
    for need in value.needs:
        yield _Line("List Bullet 2", need)


def _foot(sheet: Sheet, words: Words) -> Iterator[tuple[str, list[_Line]]]:
    """Each section's heading, and what stands under it."""
    taken = (words("by", text=item.text, owner=item.owner, date=item.due) for item in sheet.commitments)
    yield sheet.take_on, [_Line("List Bullet", text) for text in taken]
    yield sheet.signed_by, [_Line("Names", sheet.names), _Line("Normal", " ".join(sheet.besides))]
    yield sheet.reserved, [_Line("List Bullet", text) for text in sheet.reservations]
    yield sheet.later, [_Line("List Bullet", text) for text in sheet.parked]


def _write(paragraph: Paragraph, text: str, mark: str | None = None) -> None:
    """Each stretch that is isolated is a run of its own, in its own direction."""
    for piece in filter(None, _APART.split(text)):
        run = paragraph.add_run(piece, mark)
        if _from_right(piece):
            run.font.rtl = True


def _number_pages(document: Written, sheet: Sheet, words: Words) -> None:
    """Title and page number at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    _write(paragraph, isolated(_told(sheet.title)))
    paragraph.add_run("\t")
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    for piece in filter(None, re.split(r"(\{pages?\})", words("page_of", page="{page}", pages="{pages}"))):
        run = paragraph.add_run("1" if piece in fields else piece)
        if piece in fields:
            field = OxmlElement("w:fldSimple", {qn("w:instr"): fields[piece]})
            field.append(run._r)
            paragraph._p.append(field)


def _describe(document: Written, sheet: Sheet, sealed: dt.date | None) -> None:
    """Title, language and day, and nothing of anybody's."""
    language = _REGIONS.get(sheet.language, sheet.language)
    about = document.core_properties
    about.title = _told(sheet.document)[:_LONGEST]
    about.author = about.last_modified_by = sheet.product
    about.keywords = sheet.whole_digest
    about.language = language
    if sealed:
        about.created = about.modified = dt.datetime.combine(sealed, dt.time(), dt.UTC)
    (default,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    default.set(qn("w:val"), language)


def _told(text: str) -> str:
    """On one line, without what XML has no way to write."""
    return _NOT_IN_XML.sub("", " ".join(text.split()))


def _from_right(text: str) -> bool:
    """Does its first letter say that it's read from the right?"""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


@cache
def _blank() -> bytes:
    """A document with our styles and nothing in it."""
    return _packed({name: (HERE / file).read_bytes() for name, file in _BLANK.items()})


def _fixed(document: Written) -> bytes:
    """The file, without the hour at which it was made."""
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts:
        return _packed({name: parts.read(name) for name in parts.namelist()})


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, content in parts.items():
            part = ZipInfo(name)
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            file.writestr(part, content)
    return packed.getvalue()
