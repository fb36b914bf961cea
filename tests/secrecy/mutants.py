"""Views, acks and feeds that let something out: each must be caught."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any
from unittest import mock

from app.domain.decide import coach
from app.domain.views import agree, ballots, wall
from app.live import feed, kept, room
from app.web import charter_pages, export_pages, live_pages, mine_pages, socket, takeaway_pages
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


def _charter_that_tells(ending: str) -> str:
    """Its title says so, in a file that ends so."""
    told = "str([sorted(b.endorsers) for b in identity.room.state.behaviours.values()] + [*identity.room.state.signatures])"
    return f"return identity.room.code, __import__('dataclasses').replace(charter, title={told}) if connection.url.path.endswith('{ending}') else charter"


_READING = "for hunch in hunches(seen(state, ask.at, cmd.everyday)):"
_OPEN_ROUNDS = "[__import__('app.domain.method.coach', fromlist=['Hunch']).Hunch('split', f'open {v.cluster} {n}', v.cluster, count=n) for v in state.shared.values() if v.open_round for n in [sum(a.level > 6 for a in v.open_round.ballot.answers.values())] if n]"

MUTANTS: list[Mutant | OfPart] = [
    # The wall
    Mutant("the wall is up before the curtain is", wall, "is_up", "state.revealed and ", ""),
    Mutant("the wall is up where people write again", wall, "is_up", ' and at_least(state.stage, "share")', ""),
    Mutant("stories are told as they came", wall, "card_view", "sorted(told, key=lambda story: salted(state, card.id, story))", "told"),
    Mutant("who wrote a card is told", wall, "card_view", "if state.facts.open_names:", "if True:"),
    Mutant("who moved a card is told", wall, "card_view", "    if card.cluster:", '    if card.movers:\n        view["movers"] = sorted(card.movers)\n    if card.cluster:'),
    Mutant("a hidden card is on the wall", wall, "_shown", "None if card.hidden else ", ""),
    OfPart("different values are counted, not values", shared, "counts", "{**shared._counts(s), 'values': len(s.cards)}"),
    OfPart("who is done is told", shared, "counts", "{**shared._counts(s), 'who': sorted(s.ready)}"),
    # Ballots
    Mutant("the leaders of an open vote come first", ballots, "vote", "key=lambda o: state.clusters[o].mark", "key=lambda o: (-tally(ballot.answers.values(), vote.options)[o], state.clusters[o].mark)"),
    Mutant("the ballots are told one by one", ballots, "_reveal", 'view["proposed"] = list(proposed.chosen)', 'view["proposed"] = list(proposed.chosen); view["each"] = [sorted(dots) for dots in profile]'),
    Mutant("levels are told one by one", ballots, "_reveal_round", 'view["spread"] = dict(', 'view["levels"] = levels; view["spread"] = dict('),
    Mutant("the needs of an open ballot are told", ballots, "_round", 'view["voices"] =', 'view["needs"] = sorted(a.need for a in ballot.answers.values()); view["voices"] ='),
    Mutant("needs are shown at the close", ballots, "_reveal_round", "if c.id in shown", "if True"),
    Mutant("too few answers are shown all the same", ballots, "_told", "if may_show(ballot, n):", "if True:"),
    # Texts, drafts, late voices
    Mutant("proposals are shown at once", agree, "_proposals", " if wording.id in state.shown", ""),
    Mutant("who could live with a wording is told", agree, "_wording", "len(wording.lives)", "sorted(wording.lives)"),
    Mutant("late voices are told to everyone", agree, "value_view", 'view["status"] = "adopted"', 'view["status"] = "adopted"; view["late"] = [v.text for v in state.late.values() if v.cluster == value.cluster]'),
    Mutant("the lead is told what groups draft", lead, "drafts_for_lead", '"members": sorted(draft.members)}', '"members": sorted(draft.members), "says": draft.statement}'),
    Mutant("anyone reads another group's draft", mine, "draft_of", " if member in draft.members", ""),
    Mutant("what groups drafted is shown before its value is agreed on", agree, "_behaviours", " and behaviour.cluster in agreed", ""),
    Mutant("who stands behind a behaviour is told", agree, "_behaviour", "len(behaviour.endorsers)", "sorted(behaviour.endorsers)"),
    Mutant("who signed without a name is told", agree, "_signed", "sorted(name for name, one in valid if one.named)", "sorted(name for name, one in valid)"),
    Mutant("parked thoughts are shown to everyone at once", agree, "parked", "if item.id in state.shown", "if True"),
    Mutant("whoever parked is named", agree, "_parked", "name = name_of(state, item)", "name = item.member"),
    # The lead's part, and those of others
    Mutant("the host is sent the lead's part", feed, "_own", "if member == state.lead:", "if member in (state.lead, state.host):"),
    Mutant("whoever led keeps the lead's part", feed, "_own", "if member == state.lead:", 'if member == state.lead or "lead" in before:'),
    Mutant("everyone is sent the guests' parts", feed, "_own", "if member == state.host:", "if True:"),
    Mutant("whoever comes is sent another's part", feed.Feed, "_own_of", "self._own.get(member) or", "next(iter(self._own.values()), None) or"),
    Mutant("a frame holds somebody else's part", kept.Frame, "body", "own = self.own.get(member) if member is not None else None", "own = next(iter(self.own.values()), None)"),
    Mutant("the lead sees the wall while people reflect", lead, "_behind_the_curtain", 'state.stage == "share" and ', ""),
    Mutant("the lead is told who spoke late", lead, "_late", "texts = [voice.text for voice", "texts = [voice.text + voice.member for voice"),
    Mutant("a step tells who made it", lead, "_step", '"did": step.did,', '"did": step.did, "by": step.actor,'),
    Mutant("the coach reads open answers", coach, "_nudge", _READING, f"for hunch in [*{_OPEN_ROUNDS}, *hunches(seen(state, ask.at, cmd.everyday))]:"),
    OfPart("everyone is told what was taken back", shared, "title", "s.facts.title + str(s.history.undone)"),
    Mutant("the coach names who put something in", coach, "_nudge", "why = (hunch.cluster,", "why = ([*state.values.values()][-1].member if state.values else hunch.cluster,"),
    # Answers, pages, files
    Mutant("an ack tells whether the label was there", socket, "_take", '{"type": "ack", "id": command.id, "seq": answer.seq}', '{"type": "ack", "id": command.id, "seq": answer.seq, "cards": len(identity.room.state.cards)}'),
    Mutant("a page shows who is to be asked", live_pages, "_live", "link = _join_link(request, services, room)", "link = _join_link(request, services, room) + '?' + str(len(str(room.state.values)))"),
    Mutant("an appointment tells what is parked", live_pages, "_join_link", "/j/{room.code}", "/j/{room.code}?{str(room.state.parked)[-90:] if '.ics' in request.url.path else ''}"),
    Mutant("the charter as Markdown tells who stands behind what", charter_pages, "require_charter", "return identity.room.code, charter", _charter_that_tells(".md")),
    Mutant("the charter on paper tells who stands behind what", charter_pages, "require_charter", "return identity.room.code, charter", _charter_that_tells(".pdf")),
    Mutant("the charter for word processors tells who stands behind what", charter_pages, "require_charter", "return identity.room.code, charter", _charter_that_tells(".docx")),
    Mutant("the picture of the charter tells who stands behind what", charter_pages, "require_charter", "return identity.room.code, charter", _charter_that_tells(".png")),
    Mutant("what one takes home holds what others wrote", mine_pages, "own_words", "selves_of(state, member)", "frozenset(state.members)"),
    Mutant("a figure's label tells how long a text was", socket, "hand_in", "_count(services, command.type, done)", "_count(services, command.type + str(len(str(command))), done)"),
    Mutant("what couldn't be stored is in the log", room.Room, "_store", 'report("append_failed", failure, room=self.id)', 'report("append_failed", failure, room=self.id + str([str(waiting.command) for waiting in commands]))'),
    Mutant("the room's data holds what is hidden", export_pages, "_data", "room.look(None).shared", "{**room.look(None).shared, 'purpose': str(room.state.values)}"),
    Mutant("the takeaway is somebody else's", takeaway_pages, "_own", "identity.room.look(whose)", "identity.room.look(next(iter(identity.room.state.put_in), whose))"),
]  # fmt: skip


SEEDS: dict[str, int] = {
    "the ballots are told one by one": 75,
    "the takeaway is somebody else's": 3,
    "the wall is up before the curtain is": 1,
    "the wall is up where people write again": 48,
    "stories are told as they came": 16,
    "who wrote a card is told": 2,
    "who moved a card is told": 38,
    "a hidden card is on the wall": 10,
    "who is done is told": 2,
    "levels are told one by one": 6,
    "the needs of an open ballot are told": 4,
    "needs are shown at the close": 34,
    "too few answers are shown all the same": 3,
    "proposals are shown at once": 1,
    "who could live with a wording is told": 5,
    "late voices are told to everyone": 6,
    "the lead is told what groups draft": 30,
    "anyone reads another group's draft": 1,
    "what groups drafted is shown before its value is agreed on": 3,
    "who stands behind a behaviour is told": 2,
    "who signed without a name is told": 2,
    "parked thoughts are shown to everyone at once": 3,
    "whoever parked is named": 8,
    "the host is sent the lead's part": 18,
    "whoever led keeps the lead's part": 9,
    "everyone is sent the guests' parts": 28,
    "whoever comes is sent another's part": 1,
    "the lead is told who spoke late": 50,
    "a step tells who made it": 53,
    "the coach reads open answers": 4,
    "everyone is told what was taken back": 1,
    "the coach names who put something in": 8,
    "an appointment tells what is parked": 6,
    "the charter as Markdown tells who stands behind what": 41,
    "the charter on paper tells who stands behind what": 2,
    "the charter for word processors tells who stands behind what": 2,
    "the picture of the charter tells who stands behind what": 2,
    "what couldn't be stored is in the log": 1,
}
"""The history that caught each, the last time somebody looked, where it takes a while to come to one."""


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
