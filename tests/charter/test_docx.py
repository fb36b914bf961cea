"""The charter for word processors, read as they read it."""

import datetime as dt
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import example, given, settings
from markdown_it import MarkdownIt

from app.charter.docx import charter_docx
from app.charter.markdown import charter_markdown
from app.charter.model import Charter
from app.charter.sheet import sheet_of
from app.charter.words import words
from app.domain.text import clean
from tests.charter.hostile import NAMES, NASTY
from tests.charter.samples import MARKUP, bare, long, named, whole

WORDS = words("en")
READER = MarkdownIt("commonmark")
FIELDS = (
    '{ HYPERLINK "https://e.example" }',
    "DDEAUTO c:\\\\windows\\\\system32\\\\calc.exe",
    "=SUM(1+1)*cmd|' /C calc'!A0",
)
XML = (
    '</w:t></w:r><w:fldSimple w:instr="DATE"/>',
    "<w:p/>",
    "&#x1;&lt;",
    "]]>",
    "_x0001_ _x000D_",
    "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
)
TURNING = ("\u202emoc.elpmaxe", "\u2068open", "shut\u2069", "a\u200bb\ufeffc", "e" + "\u0301" * 40)
BROKEN = (
    "a\x00b\x08c\x1b[31m\x7f",
    "half \ud800 letter",
    "no \ufffe character",
    "two\nlines\r\n\tand \x0b\x0c\x85\u2028\u2029 more",
)
IN_RUNS = {qn(tag) for tag in ("w:r", "w:rPr", "w:rStyle", "w:rtl", "w:t", "w:tab")}
HOSTILE = (*FIELDS, *XML, *TURNING, *BROKEN)  # fmt: skip


def made(charter: Charter) -> bytes:
    day = charter.sealed.date() if charter.sealed else None
    return charter_docx(sheet_of(charter, WORDS), day, WORDS)


class Opened:
    """The document, and what its file has in it."""

    def __init__(self, file: bytes) -> None:
        self.file = ZipFile(io.BytesIO(file))
        self.document = Document(io.BytesIO(file))

    @cached_property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Each of them: h1, h2, li or p, and its text."""
        return [(_kind(paragraph), paragraph.text) for paragraph in self.document.paragraphs]

    @cached_property
    def structure(self) -> dict[str, list[str]]:
        """Each part's elements, but for runs, in which text and nothing else may stand, and for directions."""
        return {
            name: list(_elements(ElementTree.fromstring(self.file.read(name))))
            for name in self.file.namelist()
            if name.endswith((".xml", ".rels"))
        }


def _kind(paragraph: Paragraph) -> str:
    style = paragraph.style
    while style is not None:
        if found := re.fullmatch(r"Heading (\d)", str(style.name)):
            return f"h{found[1]}"
        if style.element.xpath("w:pPr/w:numPr"):
            return "li"
        style = style.base_style
    return "p"


def _elements(element: ElementTree.Element) -> Iterator[str]:
    yield element.tag
    for child in element:
        if child.tag == qn("w:r"):
            assert {inner.tag for inner in child.iter()} <= IN_RUNS
        elif child.tag != qn("w:bidi"):
            yield from _elements(child)


def of_markdown(charter: Charter) -> list[tuple[str, str]]:
    """The same of the Markdown, without the signs that Word's lists have of their own."""
    tokens, found, kind = READER.parse(charter_markdown(charter, WORDS)), [], "p"
    for token in tokens:
        if token.type in ("heading_open", "list_item_open"):
            kind = token.tag
        elif token.type == "inline":
            text = "".join(part.content for part in token.children or ()).removeprefix("✕ ")
            found.append((kind, text))
            kind = "p"
    heading, title, *rest = found
    return [title, heading, *rest]


@pytest.mark.parametrize("charter", [whole(), bare(), long()], ids=["whole", "bare", "long"])
def test_CHARTER_2_a_word_document_says_what_markdown_says(charter: Charter) -> None:
    assert Opened(made(charter)).paragraphs == of_markdown(charter)


def test_CHARTER_2_what_we_wont_do_has_a_mark_of_its_own() -> None:
    document = Opened(made(whole())).document
    marks = {
        style: document.styles[style].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
        for style in ("List Bullet", "Won't Do", "List Bullet 2")
    }
    assert len({*map(str, marks.values())}) == 3
    wont = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Won't Do"]  # type: ignore[union-attr]
    assert wont == ["We won’t wait until we are asked."]


