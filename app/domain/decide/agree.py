"""Agreeing on each value: rounds, wordings, the curtain over concerns, and what becomes of the value."""

from collections.abc import Sequence

from app.domain import commands as c, events as e
from app.domain.ballots import could_answer, electorate, privacy_now
from app.domain.clusters import enough_clusters, name_of
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.drafts import ended
from app.domain.late import adopting_round, voice_of
from app.domain.outcome import blocked
from app.domain.refusal import Refused
from app.domain.state import Adopted, Answer, Ballot, LeftOpen, Proposed, SetAside, Shared, State, Wording
from app.domain.terms import LEVELS
from app.domain.text import fold
from app.domain.texts import waiting_texts

MOST_WORDINGS = 30
"""Proposed for one value. At the bound: refused `enough_wordings`."""


def take_values(state: State, before: Sequence[e.Event], ask: Ask) -> list[e.Event]:
    """Chosen clusters that aren't values yet become such, with their name as first wording."""
    chosen = next((event.clusters for event in before if isinstance(event, e.SetChosen)), state.chosen)
    new_names = {event.cluster: event.name for event in before if isinstance(event, e.ClusterAdded)}
    return [
        e.ValueTaken(
            cluster, ask.new_id("wording", cluster), new_names.get(cluster) or name_of(state, cluster)
        )
        for cluster in chosen
        if cluster not in state.shared
    ]


def open_rounds(state: State, cmd: c.OpenRounds, ask: Ask) -> Decision:
    """The sweep when no clusters are named: every chosen value that isn't settled, all at once. Drafting ends."""
    asked = _named(state, cmd.clusters)
    if isinstance(asked, Refused):
        return asked
    table = state.on_the_table
    to_open = [value for value in asked if value in table and not value.open_round]
    if cmd.clusters is not None and len(to_open) < len(asked):
        return Refused("round_not_possible")
    if not to_open:
        return Refused("nothing_to_ask")
    confidential, of = privacy_now(state) == "confidential", could_answer(state, ask.connected)
    return [
        *ended(state, ask),
        *(
            e.RoundOpened(ask.new_id("ballot", v.cluster), v.cluster, v.wording, confidential, of)
            for v in to_open
        ),
    ]


def close_rounds(state: State, cmd: c.CloseRounds, ask: Ask) -> Decision:
    asked = _named(state, cmd.clusters)
    if isinstance(asked, Refused):
        return asked
    return [closing(state, v.open_round.ballot, ask) for v in asked if v.open_round]


def closing(state: State, ballot: Ballot[Answer], ask: Ask) -> e.RoundClosed:
    n = electorate(state, ballot, ask.keys, ask.connected)
    answers = sorted(ballot.answers.items())
    levels = {who: answer.level for who, answer in answers}
    return e.RoundClosed(ballot.id, n, levels, {who: answer.need for who, answer in answers if answer.need})


def _named(state: State, clusters: list[str] | None) -> list[Shared] | Refused:
    if clusters is None:
        return [state.shared[cluster] for cluster in state.chosen if cluster in state.shared]
    if any(cluster not in state.shared for cluster in clusters):
        return Refused("no_such_shared_value")
    return [state.shared[cluster] for cluster in dict.fromkeys(clusters)]


def respond(state: State, cmd: c.Respond, ask: Ask) -> Decision:
    value = state.shared.get(cmd.cluster)
    if value is None:
        return Refused("no_such_shared_value")
    if ask.pseudonym is None or value.open_round is None:
        return Refused("round_closed")
    if cmd.level not in LEVELS[state.facts.scale]:
        return Refused("no_such_level")
    before = value.open_round.ballot.answers.get(ask.pseudonym)
    if before and (before.level, before.need) == (cmd.level, cmd.need):
        return []
    return [e.Responded(value.open_round.ballot.id, cmd.level, cmd.need)]


def propose_wording(state: State, cmd: c.ProposeWording, ask: Ask) -> Decision:
    value = state.shared.get(cmd.cluster)
    if value is None:
        return Refused("no_such_shared_value")
    if not cmd.statement:
        return Refused("empty", {"field": "statement"})
    base = state.wordings.get(cmd.base) if cmd.base else None
    if cmd.base and (base is None or base.cluster != cmd.cluster):
        return Refused("no_such_wording")
    if sum(w.cluster == cmd.cluster and bool(w.member) for w in state.wordings.values()) >= MOST_WORDINGS:
        return Refused("enough_wordings", {"limit": MOST_WORDINGS})
    name = cmd.name or state.wordings[value.wording].name
    return [e.WordingProposed(cmd.id, ask.member, cmd.cluster, name, cmd.statement, cmd.base)]


def can_live_with(state: State, cmd: c.CanLiveWith, ask: Ask) -> Decision:
    wording = state.wordings.get(cmd.wording)
    if wording is None or not wording.member or wording.id in state.hidden:
        return Refused("no_such_wording")
    if wording.id not in state.shown and wording.member != ask.member:
        return Refused("no_such_wording")
    return [] if (ask.member in wording.lives) == cmd.yes else [e.LivedWith(wording.id, ask.member, cmd.yes)]


