"""Everything that a room's views show, for comparing a room with itself."""

from typing import Any

from tests.domain.vocabulary import Workshop


def shown(room: Workshop) -> dict[str, Any]:
    """All views, but for the steps themselves and for how many people have moved a card, which stays a fact."""
    lead: dict[str, Any] = {**room.lead_view}
    return {
        "shared": {**room.shared, "counts": {**room.shared["counts"], "moved": 0}},
        "lead": {name: part for name, part in lead.items() if name not in ("undo", "redo")},
        "mine": {id: room.mine(id) for id, member in room.state.members.items() if not member.removed},
    }


def voted(room: Workshop, dots: dict[int, tuple[str, ...]]) -> None:
    """A vote in which people, by their place, put dots on these clusters; then it is closed."""
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    for place, placed in dots.items():
        for cluster in placed:
            room.does(room.people[place], "place_dot", ballot=room.ballot(), cluster=cluster)
    room.lead("close_vote")


def undoes(room: Workshop) -> None:
    room.lead("undo", step=room.lead_view["undo"]["step"])


def redoes(room: Workshop) -> None:
    room.lead("redo", step=room.lead_view["redo"]["step"])
