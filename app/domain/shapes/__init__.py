"""What is sent, field by field: the shapes of the three views. A field that isn't here doesn't leave the server.

No value is ever null (a merge patch would read it as "remove"): what isn't there is absent. Maps of what people
put in are ordered by their keys, which are random or salted hashes, so that no order tells when or by whom.
Times are ISO 8601 in UTC with a trailing Z. Words are never here: codes and parameters are.
"""

from app.domain.shapes.door import (
    DoorView as DoorView,
    NewcomerView as NewcomerView,
)
from app.domain.shapes.lead import (
    AgendaView as AgendaView,
    BehindView as BehindView,
    DefaultsView as DefaultsView,
    DraftGroupView as DraftGroupView,
    DraftsView as DraftsView,
    ExactCountsView as ExactCountsView,
    FairnessView as FairnessView,
    HiddenCardView as HiddenCardView,
    LateView as LateView,
    LeadParkedView as LeadParkedView,
    LeadView as LeadView,
    LookAlikeView as LookAlikeView,
    NudgeView as NudgeView,
    PlanView as PlanView,
    StepView as StepView,
    SuggestionView as SuggestionView,
    WhyView as WhyView,
)
from app.domain.shapes.mine import (
    MineView as MineView,
    MyAnswerView as MyAnswerView,
    MyDeviceView as MyDeviceView,
    MyDraftView as MyDraftView,
    MySignatureView as MySignatureView,
    MyValueView as MyValueView,
)
from app.domain.shapes.shared import (
    AgreeValueView as AgreeValueView,
    AgreeView as AgreeView,
    BehaviourView as BehaviourView,
    CardView as CardView,
    CharterView as CharterView,
    ClusterView as ClusterView,
    CommitmentView as CommitmentView,
    CountsView as CountsView,
    MemberView as MemberView,
    OwnDeckView as OwnDeckView,
    ParkedView as ParkedView,
    PauseView as PauseView,
    Progress as Progress,
    ReachView as ReachView,
    ReservationView as ReservationView,
    RoundView as RoundView,
    RunoffView as RunoffView,
    SealView as SealView,
    SettingsView as SettingsView,
    SharedView as SharedView,
    TimerView as TimerView,
    VoteView as VoteView,
    WordingView as WordingView,
    Yes as Yes,
)
