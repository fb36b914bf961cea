"""Parked thoughts by where they stand."""

from app.domain.state import Parked, State


def unsettled(state: State) -> list[Parked]:
    """Waiting and hidden ones."""
    return [item for item in state.parked.values() if not item.settled]


def waiting(state: State) -> list[Parked]:
    return [item for item in state.parked.values() if item.parking == "waiting"]


def for_follow_up(state: State) -> list[Parked]:
    """Carried to the follow-up, by id."""
    inside = (item for item in state.parked.values() if item.parking == "follow_up")
    return sorted(inside, key=lambda item: item.id)


def name_of(state: State, item: Parked) -> str | None:
    """Who parked it, where they said so and are still in the room."""
    member = state.member(item.member) if item.named else None
    return member.name if member else None
