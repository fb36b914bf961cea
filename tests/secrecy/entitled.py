"""What somebody may know of what people put into a room: the promises, as a function. Not how it is sent.

It names content alone. What only tells how much was done and when (counts, seqs, sizes, order) isn't in it, and must not
depend on anything that isn't; but for how much there is of people's values, since one command may erase many.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from app.domain import state as s
from app.domain.ballots import Keys, floor, pseudonym
from app.domain.charter_text import adopted, left_open
from app.domain.clusters import label_of, suggested
from app.domain.history import last_step, next_step
from app.domain.late import adopting_round, voices
from app.domain.method.agreement import agreement, split
from app.domain.outcome import next_in_line, proposed_set, ties, unfairness
from app.domain.state import State
from app.domain.terms import OPPOSED, SHADES, at_least
from app.domain.texts import concerns, waiting_texts
from app.domain.views.ballots import own_reach
from tests.secrecy.world import SCREEN

Known = dict[str, Any]
_COUNTED = ("quiet", "few_write", "one_moves")
"""What the coach asks by counting people: that it does, and how many there are, is the lead's to know; never who."""


def entitled(state: State, keys: Keys, audience: Sequence[str]) -> Known:
    """What these (members' ids, or SCREEN) may know now."""
    known: Known = {"open": _open(state), "shared": _shared(state)}
    now = {who: _now(state, who) for who in audience if who != SCREEN}
    return known | {who: _alone(state, keys, one) for who, one in now.items() if state.member(one)}


def _now(state: State, who: str) -> str:
    """Whose entry is theirs: after two were joined, the one that stays."""
    member = state.members.get(who)
    return _now(state, member.into) if member and member.into else who


def _alone(state: State, keys: Keys, who: str) -> Known:
    known: Known = {"own": _own(state, keys, who)}
    if who == state.lead:
        known["lead"] = _lead(state)
    if who in (state.host, state.lead):
        known["door"] = state.door
    if who == state.host:
        guests = [member.id for member in state.members.values() if member.kind == "guest"]
        known["guests"] = {guest: _own(state, keys, guest) for guest in guests}
    return known


def _open(state: State) -> Known:
    """What is nobody's secret: the room, its people, its course, the set."""
    answered = {ballot.id: len(ballot.answers) for ballot in state.ballots() if ballot.is_open}
    drafted = sum(bool(draft.statement) for draft in (state.drafts or {}).values())
    course = (state.stage, state.question, state.timer, state.last_call, state.blank, state.pause)
    step = state.step if state.stage == "cluster" else None
    return {
        "facts": state.facts,
        "deck": state.deck,
        "groups": len(state.partners or ()),
        "amounts": sorted(map(len, state.put_in.values())),
        "people": (dict(state.members), state.host, state.lead),
        "course": (course, step, answered, drafted),
        "chosen": state.chosen,
        "clusters": dict(state.clusters) if at_least(state.stage, "cluster") else None,
    }


def _shared(state: State) -> Known:
    up = state.revealed and at_least(state.stage, "share")
    lit = state.cards.get(state.spotlight or "")
    known: Known = {
        "wall": wall(state) if up else None,
        "spotlight": label_of(state, lit) if lit and up else None,
        "waiting": at_least(state.stage, "agree") and bool(waiting_texts(state)),
    }
    if at_least(state.stage, "vote"):
        known |= {"vote": _vote(state), "reach": own_reach(state)}
    if at_least(state.stage, "agree"):
        known |= {
            "focus": state.focus,
            "values": {id: _value(state, one) for id, one in state.shared.items()},
        }
    if at_least(state.stage, "commit"):
        known["charter"] = _charter(state)
    if state.stage == "commit":
        shown = [
            item for item in state.parked.values() if item.id in state.shown and item.parking == "waiting"
        ]
        known["parked"] = {item.id: (item.text, item.named and item.member) for item in shown}
    return known


def wall(state: State) -> Known:
    """Of which cards are there to be seen, to everyone when it is up."""
    return {id: _card(state, card) for id, card in state.cards.items() if not card.hidden}


def _card(state: State, card: s.Card) -> Known:
    values = [state.values[id] for id in card.values]
    return {
        "label": label_of(state, card),
        "count": len(values),
        "told": Counter(v.story for v in values if v.story and v.show_story),
        "kept": sum(bool(v.story) and not v.show_story for v in values),
        "cluster": card.cluster,
        "two homes": card.two_homes,
        "by": {v.member for v in values} if state.facts.open_names else None,
    }


def _closed(ballot: s.Ballot[Any]) -> int | None:
    """n, when it is closed."""
    return ballot.status.n if isinstance(ballot.status, s.Closed) else None


def _shows(ballot: s.Ballot[Any]) -> bool:
    n = _closed(ballot)
    return n is not None and len(ballot.answers) >= floor(ballot, n)


def _vote(state: State) -> Known | None:
    vote = state.vote
    if vote is None:
        return None
    known: Known = {"asked": (vote.dots, vote.k, vote.rule, vote.options, vote.order)}
    known["n"] = [_closed(ballot) for ballot in vote.ballots]
    if _shows(vote.ballot):
        known["dots"] = _dots(vote.ballot)
        known["sets"] = [proposed_set(state, vote, rule) for rule in ("turns", "dots")]
        known["ties"] = ties(state, vote)
        inside = set(state.chosen or proposed_set(state, vote).chosen)
        known["reach"] = sum(not inside.isdisjoint(dots) for dots in vote.ballot.answers.values())
    if vote.runoff and _shows(vote.runoff.ballot):
        known["runoff"] = _dots(vote.runoff.ballot)
    return known


