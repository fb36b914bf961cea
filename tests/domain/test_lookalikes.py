"""Look-alikes: pointed out to the lead before a vote opens, made one or kept apart."""

import json

from app.data.lexicon import lexicon
from app.domain import commands as c
from app.domain.alike import to_compare
from app.domain.method.lookalikes import look_alikes
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of

LABELS = ("Honesty", "Integrity", "Craft", "Fun")


def compared(room: Workshop) -> Turn:
    """The shell has compared the names as they are."""
    came = room.shell(c.RecordLookAlikes, pairs=tuple(look_alikes(to_compare(room.state) or (), lexicon())))
    assert isinstance(came, Turn)
    return came


def before_the_vote(labels: tuple[str, ...] = LABELS) -> tuple[Workshop, dict[str, str]]:
    room, clusters = clustered(6, labels)
    room.goes_to("vote")
    compared(room)
    return room, clusters


def pairs(room: Workshop) -> list[set[str]]:
    return [{pair["one"], pair["two"]} for pair in room.lead_view.get("look_alikes", [])]


def test_CLUSTER_10_the_lead_alone_hears_of_look_alikes_before_the_vote_opens() -> None:
    room, clusters = before_the_vote()
    one = {"one": clusters["Honesty"], "two": clusters["Integrity"], "kind": "family", "family": "Honesty"}
    assert room.lead_view["look_alikes"] == [one]
    assert "look_alikes" not in json.dumps([room.shared, *(room.mine(who) for who in room.people)])
    room.lead("open_vote", k=2)
    assert "look_alikes" not in room.lead_view
    room.lead("close_vote")
    assert pairs(room), "and again before the next vote"


def test_CLUSTER_10_they_are_pointed_out_once_frozen_and_not_while_sorting() -> None:
    room, _ = clustered(6, LABELS)
    assert compared(room).entries == ()
    room.lead("set_clustering", step="freeze")
    assert compared(room).entries
    assert len(pairs(room)) == 1
    room.lead("set_clustering", step="name")
    assert pairs(room) == []


def test_CLUSTER_10_what_was_found_before_changes_nothing_and_is_stored_once() -> None:
    room, _ = before_the_vote()
    assert compared(room).entries == ()
    late = room.shell(c.RecordLookAlikes, pairs=room.state.look_alikes)
    room.lead("open_vote", k=2)
    too_late = room.shell(c.RecordLookAlikes, pairs=())
    assert isinstance(late, Turn)
    assert isinstance(too_late, Turn)
    assert (late.entries, too_late.entries) == ((), ())


def test_CLUSTER_11_the_smaller_goes_into_the_larger() -> None:
    room, clusters = clustered(6, LABELS)
    room.lead("move_card", card=room.card("Fun"), cluster=clusters["Integrity"])
    room.goes_to("vote")
    compared(room)
    room.lead("merge_look_alikes", one=clusters["Honesty"], two=clusters["Integrity"])
    assert clusters["Honesty"] not in room.shared["clusters"]
    assert room.shared["cards"][room.card("Honesty")]["cluster"] == clusters["Integrity"]
    assert pairs(room) == []


def test_CLUSTER_11_single_cards_go_into_the_cluster_or_become_one() -> None:
    room, clusters = before_the_vote(("Honesty", "Craft"))
    for who, label in ((2, "Integrity"), (3, "Zebra crossing"), (4, "Zebras")):
        room.does(room.people[who], "add_value", label=label)
    compared(room)
    single = {label: room.card(label) for label in ("Integrity", "Zebra crossing", "Zebras")}
    assert pairs(room) == [
        {single["Zebra crossing"], single["Zebras"]},
        {clusters["Honesty"], single["Integrity"]},
    ]
    room.lead("merge_look_alikes", one=clusters["Honesty"], two=single["Integrity"])
    assert room.shared["cards"][single["Integrity"]]["cluster"] == clusters["Honesty"]
    new = room.lead("merge_look_alikes", one=single["Zebras"], two=single["Zebra crossing"])
    assert room.shared["clusters"][new]["name"] in ("Zebras", "Zebra crossing")
    assert {room.shared["cards"][single[label]]["cluster"] for label in ("Zebras", "Zebra crossing")} == {new}


def test_CLUSTER_11_kept_apart_they_are_not_pointed_out_again() -> None:
    room, clusters = before_the_vote()
    room.lead("keep_apart", one=clusters["Integrity"], two=clusters["Honesty"])
    assert pairs(room) == []
    room.does(room.people[5], "add_value", label="Candour")
    compared(room)
    assert {clusters["Honesty"], clusters["Integrity"]} not in pairs(room)
    assert len(pairs(room)) == 2
    merged = room.say(HOST, "merge_look_alikes", one=clusters["Honesty"], two=clusters["Integrity"])
    assert code_of(merged) == "no_such_pair"


def test_CLUSTER_11_only_the_lead_only_these_and_not_while_a_ballot_is_open() -> None:
    room, clusters = before_the_vote()
    both = {"one": clusters["Honesty"], "two": clusters["Integrity"]}
    for type in ("merge_look_alikes", "keep_apart"):
        assert code_of(room.say(room.people[0], type, **both)) == "lead_only"
        unlike = {"one": clusters["Honesty"], "two": clusters["Fun"]}
        assert code_of(room.say(HOST, type, **unlike)) == "no_such_pair"
    room.lead("open_vote", k=2)
    for type in ("merge_look_alikes", "keep_apart"):
        assert code_of(room.say(HOST, type, **both)) == "ballot_open"


def test_CLUSTER_11_after_a_vote_merging_unites_approvers_and_authors() -> None:
    room, clusters = before_the_vote()
    room.lead("open_vote", k=2, dots=2)
    for place, labels in enumerate(
        (("Honesty", "Integrity"), ("Honesty",), ("Integrity",), ("Craft",), ("Craft",))
    ):
        for label in labels:
            room.does(room.people[place], "place_dot", ballot=room.ballot(), cluster=clusters[label])
    room.lead("close_vote")
    room.lead("choose_set", clusters=[clusters["Integrity"]])
    room.lead("merge_look_alikes", one=clusters["Honesty"], two=clusters["Integrity"])
    assert room.shared["vote"]["results"][clusters["Honesty"]] == 3
    assert room.shared["set"] == [clusters["Honesty"]]
    assert room.shared["own_reach"] == {"count": 2, "of": 4}
    assert room.mine(room.people[1])["own_in_set"], "who wrote Integrity finds it there"
