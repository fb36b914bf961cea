"""What an entry makes of a room: `evolve(state, entry)`. Replaying a log is folding it."""

from collections.abc import Callable, Iterable
from typing import Any

from app.domain import events as e
from app.domain.evolve import (
    agree,
    ballots,
    clusters,
    coach,
    commit,
    course,
    devices,
    door,
    erasing,
    groups,
    joining,
    parked,
    people,
    repeats,
    suggestions,
    values,
)
from app.domain.history import asked_for, noted
from app.domain.immutable import replace
from app.domain.state import EMPTY, State

_EVOLVERS: dict[type, Callable[[State, Any, e.Entry], State]] = {
    e.RoomOpened: people.room_opened,
    e.HostJoined: people.host_joined,
    e.MemberJoined: people.member_joined,
    e.GuestAdded: people.guest_added,
    e.MemberRenamed: people.member_renamed,
    e.MemberRemoved: people.member_removed,
    e.PartTaken: people.part_taken,
    e.AwayMarked: people.away_marked,
    e.CheckedIn: people.checked_in,
    e.ReadySet: people.ready_set,
    e.LeadHanded: people.lead_handed,
    e.CodeOffered: devices.code_offered,
    e.CodeEnded: devices.code_ended,
    e.DeviceAdmitted: devices.device_admitted,
    e.DeviceRevoked: devices.device_revoked,
    e.DevicesEnded: devices.devices_ended,
    e.ScreenLinkMade: devices.screen_link_made,
    e.MembersJoined: joining.members_joined,
    e.SettingsChanged: people.settings_changed,
    e.DeckSet: people.deck_set,
    e.StageChanged: course.stage_changed,
    e.LastCallMade: course.last_call_made,
    e.TimerStarted: course.timer_started,
    e.TimerStopped: course.timer_stopped,
    e.Paused: course.paused,
    e.Resumed: course.resumed,
    e.QuestionShown: course.question_shown,
    e.QuestionCleared: course.question_cleared,
    e.Nudged: coach.nudged,
    e.NudgeDismissed: coach.nudge_dismissed,
    e.VoicesComplete: coach.voices_complete,
    e.ScreenBlanked: course.screen_blanked,
    e.StepUndone: course.step_undone,
    e.StepRedone: course.step_redone,
    e.Erased: course.erased,
    e.ReflectingStarted: values.reflecting_started,
    e.ValueAdded: values.value_added,
    e.ValueEdited: values.value_edited,
    e.ValueRemoved: values.value_removed,
    e.WallRevealed: values.wall_revealed,
    e.CardHidden: values.card_hidden,
    e.CardUnhidden: values.card_unhidden,
    e.SpotlightSet: values.spotlight_set,
    e.ClusteringSet: clusters.clustering_set,
    e.ClusterAdded: clusters.cluster_added,
    e.ClusterRenamed: clusters.cluster_renamed,
    e.CardMoved: clusters.card_moved,
    e.CardSettled: clusters.card_settled,
    e.ClustersMerged: clusters.clusters_merged,
    e.ClusterDissolved: clusters.cluster_dissolved,
    e.SuggestionsAsked: suggestions.suggestions_asked,
    e.SuggestionsFailed: suggestions.suggestions_failed,
    e.SuggestionsRecorded: suggestions.suggestions_recorded,
    e.ClusterSuggested: suggestions.cluster_suggested,
    e.SuggestionSettled: suggestions.suggestion_settled,
    e.LookAlikesFound: clusters.look_alikes_found,
    e.LookAlikesKept: clusters.look_alikes_kept,
    e.RemoteSet: groups.remote_set,
    e.PartnersDrawn: groups.partners_drawn,
    e.PartnersMoved: groups.partners_moved,
    e.PartnersCleared: groups.partners_cleared,
    e.DraftOpened: groups.draft_opened,
    e.DraftRegrouped: groups.draft_regrouped,
    e.DraftSaved: groups.draft_saved,
    e.DraftingEnded: groups.drafting_ended,
    e.VoteOpened: ballots.vote_opened,
    e.VoteAdjusted: ballots.vote_adjusted,
    e.TieBroken: ballots.tie_broken,
    e.RunoffOpened: ballots.runoff_opened,
    e.DotPlaced: ballots.dot_placed,
    e.DotLifted: ballots.dot_lifted,
    e.VoteClosed: ballots.vote_closed,
    e.Counted: ballots.counted,
    e.AnswersDropped: ballots.answers_dropped,
    e.SetChosen: ballots.set_chosen,
    e.RoundOpened: ballots.round_opened,
    e.Responded: ballots.responded,
    e.RoundClosed: ballots.round_closed,
    e.ValueTaken: agree.value_taken,
    e.WordingProposed: agree.wording_proposed,
    e.LivedWith: agree.lived_with,
    e.ValueWorded: agree.value_worded,
    e.LateVoiced: agree.late_voiced,
    e.FocusSet: agree.focus_set,
    e.TextsShown: agree.texts_shown,
    e.TextHidden: agree.text_hidden,
    e.ValueAdopted: agree.value_adopted,
    e.ValueSetAside: agree.value_set_aside,
    e.ValueBroughtBack: agree.value_brought_back,
    e.ValueLeftOpen: agree.value_left_open,
    e.BehaviourAdded: commit.behaviour_added,
    e.Endorsed: commit.endorsed,
    e.Unendorsed: commit.unendorsed,
    e.BehaviourAccepted: commit.behaviour_accepted,
    e.BehaviourDropped: commit.behaviour_dropped,
    e.BehaviourHidden: commit.behaviour_hidden,
    e.BehaviourReworded: commit.behaviour_reworded,
    e.CommitmentAdded: commit.commitment_added,
    e.CommitmentDropped: commit.commitment_dropped,
    e.FollowUpSet: commit.follow_up_set,
    e.Signed: commit.signed,
    e.Unsigned: commit.unsigned,
    e.Sealed: commit.sealed,
    e.ThoughtParked: parked.thought_parked,
    e.ThoughtTakenBack: parked.thought_taken_back,
    e.ParkingChanged: parked.parking_changed,
    e.InputErased: erasing.input_erased,
    e.DoorSet: door.door_set,
    e.PasscodeSet: door.passcode_set,
    e.Knocked: door.knocked,
    e.KnockTakenBack: door.knock_taken_back,
    e.TurnedAway: door.turned_away,
    e.LetBack: door.let_back,
}


def evolve(state: State, entry: e.Entry) -> State:
    """The room after this entry; the same parts wherever nothing changed."""
    return replay([entry], state)


def replay(entries: Iterable[e.Entry], start: State = EMPTY) -> State:
    """The room after all of these: as one after the other, at less cost."""
    state, entries = start, list(entries)
    for entry, step in zip(entries, asked_for(entries), strict=True):
        state = _evolved(state, entry, step)
    return replace(state, done=repeats.after(start.done, entries, state.members))


def _evolved(state: State, entry: e.Entry, step: bool) -> State:
    """All but what commands came to, which many entries together tell at less cost. `step`: whether it's noted as one."""
    after = _EVOLVERS[type(entry.event)](state, entry.event, entry)
    history = noted(state, after, entry) if step else after.history
    coached = coach.noticed(after, entry)
    if after is state:
        return replace(after, seq=entry.seq, history=history, coach=coached)
    # Nobody else has it yet, so it needs no copy to be completed.
    vars(after).update(seq=entry.seq, history=history, coach=coached)
    return after
