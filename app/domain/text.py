"""What people type, made safe to keep and to compare: normal forms, limits, and the folded label of a card."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from app.domain.letters import seen

LABEL, STORY, STATEMENT, NEED, PARKED = 60, 500, 280, 500, 280
NAME, QUESTION, BEHAVIOUR, COMMITMENT, TITLE, PURPOSE, WORD = 40, 200, 200, 280, 80, 280, 40
LEAST_PASSCODE, PASSCODE = 4, 64

_EMPTY_LINES = re.compile("\n{3,}")


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, nothing that can't be seen, single spaces; on one line unless `lines` are kept, with one empty line at most."""
    text = seen(text)
    if lines:
        kept = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
        return _EMPTY_LINES.sub("\n\n", kept)
    return " ".join(text.split())


def fold(label: str) -> str:
    """The form in which two labels are the same card: NFKC, casefold, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def _text(limit: int, *, lines: bool = False, may_be_empty: bool = False) -> BeforeValidator:
    def cleaned(value: object) -> object:
        if not isinstance(value, str):
            return value
        text = clean(value, lines=lines)
        if not text and not may_be_empty:
            typed = value.strip() != ""
            raise PydanticCustomError("unseen" if typed else "empty", "nothing to be seen")
        if len(text) > limit:
            raise PydanticCustomError("too_long", "too long", {"limit": limit})
        return text

    return BeforeValidator(cleaned)


Label = Annotated[str, _text(LABEL)]
ClusterName = Annotated[str, _text(LABEL, may_be_empty=True)]
Story = Annotated[str, _text(STORY, lines=True, may_be_empty=True)]
Statement = Annotated[str, _text(STATEMENT, may_be_empty=True)]
Need = Annotated[str, _text(NEED, lines=True, may_be_empty=True)]
Name = Annotated[str, _text(NAME)]
Question = Annotated[str, _text(QUESTION)]
Behaviour = Annotated[str, _text(BEHAVIOUR)]
DraftBehaviour = Annotated[str, _text(BEHAVIOUR, may_be_empty=True)]
Commitment = Annotated[str, _text(COMMITMENT)]
Parked = Annotated[str, _text(PARKED)]
Title = Annotated[str, _text(TITLE)]
Purpose = Annotated[str, _text(PURPOSE, may_be_empty=True)]
Word = Annotated[str, _text(WORD, may_be_empty=True)]
TriedPasscode = Annotated[str, BeforeValidator(lambda v: clean(v) if isinstance(v, str) else v)]


def _long_enough(passcode: str) -> str:
    if len(passcode) < LEAST_PASSCODE:
        raise PydanticCustomError("too_short", "too short", {"limit": LEAST_PASSCODE})
    return passcode


Passcode = Annotated[str, _text(PASSCODE), AfterValidator(_long_enough)]
