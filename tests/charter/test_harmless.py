"""Whatever people write, every form of the charter has the structure that it has with plain words, and their very text."""

import re
from collections.abc import Iterator

import orjson
import pytest
from hypothesis import example, given, settings, strategies as st
from markdown_it import MarkdownIt
from pypdf.generic import DictionaryObject

from app.charter.data import charter_json
from app.charter.kept import read, written
from app.charter.markdown import charter_markdown
from app.charter.press import Press
from app.charter.sheet import sheet_of
from app.charter.words import words
from app.domain.text import clean
from app.web.catalogue import say
from tests.charter.hostile import NAMES, NASTY, SIGNS
from tests.charter.samples import named
from tests.charter.test_html import Page
from tests.charter.test_ics import _file, _read
from tests.printed import opened

PLAIN_PAGE = Page(named("Anna"))
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(NAMES)
@example("a" * 60)
def test_CONTENT_11_the_page_has_no_other_element_attribute_or_link(name: str) -> None:
    page = Page(named(name))
    assert page.tags == PLAIN_PAGE.tags
    assert page.attributes == PLAIN_PAGE.attributes
    assert page.links == PLAIN_PAGE.links
    assert " ".join(name.split()) in page.text.replace("\u2068", "").replace("\u2069", "")


def _structure(text: str) -> list[str]:
    tokens = READER.parse(text)
    return [token.type for token in tokens if token.type not in ("inline", "text")] + sorted(
        {part.type for token in tokens for part in token.children or ()} - {"text_special", "softbreak"}
    )


@given(NAMES)
def test_CONTENT_11_markdown_has_no_other_block_or_link(name: str) -> None:
    text = charter_markdown(named(name), words("en"))
    assert _structure(text) == _structure(charter_markdown(named("Anna"), words("en")))
    html = READER.render(text)
    assert not re.search(r"<(?!/?(h1|h2|p|blockquote|ul|li|em|hr|code)\b)", html)


@given(NAMES)
def test_CONTENT_11_data_gives_their_very_text(name: str) -> None:
    data = orjson.loads(charter_json(named(name)))
    assert {data["title"], data["values"][0]["name"], *data["signatures"]["names"]} == {name}


@given(NAMES)
def test_CONTENT_11_a_charter_that_is_kept_is_read_back_as_it_was(name: str) -> None:
    assert read(written(named(name))) == named(name)


@given(NASTY, NASTY)
@example("a\rEND:VEVENT", "b\x85ATTACH:http://e.example\x0bX:\u2028Y:")
def test_CONTENT_11_a_calendar_gets_no_other_line(title: str, text: str) -> None:
    title, text = (part.encode("utf-8", "ignore").decode() for part in (title, text))
    file = _file(title, text)
    plain = _file("Anna", "Ben")
    assert list(_read(file)) == list(_read(plain))
    assert [line.split(":")[0] for line in file.splitlines() if not line.startswith(" ")] == [
        line.split(":")[0] for line in plain.splitlines() if not line.startswith(" ")
    ]


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press()
    yield press
    press.close()


def _printable(text: str) -> str:
    """What a PDF's reader gives back of it, whatever lines it was broken into: no spaces, and no marks of direction."""
    return "".join(c for c in text if c.isascii() and c.isprintable() and c != " ")


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from(SIGNS + "דش葛"), min_size=1, max_size=60).map(clean).filter(bool))
@example('#import "/etc/passwd"')
@example('#link("https://e.example")[x]')
@example("https://e.example/ www.e.example a@e.example")
def test_CONTENT_11_a_pdf_gets_no_link_no_action_and_no_file(press: Press, name: str) -> None:
    reader = opened(press.making(named(name), words("en")).result())
    text = _printable(" ".join(page.extract_text() for page in reader.pages))
    if name.isascii():
        assert _printable(name) in text
    root = reader.root_object
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & root.keys()
    for page in reader.pages:
        assert "/AA" not in page
        for annotation in page.get("/Annots", ()):
            found = annotation.get_object()
            assert isinstance(found, DictionaryObject)
            assert "/URI" not in str(found.get("/A", ""))
    assert reader.attachments == {}


def test_CONTENT_8_names_from_right_to_left_are_isolated_on_every_sheet() -> None:
    sheet = sheet_of(named("דנה", "Zoë", "سلمى"), words("en"))
    apart = "\u2068דנה\u2069"
    assert sheet.names == f"{apart}, Zoë, \u2068سلمى\u2069"
    assert sheet.document.startswith(apart)
    assert all(apart in text for text in (sheet.reservations[0], sheet.values[0].state))
    assert f"- {apart} ({apart}, 1 December 2026)" in charter_markdown(named("דנה"), words("en"))


def test_CONTENT_8_and_in_the_sentences_of_pages() -> None:
    assert say("en", "phone.lobby.in", name="דנה") == "You’re in, \u2068דנה\u2069."
    assert say("en", "phone.lobby.in", name="Zoë") == "You’re in, Zoë."
