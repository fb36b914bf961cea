"""Commands that fit the room as it is, mostly, made of a few small numbers."""

from collections.abc import Callable
from typing import Any

from tests.live.model.seen import card_of
from tests.live.model.simplest import STAGES, Fields, Simplest
from tests.live.vocabulary import HOST

LABELS = ("Quiet", "Zest", "Jolly", "Wry", "Vivid")
"""Words that no view has of its own."""

Draw = tuple[int, int, int]
"""Which kind, and two choices more."""

ALWAYS = ("set_ready", "rename_me", "show_question", "go_to", "hand_lead_to", "remove_member")
FITTING = {
    "lobby": ("set_ready", "rename_me", "go_to"),
    "reflect": ("set_ready", "edit_value", "edit_value", "add_value", "add_value", "remove_value"),
    "share": ("lift_curtain", "lift_curtain", "add_value", "edit_value", "go_to"),
    "cluster": ("add_cluster", "move_card", "move_card", "undo", "undo", "remove_value", "edit_value"),
    "vote": ("open_vote", "open_vote", "place_dot", "place_dot", "place_dot", "lift_dot", "close_vote"),
}
KINDS = 16


def said(room: Simplest, who: str, draw: Draw) -> dict[str, Any]:
    """What `who` says of what is there; ids that the room doesn't know are said too."""
    kind, one, two = draw
    kinds = (*FITTING[room.stage], *ALWAYS)
    type = kinds[kind % len(kinds)]
    return {"type": type} | {name: pick(room, who, one, two) for name, pick in _FIELDS.get(type, {}).items()}


Pick = Callable[[Simplest, str, int, int], Any]


def _of(things: list[Any], at: int, otherwise: Any) -> Any:
    return things[at % len(things)] if things else otherwise


def _value(room: Simplest, who: str, one: int, two: int) -> str:
    """Usually one's own."""
    own = [id for id, (whose, _) in room.values.items() if whose == who]
    return str(_of(own if two % 4 else list(room.values), one, "no-such-value"))


def _cluster(room: Simplest, at: int) -> str | None:
    """None, every now and then: out of all clusters."""
    return None if at == 0 else _of(list(room.board.clusters), at, "no-such-cluster")


def _option(room: Simplest, who: str, one: int, two: int) -> str:
    """By the order in which they came: their ids are drawn anew in each run."""
    options = room.ballot.options if room.ballot else set()
    return str(
        _of([cluster for cluster in room.board.clusters if cluster in options], one, "no-such-cluster")
    )


def _stage(room: Simplest, who: str, one: int, two: int) -> str:
    """Usually the next."""
    return STAGES[min(STAGES.index(room.stage) + 1, 4)] if two % 4 else STAGES[one % 5]


def _member(room: Simplest, who: str, one: int, two: int) -> str:
    """The host, every other time: leads come back, and removals fail."""
    return HOST if two % 2 else str(_of(list(room.names), one, HOST))


def _step(room: Simplest, who: str, one: int, two: int) -> str:
    step = room.last_step
    return step.id if step and one else "no-such-step"


_FIELDS: dict[str, dict[str, Pick]] = {
    "set_ready": {"ready": lambda room, who, one, two: bool(one % 2)},
    "rename_me": {"name": lambda room, who, one, two: f"{who} the {one}th"},
    "show_question": {"text": lambda room, who, one, two: f"And {one}?"},
    "hand_lead_to": {"member": _member},
    "remove_member": {"member": _member},
    "go_to": {"stage": _stage},
    "add_value": {"label": lambda room, who, one, two: LABELS[one % len(LABELS)]},
    "edit_value": {"value": _value, "label": lambda room, who, one, two: LABELS[two % len(LABELS)]},
    "remove_value": {"value": _value},
    "add_cluster": {"name": lambda room, who, one, two: "" if two % 2 else f"Kin {one}"},
    "move_card": {
        "label": lambda room, who, one, two: _of(sorted(room.labels), one, LABELS[0]),
        "cluster": lambda room, who, one, two: _cluster(room, two),
    },
    "undo": {"step": _step},
    "open_vote": {"dots": lambda room, who, one, two: 1, "k": lambda room, who, one, two: 1},
    "place_dot": {
        "ballot": lambda room, who, one, two: room.ballot.id if room.ballot else "no-ballot",
        "cluster": _option,
    },
    "lift_dot": {
        "ballot": lambda room, who, one, two: room.ballot.id if room.ballot else "no-ballot",
        "cluster": lambda room, who, one, two: _of(
            sorted(room.ballot.dots_of(who)) if room.ballot else [], 0, "no-dot-there"
        ),
    },
}


def on_the_wire(fields: Fields) -> dict[str, Any]:
    """As a client sends it: a card is named by its id."""
    sent = dict(fields)
    if "label" in sent and sent["type"] == "move_card":
        sent["card"] = card_of(sent.pop("label"))
    return sent
