"""What people say in a workshop, stage by stage, drawn at random: enough of it to reach the end."""

from collections.abc import Callable
from random import Random
from typing import Any

from app.domain import commands as c
from app.domain.charter_text import adopted
from app.domain.late import adopting_round, voice_of
from app.domain.policy import POLICY
from app.domain.state import State
from app.domain.terms import Stage
from tests.live.anything import RARE, made
from tests.secrecy.world import HOST

Kind = type[c.Base]

OFTEN: dict[Stage, dict[Kind, float]] = {
    "lobby": {c.CheckIn: 4, c.AddGuest: 1, c.SetRemote: 1},
    "reflect": {
        c.StartReflecting: 1, c.AddValue: 12, c.EditValue: 3, c.RemoveValue: 1, c.SetReady: 1, c.SpeakFor: 3, c.Park: 1,
        c.LastCall: 0.5,
    },
    "share": {c.HideCard: 4, c.UnhideCard: 1, c.Spotlight: 1, c.DrawPartners: 1, c.AddValue: 3, c.EditValue: 2, c.Undo: 2},
    "cluster": {
        c.AddCluster: 4, c.MoveCard: 9, c.RenameCluster: 1, c.SetClustering: 1, c.MergeClusters: 0.5, c.SuggestClusters: 1,
        c.AcceptAllSuggestions: 0.5, c.RejectSuggestion: 0.5, c.HideCard: 0, c.Undo: 2, c.Redo: 1, c.SettleCard: 0.5,
    },
    "vote": {
        c.OpenVote: 4, c.PlaceDot: 16, c.LiftDot: 2, c.AdjustVote: 1, c.BreakTie: 1, c.OpenRunoff: 2, c.ChooseSet: 0.5,
        c.HideCard: 0.5, c.SpeakFor: 2,
    },
    "agree": {
        c.OpenRounds: 4, c.Respond: 14, c.ProposeWording: 5, c.CanLiveWith: 4, c.HideText: 2, c.UseWording: 1, c.Adopt: 4,
        c.WordValue: 0.5, c.DraftInGroups: 2, c.SaveDraft: 6, c.EndDrafting: 0.5, c.SetAside: 0.3, c.LeaveOpen: 0.3, c.VoiceLate: 1,
        c.Undo: 1, c.SpeakFor: 1, c.Focus: 1, c.SplitValue: 0.2,
    },
    "commit": {
        c.AddBehaviour: 5, c.Endorse: 5, c.AcceptBehaviour: 2, c.HideBehaviour: 0.5, c.RewordBehaviour: 1, c.AddCommitment: 1,
        c.Sign: 3, c.Unsign: 1, c.HideParked: 1, c.SettleParked: 1, c.VoiceLate: 1, c.Undo: 1, c.SetFollowUp: 0.5,
    },
    "closed": {c.Sign: 3, c.Unsign: 1},
}  # fmt: skip
ALWAYS: dict[Kind, float] = {
    c.Park: 1.2, c.Unpark: 0.2, c.SetReady: 0.4, c.HandLeadTo: 0.4, c.TakeLeadBack: 0.4, c.RemoveMember: 0.08, c.MarkAway: 0.15,
    c.TakePart: 0.1, c.RenameMe: 0.1, c.Pause: 0.05, c.Blank: 0.1, c.HideParked: 0.4, c.Tick: 1, c.AddGuest: 0.1, c.Join: 0.25,
}  # fmt: skip
REST = 0.08
"""How often something else is said, whatever it is."""

LABELS = [
    "Honesty",
    "honesty",
    "Craft",
    "Courage",
    "Fun",
    "Rest",
    "Curiosity",
    "Ehrlichkeit mit Geduld",
    "信頼",
    "Aufeinander achten",
]
TEXTS = [
    "",
    "Ada told the client herself.",
    "No.",
    "We stayed until it worked, all of us, and nobody asked why.",
    "Zu schnell für mich",
    "<b>less</b> \u202ehaste",
    "When it burns, we call each other before we write.",
]
_LABELLED = {"label", "name", "other_name"}
_WRITTEN = {"story", "need", "statement", "text", "behaviour", "reservation", "other_statement"}
_CHANCE_OF_LOSING = (c.Seal, c.LandIt, c.GoTo, c.LiftCurtain, c.CloseVote, c.CloseRounds)
"""Said by whoever walks on, at their time."""


