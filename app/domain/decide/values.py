"""Reflecting, and the wall: values of one's own, the curtain, cards hidden and in the spotlight."""

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.refusal import Refused
from app.domain.state import State, Value


def start_reflecting(state: State, cmd: c.StartReflecting, ask: Ask) -> Decision:
    return [] if ask.member in state.begun else [e.ReflectingStarted(ask.member)]


def add_value(state: State, cmd: c.AddValue, ask: Ask) -> Decision:
    if not state.takes_values:
        return Refused("values_closed")
    if len(state.put_in.get(ask.member, ())) >= state.facts.values_per_person:
        return Refused("enough_values", {"limit": state.facts.values_per_person})
    return [e.ValueAdded(cmd.id, ask.member, cmd.label, cmd.story, bool(cmd.story) and cmd.show_story)]


def edit_value(state: State, cmd: c.EditValue, ask: Ask) -> Decision:
    value = _own(state, cmd.value, ask)
    if isinstance(value, Refused):
        return value
    story = value.story if cmd.story is None else cmd.story
    show = value.show_story if cmd.show_story is None else cmd.show_story
    label = value.label if cmd.label is None else cmd.label
    edited = e.ValueEdited(value.id, label, story, bool(story) and show)
    same = (edited.label, edited.story, edited.show_story) == (value.label, value.story, value.show_story)
    return [] if same else [edited]


def remove_value(state: State, cmd: c.RemoveValue, ask: Ask) -> Decision:
    value = _own(state, cmd.value, ask)
    return value if isinstance(value, Refused) else [e.ValueRemoved(value.id)]


def _own(state: State, id: str, ask: Ask) -> Value | Refused:
    """Somebody else's value is as unknown as one that never was."""
    value = state.values.get(id)
    if value is None or value.member != ask.member:
        return Refused("no_such_value")
    return value if state.takes_values else Refused("values_closed")


def lift_wall(state: State, cmd: c.LiftCurtain, ask: Ask) -> Decision:
    return [] if state.revealed else [e.WallRevealed()]


def hide_card(state: State, cmd: c.HideCard, ask: Ask) -> Decision:
    card = state.cards.get(cmd.card)
    if card is None:
        return Refused("no_such_card")
    if state.vote and state.vote.asking:
        return Refused("ballot_open")
    return [] if card.hidden else [e.CardHidden(cmd.card)]


def unhide_card(state: State, cmd: c.UnhideCard, ask: Ask) -> Decision:
    card = state.cards.get(cmd.card)
    if card is None:
        return Refused("no_such_card")
    return [e.CardUnhidden(cmd.card)] if card.hidden else []


def spotlight(state: State, cmd: c.Spotlight, ask: Ask) -> Decision:
    if cmd.card is not None and (cmd.card not in state.cards or state.cards[cmd.card].hidden):
        return Refused("no_such_card")
    return [] if state.spotlight == cmd.card else [e.SpotlightSet(cmd.card)]