def test_CHARTER_14_it_has_title_language_and_day_and_nobody_is_its_author() -> None:
    document = Opened(made(whole())).document
    about = document.core_properties
    assert about.title == "Platform team, Lisbon and Graz: what we hold on to"
    assert (about.author, about.last_modified_by, about.language) == ("Touchstone", "Touchstone", "en-GB")
    assert about.created == about.modified == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert about.keywords == whole().digest
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert Opened(made(bare())).document.core_properties.created is None


def test_CHARTER_14_headings_come_in_order_and_no_paragraph_is_empty() -> None:
    kinds = [kind for kind, _ in Opened(made(whole())).paragraphs]
    assert [kind for kind in kinds if kind.startswith("h")] == ["h1", *["h2"] * 7]
    assert all(text.strip() for _, text in Opened(made(bare())).paragraphs)


def test_CHARTER_14_each_page_tells_its_number() -> None:
    section = Opened(made(whole())).document.sections[0]
    (foot,) = section.footer.paragraphs
    assert foot._p.xpath("string()") == "Platform team, Lisbon and Graz1 of 1"
    assert foot._p.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_CHARTER_14_what_is_read_from_the_right_stands_at_the_right() -> None:
    document = Opened(made(named("הגינות", "Zoë"))).document
    by_text: dict[str, bool] = {p.text: bool(p._p.xpath("w:pPr/w:bidi")) for p in document.paragraphs}
    assert by_text["הגינות"]
    assert not by_text["Zoë"]
    names = "\u2068הגינות\u2069, Zoë"
    (signed,) = [paragraph for paragraph in document.paragraphs if paragraph.text == names]
    assert [(run.text, run.font.rtl) for run in signed.runs] == [
        ("\u2068הגינות\u2069", True),
        (", Zoë", None),
    ]


def test_CHARTER_9_a_value_holds_together_in_a_word_document() -> None:
    paragraphs = Opened(made(whole())).document.paragraphs
    held = [p.text for p in paragraphs if p.paragraph_format.keep_with_next]
    assert "Honesty, early" in held
    assert "We won’t wait until we are asked." in held
    assert not {"Consensus", "Not agreed yet. We come back to it on 12 December 2026."} & {*held}


def test_CHARTER_10_the_same_charter_gives_the_same_word_document() -> None:
    assert made(whole()) == made(whole())
    parts = Opened(made(whole())).file.infolist()
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}


PLAIN = Opened(made(named("Anna")))


def _unharmed(name: str) -> None:
    """It has what a document with plain words has, and leads nowhere."""
    document = Opened(made(named(name)))
    assert document.structure == PLAIN.structure
    rels = [document.file.read(part) for part in document.file.namelist() if part.endswith(".rels")]
    assert b"TargetMode" not in b"".join(rels)


@settings(max_examples=60, deadline=None)
@given(NAMES)
@example("a" * 60)
def test_CONTENT_11_a_word_document_has_the_very_text_and_no_other_element(name: str) -> None:
    _unharmed(name)
    assert Opened(made(named(name))).paragraphs[4] == ("h2", name)


@settings(max_examples=60, deadline=None)
@given(NASTY.filter(lambda text: clean(text) != ""))
def test_CONTENT_11_nor_of_what_would_never_have_come_in(text: str) -> None:
    _unharmed(f"a{text}")


@pytest.mark.parametrize("name", [*HOSTILE, *MARKUP], ids=ascii)
def test_CONTENT_11_nothing_in_a_name_becomes_a_field_a_link_or_xml(name: str) -> None:
    _unharmed(name)
    allowed = "".join(c for c in " ".join(name.split()) if c >= " " and c not in "\ud800\ufffe")
    assert Opened(made(named(name))).paragraphs[4] == ("h2", allowed)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice isn't here to open it")
def test_CONTENT_11_a_word_processor_opens_it_with_whatever_names(tmp_path: Path) -> None:
    names = tuple(clean(name) for name in (*HOSTILE, *MARKUP))
    (tmp_path / "charter.docx").write_bytes(made(replace(named(*names), title="Team")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to_text = [profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "charter.docx"]
    subprocess.run(["soffice", *to_text], cwd=tmp_path, check=True, timeout=110, capture_output=True)
    text = (tmp_path / "charter.txt").read_text("utf-8-sig")
    for name in names:
        assert text.count(name) >= 5, name
