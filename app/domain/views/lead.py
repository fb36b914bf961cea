"""What only the lead sees: behind the curtain, and the exact counts of open ballots."""

from operator import itemgetter
from typing import cast

from app.domain.alike import pairs_alike
from app.domain.clusters import label_of, standing, suggested
from app.domain.history import last_step, next_step, obstacle
from app.domain.late import adopting_round, voices
from app.domain.method.agenda import default_k, minutes_a_value, plan
from app.domain.method.lookalikes import Alike
from app.domain.method.voting import default_dots
from app.domain.minutes import Minutes
from app.domain.outcome import next_in_line, unfairness
from app.domain.parking import name_of
from app.domain.shapes import (
    AgendaView,
    LateView,
    LeadParkedView,
    LeadView,
    LookAlikeView,
    NudgeView,
    StepView,
    SuggestionView,
)
from app.domain.state import Nudge, Parked, State, Step
from app.domain.texts import waiting_texts
from app.domain.times import iso
from app.domain.views import wall
from app.domain.views.groups import drafts_for_lead


def lead(state: State) -> LeadView:
    """Counts and texts, never who."""
    view: LeadView = {
        "hidden": {
            card.id: {"label": label_of(state, card), "count": len(card.values)}
            for _, card in sorted(state.cards.items(), key=itemgetter(0))
            if card.hidden and state.stage != "reflect"
        },
        "behind": {
            id: {"text": text.text, "cluster": text.cluster, "kind": text.kind}
            for id, text in sorted(
                (waiting_texts(state) if state.stage == "agree" else {}).items(), key=itemgetter(0)
            )
        },
        "voices": {
            cluster: len(value.open_round.ballot.answers)
            for cluster, value in state.shared.items()
            if value.open_round
        },
        "parked": {
            id: _parked(state, item)
            for id, item in sorted(state.parked.items(), key=itemgetter(0))
            if item.parking != "commitment" and state.stage != "closed"
        },
    }
    if state.stage in ("agree", "commit") and (late := _late(state)):
        view["late"] = late
    if state.stage == "share" and not state.revealed:
        view["cards"] = wall.cards(state)
    if state.vote and (asking := state.vote.asking):
        view["voted"] = len(asking.answers)
    if alike := pairs_alike(state):
        view["look_alikes"] = [_pair(pair) for pair in alike]
    if state.suggesting:
        view["suggesting"] = True
    if state.suggestions_failed:
        view["suggestions_failed"] = True
    if state.suggestions is not None:
        view["suggestions"] = _suggestions(state)
    if state.stage == "vote":
        alone = sum(card.cluster is None and not card.hidden for card in state.cards.values())
        options = len(standing(state)) + alone
        k = default_k(state.facts.minutes)
        view["defaults"] = {"k": k, "dots": default_dots(k, options)}
        if unfair := unfairness(state):
            breach, instead = unfair
            view["fairness"] = {
                "cluster": breach.option,
                "people": breach.people,
                "deserved": breach.deserved,
                "instead": instead,
            }
    if nudge := state.coach.nudge:
        view["nudge"] = _nudge(nudge)
    if state.partners:
        view["partners"] = sorted(sorted(group) for group in state.partners)
    if drafts := drafts_for_lead(state):
        view["drafts"] = drafts
    if state.stage == "agree" and (following := next_in_line(state)):
        view["next"] = following
    if (step := last_step(state)) and not obstacle(state, step, back=True):
        view["undo"] = _step(state, step)
    if (step := next_step(state)) and not obstacle(state, step, back=False):
        view["redo"] = _step(state, step)
    if state.facts.minutes and state.stage != "closed":
        view["agenda"] = _agenda(state)
    return view


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
        said = list(voices(state, round)) if round else []
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
