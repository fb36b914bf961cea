"""The shape of a room's data, field by field: what isn't named here isn't in it. docs/exports.md is about the same."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.charter.data import CharterData
from app.domain.shapes import ReachView, Yes
from app.domain.terms import Agreement, BehaviourKind, Language, Scale, Shade, Stage, VotingRule


class PeopleData(TypedDict):
    taking_part: int
    put_in: NotRequired[int]
    """How many put in a value, once the wall is up."""


class CardData(TypedDict):
    label: str
    count: int
    """So many people's values are on it."""
    cluster: NotRequired[int]
    stories: list[str]
    """Those that may be shown."""
    more_stories: NotRequired[int]
    by: NotRequired[list[str]]
    """Names, in rooms with open values only."""


class ClusterData(TypedDict):
    cluster: int
    name: str
    chosen: NotRequired[Yes]
    """It is in the set."""


class DotsData(TypedDict):
    cluster: int
    dots: int


class VoteData(TypedDict):
    """A closed vote; with too few answers no more than their number."""

    rule: VotingRule
    places: int
    dots: int
    """That each could place."""
    answered: int
    of: int
    results: NotRequired[list[DotsData]]
    reach: NotRequired[ReachView]


class RoundData(TypedDict):
    """A closed round; with too few answers no more than their number."""

    round: int
    name: str
    statement: str
    answered: int
    of: int
    result: NotRequired[Agreement]
    split: NotRequired[Yes]
    spread: NotRequired[dict[Shade, int]]
    needs: list[str]
    unsaid: NotRequired[int]


class WordingData(TypedDict):
    name: str
    statement: str
    can_live: int
    """So many could live with it."""


class ValueData(TypedDict):
    cluster: int
    status: Literal["proposed", "adopted", "set_aside", "left_open"]
    name: str
    statement: str
    until: NotRequired[str]
    rounds: list[RoundData]
    wordings: list[WordingData]


class ProposedData(TypedDict):
    cluster: int
    text: str
    kind: BehaviourKind
    endorsed: int
    accepted: NotRequired[Yes]


class ParkedData(TypedDict):
    text: str
    name: NotRequired[str]


class RoomData(TypedDict):
    """What isn't there is absent, never null; what the room isn't shown at its stage isn't there. Dates are ISO 8601."""

    format: Literal["touchstone-room/1"]
    room: str
    title: str
    purpose: NotRequired[str]
    language: Language
    stage: Stage
    scale: Scale
    open_names: bool
    people: PeopleData
    clusters: NotRequired[list[ClusterData]]
    cards: NotRequired[list[CardData]]
    vote: NotRequired[VoteData]
    values: NotRequired[list[ValueData]]
    behaviours: NotRequired[list[ProposedData]]
    parked: NotRequired[list[ParkedData]]
    charter: NotRequired[CharterData]
    """As in charter.json."""
