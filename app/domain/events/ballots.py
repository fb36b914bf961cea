"""The vote and the rounds. The actor of an answer is a pseudonym."""

from dataclasses import dataclass

from app.domain.terms import Level, VotingRule


@dataclass(frozen=True, slots=True)
class VoteOpened:
    """`of`: who could answer at that moment; 0 where an older version didn't say."""

    ballot: str
    dots: int
    k: int
    options: tuple[str, ...]
    confidential: bool
    rule: VotingRule = "dots"
    of: int = 0


@dataclass(frozen=True, slots=True)
class VoteAdjusted:
    """Another number of values, or another rule, for the same answers."""

    ballot: str
    k: int
    rule: VotingRule


@dataclass(frozen=True, slots=True)
class TieBroken:
    """Among equals these come first, in this order; later runs of the rule reuse it.

    `tiers`: how many of `order` are still equal to each other, in turn; none given: each comes before the next.
    """

    ballot: str
    order: tuple[str, ...]
    tiers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RunoffOpened:
    """Among the tied of `vote`, whose answers and result stay."""

    ballot: str
    vote: str
    options: tuple[str, ...]
    confidential: bool
    ends: str
    of: int = 0


@dataclass(frozen=True, slots=True)
class DotPlaced:
    ballot: str
    cluster: str


@dataclass(frozen=True, slots=True)
class DotLifted:
    ballot: str
    cluster: str


@dataclass(frozen=True, slots=True)
class VoteClosed:
    """Closing is the reveal; the ballot's key goes in the same transaction. `n` is the electorate.

    `answers`: the clusters that each pseudonym has dots on, in the pseudonyms' order. The entries that brought them are
    `Counted` from now on. None where an older version left them as they were.
    """

    ballot: str
    n: int
    answers: dict[str, list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Here stood an answer. What it said is in the ballot's close, among the others; this place in the order of things
    no longer says whose it was."""

    ballot: str


@dataclass(frozen=True, slots=True)
class AnswersDropped:
    """What a removed person had put into an open ballot; the entries themselves are erased with it."""

    ballot: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class SetChosen:
    clusters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundOpened:
    ballot: str
    cluster: str
    wording: str
    confidential: bool
    of: int = 0


@dataclass(frozen=True, slots=True)
class Responded:
    ballot: str
    level: Level
    need: str


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """As VoteClosed: `levels` by pseudonym, in the pseudonyms' order, and the `needs` of those who wrote one."""

    ballot: str
    n: int
    levels: dict[str, Level] | None = None
    needs: dict[str, str] | None = None
