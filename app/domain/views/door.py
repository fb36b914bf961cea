"""What host and lead see of the door. To everyone else, whoever waits at it isn't there."""

from app.domain.immutable import once
from app.domain.shapes import DoorView
from app.domain.state import Door, State
from app.domain.times import iso


def door(state: State, member: str) -> DoorView | None:
    """For this member; None: they see nothing of it. The same object while nothing changes."""
    if member == state.host:
        return _hosts(state.door)
    return _leads(state.door) if member == state.lead else None


@once
def _leads(door: Door) -> DoorView:
    view: DoorView = {
        "stands": door.stands,
        "waiting": {id: {"name": one.name, "since": iso(one.since)} for id, one in door.waiting.items()},
    }
    if door.passcode:
        view["passcode"] = True
    return view


@once
def _hosts(door: Door) -> DoorView:
    return {**_leads(door), "kept_out": dict(door.kept_out)}
