"""What of a view the simplest model can tell: taken from a client's view, and from the model itself."""

from typing import Any

from app.domain.clusters import card_id
from tests.live.model.simplest import Simplest

SALT = "salt"


def card_of(label: str) -> str:
    return card_id(SALT, label)


def seen_by(room: Simplest, member: str | None) -> dict[str, Any]:
    """What `member` (None: a screen) is to see of this room."""
    view: dict[str, Any] = {
        "stage": room.stage,
        "lead": room.lead,
        "question": room.question,
        "names": {id: name for id, name in room.names.items() if id not in room.removed},
        "cards": _cards(room) if room.wall_is_up else None,
        "clusters": room.board.clusters if room.stage in ("cluster", "vote") else None,
        "ballot": _ballot(room),
    }
    if member is None:
        return view
    asking = room.ballot if room.ballot and room.ballot.open else None
    view |= {
        "my_name": room.names[member],
        "am_ready": member in room.ready,
        "my_values": {id: label for id, (whose, label) in room.values.items() if whose == member},
        "my_dots": (asking.dots_of(member)) if asking else set(),
    }
    if member == room.lead:
        step = room.last_step if asking is None else None
        view |= {
            "ready": len(room.ready),
            "values": len(room.values),
            "undo": step.id if step else None,
            "voted": len(asking.placed) if asking else None,
            "behind": _cards(room) if room.stage == "share" and not room.curtain_up else None,
        }
    return view


def picked(view: dict[str, Any], member: str | None) -> dict[str, Any]:
    """The same of a client's view."""
    shared = view["shared"]
    seen: dict[str, Any] = {
        "stage": shared["stage"],
        "lead": shared["lead"],
        "question": shared.get("question"),
        "names": {id: who["name"] for id, who in shared["members"].items()},
        "cards": _told(shared.get("cards")),
        "clusters": {id: cluster["name"] for id, cluster in shared["clusters"].items()}
        if "clusters" in shared
        else None,
        "ballot": _told_ballot(shared.get("vote")),
    }
    if member is None:
        return seen
    mine = view["mine"]
    seen |= {
        "my_name": mine["name"],
        "am_ready": mine["ready"],
        "my_values": {id: value["label"] for id, value in mine["values"].items()},
        "my_dots": set(mine["dots"]),
    }
    if "lead" in view:
        lead = view["lead"]
        behind = _told(lead.get("cards"))
        undo = lead["undo"]["step"] if "undo" in lead else None
        seen |= {"ready": lead["counts"]["ready"], "values": lead["counts"]["values"]}
        seen |= {"undo": undo, "voted": lead.get("voted"), "behind": behind}
    return seen


def _cards(room: Simplest) -> dict[str, tuple[str, int, str | None]]:
    labels = [label for _, label in room.values.values()]
    return {card_of(x): (x, labels.count(x), room.board.cluster_of(x)) for x in set(labels)}


def _told(cards: dict[str, Any] | None) -> dict[str, tuple[str, int, str | None]] | None:
    if cards is None:
        return None
    return {id: (card["label"], card["count"], card.get("cluster")) for id, card in cards.items()}


def _ballot(room: Simplest) -> dict[str, Any] | None:
    """At `vote`: which one, and after its close how many voted and for what."""
    ballot = room.ballot
    if ballot is None or room.stage != "vote":
        return None
    view: dict[str, Any] = {"id": ballot.id, "open": ballot.open, "options": ballot.options}
    if not ballot.open:
        view["answered"] = len(ballot.placed)
        counts = {option: sum(option in dots for dots in ballot.placed) for option in ballot.options}
        view["results"] = counts if ballot.shows else None
    return view


def _told_ballot(vote: dict[str, Any] | None) -> dict[str, Any] | None:
    if vote is None:
        return None
    view: dict[str, Any] = {
        "id": vote["ballot"],
        "open": vote["state"] == "open",
        "options": set(vote["options"]),
    }
    if vote["state"] == "closed":
        view["answered"] = vote["answered"]
        view["results"] = vote.get("results")
    return view
