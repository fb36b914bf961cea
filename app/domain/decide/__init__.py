"""What a command does to a room: `decide(state, command, ask)` gives events, or a refusal. One file per stage."""

from collections.abc import Callable
from typing import Any

from app.domain import commands as c
from app.domain.decide import (
    agree,
    cluster,
    commit,
    course,
    drafts,
    parked,
    partners,
    room,
    suggestions,
    values,
    vote,
)
from app.domain.decide.ask import Ask, Decision
from app.domain.state import State


def _lift_curtain(state: State, cmd: c.LiftCurtain, ask: Ask) -> Decision:
    lift = {"agree": agree.lift_texts, "commit": parked.lift_parked}.get(state.stage, values.lift_wall)
    return lift(state, cmd, ask)


_DECIDERS: dict[type[c.Base], Callable[[State, Any, Ask], Decision]] = {
    c.OpenRoom: room.open_room,
    c.Join: room.join,
    c.SetDeck: room.set_deck,
    c.SetReady: room.set_ready,
    c.RenameMe: room.rename_me,
    c.TakePart: room.take_part,
    c.SetRemote: partners.set_remote,
    c.GoTo: room.go_to,
    c.LastCall: room.last_call,
    c.StartTimer: room.start_timer,
    c.StopTimer: room.stop_timer,
    c.Pause: course.pause,
    c.Resume: course.resume,
    c.ShowQuestion: room.show_question,
    c.ClearQuestion: room.clear_question,
    c.Blank: room.blank,
    c.MarkAway: room.mark_away,
    c.HandLeadTo: room.hand_lead_to,
    c.ChangeSettings: room.change_settings,
    c.TakeLeadBack: room.take_lead_back,
    c.RemoveMember: room.remove_member,
    c.AddGuest: room.add_guest,
    c.CheckIn: room.check_in,
    c.StartReflecting: values.start_reflecting,
    c.AddValue: values.add_value,
    c.EditValue: values.edit_value,
    c.RemoveValue: values.remove_value,
    c.LiftCurtain: _lift_curtain,
    c.HideCard: values.hide_card,
    c.UnhideCard: values.unhide_card,
    c.Spotlight: values.spotlight,
    c.DrawPartners: partners.draw_partners,
    c.ClearPartners: partners.clear_partners,
    c.SetClustering: cluster.set_clustering,
    c.AddCluster: cluster.add_cluster,
    c.RenameCluster: cluster.rename_cluster,
    c.MoveCard: cluster.move_card,
    c.MergeClusters: cluster.merge_clusters,
    c.DissolveCluster: cluster.dissolve_cluster,
    c.SuggestClusters: suggestions.suggest_clusters,
    c.RecordSuggestions: suggestions.record_suggestions,
    c.FailSuggestions: suggestions.fail_suggestions,
    c.AcceptSuggestion: suggestions.accept_suggestion,
    c.RejectSuggestion: suggestions.reject_suggestion,
    c.AcceptAllSuggestions: suggestions.accept_all_suggestions,
    c.OpenVote: vote.open_vote,
    c.AdjustVote: vote.adjust_vote,
    c.BreakTie: vote.break_tie,
    c.PlaceDot: vote.place_dot,
    c.LiftDot: vote.lift_dot,
    c.CloseVote: vote.close_vote,
    c.ChooseSet: vote.choose_set,
    c.DraftInGroups: drafts.draft_in_groups,
    c.SaveDraft: drafts.save_draft,
    c.EndDrafting: drafts.end_drafting,
    c.OpenRounds: agree.open_rounds,
    c.CloseRounds: agree.close_rounds,
    c.Respond: agree.respond,
    c.ProposeWording: agree.propose_wording,
    c.CanLiveWith: agree.can_live_with,
    c.Focus: agree.focus,
    c.WordValue: agree.word_value,
    c.UseWording: agree.use_wording,
    c.HideText: agree.hide_text,
    c.Adopt: agree.adopt,
    c.SetAside: agree.set_aside,
    c.BringBack: agree.bring_back,
    c.LeaveOpen: agree.leave_open,
    c.LandIt: course.land_it,
    c.AddBehaviour: commit.add_behaviour,
    c.Endorse: commit.endorse,
    c.Unendorse: commit.unendorse,
    c.AcceptBehaviour: commit.accept_behaviour,
    c.DropBehaviour: commit.drop_behaviour,
    c.HideBehaviour: commit.hide_behaviour,
    c.AddCommitment: commit.add_commitment,
    c.DropCommitment: commit.drop_commitment,
    c.SetFollowUp: commit.set_follow_up,
    c.Sign: commit.sign,
    c.Unsign: commit.unsign,
    c.Seal: commit.seal,
    c.Park: parked.park,
    c.Unpark: parked.unpark,
    c.HideParked: parked.hide_parked,
    c.SettleParked: parked.settle_parked,
}


def decide(state: State, command: c.Command, ask: Ask) -> Decision:
    """What this command, already allowed by policy, does."""
    return _DECIDERS[type(command)](state, command, ask)
