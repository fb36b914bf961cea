"""What only the lead sees: behind the curtain, and the exact counts of those who write and of open ballots."""

from collections.abc import Mapping
from operator import itemgetter
from typing import cast

from app.domain.alike import pairs_alike
from app.domain.clusters import label_of, standing, suggested
from app.domain.history import last_step, next_step, obstacle
from app.domain.immutable import once
from app.domain.late import adopting_round, voices
from app.domain.method.agenda import default_k, minutes_a_value, plan
from app.domain.method.lookalikes import Alike
from app.domain.method.voting import default_dots
from app.domain.minutes import Minutes
from app.domain.outcome import next_in_line, unfairness
from app.domain.parking import name_of
from app.domain.shapes import (
    AgendaView,
    BehindView,
    DefaultsView,
    ExactCountsView,
    FairnessView,
    HiddenCardView,
    LateView,
    LeadParkedView,
    LeadView,
    LookAlikeView,
    NudgeView,
    StepView,
    SuggestionView,
)
from app.domain.so_far import so_far
from app.domain.state import Nudge, Parked, State, Step
from app.domain.texts import Behind, waiting_texts
from app.domain.times import iso
from app.domain.views import wall
from app.domain.views.groups import drafts_for_lead
from app.domain.views.parts import Part, composed


def lead(state: State, before: State | None = None) -> LeadView:
    """Counts and texts, never who. Kept with the room, and made from the view of one `before` as `shared` is."""
    return cast(LeadView, composed("lead", _PARTS, state, before))


def _counts(state: State) -> ExactCountsView:
    now = so_far(state)
    return {"begun": now.begun, "done": now.done, "ready": now.ready, "values": len(state.values)}


def _hidden(state: State) -> Mapping[str, HiddenCardView]:
    return {} if state.stage == "reflect" else wall.hidden(state)


def _hidden_after(
    state: State, before: State, old: Mapping[str, HiddenCardView]
) -> Mapping[str, HiddenCardView]:
    same = state.stage == before.stage != "reflect"
    return wall.hidden_after(state, before, old) if same else _hidden(state)


def _behind(state: State) -> dict[str, BehindView]:
    waiting = waiting_texts(state) if state.stage == "agree" else {}
    return {id: _text(text) for id, text in sorted(waiting.items(), key=itemgetter(0))}


@once
def _text(text: Behind) -> BehindView:
    return {"text": text.text, "cluster": text.cluster, "kind": text.kind}


def _voices(state: State) -> dict[str, int]:
    return {
        cluster: len(value.open_round.ballot.answers)
        for cluster, value in state.shared.items()
        if value.open_round
    }


def _behind_the_curtain(state: State) -> bool:
    return state.stage == "share" and not state.revealed


def _voted(state: State) -> int | None:
    asking = state.vote.asking if state.vote else None
    return len(asking.answers) if asking else None


def _defaults(state: State) -> DefaultsView | None:
    if state.stage != "vote":
        return None
    alone = sum(card.alone for card in state.cards.values())
    k = default_k(state.facts.minutes)
    return {"k": k, "dots": default_dots(k, len(standing(state)) + alone)}


def _fairness(state: State) -> FairnessView | None:
    unfair = unfairness(state) if state.stage == "vote" else None
    if unfair is None:
        return None
    breach, instead = unfair
    return {
        "cluster": breach.option,
        "people": breach.people,
        "deserved": breach.deserved,
        "instead": instead,
    }


def _undo(state: State) -> StepView | None:
    step = last_step(state)
    return _step(state, step) if step and not obstacle(state, step, back=True) else None


def _redo(state: State) -> StepView | None:
    step = next_step(state)
    return _step(state, step) if step and not obstacle(state, step, back=False) else None


def _agenda(state: State) -> AgendaView:
    minutes, course = state.facts.minutes, state.course
    view: AgendaView = {"minutes": cast(Minutes, dict(minutes)), "a_value": minutes_a_value(minutes)}
    if course.since:
        planned = plan(minutes, state.stage, course.spent, course.since)
        view["plan"] = {
            "ends": iso(planned.ends),
            "stage_ends": iso(planned.stage_ends),
            "after": round(planned.after.total_seconds()),
        }
    return view


def _late(state: State) -> dict[str, LateView]:
    heard: dict[str, LateView] = {}
    for cluster, value in state.shared.items():
        round = adopting_round(value)
        said = voices(state, round) if round else []
        if said:
            fine = sum(voice.fine for voice in said)
            texts = [voice.text for voice in said if voice.text]
            heard[cluster] = {"fine": fine, "concerns": len(said) - fine, "texts": texts}
    return heard


