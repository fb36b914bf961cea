"""Who comes in: at the door, from the waiting room, or not."""

from collections.abc import Iterable

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.names import told_apart
from app.domain.refusal import Refused
from app.domain.state import State


def refuse_joining(state: State) -> Refused | None:
    """Why nobody can join now, or None: also asked at the door, before somebody types their name."""
    if state.stage == "closed":
        return Refused("sealed", {"stage": "closed"})
    if state.door.stands == "locked":
        return Refused("room_locked")
    return refuse_one_more(state)


def refuse_one_more(state: State) -> Refused | None:
    """Whether the room has no place left."""
    return None if places(state) > 0 else Refused("room_full", {"capacity": state.facts.capacity})


def names_in(state: State, without: str = "") -> list[str]:
    """Of everyone in the room, but for one perhaps."""
    return [m.name for id, m in state.members.items() if not m.removed and id != without]


def places(state: State) -> int:
    """How many more the room holds."""
    return state.facts.capacity - sum(not member.removed for member in state.members.values())


def join(state: State, cmd: c.Join, ask: Ask) -> Decision:
    """No more wait than there are places left."""
    if cmd.id in state.door.waiting:
        return []
    if refused := refuse_joining(state):
        return refused
    if state.door.stands == "open":
        return [e.MemberJoined(cmd.id, told_apart(cmd.name, names_in(state)))]
    if len(state.door.waiting) >= places(state):
        return Refused("waiting_full", {"waiting": len(state.door.waiting)})
    at_door = (one.name for one in state.door.waiting.values())
    return [e.Knocked(cmd.id, told_apart(cmd.name, [*names_in(state), *at_door]))]


def set_door(state: State, cmd: c.SetDoor, ask: Ask) -> Decision:
    if cmd.door == state.door.stands:
        return []
    come = _come_in(state, state.door.waiting) if cmd.door == "open" else []
    return [e.DoorSet(cmd.door), *come]


def set_passcode(state: State, cmd: c.SetPasscode, ask: Ask) -> Decision:
    """Each change is an entry: what is written along with it needs one."""
    if ask.member != state.host:
        return Refused("host_only")
    if state.stage == "closed":
        return Refused("sealed", {"stage": "closed"})
    return [e.PasscodeSet(cmd.on)] if cmd.on or state.door.passcode else []


def let_in(state: State, cmd: c.LetIn, ask: Ask) -> Decision:
    """Whoever is in already stays so; who doesn't wait any more is left out."""
    asked = dict.fromkeys(cmd.newcomers)
    waiting = [one for one in asked if one in state.door.waiting]
    if not waiting:
        return [] if any(state.member(one) for one in asked) else Refused("not_waiting")
    return refuse_one_more(state) or _come_in(state, waiting)


def _come_in(state: State, newcomers: Iterable[str]) -> list[e.Event]:
    """As many as the room holds."""
    come: list[e.Event] = []
    names = names_in(state)
    for one in list(newcomers)[: max(0, places(state))]:
        names.append(told_apart(state.door.waiting[one].name, names))
        come.append(e.MemberJoined(one, names[-1]))
    return come


def take_back_knock(state: State, cmd: c.TakeBackKnock, ask: Ask) -> Decision:
    """Too late for whoever has been let in, or turned away, meanwhile."""
    waits = cmd.newcomer in state.door.waiting
    return [e.KnockTakenBack(cmd.newcomer)] if waits else Refused("not_waiting")


def turn_away(state: State, cmd: c.TurnAway, ask: Ask) -> Decision:
    waiting = [one for one in dict.fromkeys(cmd.newcomers) if one in state.door.waiting]
    if not waiting:
        return Refused("not_waiting")
    return [e.TurnedAway(one, cmd.for_good) for one in waiting]


def all_turned_away(state: State) -> list[e.Event]:
    """Nobody waits at the door of a room that has finished."""
    return [e.TurnedAway(one, False) for one in state.door.waiting]


def let_back(state: State, cmd: c.LetBack, ask: Ask) -> Decision:
    return [e.LetBack(cmd.person)] if cmd.person in state.door.kept_out else []
