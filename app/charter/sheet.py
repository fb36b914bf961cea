"""A charter put into words: every line that a form of it shows, so that page, PDF and text say the same."""

from dataclasses import dataclass

from app.charter.model import AgreedValue, Charter, Commitment, OpenValue, Reservation
from app.charter.words import Words
from app.domain.directions import isolated
from app.domain.terms import BehaviourKind

DIGITS, GROUP = 12, 4
"""How much of the digest stands on the sheet, and in what groups: enough to know a text by."""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    kind: BehaviourKind


@dataclass(frozen=True, slots=True)
class ValueSheet:
    """`lacking` says what a value still lacks; `needs` are quoted lines that belong under `state`."""

    name: str
    statement: str
    lines: tuple[Line, ...]
    lacking: tuple[str, ...]
    state: str
    needs: tuple[str, ...]
    agreed: bool


@dataclass(frozen=True, slots=True)
class TakenOn:
    text: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet from top to bottom. Empty strings and tuples: the part isn't there."""

    language: str
    document: str
    product: str
    title: str
    heading: str
    purpose: str
    facts: str
    values: tuple[ValueSheet, ...]
    wont: str
    take_on: str
    commitments: tuple[TakenOn, ...]
    signed_by: str
    names: str
    besides: tuple[str, ...]
    reserved: str
    reservations: tuple[str, ...]
    later: str
    parked: tuple[str, ...]
    sealed: str
    again: str
    digest_label: str
    digest: str
    whole_digest: str


def sheet_of(charter: Charter, words: Words) -> Sheet:
    sealed, sealed_on = words.sealed(charter.sealed), charter.sealed.date() if charter.sealed else None
    return Sheet(
        language=words.language,
        document=words("document", title=charter.title),
        product=words("product"),
        title=charter.title,
        heading=words("heading"),
        purpose=charter.purpose,
        facts=words("facts", sealed=sealed, signed=_signed(charter, words)),
        values=(
            *(_agreed(value, words) for value in charter.values),
            *(_open(value, words) for value in charter.left_open),
        ),
        wont=words("wont"),
        take_on=words("take_on"),
        commitments=tuple(_taken_on(charter, item, words) for item in charter.commitments),
        signed_by=words("signed_by"),
        names=", ".join(map(isolated, charter.signers)),
        besides=_besides(charter, words),
        reserved=words("reservations"),
        reservations=tuple(_reservation(item, words) for item in charter.reservations),
        later=words("for_follow_up"),
        parked=charter.for_follow_up,
        sealed=sealed,
        again=words("again", date=words.date(charter.follow_up, near=sealed_on)) if charter.follow_up else "",
        digest_label=words("digest"),
        digest=grouped(charter.digest),
        whole_digest=charter.digest,
    )


def grouped(digest: str) -> str:
    """The first digits of a digest as one reads them out: `7f1c 9a04 e2b8`."""
    return " ".join(digest[at : at + GROUP] for at in range(0, min(DIGITS, len(digest)), GROUP))


def _signed(charter: Charter, words: Words) -> str:
    count = len(charter.signers) + charter.unnamed
    return words.counted("have_signed", count) if count else words("nobody_signed")


def _agreed(value: AgreedValue, words: Words) -> ValueSheet:
    state, needs = _state(value, words)
    lacking = (
        *(() if value.statement else (words("no_statement"),)),
        *(() if value.behaviours else (words("no_behaviour"),)),
    )
    return ValueSheet(
        name=value.name or words("nameless"),
        statement=value.statement,
        lines=tuple(Line(behaviour.text, behaviour.kind) for behaviour in value.behaviours),
        lacking=lacking,
        state=state,
        needs=needs,
        agreed=True,
    )


def _state(value: AgreedValue, words: Words) -> tuple[str, tuple[str, ...]]:
    """The line that says how it was agreed; one need stands within it, several stand under it."""
    quoted = tuple(_quote(need, words) for need in value.needs)
    match value.result:
        case ("consensus" | "reservations") as result if len(quoted) == 1:
            return words(f"with_need.{result}", need=quoted[0]), ()
        case ("consensus" | "reservations") as result if quoted:
            return words(f"with_needs.{result}"), quoted
        case None | "blocked":
            return words("result.adopted"), quoted
        case result:
            return words(f"result.{result}"), quoted


def _open(value: OpenValue, words: Words) -> ValueSheet:
    state = words("not_agreed_until", date=words.date(value.until)) if value.until else words("not_agreed")
    return ValueSheet(
        name=value.name or words("nameless"),
        statement=value.statement,
        lines=(),
        lacking=(),
        state=state,
        needs=(),
        agreed=False,
    )


def _taken_on(charter: Charter, item: Commitment, words: Words) -> TakenOn:
    near = charter.sealed.date() if charter.sealed else None
    return TakenOn(item.text, item.owner or words("owner_left"), words.date(item.due, near=near))


def _besides(charter: Charter, words: Words) -> tuple[str, ...]:
    """What stands under the names: how many signed without one, and until when one can sign."""
    if charter.unnamed:
        some = [words.counted("and_unnamed" if charter.signers else "only_unnamed", charter.unnamed)]
    else:
        some = [] if charter.signers else [words("none_signed")]
    if charter.sealed and charter.follow_up:
        some.append(words("signing_until", date=words.date(charter.follow_up)))
    return tuple(some)


def _reservation(item: Reservation, words: Words) -> str:
    quoted = _quote(item.text, words)
    return words("reservation_by", text=quoted, name=item.name) if item.name else quoted


def _quote(text: str, words: Words) -> str:
    """On one line, in quotation marks."""
    return words("quote", text=" ".join(text.split()))
