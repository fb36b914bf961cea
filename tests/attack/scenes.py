"""A room at every stage, under each of who may lead it, open and paused; and who is in it, by role."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.policy import Who
from app.domain.terms import STAGES, Stage
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop

OUTSIDER = "outsider-0000"

MAY: dict[str, frozenset[Who]] = {
    "nobody": frozenset(),
    "removed": frozenset(),
    "kept out": frozenset(),
    "waiting": frozenset(),
    "watching": frozenset({"member"}),
    "away": frozenset({"member"}),
    "participant": frozenset({"member", "participant", "participant_or_lead"}),
    "guest": frozenset({"member", "participant", "participant_or_lead"}),
    "lead who takes part": frozenset(
        {"member", "participant", "participant_or_lead", "lead", "host_or_lead"}
    ),
    "lead who watches": frozenset({"member", "participant_or_lead", "lead", "host_or_lead"}),
    "host": frozenset({"member", "host", "host_or_lead"}),
    "host who takes part": frozenset(
        {"member", "participant", "participant_or_lead", "host", "host_or_lead"}
    ),
    "host with the lead": frozenset({"member", "participant_or_lead", "lead", "host", "host_or_lead"}),
    "host with the lead who takes part": frozenset(
        {"member", "participant", "participant_or_lead", "lead", "host", "host_or_lead"}
    ),
}
"""What each role is, in the words of the policy table: stated here, and not asked of what is tested."""


@dataclass(frozen=True)
class Scene:
    """`cast`: the member for each role that there is at this moment."""

    stage: Stage
    paused: bool
    room: Workshop
    cast: dict[str, str]

    def __str__(self) -> str:
        return f"{self.stage}{', paused' if self.paused else ''}, {next(r for r in self.cast if 'lead' in r)}"


def scenes() -> Iterator[Scene]:
    for takes_part in (False, True):
        for stage, room, people in _stages(takes_part):
            for leads in (HOST, people["participant"], people["watching"]):
                for paused in (False, True):
                    if paused and stage == "closed":
                        continue
                    yield _scene(stage, room, people, leads, takes_part=takes_part, paused=paused)


def _scene(
    stage: Stage, told: Workshop, people: dict[str, str], leads: str, *, takes_part: bool, paused: bool
) -> Scene:
    room = copied(told)
    if leads != HOST:
        room.lead("hand_lead_to", member=leads)
    if paused:
        room.lead("pause")
    suffix = " who takes part" if takes_part else ""
    cast = {**people, ("host with the lead" if leads == HOST else "host") + suffix: HOST}
    if leads == people["participant"]:
        cast["lead who takes part"], cast["participant"] = leads, people["other"]
    if leads == people["watching"]:
        cast["lead who watches"] = cast.pop("watching")
    del cast["other"]
    return Scene(stage, paused, room, cast)


def _stages(takes_part: bool) -> Iterator[tuple[Stage, Workshop, dict[str, str]]]:
    """The same room at each stage in turn; a vote and a round are open at theirs."""
    room = Workshop(8, host_takes_part=takes_part)
    roles = ("participant", "other", "watching", "away", "removed", "kept out")
    people = {"nobody": OUTSIDER, **dict(zip(roles, room.people, strict=False))}
    people["guest"] = room.lead("add_guest", name="Opa")
    room.does(people["watching"], "take_part", on=False)
    room.lead("mark_away", member=people["away"], away=True)
    room.lead("remove_member", member=people["removed"])
    room.lead("remove_member", member=people["kept out"], keep_out=True)
    room.lead("set_door", door="waiting")
    knocking = room.try_join("Ulla")
    assert isinstance(knocking, Turn)
    people["waiting"] = knocking.entries[0].actor
    yield "lobby", copied(room), people
    room.goes_to("reflect")
    labels = ("Honesty", "Craft", "Curiosity", "Courage", "Fun", "Rest")
    for place, label in enumerate(labels):
        who = (people["participant"], people["other"], *room.people[6:])[place % 4]
        room.does(who, "add_value", label=label)
    room.does(people["participant"], "park", text="Who decides?")
    yield "reflect", copied(room), people
    room.goes_to("share")
    yield "share", copied(room), people
    room.goes_to("cluster")
    clusters = [room.lead("add_cluster", name=label) for label in labels]
    for label, cluster in zip(labels, clusters, strict=True):
        room.lead("move_card", card=room.card(label), cluster=cluster)
    yield "cluster", copied(room), people
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    room.does(people["other"], "place_dot", ballot=room.ballot(), cluster=clusters[0])
    yield "vote", copied(room), people
    room.lead("close_vote")
    room.lead("choose_set", clusters=clusters[:3])
    room.goes_to("agree")
    room.lead("open_rounds")
    answering = [who for who in room.people if room.state.members[who].counts]
    for cluster in clusters[:2]:
        for who in answering:
            ballot = room.round(cluster)
            room.does(who, "respond", ballot=ballot, cluster=cluster, level=1)
    yield "agree", copied(room), people
    room.lead("close_rounds")
    room.lead("adopt", cluster=clusters[0])
    room.goes_to("commit")
    room.does(people["participant"], "add_behaviour", cluster=clusters[0], text="we ask first", kind="will")
    yield "commit", copied(room), people
    room.lead("seal")
    yield "closed", copied(room), people
    assert room.state.stage == STAGES[-1]


def copied(room: Workshop) -> Workshop:
    """One more room that has come to this; what is said to one isn't said to the other."""
    twin = copy.copy(room)
    twin.log, twin.connected, twin.checked = list(room.log), set(room.connected), False
    return twin
