"""Nobody's voice weighs more: what the host says looks as if anybody had said it."""

import json
from typing import Any

from tests.domain.vocabulary import HOST, Workshop

WORDS = ("Honesty", "Craft", "Courage")


def workshop(swap: bool) -> tuple[list[str], Workshop]:
    """A whole workshop of a host and four people, up to `commit`; with `swap`, the host and the first person say
    each what the other said. Gives what the room, the lead and the last person were sent after each step."""
    room = Workshop(4, host_takes_part=True)
    host, amara, *others = (HOST, *room.people) if not swap else (room.people[0], HOST, *room.people[1:])
    sent: list[str] = []

    def look() -> None:
        lead = {
            **room.lead_view,
            "behind": sorted(text["text"] for text in room.lead_view["behind"].values()),
        }
        sent.append(json.dumps([room.shared, lead, room.mine(others[-1])]))

    def says(who: str, type: str, **fields: Any) -> str:
        made = room.does(who, type, **fields)
        look()
        return made

    room.goes_to("reflect")
    for who, label in zip((host, amara, *others), (*WORDS, "Rest", "Fun"), strict=True):
        says(who, "add_value", label=label)
    room.goes_to("share", "cluster")
    room.lead("set_clustering", step="name")
    clusters = [says(host, "add_cluster", name=label) for label in WORDS]
    for cluster, label in zip(clusters, WORDS, strict=True):
        says(amara, "move_card", card=room.card(label), cluster=cluster)
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=2)
    for place, who in enumerate((host, amara, *others)):
        says(who, "place_dot", ballot=room.ballot(), cluster=clusters[place % 3])
    room.lead("close_vote")
    look()
    room.lead("choose_set", clusters=clusters)
    room.goes_to("agree")
    room.lead("open_rounds")
    for cluster in clusters:
        for level, who in enumerate((host, amara, *others), 1):
            says(who, "respond", ballot=room.round(cluster), cluster=cluster, level=min(level, 3))
    room.lead("close_rounds")
    says(host, "propose_wording", cluster=clusters[0], statement="We say what we see.")
    says(amara, "propose_wording", cluster=clusters[0], statement="We say it early.")
    room.lead("lift_curtain")
    for cluster in clusters:
        room.lead("adopt", cluster=cluster)
    room.goes_to("commit")
    behaviour = says(host, "add_behaviour", cluster=clusters[0], text="When it slips, we say so.")
    says(amara, "endorse", behaviour=behaviour)
    says(amara, "park", text="On-call pay, again.")
    room.lead("lift_curtain")
    says(host, "sign", named=False, reservation="Only on weekdays")
    return sent, room


def test_LEAD_4_what_the_host_says_looks_as_if_anybody_had_said_it() -> None:
    (one, room), (other, _) = workshop(swap=False), workshop(swap=True)
    assert one == other
    assert len(room.shared["charter"]["reservations"]) == 1
