from html.parser import HTMLParser

import pytest

from app.charter.html import Around, charter_page
from app.charter.model import Charter
from app.charter.sheet import sheet_of
from app.charter.words import words
from tests.charter.samples import MARKUP, bare, long, named, whole

AROUND = Around(("/style.css",), (("pdf", "/c.pdf"), ("md", "/c.md"), ("json", "/c.json")), back="/r/KT7M4R")


class Tags(HTMLParser):
    """What a browser makes of a page: its tags, its links, its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href" and value != "/favicon.svg" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


class Page(Tags):
    """A charter's."""

    def __init__(self, charter: Charter, around: Around = AROUND) -> None:
        super().__init__(charter_page(charter, around))


@pytest.mark.parametrize("charter", [whole(), bare(), long()], ids=["whole", "bare", "long"])
def test_CHARTER_2_the_page_says_what_the_sheet_says(charter: Charter) -> None:
    page, sheet = Page(charter), sheet_of(charter, words("en"))
    said = [sheet.title, sheet.heading, sheet.purpose, sheet.facts, sheet.names, sheet.again, sheet.digest]
    said += [text for v in sheet.values for text in (v.name, v.statement, v.state, *v.lacking, *v.needs)]
    said += [line.text for value in sheet.values for line in value.lines]
    said += [text for item in sheet.commitments for text in (item.text, item.owner, item.due)]
    said += [*sheet.besides, *sheet.reservations, *sheet.parked]
    for text in said:
        assert text in page.text


def test_CHARTER_4_only_agreed_values_have_their_streak() -> None:
    page = charter_page(whole(), AROUND)
    assert page.count('class="streak"') == 2
    assert page.count('class="value open"') == 1


@pytest.mark.parametrize("name", MARKUP)
def test_CHARTER_7_a_name_that_is_markup_is_a_name(name: str) -> None:
    plain, page = Page(named("Anna")), Page(named(name))
    assert page.tags == plain.tags
    assert page.links == plain.links
    assert page.attributes == plain.attributes
    assert " ".join(name.split()) in page.text


def test_CHARTER_13_the_page_needs_no_script_and_links_to_the_other_forms() -> None:
    page = Page(whole())
    assert "script" not in page.tags
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    assert page.links == ["/style.css", "/r/KT7M4R", "/c.pdf", "/c.md", "/c.json"]
    assert page.tags.count("h1") == 1
    assert "{" not in page.text


def test_CHARTER_13_it_says_who_can_read_it() -> None:
    assert "Only people of this room can open this page." in Page(whole()).text
    by_link = Page(whole(), Around((), (), readers="link"))
    assert "Whoever has this link can read this page." in by_link.text
    assert by_link.links == []
