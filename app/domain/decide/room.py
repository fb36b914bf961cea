"""What can be asked at any stage: people, the lead, the course, the screen."""

import datetime as dt

from app.domain import commands as c, events as e
from app.domain.decide.agree import take_values
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.door import names_in, refuse_one_more
from app.domain.decide.drafts import ended
from app.domain.decide.erasing import everything_of
from app.domain.decide.vote import set_to_take
from app.domain.minutes import Minutes
from app.domain.names import told_apart
from app.domain.own_deck import DeckEntry
from app.domain.refusal import Refused
from app.domain.state import Facts, State
from app.domain.terms import STAGES, at_least
from app.domain.times import iso

_Steps = tuple[int, int, int]
LAST_CALL = dt.timedelta(seconds=30)


def open_room(state: State, cmd: c.OpenRoom, ask: Ask) -> Decision:
    steps = _narrowing(state.facts, cmd.pick_up_to, cmd.keep_up_to, cmd.values_per_person)
    if isinstance(steps, Refused):
        return steps
    pick, keep, put_in = steps
    opened = e.RoomOpened(
        code=cmd.code,
        salt=cmd.salt,
        title=cmd.title,
        purpose=cmd.purpose,
        values_per_person=put_in,
        open_names=cmd.open_names,
        capacity=cmd.capacity,
        language=cmd.language,
        scale=cmd.scale,
        minutes=_by_stage(cmd.minutes),
        pick_up_to=pick,
        keep_up_to=keep,
    )
    joined = e.HostJoined(ask.member, cmd.host_name, cmd.host_takes_part)
    deck = [_deck(cmd.deck)] if cmd.deck else []
    door = [e.DoorSet(cmd.door)] if cmd.door != "open" else []
    passcode = [e.PasscodeSet(True)] if cmd.passcode else []
    return [opened, joined, *deck, *door, *passcode]


def _narrowing(facts: Facts, pick: int | None, keep: int | None, put_in: int | None) -> _Steps | Refused:
    """How many are picked, kept and put in, never fewer before than after. What isn't named makes way."""
    last = put_in or facts.values_per_person
    middle = keep or max(facts.keep_up_to, last)
    first = pick or max(facts.pick_up_to, middle)
    return (first, middle, last) if first >= middle >= last else Refused("narrowing_upwards")


def set_deck(state: State, cmd: c.SetDeck, ask: Ask) -> Decision:
    if ask.member != state.host:
        return Refused("host_only")
    if state.stage not in ("lobby", "reflect"):
        return Refused("deck_too_late", {"stage": state.stage})
    return [] if cmd.entries == state.deck else [_deck(cmd.entries)]


def _deck(entries: tuple[DeckEntry, ...]) -> e.DeckSet:
    return e.DeckSet(
        tuple(entry.value for entry in entries),
        tuple(entry.meaning for entry in entries),
        tuple(entry.family for entry in entries),
    )


def add_guest(state: State, cmd: c.AddGuest, ask: Ask) -> Decision:
    return refuse_one_more(state) or [e.GuestAdded(cmd.id, told_apart(cmd.name, names_in(state)))]


def set_ready(state: State, cmd: c.SetReady, ask: Ask) -> Decision:
    return [] if (ask.member in state.ready) == cmd.ready else [e.ReadySet(ask.member, cmd.ready)]


def rename_me(state: State, cmd: c.RenameMe, ask: Ask) -> Decision:
    name = told_apart(cmd.name, names_in(state, without=ask.member))
    return [] if state.members[ask.member].name == name else [e.MemberRenamed(ask.member, name)]


def take_part(state: State, cmd: c.TakePart, ask: Ask) -> Decision:
    member = state.members[ask.member]
    if member.kind == "guest" and not cmd.on:
        return Refused("guests_take_part")
    same = member.takes_part == cmd.on and not (cmd.on and member.away)
    return [] if same else [e.PartTaken(ask.member, cmd.on)]


def mark_away(state: State, cmd: c.MarkAway, ask: Ask) -> Decision:
    member = state.member(cmd.member)
    if member is None:
        return Refused("no_such_member")
    return [] if member.away == cmd.away else [e.AwayMarked(cmd.member, cmd.away)]


