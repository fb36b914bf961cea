"""A room on its course, with the words that are hardest to set: the longest, and those from right to left."""

from collections.abc import Iterator, Sequence

from tests.browser.prepared import Prepared

LONG = "Bartholomäus-Maximilian von Hohenlohe-Ö."
GERMAN = "Rechtsschutzversicherungsgesellschaften."
RIGHT_TO_LEFT = "محمد بن عبد الله"
PEOPLE = ("Amara", LONG, RIGHT_TO_LEFT, "Jonas", "Mei-Lin")
LABELS = (GERMAN, RIGHT_TO_LEFT, "Craft")

LEVELS = {"kaner": (1, 2, 3, 4, 5, 6), "fist": (1, 2, 3, 5, 7, 8), "consent": (1, 3, 4, 8, 1, 3)}
"""That are answered, of each scale."""


EARLY = ("lobby", "reflect", "curtain", "share", "sort", "name", "vote to come", "vote")
LATE = ("outcome", "set", "agree", "round", "round closed", "focus", "adopted", "commit", "signed", "sealed")
HALVES = (EARLY, LATE)


def hard_room(server: str) -> Prepared:
    """With five people in it, of whom two have hard names."""
    room = Prepared(server)
    room.joins(*PEOPLE)
    room.lead("change_settings", title=GERMAN, purpose=f"{RIGHT_TO_LEFT} {GERMAN}")
    return room


def course(room: Prepared) -> Iterator[str]:
    """Gives the name of each place that the room has come to; asked for the next, it goes on."""
    for name in (LONG, RIGHT_TO_LEFT):
        room.does(name, "check_in", word=GERMAN[:20])
    yield "lobby"
    room.lead("go_to", stage="reflect")
    for name, label in zip(PEOPLE, (*LABELS, GERMAN.lower(), "craft"), strict=True):
        room.does(name, "add_value", label=label, story=GERMAN * 2, show_story=True)
    yield "reflect"
    room.lead("go_to", stage="share")
    yield "curtain"
    room.lead("lift_curtain")
    room.lead("draw_partners")
    cards = room.sees()["shared"]["cards"]
    room.lead("spotlight", card=next(id for id, card in cards.items() if card["label"] == GERMAN))
    yield "share"
    room.lead("go_to", stage="cluster")
    yield "sort"
    room.lead("set_clustering", step="name")
    for label in LABELS:
        room.clusters[label] = room.lead("add_cluster", name=label)
    for id, card in room.sees()["shared"]["cards"].items():
        if card["label"] in room.clusters:
            room.lead("move_card", card=id, cluster=room.clusters[card["label"]])
    yield "name"
    room.lead("go_to", stage="vote")
    yield "vote to come"
    yield from _voted(room)
    yield from _agreed(room)
    yield from _committed(room)


def along(room: Prepared, places: Sequence[str]) -> Iterator[str]:
    """On the course of a fresh room, where it comes to these."""
    left = set(places)
    for place in course(room):
        if place in left:
            left.remove(place)
            yield place
        if not left:
            return


def _voted(room: Prepared) -> Iterator[str]:
    room.lead("open_vote", k=2, dots=2)
    ballot = room.sees()["shared"]["vote"]["ballot"]
    for name in PEOPLE[1:]:
        for label in LABELS[: 1 + (name == LONG)]:
            room.does(name, "place_dot", ballot=ballot, cluster=room.clusters[label])
    yield "vote"
    room.lead("close_vote")
    yield "outcome"
    room.lead("choose_set", clusters=[room.clusters[label] for label in LABELS])
    yield "set"


def _agreed(room: Prepared) -> Iterator[str]:
    room.lead("go_to", stage="agree")
    room.lead("word_value", cluster=room.clusters[GERMAN], name=GERMAN, statement=f"{RIGHT_TO_LEFT} {GERMAN}")
    yield "agree"
    room.lead("open_rounds")
    levels = LEVELS[room.sees()["shared"]["settings"]["scale"]]
    for place, label in enumerate(LABELS):
        ballot = _ballot(room, label)
        for level, name in zip(levels[place:], PEOPLE[1:], strict=False):
            answer = {"ballot": ballot, "cluster": room.clusters[label], "level": level}
            room.does(name, "respond", **answer, need=GERMAN)
    yield "round"
    room.lead("close_rounds")
    yield "round closed"
    room.does(LONG, "propose_wording", cluster=room.clusters["Craft"], statement=GERMAN * 2)
    room.lead("lift_curtain")
    room.lead("focus", cluster=room.clusters["Craft"])
    yield "focus"
    room.lead("adopt", cluster=room.clusters[GERMAN])
    room.lead("leave_open", cluster=room.clusters["Craft"], date="2099-12-12")
    yield "adopted"


def _ballot(room: Prepared, label: str) -> str:
    ballot: str = room.sees()["shared"]["agree"]["values"][room.clusters[label]]["rounds"][-1]["ballot"]
    return ballot


def _committed(room: Prepared) -> Iterator[str]:
    room.does(LONG, "park", text=GERMAN * 2, named=True)
    room.lead("go_to", stage="commit")
    yield "commit"
    behaviour = room.does(LONG, "add_behaviour", cluster=room.clusters[GERMAN], text=GERMAN * 3)
    room.does(RIGHT_TO_LEFT, "endorse", behaviour=behaviour)
    room.lead("accept_behaviour", behaviour=behaviour)
    room.lead("add_commitment", text=GERMAN * 2, owner=room.ids[LONG], due="2099-12-12")
    room.lead("set_follow_up", date="2099-12-12")
    for name in (LONG, RIGHT_TO_LEFT):
        room.does(name, "sign", named=True, reservation=GERMAN)
    yield "signed"
    room.lead("seal")
    yield "sealed"
