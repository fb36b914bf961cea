"""The room and its people."""

from app.domain import events as e
from app.domain.evolve.devices import without_devices_of
from app.domain.evolve.door import gone_from_door, member_kept_out
from app.domain.immutable import put, replace, without
from app.domain.own_deck import DeckEntry
from app.domain.state import Facts, Member, State
from app.domain.terms import STAGES, Stage


def room_opened(s: State, ev: e.RoomOpened, entry: e.Entry) -> State:
    facts = Facts(
        code=ev.code,
        salt=ev.salt,
        title=ev.title,
        purpose=ev.purpose,
        values_per_person=ev.values_per_person,
        open_names=ev.open_names,
        capacity=ev.capacity,
        language=ev.language,
        scale=ev.scale,
        pick_up_to=max(ev.pick_up_to, ev.values_per_person),
        keep_up_to=max(ev.keep_up_to, ev.values_per_person),
        minutes=_agenda(ev.minutes),
    )
    return replace(s, facts=facts)


def host_joined(s: State, ev: e.HostJoined, entry: e.Entry) -> State:
    host = Member(ev.member, ev.name, "host", s.stage, takes_part=ev.takes_part)
    return replace(s, host=ev.member, lead=ev.member, members=put(s.members, ev.member, host))


def member_joined(s: State, ev: e.MemberJoined, entry: e.Entry) -> State:
    s = gone_from_door(s, ev.member)
    return replace(s, members=put(s.members, ev.member, Member(ev.member, ev.name, "participant", s.stage)))


def guest_added(s: State, ev: e.GuestAdded, entry: e.Entry) -> State:
    guest = Member(ev.member, ev.name, "guest", s.stage, checked_in=True)
    return replace(s, members=put(s.members, ev.member, guest))


def member_renamed(s: State, ev: e.MemberRenamed, entry: e.Entry) -> State:
    return _with(s, ev.member, name=ev.name)


def member_removed(s: State, ev: e.MemberRemoved, entry: e.Entry) -> State:
    """Their values stay, without a name; their signature goes."""
    s = _with(s, ev.member, removed=True)
    if ev.kept_out:
        s = member_kept_out(s, ev.member)
    return replace(
        without_devices_of(s, ev.member),
        ready=s.ready - {ev.member},
        begun=s.begun - {ev.member},
        signatures=without(s.signatures, ev.member),
    )


def part_taken(s: State, ev: e.PartTaken, entry: e.Entry) -> State:
    """Whoever says they take part is back, also when the lead had marked them as away."""
    return _with(s, ev.member, takes_part=ev.on, away=s.members[ev.member].away and not ev.on)


def away_marked(s: State, ev: e.AwayMarked, entry: e.Entry) -> State:
    return _with(s, ev.member, away=ev.away)


def checked_in(s: State, ev: e.CheckedIn, entry: e.Entry) -> State:
    return _with(s, ev.member, checked_in=True, word=ev.word)


def ready_set(s: State, ev: e.ReadySet, entry: e.Entry) -> State:
    return replace(s, ready=s.ready | {ev.member} if ev.ready else s.ready - {ev.member})


def lead_handed(s: State, ev: e.LeadHanded, entry: e.Entry) -> State:
    return replace(s, lead=ev.member)


def settings_changed(s: State, ev: e.SettingsChanged, entry: e.Entry) -> State:
    facts = replace(
        s.facts,
        title=s.facts.title if ev.title is None else ev.title,
        purpose=s.facts.purpose if ev.purpose is None else ev.purpose,
        values_per_person=ev.values_per_person or s.facts.values_per_person,
        theme=ev.theme or s.facts.theme,
        scale=ev.scale or s.facts.scale,
        pick_up_to=ev.pick_up_to or s.facts.pick_up_to,
        keep_up_to=ev.keep_up_to or s.facts.keep_up_to,
        language=ev.language or s.facts.language,
        minutes=s.facts.minutes if ev.minutes is None else _agenda(ev.minutes),
    )
    return replace(s, facts=facts)


def deck_set(s: State, ev: e.DeckSet, entry: e.Entry) -> State:
    rows = zip(ev.values, ev.meanings, ev.families, strict=True)
    return replace(s, deck=tuple(DeckEntry(*row) for row in rows))


def _agenda(minutes: dict[str, int]) -> dict[Stage, int]:
    """In the order of the stages."""
    return {stage: minutes[stage] for stage in STAGES if stage in minutes}


def _with(s: State, member: str, **changes: str | bool) -> State:
    return replace(s, members=put(s.members, member, replace(s.members[member], **changes)))  # type: ignore[arg-type]