def _nudge(nudge: Nudge) -> NudgeView:
    view: NudgeView = {"id": nudge.id, "trigger": nudge.trigger}
    if nudge.cluster:
        view["cluster"] = nudge.cluster
    if nudge.behaviour:
        view["behaviour"] = nudge.behaviour
    if nudge.count:
        view["count"] = nudge.count
    if nudge.of:
        view["of"] = nudge.of
    return view


def _all_parked(state: State) -> dict[str, LeadParkedView]:
    return {
        id: _parked(state, item)
        for id, item in sorted(state.parked.items(), key=itemgetter(0))
        if item.parking != "commitment" and state.stage != "closed"
    }


def _parked(state: State, item: Parked) -> LeadParkedView:
    view: LeadParkedView = {"text": item.text, "parking": item.parking}
    if name := name_of(state, item):
        view["name"] = name
    if item.id in state.shown:
        view["shown"] = True
    return view


def _step(state: State, step: Step) -> StepView:
    """Labels and behaviours as they are now, and not as they were when the step was made."""
    read: dict[str, str] = {}
    for name, value in step.params.items():
        match name:
            case "card":
                read[name] = label_of(state, state.cards[value])
            case "behaviour":
                read[name] = state.behaviours[value].text
            case "parked":
                read[name] = state.parked[value].text
            case _:
                read[name] = value
    return {"step": step.id, "did": step.did, "params": read}


def _pair(pair: Alike) -> LookAlikeView:
    view: LookAlikeView = {"one": pair.one, "two": pair.two, "kind": pair.kind}
    if pair.family:
        view["family"] = pair.family
    return view


def _suggestions(state: State) -> dict[str, SuggestionView]:
    return {
        id: {
            "name": one.name,
            "cards": {card: {"kind": kind, "text": text} for card, (kind, text) in sorted(one.cards.items())},
        }
        for id, one in sorted(suggested(state).items(), key=itemgetter(0))
    }


_EVERY = ("seq",)
"""The ground of what is looked at anew for each entry: it costs next to nothing, and rests on nearly everything."""

_PARTS: dict[str, Part] = {
    "counts": Part(("members", "values", "put_in", "begun", "ready", "facts"), _counts),
    "hidden": Part(("stage", "cards"), _hidden, _hidden_after),
    "behind": Part(("stage", "shared", "wordings", "shown", "hidden"), _behind),
    "voices": Part(("shared",), _voices),
    "parked": Part(("stage", "parked", "shown", "members"), _all_parked),
    "late": Part(
        ("stage", "shared", "late"),
        lambda s: (_late(s) or None) if s.stage in ("agree", "commit") else None,
    ),
    "cards": Part(
        ("stage", "revealed", "cards", "members", "facts"),
        lambda s: wall.cards(s) if _behind_the_curtain(s) else None,
        lambda s, before, old: wall.cards_after(s, before, old) if _behind_the_curtain(s) else None,
    ),
    "voted": Part(("vote",), _voted),
    "look_alikes": Part(
        ("stage", "step", "vote", "cards", "clusters", "look_alikes", "apart"),
        lambda s: [_pair(pair) for pair in pairs_alike(s)] or None,
    ),
    "suggesting": Part(("suggesting",), lambda s: True if s.suggesting else None),
    "suggestions_failed": Part(("suggestions_failed",), lambda s: s.suggestions_failed or None),
    "suggestions": Part(
        ("suggestions", "cards"), lambda s: None if s.suggestions is None else _suggestions(s)
    ),
    "defaults": Part(("stage", "cards", "clusters", "facts"), _defaults),
    "fairness": Part(("stage", "vote", "chosen", "clusters", "facts"), _fairness),
    "nudge": Part(("coach",), lambda s: _nudge(s.coach.nudge) if s.coach.nudge else None),
    "partners": Part(
        ("partners",), lambda s: sorted(sorted(group) for group in s.partners) if s.partners else None
    ),
    "drafts": Part(("drafts",), lambda s: drafts_for_lead(s) or None),
    "next": Part(
        ("stage", "vote", "shared", "chosen", "clusters", "facts"),
        lambda s: (next_in_line(s) or None) if s.stage == "agree" else None,
    ),
    "undo": Part(_EVERY, _undo),
    "redo": Part(_EVERY, _redo),
    "agenda": Part(
        ("stage", "facts", "course"),
        lambda s: _agenda(s) if s.facts.minutes and s.stage != "closed" else None,
    ),
}
