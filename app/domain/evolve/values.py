"""Values, the cards they stand on, and the wall.

In a log whose words were erased a value has no label, and so no card; what happens to a card that isn't there is passed over.
"""

from app.domain import events as e
from app.domain.clusters import card_id
from app.domain.immutable import put, replace, without
from app.domain.state import Card, State, Value


def reflecting_started(s: State, ev: e.ReflectingStarted, entry: e.Entry) -> State:
    return replace(s, begun=s.begun | {ev.member})


def value_added(s: State, ev: e.ValueAdded, entry: e.Entry) -> State:
    s = replace(s, begun=s.begun | {ev.member})
    s = replace(s, put_in=put(s.put_in, ev.member, (*s.put_in.get(ev.member, ()), ev.value)))
    return _on_card(s, Value(ev.value, ev.member, ev.label, ev.story, ev.show_story, _card(s, ev.label)))


def value_edited(s: State, ev: e.ValueEdited, entry: e.Entry) -> State:
    """An edited label leaves its card."""
    before = s.values[ev.value]
    card = _card(s, ev.label)
    after = replace(before, label=ev.label, story=ev.story, show_story=ev.show_story, card=card)
    if card != before.card:
        after = replace(after, stood=before.stood | {before.card})
        return _on_card(_off_card(s, before), after)
    values = put(s.values, after.id, after)
    if not card:
        return replace(s, values=values)
    # A new object, so that views see that what stands on the card is another.
    return replace(s, values=values, cards=put(s.cards, card, replace(s.cards[card])))


def value_removed(s: State, ev: e.ValueRemoved, entry: e.Entry) -> State:
    value = s.values[ev.value]
    s = taken_off(s, value)
    if not value.card:
        return s
    stood = s.taken_out.get(value.member, frozenset()) | value.stood | {value.card}
    return replace(s, taken_out=put(s.taken_out, value.member, stood))


def taken_off(s: State, value: Value) -> State:
    """The room without this value."""
    rest = tuple(id for id in s.put_in[value.member] if id != value.id)
    put_in = put(s.put_in, value.member, rest) if rest else without(s.put_in, value.member)
    return replace(_off_card(s, value), values=without(s.values, value.id), put_in=put_in)


def _card(s: State, label: str) -> str:
    return card_id(s.facts.salt, label) if label else ""


def _on_card(s: State, value: Value) -> State:
    if not value.card:
        return replace(s, values=put(s.values, value.id, value))
    # A card that was hidden and emptied comes back hidden: its writer can't lift what the lead has hidden.
    card = s.cards.get(value.card) or Card(value.card, (), hidden=value.card in s.hidden)
    card = replace(card, values=(*card.values, value.id))
    return replace(s, values=put(s.values, value.id, value), cards=put(s.cards, card.id, card))


def _off_card(s: State, value: Value) -> State:
    """An empty card disappears."""
    if not value.card:
        return s
    card = s.cards[value.card]
    rest = tuple(id for id in card.values if id != value.id)
    if rest:
        return replace(s, cards=put(s.cards, card.id, replace(card, values=rest)))
    spotlight = None if s.spotlight == card.id else s.spotlight
    return replace(s, cards=without(s.cards, card.id), spotlight=spotlight)


def wall_revealed(s: State, ev: e.WallRevealed, entry: e.Entry) -> State:
    return replace(s, revealed=True)


def card_hidden(s: State, ev: e.CardHidden, entry: e.Entry) -> State:
    spotlight = None if s.spotlight == ev.card else s.spotlight
    return replace(_hidden(s, ev.card, True), hidden=s.hidden | {ev.card}, spotlight=spotlight)


def card_unhidden(s: State, ev: e.CardUnhidden, entry: e.Entry) -> State:
    return replace(_hidden(s, ev.card, False), hidden=s.hidden - {ev.card})


def _hidden(s: State, id: str, hidden: bool) -> State:
    card = s.cards.get(id)
    return replace(s, cards=put(s.cards, id, replace(card, hidden=hidden))) if card else s


def spotlight_set(s: State, ev: e.SpotlightSet, entry: e.Entry) -> State:
    return replace(s, spotlight=ev.card)
