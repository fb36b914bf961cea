"""What people type, made safe to keep and to compare: normal forms, limits, and the folded label of a card."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

LABEL, STORY, STATEMENT, NEED, PARKED = 60, 500, 280, 500, 280
NAME, QUESTION, BEHAVIOUR, COMMITMENT, TITLE, PURPOSE, WORD = 40, 200, 200, 280, 80, 280, 40

# Explicit directional overrides and isolates can make a name read as another's; they carry no text of their own.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, without control characters, single spaces; on one line unless `lines` are kept."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(c for c in text if c.isspace() or not _is_control(c))
    if lines:
        return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    return " ".join(text.split())


def _is_control(c: str) -> bool:
    return c in _BIDI_CONTROLS or unicodedata.category(c) in ("Cc", "Cs")


def fold(label: str) -> str:
    """The form in which two labels are the same card: NFKC, casefold, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def _to_clean(lines: bool) -> BeforeValidator:
    return BeforeValidator(lambda v: clean(v, lines=lines) if isinstance(v, str) else v)


def _within(limit: int, *, may_be_empty: bool) -> AfterValidator:
    def check(value: str) -> str:
        if not value and not may_be_empty:
            raise PydanticCustomError("empty", "empty")
        if len(value) > limit:
            raise PydanticCustomError("too_long", "too long", {"limit": limit})
        return value

    return AfterValidator(check)


Label = Annotated[str, _to_clean(False), _within(LABEL, may_be_empty=False)]
ClusterName = Annotated[str, _to_clean(False), _within(LABEL, may_be_empty=True)]
Story = Annotated[str, _to_clean(True), _within(STORY, may_be_empty=True)]
Statement = Annotated[str, _to_clean(False), _within(STATEMENT, may_be_empty=True)]
Need = Annotated[str, _to_clean(True), _within(NEED, may_be_empty=True)]
Name = Annotated[str, _to_clean(False), _within(NAME, may_be_empty=False)]
Question = Annotated[str, _to_clean(False), _within(QUESTION, may_be_empty=False)]
Behaviour = Annotated[str, _to_clean(False), _within(BEHAVIOUR, may_be_empty=False)]
DraftBehaviour = Annotated[str, _to_clean(False), _within(BEHAVIOUR, may_be_empty=True)]
Commitment = Annotated[str, _to_clean(False), _within(COMMITMENT, may_be_empty=False)]
Parked = Annotated[str, _to_clean(False), _within(PARKED, may_be_empty=False)]
Title = Annotated[str, _to_clean(False), _within(TITLE, may_be_empty=False)]
Purpose = Annotated[str, _to_clean(False), _within(PURPOSE, may_be_empty=True)]
Word = Annotated[str, _to_clean(False), _within(WORD, may_be_empty=True)]
