import pytest
from hypothesis import example, given, strategies as st
from markdown_it import MarkdownIt

from app.charter.markdown import charter_markdown, escape
from app.charter.words import words
from app.domain.text import clean
from tests.charter.samples import MARKUP, bare, long, named, whole

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def as_read(markdown: str) -> str:
    """What a reader of Markdown sees in a text that is one paragraph; fails when it is anything else."""
    opening, inline, closing = READER.parse(markdown)
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    parts = inline.children or []
    assert {part.type for part in parts} <= {"text", "text_special"}, markdown
    return "".join(part.content for part in parts)


@given(st.text(st.characters(codec="utf-8"), min_size=1).map(clean).filter(bool))
@example("1. a")
@example("1) a")
@example("+ a")
@example("===")
@example("www.example.org")
def test_CHARTER_7_escaped_text_reads_as_its_very_characters(text: str) -> None:
    assert as_read(escape(text)) == text


@given(
    st.text(st.sampled_from("ab #\\*=") | st.characters(codec="utf-8"), min_size=1).map(clean).filter(bool)
)
@example("Always #")
@example("# ##")
def test_CHARTER_7_so_does_it_as_a_heading(text: str) -> None:
    """Signs at its end would close it, and be gone."""
    opening, inline, _ = READER.parse(f"## {escape(text)}")
    assert opening.type == "heading_open"
    assert "".join(part.content for part in inline.children or []) == text


@pytest.mark.parametrize("name", MARKUP)
def test_CHARTER_7_a_name_that_is_markup_is_a_name(name: str) -> None:
    tokens = READER.parse(charter_markdown(named(name), words("en")))
    assert not any(
        "html" in token.type or token.type in ("fence", "code_block", "table_open") for token in tokens
    )
    inline = [part for token in tokens for part in token.children or []]
    assert not any(part.type in ("link_open", "image", "html_inline", "strong_open") for part in inline)
    headings = [
        "".join(part.content for part in tokens[at + 1].children or [])
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    assert headings[1] == " ".join(name.split())


def test_CHARTER_2_markdown_says_what_the_sheet_says() -> None:
    text = charter_markdown(whole(), words("en"))
    assert text == WHOLE


def test_CHARTER_3_markdown_of_a_bare_charter() -> None:
    text = charter_markdown(bare(), words("en"))
    assert "No statement yet." in text
    assert "\n\n\n" not in text


def test_CHARTER_9_markdown_holds_all_of_a_long_charter() -> None:
    text = charter_markdown(long(), words("en"))
    for ending in (
        "statement 7.",
        "doing 7c.",
        "leaving 7.",
        "need 7b.",
        "task 20.",
        "Person-200",
        "reserve 10.",
        "parked 10.",
    ):
        assert ending in text


WHOLE = """\
# What we hold on to

Platform team, Lisbon and Graz

> So that whoever joins us knows what they can count on.

Sealed on 22 November 2026. Four have signed.

## Honesty, early

We say what we see while it can still change something.

- When a date slips, we tell the client the same day.
- When we don’t know, we say so first.
- ✕ We won’t wait until we are asked.

_Consensus_

## Craft

We leave things better than we found them, and show each other how.

- When we touch old code, we leave a test behind.

_Consensus, with reservations: “not at the price of every deadline”_

## Rest

We go home at six.

_Not agreed yet. We come back to it on 12 December 2026._

## We take on

- Pairing hour, twice a week (Tobias, 1 December)
- A template for the Friday note (someone who has left, 4 January 2027)

## Signed by

Amara, Jonas, Mei-Lin

and one without a name. Signing stays open until 22 December 2026.

## Signed with a reservation

- Jonas: “counts for calls too”
- “I’d rather have three”

## For the follow-up

- On-call pay, again.
- Do contractors sign too?

---

We look again on 22 December.

Digest of this text: `7f1c9a04e2b85555555555555555555555555555555555555555555555555555`
"""
