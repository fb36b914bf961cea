"""Who may send what, when: one table, command × role × stage."""

from typing import Literal

from app.domain import commands as c
from app.domain.refusal import Refused
from app.domain.state import State
from app.domain.terms import STAGES, Stage

Who = Literal["member", "participant", "participant_or_lead", "lead", "host_or_lead", "host"]
"""A participant takes part (the host when they said so, a guest through the host); a member is anyone in the room."""

ALWAYS: tuple[Stage, ...] = STAGES
OPEN: tuple[Stage, ...] = STAGES[:-1]
"""Every stage but `closed`: sealed is final."""

_BEFORE_THE_VOTE: tuple[Stage, ...] = ("reflect", "share", "cluster", "vote")
_WITH_A_WALL: tuple[Stage, ...] = ("share", "cluster", "vote")
POLICY: dict[type[c.Base], tuple[Who, tuple[Stage, ...]]] = {
    c.SetReady: ("participant", OPEN),
    c.RenameMe: ("member", OPEN),
    c.TakePart: ("member", OPEN),
    c.SetRemote: ("member", OPEN),
    c.GoTo: ("lead", OPEN),
    c.LastCall: ("lead", OPEN),
    c.StartTimer: ("lead", OPEN),
    c.StopTimer: ("lead", OPEN),
    c.Pause: ("lead", OPEN),
    c.Resume: ("lead", OPEN),
    c.ShowQuestion: ("lead", ALWAYS),
    c.ClearQuestion: ("lead", ALWAYS),
    c.DismissNudge: ("lead", OPEN),
    c.Blank: ("lead", ALWAYS),
    c.MarkAway: ("lead", OPEN),
    c.Undo: ("lead", OPEN),
    c.Redo: ("lead", OPEN),
    c.HandLeadTo: ("lead", ALWAYS),
    c.ChangeSettings: ("host", OPEN),
    c.TakeLeadBack: ("host", ALWAYS),
    c.RemoveMember: ("host", OPEN),
    c.JoinMembers: ("host", OPEN),
    c.AddGuest: ("host", OPEN),
    c.SpeakFor: ("host", ALWAYS),
    c.RevokeDevice: ("member", ALWAYS),
    c.SetDoor: ("host_or_lead", OPEN),
    c.LetIn: ("host_or_lead", OPEN),
    c.TurnAway: ("host_or_lead", OPEN),
    c.LetBack: ("host", OPEN),
    c.CheckIn: ("member", ("lobby",)),
    c.StartReflecting: ("participant", _BEFORE_THE_VOTE),
    c.AddValue: ("participant", _BEFORE_THE_VOTE),
    c.EditValue: ("participant", _BEFORE_THE_VOTE),
    c.RemoveValue: ("participant", _BEFORE_THE_VOTE),
    c.LiftCurtain: ("lead", ("share", "agree", "commit")),
    c.HideCard: ("lead", _WITH_A_WALL),
    c.UnhideCard: ("lead", _WITH_A_WALL),
    c.Spotlight: ("lead", _WITH_A_WALL),
    c.DrawPartners: ("lead", ("share",)),
    c.ClearPartners: ("lead", ("share",)),
    c.SetClustering: ("lead", ("cluster",)),
    c.AddCluster: ("participant_or_lead", ("cluster",)),
    c.RenameCluster: ("participant_or_lead", ("cluster",)),
    c.MoveCard: ("participant_or_lead", ("cluster",)),
    c.HoldCard: ("participant_or_lead", ("cluster",)),
    c.SettleCard: ("lead", ("cluster",)),
    c.MergeClusters: ("participant_or_lead", ("cluster",)),
    c.DissolveCluster: ("participant_or_lead", ("cluster",)),
    c.SuggestClusters: ("lead", ("cluster",)),
    c.AcceptSuggestion: ("lead", ("cluster",)),
    c.RejectSuggestion: ("lead", ("cluster",)),
    c.AcceptAllSuggestions: ("lead", ("cluster",)),
    c.MergeLookAlikes: ("lead", ("cluster", "vote")),
    c.KeepApart: ("lead", ("cluster", "vote")),
    c.OpenVote: ("lead", ("vote",)),
    c.AdjustVote: ("lead", ("vote",)),
    c.BreakTie: ("lead", ("vote",)),
    c.OpenRunoff: ("lead", ("vote",)),
    c.PlaceDot: ("participant", ("vote",)),
    c.LiftDot: ("participant", ("vote",)),
    c.CloseVote: ("lead", ("vote",)),
    c.ChooseSet: ("lead", ("vote", "agree")),
    c.DraftInGroups: ("lead", ("agree",)),
    c.SaveDraft: ("participant", ("agree",)),
    c.EndDrafting: ("lead", ("agree",)),
    c.OpenRounds: ("lead", ("agree",)),
    c.CloseRounds: ("lead", ("agree",)),
    c.Respond: ("participant", ("agree",)),
    c.ProposeWording: ("participant_or_lead", ("agree",)),
    c.CanLiveWith: ("participant", ("agree",)),
    c.Focus: ("lead", ("agree",)),
    c.WordValue: ("lead", ("agree",)),
    c.UseWording: ("lead", ("agree",)),
    c.SplitValue: ("lead", ("agree",)),
    c.VoiceLate: ("participant", ("agree", "commit")),
    c.HideText: ("lead", ("agree",)),
    c.Adopt: ("lead", ("agree",)),
    c.SetAside: ("lead", ("agree",)),
    c.BringBack: ("lead", ("agree",)),
    c.LeaveOpen: ("lead", ("agree",)),
    c.LandIt: ("lead", ("agree", "commit")),
    c.AddBehaviour: ("participant_or_lead", ("commit",)),
    c.RewordBehaviour: ("participant_or_lead", ("commit",)),
    c.Endorse: ("participant", ("commit",)),
    c.Unendorse: ("participant", ("commit",)),
    c.AcceptBehaviour: ("lead", ("commit",)),
    c.DropBehaviour: ("lead", ("commit",)),
    c.HideBehaviour: ("lead", ("commit",)),
    c.AddCommitment: ("lead", ("commit",)),
    c.DropCommitment: ("lead", ("commit",)),
    c.SetFollowUp: ("lead", ("commit",)),
    c.Sign: ("participant", ("commit", "closed")),
    c.Unsign: ("participant", ("commit", "closed")),
    c.Seal: ("lead", ("commit",)),
    c.Park: ("member", OPEN),
    c.Unpark: ("member", OPEN),
    c.HideParked: ("lead", OPEN),
    c.SettleParked: ("lead", ("commit",)),
    c.EraseMine: ("member", ALWAYS),
}