def focus(state: State, cmd: c.Focus, ask: Ask) -> Decision:
    if cmd.cluster is not None and cmd.cluster not in state.shared:
        return Refused("no_such_shared_value")
    return [] if state.focus == cmd.cluster else [e.FocusSet(cmd.cluster)]


def word_value(state: State, cmd: c.WordValue, ask: Ask) -> Decision:
    value = _rewordable(state, cmd.cluster)
    if isinstance(value, Refused):
        return value
    now = state.wordings[value.wording]
    if (now.name, now.statement) == (cmd.name, cmd.statement):
        return []
    return [e.ValueWorded(cmd.cluster, cmd.id, cmd.name, cmd.statement)]


def use_wording(state: State, cmd: c.UseWording, ask: Ask) -> Decision:
    wording = state.wordings.get(cmd.wording)
    if wording is None or wording.id in state.hidden:
        return Refused("no_such_wording")
    value = _rewordable(state, wording.cluster)
    if isinstance(value, Refused):
        return value
    if value.wording == wording.id:
        return []
    return [e.ValueWorded(wording.cluster, wording.id, wording.name, wording.statement)]


def split_value(state: State, cmd: c.SplitValue, ask: Ask) -> Decision:
    """Neither half has been agreed on, whatever became of the whole: both are asked about anew."""
    value = _rewordable(state, cmd.cluster)
    if isinstance(value, Refused):
        return value
    if isinstance(value.status, SetAside | LeftOpen):
        return Refused("not_on_the_table")
    if fold(cmd.name) == fold(cmd.other_name):
        return Refused("same_name")
    if refused := enough_clusters(state):
        return refused
    before = list(state.chosen)
    place = before.index(cmd.cluster) + 1 if cmd.cluster in before else len(before)
    return [
        e.ValueWorded(cmd.cluster, ask.new_id("first"), cmd.name, cmd.statement),
        e.ClusterAdded(cmd.id, cmd.other_name),
        e.SetChosen((*before[:place], cmd.id, *before[place:])),
        e.ValueTaken(cmd.id, ask.new_id("second"), cmd.other_name, cmd.other_statement),
    ]


def _rewordable(state: State, cluster: str) -> Shared | Refused:
    value = state.shared.get(cluster)
    if value is None:
        return Refused("no_such_shared_value")
    return Refused("round_open") if value.open_round else value


def lift_texts(state: State, cmd: c.LiftCurtain, ask: Ask) -> Decision:
    waiting = tuple(sorted(waiting_texts(state)))
    return [e.TextsShown(waiting)] if waiting else []


def hide_text(state: State, cmd: c.HideText, ask: Ask) -> Decision:
    if cmd.item in state.hidden:
        return []
    known = cmd.item in state.shown or cmd.item in waiting_texts(state)
    return [e.TextHidden(cmd.item)] if known else Refused("no_such_text")


def adopt(state: State, cmd: c.Adopt, ask: Ask) -> Decision:
    value = state.shared.get(cmd.cluster)
    if value is None:
        return Refused("no_such_shared_value")
    match value.status:
        case Adopted():
            return []
        case SetAside() | LeftOpen():
            return Refused("not_on_the_table")
        case Proposed():
            return _adopt(value, state.wordings[value.wording])


def _adopt(value: Shared, wording: Wording) -> Decision:
    if not value.rounds:
        return Refused("no_round_yet")
    latest = value.rounds[-1]
    if latest.ballot.is_open:
        return Refused("round_open")
    if latest.wording != wording.id:
        return Refused("wording_changed")
    if blocked(latest):
        return Refused("not_agreed_yet")
    return [e.ValueAdopted(value.cluster, latest.ballot.id)]


def voice_late(state: State, cmd: c.VoiceLate, ask: Ask) -> Decision:
    value = state.shared.get(cmd.cluster)
    if value is None:
        return Refused("no_such_shared_value")
    round = adopting_round(value)
    if round is None:
        return Refused("not_adopted_yet")
    if ask.member in round.asked:
        return Refused("had_your_say")
    if voice_of(state, round, ask.member):
        return Refused("voiced_already")
    text = "" if cmd.fine else cmd.text
    return [e.LateVoiced(cmd.id, cmd.cluster, round.ballot.id, ask.member, cmd.fine, text)]


def set_aside(state: State, cmd: c.SetAside, ask: Ask) -> Decision:
    value = _rewordable(state, cmd.cluster)
    if isinstance(value, Refused):
        return value
    return [] if isinstance(value.status, SetAside) else [e.ValueSetAside(cmd.cluster)]


def bring_back(state: State, cmd: c.BringBack, ask: Ask) -> Decision:
    value = _rewordable(state, cmd.cluster)
    if isinstance(value, Refused):
        return value
    return [e.ValueBroughtBack(cmd.cluster)] if isinstance(value.status, SetAside | LeftOpen) else []


def leave_open(state: State, cmd: c.LeaveOpen, ask: Ask) -> Decision:
    value = _rewordable(state, cmd.cluster)
    if isinstance(value, Refused):
        return value
    date = cmd.date.isoformat() if cmd.date else None
    return [] if value.status == LeftOpen(date) else [e.ValueLeftOpen(cmd.cluster, date)]