def _dots(ballot: s.Ballot[frozenset[str]]) -> Counter[str]:
    return Counter(cluster for dots in ballot.answers.values() for cluster in dots)


def _value(state: State, value: s.Shared) -> Known:
    there = value.cluster in state.chosen or not isinstance(value.status, s.Proposed)
    if not there:
        return {}
    wording = state.wordings[value.wording]
    shown = {
        w.id: (w.name, w.statement, w.base, len(w.lives))
        for w in state.wordings.values()
        if w.member and w.cluster == value.cluster and w.id in state.shown
    }
    return {
        "status": value.status,
        "wording": (wording.id, wording.name, wording.statement),
        "shown": shown,
        "rounds": [_round(state, one) for one in value.rounds],
    }


def _round(state: State, one: s.Round) -> Known:
    wording, n = state.wordings[one.wording], _closed(one.ballot)
    known: Known = {"wording": (wording.name, wording.statement), "n": n}
    if n is not None and _shows(one.ballot):
        answers = one.ballot.answers.values()
        levels = [answer.level for answer in answers]
        known["spread"] = Counter(SHADES[level] for level in levels)
        known["came to"] = (agreement(levels, n), split(levels))
        known["unsaid"] = sum(a.level >= OPPOSED and not a.need for a in answers)
        known["needs"] = {c.id: c.text for c in concerns(one) if c.id in state.shown}
    return known


def _charter(state: State) -> Known:
    agreed = adopted(state)
    behaviours = {
        b.id: (b.text, b.kind, b.cluster, b.accepted, len(b.endorsers))
        for b in state.behaviours.values()
        if not b.hidden and b.cluster in agreed
    }
    signatures = [
        (one.named and member, one.reservation, one.digest) for member, one in state.signatures.items()
    ]
    on_record = {}
    for cluster in agreed:
        round = adopting_round(state.shared[cluster])
        if round and _shows(round.ballot):
            texts = Counter(c.text for c in concerns(round) if c.level in (2, 3) and c.id in state.shown)
            on_record[cluster] = texts
    return {
        "agreed": agreed,
        "open": left_open(state),
        "behaviours": behaviours,
        "commitments": dict(state.commitments),
        "signatures": Counter(signatures),
        "on record": on_record,
        "follow up": (
            state.follow_up,
            {p.id: p.text for p in state.parked.values() if p.parking == "follow_up"},
        ),
        "sealed": state.sealed,
    }


def _lead(state: State) -> Known:
    """What the lead is shown first, or alone."""
    nudge = state.coach.nudge
    counted = nudge and nudge.trigger in _COUNTED and (nudge.trigger, nudge.count, nudge.of)
    steps = [step and (step.id, step.did, step.params) for step in (last_step(state), next_step(state))]
    known: Known = {"asked": counted, "steps": steps, "suggested": suggested(state), "apart": state.apart}
    if state.stage == "share":
        known["wall"] = wall(state)
    if state.stage != "reflect":
        known["hidden"] = {
            id: (label_of(state, c), len(c.values)) for id, c in state.cards.items() if c.hidden
        }
    if state.stage == "agree":
        known["behind"] = waiting_texts(state)
    if state.stage in ("agree", "commit"):
        known["late"] = {id: _late(state, value) for id, value in state.shared.items()}
        known["next"] = next_in_line(state)
    if state.stage == "vote":
        known["unfair"] = unfairness(state)
    if state.stage != "closed":
        known["parked"] = {
            item.id: (item.text, item.named and item.member, item.parking, item.id in state.shown)
            for item in state.parked.values()
            if item.parking != "commitment"
        }
    return known


def _late(state: State, value: s.Shared) -> Any:
    round = adopting_round(value)
    return Counter((voice.fine, voice.text) for voice in voices(state, round)) if round else None


def _own(state: State, keys: Keys, member: str) -> Known:
    """What they said themselves, and what their group drafts."""
    theirs: Known = {
        "values": {v.id: v for v in state.values.values() if v.member == member},
        "texts": {w.id: w.statement for w in state.wordings.values() if w.member == member}
        | {b.id: b.text for b in state.behaviours.values() if b.member == member},
        "could live": {w.id for w in state.wordings.values() if member in w.lives},
        "endorsed": {b.id for b in state.behaviours.values() if member in b.endorsers},
        "parked": {p.id: (p.text, p.settled) for p in state.parked.values() if p.member == member},
        "signed": state.signatures.get(member),
        "voiced": {v.cluster: v.fine for v in state.late.values() if v.member == member},
        "ready": member in state.ready,
        "with": [group for group in state.partners or () if member in group],
        "drafts": [draft for draft in (state.drafts or {}).values() if member in draft.members],
    }
    for ballot in state.ballots():
        if ballot.is_open and ballot.id in keys:
            theirs[ballot.id] = ballot.answers.get(
                pseudonym(keys[ballot.id], state.members[member].answers_as)
            )
    return theirs