def kind_now(rng: Random, state: State) -> Kind:
    """What is said next."""
    if state.pause and rng.random() < 0.6:
        return c.Resume
    if rng.random() < 0.04:
        return c.Tick
    asking = any(ballot.is_open for ballot in state.ballots())
    if state.stage == "vote" and state.vote is None and rng.random() < 0.5:
        return c.OpenVote
    if state.stage == "agree" and not asking and (sooner := _sooner_at_agree(rng, state)):
        return sooner
    if state.stage in ("agree", "commit") and adopted(state) and rng.random() < 0.15:
        return c.VoiceLate if len({who for who, _ in may_voice(state)}) > 1 else c.Join
    weights = dict(OFTEN[state.stage]) | ALWAYS
    if rng.random() < REST:
        weights = {kind: RARE.get(kind, 1) for kind, (_, stages) in POLICY.items() if state.stage in stages}
    kinds = [kind for kind in weights if kind not in _CHANCE_OF_LOSING]
    return rng.choices(kinds, [weights[kind] for kind in kinds])[0]


def _sooner_at_agree(rng: Random, state: State) -> Kind | None:
    """What leads somewhere: groups draft for a while, then everyone is asked."""
    if state.drafts is not None:
        return c.SaveDraft if rng.random() < 0.7 else None
    if rng.random() < 0.2:
        return c.DraftInGroups
    return c.OpenRounds if rng.random() < 0.25 else None


def may_voice(state: State) -> list[tuple[str, str]]:
    """Who may still say something to which adopted value."""
    people = [m.id for m in state.members.values() if m.counts and m.kind != "guest"]
    rounds = [(value.cluster, adopting_round(value)) for value in state.shared.values()]
    return [
        (member, cluster)
        for cluster, round in rounds
        for member in people
        if round and member not in round.asked and not voice_of(state, round, member)
    ]


def sender_of(rng: Random, state: State, kind: Kind) -> str:
    """Somebody who may say it, mostly."""
    if kind in (c.Tick, c.Join):
        return ""
    who, _ = POLICY[kind]
    if who == "lead":
        return state.lead
    if who == "host":
        return HOST
    if kind is c.VoiceLate and (late := may_voice(state)):
        return rng.choice(late)[0]
    if kind is c.SaveDraft and state.drafts:
        return rng.choice([member for draft in state.drafts.values() for member in draft.members])
    people = [m.id for m in state.members.values() if m.counts and m.kind != "guest"]
    return rng.choice(people) if people and rng.random() < 0.97 else HOST


def drawn(rng: Random, state: State, kind: Kind, sender: str, id: str) -> c.Command:
    """A command of this kind: with people's words where it takes words."""
    made_up = made(rng, state, kind, sender, lambda: id)
    fields = _worded(rng, made_up.model_dump(mode="json"))
    if kind is c.SpeakFor:
        fields["command"] = _worded(rng, fields["command"])
    if kind is c.OpenVote:
        fields |= {"k": rng.choice([1, 2, 3]), "dots": None}
    if kind is c.OpenRounds:
        fields["clusters"] = None
    if kind is c.VoiceLate and (late := [value for who, value in may_voice(state) if who == sender]):
        fields["cluster"] = rng.choice(late)
    if kind is c.SaveDraft:  # that a group has a statement is told: another one is another statement
        fields["statement"] = rng.choice([text for text in TEXTS if text])
    proposed = [w.id for w in state.wordings.values() if w.member and w.id in state.shown]
    if kind is c.CanLiveWith and proposed:
        fields["wording"] = rng.choice(proposed)
    moved = [card.id for card in state.cards.values() if card.movers]
    if kind is c.MoveCard and moved and rng.random() < 0.6:
        fields["card"] = rng.choice(moved)
    command = c.parse({**fields, "id": id})
    return command if isinstance(command, c.Base) else made_up


def _worded(rng: Random, fields: dict[str, Any]) -> dict[str, Any]:
    for name, value in fields.items():
        if isinstance(value, str) and name in _LABELLED:
            fields[name] = rng.choice(LABELS)
        elif isinstance(value, str) and name in _WRITTEN:
            fields[name] = rng.choice(TEXTS)
        elif name == "show_story":
            fields[name] = rng.random() < 0.4
    return fields


def with_cards(command: c.Command, to: Callable[[str], str]) -> c.Command:
    """The same about the cards as they're called elsewhere."""
    fields = command.model_dump(mode="json")
    changed: dict[str, Any] = {
        name: to(fields[name]) for name in ("card", "one", "two") if isinstance(fields.get(name), str)
    }
    inner = fields.get("command")
    if isinstance(inner, dict) and isinstance(inner.get("card"), str):
        changed["command"] = {**inner, "card": to(inner["card"])}
    if not changed:
        return command
    parsed = c.parse({**fields, **changed})
    assert isinstance(parsed, c.Base)
    return parsed
