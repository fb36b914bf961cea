"""Views, acks and feeds that let something out: each must be caught."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any
from unittest import mock

from app.domain.views import agree, ballots, wall
from app.live import kept
from app.web import export_pages, live_pages, socket, takeaway_pages
from tests.mutating import Mutant, mutated

# The package's own names for these modules are functions.
lead, mine, shared = (import_module(f"app.domain.views.{name}") for name in ("lead", "mine", "shared"))


@dataclass(frozen=True)
class OfPart:
    """A part of a view made in another way: `make` is the text of a function of the state `s`."""

    says: str
    place: Any
    part: str
    make: str


MUTANTS: list[Mutant | OfPart] = [
    Mutant("the wall is up before the curtain is", wall, "is_up", "state.revealed and ", ""),
    Mutant("stories are told as they came", wall, "card_view", "sorted(told, key=lambda story: salted(state, card.id, story))", "told"),
    Mutant("who wrote a card is told", wall, "card_view", "if state.facts.open_names:", "if True:"),
    OfPart("different values are counted, not values", shared, "counts", "{**shared._counts(s), 'values': len(s.cards)}"),
    Mutant("the leaders of an open vote come first", ballots, "vote", "key=lambda o: state.clusters[o].mark", "key=lambda o: (-tally(ballot.answers.values(), vote.options)[o], state.clusters[o].mark)"),
    Mutant("the ballots are told one by one", ballots, "_reveal", 'view["proposed"] = list(proposed.chosen)', 'view["proposed"] = list(proposed.chosen); view["each"] = [sorted(dots) for dots in profile]'),
    Mutant("parked thoughts are shown to everyone at once", agree, "parked", "if item.id in state.shown", "if True"),
    Mutant("whoever parked is named", agree, "_parked", "name = name_of(state, item)", "name = item.member"),
    Mutant("a frame holds somebody else's part", kept.Frame, "body", "own = self.own.get(member) if member is not None else None", "own = next(iter(self.own.values()), None)"),
    Mutant("an ack tells whether the label was there", socket, "_take", '{"type": "ack", "id": command.id, "seq": answer.seq}', '{"type": "ack", "id": command.id, "seq": answer.seq, "cards": len(identity.room.state.cards)}'),
    Mutant("a page shows who is to be asked", live_pages, "_live", "link = _join_link(request, services, room)", "link = _join_link(request, services, room) + '?' + str(len(str(room.state.values)))"),
    Mutant("the room's data holds what is hidden", export_pages, "_data", "room.look(None).shared", "{**room.look(None).shared, 'purpose': str(room.state.values)}"),
    Mutant("the takeaway is somebody else's", takeaway_pages, "_own", "identity.room.look(identity.member)", "identity.room.look(next(iter(identity.room.state.put_in), identity.member))"),
]  # fmt: skip


SEEDS = {
    "who wrote a card is told": 2,
    "the leaders of an open vote come first": 15,
    "the ballots are told one by one": 15,
    "the takeaway is somebody else's": 15,
}
"""The history that caught each, the last time somebody looked."""


@contextmanager
def in_force(mutant: Mutant | OfPart) -> Iterator[None]:
    """The application is wrong in this place."""
    with ExitStack() as wrong:
        if isinstance(mutant, OfPart):
            make = eval(f"lambda s: {mutant.make}", {"wall": wall, "shared": shared})
            part = replace(mutant.place._PARTS[mutant.part], ground=("seq",), make=make, follow=None)
            wrong.enter_context(mock.patch.dict(mutant.place._PARTS, {mutant.part: part}))
        else:
            wrong.enter_context(mock.patch.object(mutant.place, mutant.name, mutated(mutant)))
        yield
