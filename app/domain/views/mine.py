"""What one member sees of themselves, and whom an entry may have changed that for."""

from typing import Literal

from app.domain import events as e
from app.domain.ballots import Keys, pseudonym
from app.domain.charter_text import digest
from app.domain.late import adopting_round, voice_of
from app.domain.parking import unsettled
from app.domain.shapes import MineView, MyAnswerView, MyDeviceView, MyValueView, Yes
from app.domain.state import State
from app.domain.terms import at_least
from app.domain.times import iso
from app.domain.views.groups import draft_of, partners_of


def mine(state: State, member: str, keys: Keys) -> MineView:
    """The view of this member. Answers are theirs only while the ballot's key lives."""
    me = state.members[member]
    my_dots = _dots(state, member, keys)
    my_values = _values(state, member)
    may_voice, voiced = _late(state, member)
    view: MineView = {
        "member": member,
        "name": me.name,
        "kind": me.kind,
        "takes_part": me.takes_part,
        "lead": state.lead == member,
        "host": state.host == member,
        "checked_in": me.checked_in,
        "ready": member in state.ready,
        "values": my_values,
        "may_add": me.counts and state.takes_values and len(my_values) < state.facts.values_per_person,
        "voted": bool(my_dots),
        "dots": my_dots,
        "answers": _answers(state, member, keys),
        "may_voice": may_voice,
        "voiced": voiced,
        "can_live": {w.id: True for w in state.wordings.values() if member in w.lives},
        "endorsed": {b.id: True for b in state.behaviours.values() if member in b.endorsers},
        "proposed": _proposed(state, member),
        "parked": {item.id: item.text for item in unsettled(state) if item.member == member},
    }
    if at_least(me.joined, "share"):
        view["late"] = me.joined
    if signature := state.signatures.get(member):
        view["signed"] = {"named": signature.named, "current": signature.digest == digest(state)}
        if signature.reservation:
            view["signed"]["reservation"] = signature.reservation
    if state.chosen and at_least(state.stage, "vote") and my_values:
        view["own_in_set"] = any(
            state.cards[value["card"]].cluster in state.chosen for value in my_values.values()
        )
    if me.remote:
        view["remote"] = True
    if partners := partners_of(state, member):
        view["partners"] = partners
    if draft := draft_of(state, member):
        view["draft"] = draft
    if devices := _devices(state, member):
        view["devices"] = devices
    if state.screen_link_made and state.host == member:
        view["screen_link"] = iso(state.screen_link_made)
    return view


def _devices(state: State, member: str) -> dict[str, MyDeviceView]:
    own = (device for device in state.devices.values() if device.member == member)
    return {device.id: {"came_by": device.came_by, "at": iso(device.at)} for device in own}


def _values(state: State, member: str) -> dict[str, MyValueView]:
    own: dict[str, MyValueView] = {}
    for id in state.put_in.get(member, ()):
        value = state.values[id]
        own[id] = {"label": value.label, "show_story": value.show_story, "card": value.card}
        if value.story:
            own[id]["story"] = value.story
    return own


def _dots(state: State, member: str, keys: Keys) -> dict[str, Yes]:
    ballot = state.vote.asking if state.vote else None
    if ballot is None or ballot.id not in keys:
        return {}
    who = pseudonym(keys[ballot.id], state.members[member].answers_as)
    return dict.fromkeys(ballot.answers.get(who, frozenset()), True)


def _answers(state: State, member: str, keys: Keys) -> dict[str, MyAnswerView]:
    own: dict[str, MyAnswerView] = {}
    for cluster, value in state.shared.items():
        round = value.open_round
        key = keys.get(round.ballot.id) if round else None
        if (
            round
            and key
            and (answer := round.ballot.answers.get(pseudonym(key, state.members[member].answers_as)))
        ):
            own[cluster] = {"ballot": round.ballot.id, "level": answer.level}
            if answer.need:
                own[cluster]["need"] = answer.need
    return own


def _late(state: State, member: str) -> tuple[dict[str, Yes], dict[str, Literal["fine", "concern"]]]:
    may: dict[str, Yes] = {}
    said: dict[str, Literal["fine", "concern"]] = {}
    for cluster, value in state.shared.items() if at_least(state.stage, "agree") else ():
        round = adopting_round(value)
        if round is None or member in round.asked:
            continue
        if voice := voice_of(state, round, member):
            said[cluster] = "fine" if voice.fine else "concern"
        elif state.members[member].counts and state.stage != "closed":
            may[cluster] = True
    return may, said


def _proposed(state: State, member: str) -> dict[str, str]:
    wordings = {w.id: w.statement for w in state.wordings.values() if w.member == member}
    return wordings | {b.id: b.text for b in state.behaviours.values() if b.member == member}


_OWN_ONLY = (
    e.CheckedIn, e.ReadySet, e.ReflectingStarted, e.WordingProposed, e.LivedWith, e.LateVoiced, e.BehaviourAdded, e.Endorsed,
    e.Unendorsed, e.Signed, e.Unsigned, e.MemberRenamed, e.ValueAdded, e.PartTaken, e.AwayMarked,
    e.MemberJoined, e.GuestAdded, e.HostJoined, e.RemoteSet, e.ThoughtParked, e.ThoughtTakenBack,
    e.DeviceAdmitted, e.DeviceRevoked, e.DevicesEnded,
)  # fmt: skip
_NOBODYS = (
    e.DotPlaced, e.DotLifted, e.Responded, e.LastCallMade, e.TimerStarted, e.TimerStopped, e.Paused, e.Resumed, e.QuestionShown,
    e.QuestionCleared, e.ScreenBlanked, e.CardHidden, e.CardUnhidden, e.SpotlightSet, e.ClusteringSet,
    e.ClusterAdded, e.ClusterRenamed, e.FocusSet, e.TextsShown, e.TextHidden, e.FollowUpSet, e.Erased,
    e.MemberRemoved, e.AnswersDropped, e.WallRevealed, e.SuggestionsAsked, e.SuggestionsFailed, e.SuggestionsRecorded, e.ClusterSuggested,
    e.SuggestionSettled, e.Counted, e.DeckSet, e.Nudged, e.NudgeDismissed, e.VoicesComplete, e.CardSettled, e.LookAlikesFound, e.LookAlikesKept,
    e.CodeOffered, e.CodeEnded, e.ScreenLinkMade,
    e.DoorSet, e.PasscodeSet, e.Knocked, e.KnockTakenBack, e.TurnedAway, e.LetBack,
)  # fmt: skip


def touched(entry: e.Entry) -> frozenset[str] | None:
    """Members, besides the sender, whose own view this entry may change; None for everybody."""
    event = entry.event
    if isinstance(event, _OWN_ONLY):
        return frozenset({event.member})
    if isinstance(event, _NOBODYS):
        return frozenset()
    if isinstance(event, e.DraftOpened | e.DraftSaved):
        return frozenset(event.members)
    if isinstance(event, e.DraftRegrouped | e.PartnersMoved):
        return frozenset({*event.members, *event.left})
    if isinstance(event, e.ValueEdited | e.ValueRemoved) or (
        isinstance(event, e.CardMoved) and entry.command_type == "move_card"
    ):
        return frozenset({entry.actor})
    return None