WHILE_PAUSED: frozenset[type[c.Base]] = frozenset({
    c.RenameMe, c.TakePart, c.SetRemote, c.Park, c.Unpark, c.HideParked, c.GoTo, c.Pause, c.Resume, c.ShowQuestion, c.ClearQuestion, c.DismissNudge, c.Blank, c.MarkAway,
    c.HandLeadTo, c.ChangeSettings, c.TakeLeadBack, c.RemoveMember, c.JoinMembers, c.AddGuest, c.SpeakFor, c.RevokeDevice, c.EraseMine,
    c.SetDoor, c.LetIn, c.TurnAway, c.LetBack,
})  # fmt: skip
"""What can be done in a pause: who is there, who leads, where it goes on. Everything else waits."""

_NOT_FOR: dict[Who, str] = {
    "participant": "takes_no_part",
    "participant_or_lead": "takes_no_part",
    "lead": "lead_only",
    "host_or_lead": "lead_only",
    "host": "host_only",
    "member": "not_in_room",
}


def allowed(state: State, command: c.Command, sender: str) -> Refused | None:
    """Why this sender may not send this command now, or None: they may."""
    member = state.member(sender)
    if member is None:
        return Refused("not_in_room")
    who, stages = POLICY[type(command)]
    roles = {
        "member": True,
        "participant": member.counts,
        "participant_or_lead": member.counts or state.lead == sender,
        "lead": state.lead == sender,
        "host_or_lead": sender in (state.host, state.lead),
        "host": state.host == sender,
    }
    if not roles[who]:
        return Refused(_NOT_FOR[who])
    if state.stage not in stages:
        return Refused("sealed" if state.stage == "closed" else "wrong_stage", {"stage": state.stage})
    if state.pause and type(command) not in WHILE_PAUSED:
        return Refused("paused")
    return None
