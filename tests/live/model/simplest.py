"""The simplest room there could be: what a few commands do, in a few lines each, without the domain's code.

`judge` gives what a command comes to in the room as it is: a refusal's code, NOTHING, or its effect to be called.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.live.model.board import Board, Place, Step
from tests.live.vocabulary import HOST

Effect = Callable[[], None]
Verdict = str | Effect
Fields = Mapping[str, Any]

NOTHING = "nothing"
STAGES = ("lobby", "reflect", "share", "cluster", "vote")
LEADS = {"go_to", "show_question", "hand_lead_to", "lift_curtain", "open_vote", "close_vote", "undo"}
WHERE = {
    "add_value": STAGES[1:],
    "edit_value": STAGES[1:],
    "remove_value": STAGES[1:],
    "lift_curtain": ("share",),
    "add_cluster": ("cluster",),
    "move_card": ("cluster",),
    "open_vote": ("vote",),
    "close_vote": ("vote",),
    "place_dot": ("vote",),
    "lift_dot": ("vote",),
}
MOST_VALUES = 3
FLOOR = 5
"""A ballot of fewer answers is shown only where nobody else could answer, and where that was said before."""
PEOPLE_WHO_MOVE_A_CARD_BEFORE_IT_IS_THE_LEADS = 3


@dataclass
class Ballot:
    """`of`: who could answer at its opening; `n`: at its close."""

    id: str
    options: set[str]
    confidential: bool
    of: int
    n: int = 0
    open: bool = True
    dots: dict[str, set[str]] = field(default_factory=dict)

    def dots_of(self, who: str) -> set[str]:
        return self.dots.get(who, set())

    @property
    def placed(self) -> list[set[str]]:
        return [dots for dots in self.dots.values() if dots]

    @property
    def shows(self) -> bool:
        """Whether more than its count is told after the close."""
        least = max(1, min(FLOOR, max(self.of, self.n))) if self.confidential else FLOOR
        return len(self.placed) >= least


@dataclass
class Simplest:
    stage: str = "lobby"
    lead: str = HOST
    names: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    ready: set[str] = field(default_factory=set)
    question: str | None = None
    curtain_up: bool = False
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    board: Board = field(default_factory=Board)
    ballot: Ballot | None = None

    def judge(self, who: str, said: Fields, made: Fields) -> Verdict:
        """`made`: the ids which only the room can give, as its log tells them."""
        kind = said["type"]
        if kind == "join" and who in self.removed:
            return "id_in_use"  # of those who aren't in the room any more nothing is remembered but their id
        if kind == "join":
            return lambda: self.names.update({who: said["name"]})
        if who not in self.names or who in self.removed:
            return "not_in_room"
        if kind in LEADS and who != self.lead:
            return "lead_only"
        if kind == "remove_member" and who != HOST:
            return "host_only"
        if self.stage not in WHERE.get(kind, STAGES):
            return "wrong_stage"
        verdict: Verdict = getattr(self, kind)(who, said, made)
        return verdict

    def set_ready(self, who: str, said: Fields, made: Fields) -> Verdict:
        if (who in self.ready) == said["ready"]:
            return NOTHING
        return lambda: (self.ready.add if said["ready"] else self.ready.discard)(who)

    def rename_me(self, who: str, said: Fields, made: Fields) -> Verdict:
        return NOTHING if self.names[who] == said["name"] else lambda: self.names.update({who: said["name"]})

    def show_question(self, who: str, said: Fields, made: Fields) -> Verdict:
        return lambda: setattr(self, "question", said["text"])

    def hand_lead_to(self, who: str, said: Fields, made: Fields) -> Verdict:
        if said["member"] not in self.names or said["member"] in self.removed:
            return "no_such_member"
        return NOTHING if self.lead == said["member"] else lambda: setattr(self, "lead", said["member"])

    def remove_member(self, who: str, said: Fields, made: Fields) -> Verdict:
        gone = said["member"]
        if gone not in self.names or gone in self.removed:
            return "no_such_member"

        def removed() -> None:
            self.removed.add(gone)
            self.ready.discard(gone)
            if self.ballot and self.ballot.open:
                self.ballot.dots.pop(gone, None)
            if self.lead == gone:
                self.lead = HOST

        return "host_stays" if gone == HOST else removed

    def go_to(self, who: str, said: Fields, made: Fields) -> Verdict:
        if said["stage"] == self.stage:
            return NOTHING
        if self.ballot and self.ballot.open:
            return "ballot_open"

        def moved() -> None:
            self.stage, self.question = said["stage"], None
            self.ready.clear()
            self.board.steps.clear()

        return "curtain_down" if said["stage"] in ("cluster", "vote") and not self.curtain_up else moved

    def lift_curtain(self, who: str, said: Fields, made: Fields) -> Verdict:
        return NOTHING if self.curtain_up else lambda: setattr(self, "curtain_up", True)

    def add_value(self, who: str, said: Fields, made: Fields) -> Verdict:
        if not self.takes_values:
            return "values_closed"
        if sum(whose == who for whose, _ in self.values.values()) >= MOST_VALUES:
            return "enough_values"
        return lambda: self.values.update({said["id"]: (who, said["label"])})

    def edit_value(self, who: str, said: Fields, made: Fields) -> Verdict:
        whose, label = self.values.get(said["value"], ("", ""))
        if whose != who:
            return "no_such_value"
        if not self.takes_values:
            return "values_closed"

        def edited() -> None:
            self.values[said["value"]] = (who, said["label"])
            self._tidied(label)

        return NOTHING if label == said["label"] else edited

    def remove_value(self, who: str, said: Fields, made: Fields) -> Verdict:
        whose, label = self.values.get(said["value"], ("", ""))

        def removed() -> None:
            del self.values[said["value"]]
            self._tidied(label)

        if whose != who:
            return "no_such_value"
        return removed if self.takes_values else "values_closed"

    def add_cluster(self, who: str, said: Fields, made: Fields) -> Verdict:
        if said["name"] and who != self.lead:
            return "names_locked"
        return lambda: self.board.does(said["id"], None, {("cluster", said["id"]): said["name"]})

    def move_card(self, who: str, said: Fields, made: Fields) -> Verdict:
        label, into = said["label"], said.get("cluster")
        if label not in self.labels:
            return "no_such_card"
        movers = self.board.movers(label)
        if len(movers) >= PEOPLE_WHO_MOVE_A_CARD_BEFORE_IT_IS_THE_LEADS and who != self.lead:
            return "two_homes"
        if into is not None and into not in self.board.clusters:
            return "no_such_cluster"
        if self.board.cluster_of(label) == into:
            return NOTHING
        counted: dict[Place, Any] = (
            dict.fromkeys(movers) if who == self.lead else {("mover", label, who): True}
        )
        return lambda: self.board.does(said["id"], label, {("card", label): into, **counted})

    def undo(self, who: str, said: Fields, made: Fields) -> Verdict:
        step = self.last_step
        if step is None or step.id != said["step"]:
            return "not_the_last_step"
        return lambda: self.board.undoes(step)

    def open_vote(self, who: str, said: Fields, made: Fields) -> Verdict:
        """Each card that stands alone gets a cluster of its own, by its name."""
        if self.ballot and self.ballot.open:
            return "vote_open"
        alone = {label for label in self.labels if self.board.cluster_of(label) is None}
        held = {self.board.cluster_of(label) for label in self.labels - alone}
        if not alone | held:
            return "nothing_to_vote_on"

        def opened() -> None:
            assert made["clusters"].keys() == alone
            for label, cluster in made["clusters"].items():
                self.board.puts({("cluster", cluster): label, ("card", label): cluster})
                self.board.puts(dict.fromkeys(self.board.movers(label)))
            options = {*filter(None, held), *made["clusters"].values()}
            few = len(self.names) - len(self.removed) < FLOOR
            self.ballot = Ballot(made["ballot"], options, few, made["of"])

        return "no_vote_needed" if len(alone) + len(held) == 1 else opened

    def close_vote(self, who: str, said: Fields, made: Fields) -> Verdict:
        ballot = self.ballot
        if ballot is None:
            return "vote_not_open"

        def closed() -> None:
            ballot.open, ballot.n = False, made["n"]

        return closed if ballot.open else NOTHING

    def place_dot(self, who: str, said: Fields, made: Fields) -> Verdict:
        """One each."""
        ballot = self.ballot
        if ballot is None or not ballot.open or ballot.id != said["ballot"]:
            return "vote_closed"
        if said["cluster"] not in ballot.options:
            return "no_such_cluster"
        if said["cluster"] in ballot.dots_of(who):
            return NOTHING
        return "no_dot_left" if ballot.dots_of(who) else lambda: ballot.dots.update({who: {said["cluster"]}})

    def lift_dot(self, who: str, said: Fields, made: Fields) -> Verdict:
        ballot = self.ballot
        if ballot is None or not ballot.open or ballot.id != said["ballot"]:
            return "vote_closed"
        return (
            (lambda: ballot.dots.update({who: set()})) if said["cluster"] in ballot.dots_of(who) else NOTHING
        )

    @property
    def labels(self) -> set[str]:
        """Equal ones are one card."""
        return {label for _, label in self.values.values()}

    @property
    def takes_values(self) -> bool:
        return self.stage == "reflect" or self.ballot is None

    @property
    def last_step(self) -> Step | None:
        return self.board.last_step(self.labels)

    @property
    def wall_is_up(self) -> bool:
        return self.curtain_up and self.stage in ("share", "cluster", "vote")

    def _tidied(self, label: str) -> None:
        if label not in self.labels:
            self.board.loses(label)
