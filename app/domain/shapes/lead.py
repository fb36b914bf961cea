"""What only the lead is sent."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.domain.minutes import Minutes
from app.domain.shapes.shared import CardView, ParkedView, Yes
from app.domain.terms import (
    Deed,
    Likeness,
    Parking,
    Reason,
    Trigger,
)


class ExactCountsView(TypedDict):
    """What everyone sees as "nearly everyone" where it is."""

    begun: int
    done: int
    ready: int
    """Said so themselves."""
    values: int


class HiddenCardView(TypedDict):
    label: str
    count: int


class BehindView(TypedDict):
    """A text behind the curtain, without its author."""

    text: str
    cluster: str
    kind: Literal["need", "wording"]


class LateView(TypedDict):
    """What people who weren't there for its round said to an adopted value."""

    fine: int
    concerns: int
    texts: list[str]
    """The concerns that were put in words."""


class LeadParkedView(ParkedView):
    parking: Parking
    shown: NotRequired[Yes]
    """Everyone sees it, at `commit`."""


class DefaultsView(TypedDict):
    """What the vote would open with."""

    dots: int
    k: int


class FairnessView(TypedDict):
    """Whom the set on the screen leaves out: so many people share this cluster and have fewer than they deserve."""

    cluster: str
    people: int
    deserved: int
    instead: list[str]
    """The set of the Method of Equal Shares."""


class WhyView(TypedDict):
    kind: Reason
    text: str
    """The family, the cue or the word."""


class SuggestionView(TypedDict):
    """A cluster that could be made of cards that stand alone."""

    name: str
    cards: dict[str, WhyView]


class StepView(TypedDict):
    """A step that can be undone or redone: what it did, in a code and parameters that may be read out to the lead."""

    step: str
    did: Deed
    params: dict[str, str]


class NudgeView(TypedDict):
    """A question from the coach, and why it came: the words are the client's."""

    id: str
    trigger: Trigger
    cluster: NotRequired[str]
    behaviour: NotRequired[str]
    count: NotRequired[int]
    of: NotRequired[int]


class LookAlikeView(TypedDict):
    """Two clusters, or single cards, that would split the votes."""

    one: str
    two: str
    kind: Likeness
    family: NotRequired[str]
    """The family of values that both belong to, where that is why."""


class DraftGroupView(TypedDict):
    cluster: str
    members: list[str]


class DraftsView(TypedDict):
    groups: list[DraftGroupView]
    done: int
    """The exact count of groups with a statement; which, and what they write, nobody else sees yet."""


class PlanView(TypedDict):
    """While time runs. What is late or left, the client reckons from these and the server's clock."""

    ends: str
    """The planned end of the workshop: later by what it was paused."""
    stage_ends: str
    """When the present stage has used its minutes; may be past."""
    after: int
    """Seconds that the stages after this one still have."""


class AgendaView(TypedDict):
    minutes: Minutes
    a_value: int
    """Minutes to reckon with for one value at `agree`."""
    plan: NotRequired[PlanView]
    """Once the welcome is over, and not in a pause."""


class LeadView(TypedDict):
    """What only the lead sees."""

    counts: ExactCountsView
    cards: NotRequired[dict[str, CardView]]
    """The wall behind the curtain, while it is down."""
    hidden: dict[str, HiddenCardView]
    behind: dict[str, BehindView]
    """Concerns and proposed wordings not yet shown, by id."""
    parked: dict[str, LeadParkedView]
    """Parked thoughts, without those that have become commitments; none once the charter is sealed."""
    voted: NotRequired[int]
    """The exact count of the open vote or run-off."""
    voices: dict[str, int]
    """The exact counts of the open rounds, by cluster."""
    late: NotRequired[dict[str, LateView]]
    """Late voices to adopted values, by cluster, once there are any."""
    defaults: NotRequired[DefaultsView]
    fairness: NotRequired[FairnessView]
    """At `vote`, where the set on the screen fails the check."""
    look_alikes: NotRequired[list[LookAlikeView]]
    """Once frozen, and at `vote` while no ballot is open."""
    partners: NotRequired[list[list[str]]]
    """Who talks with whom now."""
    drafts: NotRequired[DraftsView]
    next: NotRequired[str]
    """At `agree`: what the rule would put into the place of a value that was set aside."""
    nudge: NotRequired[NudgeView]
    """The coach's one question, until it is let go or its matter is settled."""
    agenda: NotRequired[AgendaView]
    suggesting: NotRequired[Yes]
    """Suggestions are being worked out."""
    suggestions_failed: NotRequired[Yes]
    """They couldn't be, the last time they were asked for in this stage."""
    suggestions: NotRequired[dict[str, SuggestionView]]
    """Those neither accepted nor rejected, once they were asked for."""
    undo: NotRequired[StepView]
    """The last step, while nothing is in the way of taking it back."""
    redo: NotRequired[StepView]
