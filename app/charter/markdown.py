"""The charter as Markdown that says what the sheet says, whatever characters people's words are made of."""

import re
from collections.abc import Iterator

from app.charter.model import Charter
from app.charter.sheet import Sheet, TakenOn, ValueSheet, sheet_of
from app.charter.words import Words

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$@]")
_SCHEME = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_AT_START = re.compile(r"^(?:(?=[-+=#:])|(\d+)(?=[.)]))")
_AT_END = re.compile(r"(?<= )#+$")


def escape(text: str) -> str:
    """`text` on one line, so that a reader of CommonMark, or of GitHub's, sees its very characters.

    What begins a list, a heading or a rule does so only at the start of a line, what closes a heading at its end; people's
    text always starts one and ends one.
    """
    text = _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))
    text = _AT_END.sub(r"\\\g<0>", _SCHEME.sub(r"\\\g<0>", text))
    return _AT_START.sub(r"\1\\", text)


def charter_markdown(charter: Charter, words: Words) -> str:
    sheet = sheet_of(charter, words)
    return "\n\n".join(block for block in _blocks(sheet, words) if block) + "\n"


def _blocks(sheet: Sheet, words: Words) -> Iterator[str]:
    yield f"# {escape(sheet.heading)}"
    yield escape(sheet.title)
    yield sheet.purpose and f"> {escape(sheet.purpose)}"
    yield escape(sheet.facts)
    for value in sheet.values:
        yield from _value(value)
    if sheet.commitments:
        yield f"## {escape(sheet.take_on)}"
        yield "\n".join(f"- {_taken_on(item, words)}" for item in sheet.commitments)
    yield f"## {escape(sheet.signed_by)}"
    yield escape(sheet.names)
    yield escape(" ".join(sheet.besides))
    if sheet.reservations:
        yield f"## {escape(sheet.reserved)}"
        yield "\n".join(f"- {escape(text)}" for text in sheet.reservations)
    if sheet.parked:
        yield f"## {escape(sheet.later)}"
        yield "\n".join(f"- {escape(text)}" for text in sheet.parked)
    yield "---"
    yield sheet.again and f"{escape(sheet.again)}."
    yield f"{escape(sheet.digest_label)}: `{sheet.whole_digest}`"


def _value(value: ValueSheet) -> Iterator[str]:
    yield f"## {escape(value.name)}"
    yield escape(value.statement)
    yield "\n".join(f"- {'✕ ' if line.kind == 'wont' else ''}{escape(line.text)}" for line in value.lines)
    for lacking in value.lacking:
        yield escape(lacking)
    yield f"_{escape(value.state)}_"
    yield "\n".join(f"- {escape(need)}" for need in value.needs)


def _taken_on(item: TakenOn, words: Words) -> str:
    return escape(words("by", text=item.text, owner=item.owner, date=item.due))
