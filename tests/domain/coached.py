"""Rooms with a coach: what it says in them, and values that bring it to say something."""

import datetime as dt
import itertools

from app.domain import events as e
from app.domain.terms import Trigger
from tests.domain.vocabulary import Workshop


def nudge(room: Workshop, after: float = 180) -> Trigger | None:
    """What the coach comes with after so many seconds."""
    came = [event.trigger for event in room.ticks(after) if isinstance(event, e.Nudged)]
    return came[0] if came else None


def nudges(room: Workshop, minutes: int = 30) -> list[Trigger]:
    """What it comes with in the next minutes."""
    came = (nudge(room, 60) for _ in range(minutes))
    return [one for one in came if one]


def agreeing(people: int, labels: tuple[str, ...]) -> tuple[Workshop, dict[str, str]]:
    """A room at `agree` in which everybody has put in one of these values, and all of them are in the set."""
    room = Workshop(people)
    room.goes_to("reflect")
    for who, label in zip(room.people, itertools.cycle(labels), strict=False):
        room.does(who, "add_value", label=label)
    room.goes_to("share", "cluster")
    clusters = {label: room.lead("add_cluster", name=label) for label in labels}
    for label, cluster in clusters.items():
        room.lead("move_card", card=room.card(label), cluster=cluster)
    room.goes_to("vote")
    room.lead("choose_set", clusters=list(clusters.values()))
    room.goes_to("agree")
    return room, clusters


def blocked(levels: tuple[int, ...] = (1, 1, 1, 1, 8)) -> tuple[Workshop, str]:
    """A room whose first value is blocked, and that value."""
    room, clusters = agreeing(len(levels), ("Courage",))
    courage = clusters["Courage"]
    asks(room, courage, *levels)
    return room, courage


def asks(room: Workshop, cluster: str, *levels: int, seconds: float = 60) -> None:
    room.lead("open_rounds", clusters=[cluster])
    room.at += dt.timedelta(seconds=seconds)
    room.answers(cluster, *levels)
    room.lead("close_rounds")
