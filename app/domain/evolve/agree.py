"""Values on their way to being shared: wordings, the curtain over texts, what becomes of them."""

from app.domain import events as e
from app.domain.immutable import put, replace
from app.domain.state import Adopted, LateVoice, LeftOpen, Proposed, SetAside, Shared, State, Status, Wording


def value_taken(s: State, ev: e.ValueTaken, entry: e.Entry) -> State:
    first = Wording(ev.wording, ev.cluster, ev.name, ev.statement)
    value = Shared(ev.cluster, ev.wording)
    return replace(s, wordings=put(s.wordings, first.id, first), shared=put(s.shared, ev.cluster, value))


def wording_proposed(s: State, ev: e.WordingProposed, entry: e.Entry) -> State:
    proposed = Wording(
        ev.wording, ev.cluster, ev.name, ev.statement, ev.member, ev.base, frozenset({ev.member})
    )
    return replace(s, wordings=put(s.wordings, proposed.id, proposed))


def lived_with(s: State, ev: e.LivedWith, entry: e.Entry) -> State:
    wording = s.wordings[ev.wording]
    lives = wording.lives | {ev.member} if ev.yes else wording.lives - {ev.member}
    return replace(s, wordings=put(s.wordings, wording.id, replace(wording, lives=lives)))


def value_worded(s: State, ev: e.ValueWorded, entry: e.Entry) -> State:
    """A new wording asks for a new round: an adopted value is on the table again."""
    value = s.shared[ev.cluster]
    status = Proposed() if isinstance(value.status, Adopted) else value.status
    worded = s.wordings.get(ev.wording) or Wording(ev.wording, ev.cluster, ev.name, ev.statement)
    # The words again: those of a proposal may have been erased since.
    worded = replace(worded, name=ev.name, statement=ev.statement, used=True)
    wordings = put(s.wordings, ev.wording, worded)
    changed = replace(value, wording=ev.wording, status=status)
    return replace(s, wordings=wordings, shared=put(s.shared, ev.cluster, changed))


def late_voiced(s: State, ev: e.LateVoiced, entry: e.Entry) -> State:
    voice = LateVoice(ev.cluster, ev.ballot, ev.member, ev.fine, ev.text)
    return replace(s, late=put(s.late, ev.voice, voice))


def focus_set(s: State, ev: e.FocusSet, entry: e.Entry) -> State:
    return replace(s, focus=ev.cluster)


def texts_shown(s: State, ev: e.TextsShown, entry: e.Entry) -> State:
    return replace(s, shown=s.shown | frozenset(ev.items))


def text_hidden(s: State, ev: e.TextHidden, entry: e.Entry) -> State:
    return replace(s, hidden=s.hidden | {ev.item}, shown=s.shown - {ev.item})


def value_adopted(s: State, ev: e.ValueAdopted, entry: e.Entry) -> State:
    return _status(s, ev.cluster, Adopted(ev.ballot))


def value_set_aside(s: State, ev: e.ValueSetAside, entry: e.Entry) -> State:
    return _status(s, ev.cluster, SetAside())


def value_brought_back(s: State, ev: e.ValueBroughtBack, entry: e.Entry) -> State:
    return _status(s, ev.cluster, Proposed())


def value_left_open(s: State, ev: e.ValueLeftOpen, entry: e.Entry) -> State:
    return _status(s, ev.cluster, LeftOpen(ev.date))


def _status(s: State, cluster: str, status: Status) -> State:
    return replace(s, shared=put(s.shared, cluster, replace(s.shared[cluster], status=status)))