def check_in(state: State, cmd: c.CheckIn, ask: Ask) -> Decision:
    member = state.members[ask.member]
    return [] if (member.checked_in, member.word) == (True, cmd.word) else [e.CheckedIn(ask.member, cmd.word)]


def hand_lead_to(state: State, cmd: c.HandLeadTo, ask: Ask) -> Decision:
    member = state.member(cmd.member)
    if member is None:
        return Refused("no_such_member")
    if member.kind == "guest":
        return Refused("guest_cannot_lead")
    return [] if state.lead == cmd.member else [e.LeadHanded(cmd.member)]


def take_lead_back(state: State, cmd: c.TakeLeadBack, ask: Ask) -> Decision:
    return [] if state.lead == state.host else [e.LeadHanded(state.host)]


def remove_member(state: State, cmd: c.RemoveMember, ask: Ask) -> Decision:
    """Their entries in open ballots drop; their values stay, without a name, or are erased. A guest has no device to be
    known by."""
    member = state.member(cmd.member)
    if member is None:
        return Refused("no_such_member")
    if cmd.member == state.host:
        return Refused("host_stays")
    erased = everything_of(state, cmd.member) if cmd.erase else []
    lead = [e.LeadHanded(state.host)] if state.lead == cmd.member else []
    return [*erased, e.MemberRemoved(cmd.member, cmd.keep_out and member.kind != "guest"), *lead]


def change_settings(state: State, cmd: c.ChangeSettings, ask: Ask) -> Decision:
    """Answers of one scale can't be laid beside those of another, so it stays once people were asked."""
    steps = _narrowing(state.facts, cmd.pick_up_to, cmd.keep_up_to, cmd.values_per_person)
    if isinstance(steps, Refused):
        return steps
    asked = {
        "title": cmd.title,
        "purpose": cmd.purpose,
        "theme": cmd.theme,
        "scale": cmd.scale,
        "language": cmd.language,
        **dict(zip(("pick_up_to", "keep_up_to", "values_per_person"), steps, strict=True)),
        "minutes": _by_stage(cmd.minutes) or None,
    }
    changed = {
        name: value
        for name, value in asked.items()
        if value is not None and value != getattr(state.facts, name)
    }
    if "scale" in changed and any(value.rounds for value in state.shared.values()):
        return Refused("scale_in_use")
    return [e.SettingsChanged(**changed)] if changed else []  # type: ignore[arg-type]


def _by_stage(minutes: Minutes | None) -> dict[str, int]:
    return {stage: minutes[stage] for stage in STAGES if stage != "closed"} if minutes else {}


def go_to(state: State, cmd: c.GoTo, ask: Ask) -> Decision:
    """Forward or back at will; going back loses nothing. Only what must not be skipped is asked for first."""
    if cmd.stage == state.stage:
        return []
    if cmd.stage == "closed":
        return Refused("seal_first")
    if any(ballot.is_open for ballot in state.ballots()):
        return Refused("ballot_open")
    if at_least(cmd.stage, "cluster") and not state.revealed:
        return Refused("curtain_down")
    moved: list[e.Event] = [*ended(state, ask), e.StageChanged(cmd.stage)]
    if not at_least(cmd.stage, "agree"):
        return moved
    chosen = set_to_take(state, ask)
    return chosen if isinstance(chosen, Refused) else [*chosen, *take_values(state, chosen, ask), *moved]


def last_call(state: State, cmd: c.LastCall, ask: Ask) -> Decision:
    return [e.LastCallMade(iso(ask.at + LAST_CALL))]


def start_timer(state: State, cmd: c.StartTimer, ask: Ask) -> Decision:
    return [e.TimerStarted(iso(ask.at + dt.timedelta(seconds=cmd.seconds)), cmd.seconds)]


def stop_timer(state: State, cmd: c.StopTimer, ask: Ask) -> Decision:
    return [e.TimerStopped()] if state.timer else []


def show_question(state: State, cmd: c.ShowQuestion, ask: Ask) -> Decision:
    return [e.QuestionShown(cmd.text)]


def clear_question(state: State, cmd: c.ClearQuestion, ask: Ask) -> Decision:
    return [e.QuestionCleared()] if state.question is not None else []


def blank(state: State, cmd: c.Blank, ask: Ask) -> Decision:
    return [] if state.blank == cmd.on else [e.ScreenBlanked(cmd.on)]
