"""What undo knows of: the name of each cluster, where each card is, who moved it; and the steps that led there."""

from dataclasses import dataclass, field
from typing import Any

Place = tuple[str, ...]


@dataclass
class Step:
    """Of a command: what was in each place before it and after. It goes with the card it is about, if any."""

    id: str
    label: str | None
    changed: dict[Place, tuple[Any, Any]]


@dataclass
class Board:
    """`places`: ("cluster", id), ("card", label) and ("mover", label, member); what isn't there is in none."""

    places: dict[Place, Any] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    @property
    def clusters(self) -> dict[str, str]:
        return {place[1]: name for place, name in self.places.items() if place[0] == "cluster"}

    def cluster_of(self, label: str) -> str | None:
        cluster: str | None = self.places.get(("card", label))
        return cluster

    def movers(self, label: str) -> list[Place]:
        return [place for place in self.places if place[:2] == ("mover", label)]

    def does(self, id: str, label: str | None, after: dict[Place, Any]) -> None:
        """A step."""
        before = {place: self.places.get(place) for place in after}
        self.steps.append(Step(id, label, {place: (before[place], now) for place, now in after.items()}))
        self.puts(after)

    def puts(self, after: dict[Place, Any]) -> None:
        self.places = {place: value for place, value in (self.places | after).items() if value is not None}

    def last_step(self, labels: set[str]) -> Step | None:
        """The last of which something is still as it left it."""
        for step in reversed(self.steps):
            as_left = any(self.places.get(place) == after for place, (_, after) in step.changed.items())
            if as_left and (step.label is None or step.label in labels):
                return step
        return None

    def undoes(self, step: Step) -> None:
        """As far as it is still as it left it. The steps after it had nothing left to undo."""
        as_left = {p: before for p, (before, after) in step.changed.items() if self.places.get(p) == after}
        self.puts(as_left)
        del self.steps[self.steps.index(step) :]

    def loses(self, label: str) -> None:
        """A card on which nothing stands any more."""
        self.places = {place: value for place, value in self.places.items() if place[1] != label}
