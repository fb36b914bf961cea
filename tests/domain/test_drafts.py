"""Drafts in groups: who drafts what, whose text stands, who sees it when, and what it becomes."""

import json
from typing import Any

import pytest

from app.domain.state import Draft
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, agreeing, code_of


def drafting(people: int = 6, **more: Any) -> tuple[Workshop, dict[str, str]]:
    room, clusters = agreeing(people, **more)
    room.lead("draft_in_groups")
    return room, clusters


def draft_on(room: Workshop, cluster: str) -> Draft:
    return next(draft for draft in (room.state.drafts or {}).values() if draft.cluster == cluster)


def saves(room: Workshop, draft: Draft, statement: str, behaviour: str = "", hand: int = 0) -> str:
    who = draft.members[hand]
    base = room.mine(who)["draft"].get("base")
    room.does(who, "save_draft", draft=draft.id, base=base, statement=statement, behaviour=behaviour)
    return who


def behind(room: Workshop) -> set[tuple[str, str]]:
    return {(text["cluster"], text["text"]) for text in room.lead_view["behind"].values()}


@pytest.mark.parametrize(
    ("people", "groups"), [(2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (9, 3), (10, 4), (12, 4)]
)
def test_DRAFT_1_each_value_gets_a_group_while_there_are_enough(people: int, groups: int) -> None:
    room, clusters = drafting(people)
    drafts = list((room.state.drafts or {}).values())
    assert len(drafts) == groups
    assert sorted(one for draft in drafts for one in draft.members) == sorted(room.people)
    assert len({draft.cluster for draft in drafts}) == min(groups, len(clusters))
    assert all(room.mine(who)["draft"]["others"] for who in room.people)


def test_DRAFT_1_it_needs_two_people_a_value_and_no_open_round() -> None:
    room, clusters = agreeing(2)
    room.lead("open_rounds")
    assert code_of(room.say(HOST, "draft_in_groups")) == "ballot_open"
    room.lead("close_rounds")
    room.lead("mark_away", member=room.people[0], away=True)
    assert code_of(room.say(HOST, "draft_in_groups")) == "too_few_people"
    for cluster in clusters.values():
        room.lead("set_aside", cluster=cluster)
    assert code_of(room.say(HOST, "draft_in_groups")) == "nothing_to_ask"


def test_DRAFT_1_what_is_settled_is_not_drafted_and_asking_twice_changes_nothing() -> None:
    room, clusters = agreeing()
    room.lead("set_aside", cluster=clusters["Craft"])
    room.lead("draft_in_groups")
    before = room.state
    room.lead("draft_in_groups")
    assert room.state == before
    assert {d.cluster for d in (before.drafts or {}).values()} == {clusters["Honesty"], clusters["Courage"]}


def test_DRAFT_1_those_who_were_partners_draft_with_others() -> None:
    room, _ = agreeing(4)
    room.lead("go_to", stage="share")
    room.lead("draw_partners")
    together = {frozenset(group) for group in room.state.partners or ()}
    room.goes_to("cluster", "vote", "agree")
    room.lead("draft_in_groups")
    assert not together & {frozenset(draft.members) for draft in (room.state.drafts or {}).values()}


def test_DRAFT_2_any_of_the_group_saves_the_whole_text_and_all_of_it_see_it() -> None:
    room, clusters = drafting()
    draft = draft_on(room, clusters["Craft"])
    saves(room, draft, "We finish what we start.")
    saves(room, draft, "We finish it well.", "When it is late, we will say so.", hand=1)
    last = room.log[-1].command
    for who in draft.members:
        mine = room.mine(who)["draft"]
        assert (mine["statement"], mine["behaviour"]) == (
            "We finish it well.",
            "When it is late, we will say so.",
        )
        assert mine["base"] == last


def test_DRAFT_2_a_text_over_another_than_the_present_one_is_refused() -> None:
    room, clusters = drafting()
    draft = draft_on(room, clusters["Craft"])
    ana, ben = draft.members
    first = room.does(ana, "save_draft", draft=draft.id, statement="Ana's")
    late = room.say(ben, "save_draft", draft=draft.id, statement="Ben's")
    assert code_of(late) == "draft_changed"
    assert room.mine(ben)["draft"]["statement"] == "Ana's"
    room.does(ben, "save_draft", draft=draft.id, base=first, statement="Ben's")
    assert room.mine(ana)["draft"]["statement"] == "Ben's"


def test_DRAFT_2_the_same_text_again_is_no_change_whatever_it_was_written_over() -> None:
    room, clusters = drafting()
    draft = draft_on(room, clusters["Craft"])
    ana, ben = draft.members
    room.does(ana, "save_draft", draft=draft.id, statement="The same")
    came = room.say(ben, "save_draft", draft=draft.id, statement="The same")
    assert isinstance(came, Turn)
    assert came.entries == ()


def test_DRAFT_2_nobody_saves_the_draft_of_another_group_nor_after_the_end() -> None:
    room, clusters = drafting()
    craft, honesty = draft_on(room, clusters["Craft"]), draft_on(room, clusters["Honesty"])
    words = {"draft": craft.id, "statement": "Mine"}
    assert code_of(room.say(honesty.members[0], "save_draft", **words)) == "no_such_draft"
    assert code_of(room.say(HOST, "save_draft", **words)) == "takes_no_part"
    room.lead("end_drafting")
    assert code_of(room.say(craft.members[0], "save_draft", **words)) == "drafting_over"


def test_DRAFT_2_a_guest_drafts_through_the_host() -> None:
    room, _ = agreeing(1)
    guest = room.does(HOST, "add_guest", name="Opa")
    room.lead("draft_in_groups")
    mine = room.mine(guest)["draft"]
    words = {"type": "save_draft", "draft": mine["draft"], "statement": "We stay."}
    room.does(HOST, "speak_for", member=guest, command=words)
    assert room.mine(room.people[0])["draft"]["statement"] == "We stay."


def test_DRAFT_3_rooms_that_differ_in_their_drafts_look_the_same_to_everyone_else() -> None:
    (one, clusters), (other, _) = drafting(), drafting()
    for room, text in ((one, "We say it first."), (other, "Nothing of the kind.")):
        saves(room, draft_on(room, clusters["Craft"]), text, text)
    drafters = draft_on(one, clusters["Craft"]).members
    assert json.dumps(one.shared) == json.dumps(other.shared)
    assert json.dumps(one.lead_view) == json.dumps(other.lead_view)
    for who in one.people:
        assert (one.mine(who) == other.mine(who)) == (who not in drafters)


def test_DRAFT_3_counts_are_told_and_never_which_group() -> None:
    (one, clusters), (other, _) = drafting(), drafting()
    saves(one, draft_on(one, clusters["Craft"]), "The same words")
    saves(other, draft_on(other, clusters["Honesty"]), "The same words")
    assert one.shared["drafting"] == {"of": 3, "count": 1}
    assert one.lead_view["drafts"]["done"] == 1
    assert json.dumps(one.lead_view) == json.dumps(other.lead_view)
    for label in ("Honesty", "Courage"):
        saves(one, draft_on(one, clusters[label]), "More words")
    assert one.shared["drafting"] == {"of": 3, "nearly": True}
    assert one.lead_view["drafts"]["done"] == 3


def test_DRAFT_4_statements_become_wordings_behind_the_curtain_without_authors() -> None:
    room, clusters = drafting()
    draft = draft_on(room, clusters["Craft"])
    saves(room, draft, "We finish it well.")
    author = saves(room, draft, "We finish what we start.", hand=1)
    room.lead("end_drafting")
    assert behind(room) == {(clusters["Craft"], "We finish what we start.")}
    assert "We finish" not in json.dumps(room.shared)
    assert author not in json.dumps(room.lead_view)
    assert "drafting" not in room.shared
    assert "draft" not in room.mine(author)
    assert list(room.mine(author)["proposed"].values()) == ["We finish what we start."]
    room.lead("lift_curtain")
    (wording,) = room.shared["agree"]["values"][clusters["Craft"]]["wordings"].values()
    assert wording["statement"] == "We finish what we start."
    assert wording["name"] == "Craft"


def test_DRAFT_4_behaviours_wait_for_their_value_to_be_adopted_and_for_commit() -> None:
    room, clusters = drafting()
    for label in clusters:
        saves(room, draft_on(room, clusters[label]), "", f"When we meet, we will try {label}.")
    room.lead("end_drafting")
    assert "we will try" not in json.dumps([room.shared, room.lead_view])
    room.lead("open_rounds", clusters=[clusters["Craft"]])
    room.answers(clusters["Craft"], *[1] * 6)
    room.lead("close_rounds")
    room.lead("adopt", cluster=clusters["Craft"])
    room.goes_to("commit")
    (id, behaviour), *others = room.shared["charter"]["behaviours"].items()
    assert others == []
    assert behaviour["text"] == "When we meet, we will try Craft."
    room.does(room.people[0], "endorse", behaviour=id)
    room.lead("accept_behaviour", behaviour=id)
    waiting = next(b.id for b in room.state.behaviours.values() if b.cluster == clusters["Honesty"])
    assert code_of(room.say(HOST, "accept_behaviour", behaviour=waiting)) == "no_such_behaviour"


def _with_one_adopted() -> tuple[Workshop, dict[str, str]]:
    room, clusters = agreeing()
    room.lead("open_rounds", clusters=[clusters["Honesty"]])
    room.answers(clusters["Honesty"], *[1] * 6)
    room.lead("close_rounds")
    room.lead("adopt", cluster=clusters["Honesty"])
    room.lead("draft_in_groups")
    return room, clusters


@pytest.mark.parametrize("way", ["round", "stage", "back", "landing"])
def test_DRAFT_4_the_next_round_and_another_stage_end_it_and_nothing_is_lost(way: str) -> None:
    room, clusters = drafting()
    saves(room, draft_on(room, clusters["Craft"]), "We finish what we start.")
    if way == "round":
        room.lead("open_rounds", clusters=[clusters["Honesty"]])
    elif way == "landing":
        room, clusters = _with_one_adopted()
        saves(room, draft_on(room, clusters["Craft"]), "We finish what we start.")
        room.lead("land_it")
        room.lead("go_to", stage="agree")
    else:
        room.lead("go_to", stage="commit" if way == "stage" else "cluster")
        room.lead("go_to", stage="agree")
    assert "drafting" not in room.shared
    assert behind(room) == {(clusters["Craft"], "We finish what we start.")}


def test_DRAFT_4_two_groups_on_one_value_make_two_wordings() -> None:
    room, _ = drafting(8, labels=("Craft",))
    for draft in (room.state.drafts or {}).values():
        saves(room, draft, f"Words of {len(draft.members)}, {draft.id}")
    room.lead("end_drafting")
    assert len(behind(room)) == 3


def test_DRAFT_5_a_draft_without_anything_new_proposes_no_wording() -> None:
    room, clusters = agreeing()
    room.lead("word_value", cluster=clusters["Craft"], name="Craft", statement="We finish what we start.")
    room.lead("draft_in_groups")
    saves(room, draft_on(room, clusters["Craft"]), "We finish what we start.")
    saves(room, draft_on(room, clusters["Honesty"]), "", "When we err, we will say so.")
    room.lead("end_drafting")
    assert behind(room) == set()
    assert len(room.state.behaviours) == 1


def test_DRAFT_5_a_value_that_was_merged_away_takes_its_drafts_with_it() -> None:
    room, clusters = drafting()
    saves(room, draft_on(room, clusters["Craft"]), "We finish what we start.")
    room.lead("go_to", stage="cluster")
    room.lead("merge_clusters", cluster=clusters["Craft"], into=clusters["Honesty"])
    assert behind(room) == set()


def test_DRAFT_6_who_comes_later_joins_the_smallest_group_that_has_a_place() -> None:
    room, _ = drafting(5)
    sizes = sorted(len(draft.members) for draft in (room.state.drafts or {}).values())
    late = room.joins("Late")
    assert sizes == [2, 3]
    assert len(room.mine(late)["draft"]["others"]) == 2
    later = room.joins("Later")
    assert "draft" not in room.mine(later)


def test_DRAFT_6_who_stays_behind_drafts_on_and_what_was_saved_stays() -> None:
    room, clusters = drafting()
    draft = draft_on(room, clusters["Craft"])
    gone = saves(room, draft, "We finish what we start.")
    room.does(HOST, "remove_member", member=gone)
    mine = room.mine(draft.members[1])["draft"]
    assert (mine["others"], mine["statement"]) == ([], "We finish what we start.")
    saves(room, draft, "We finish what we start.", "When it is late, we will say so.", hand=1)
    late = room.joins("Late")
    assert room.mine(late)["draft"]["draft"] == draft.id
    room.lead("end_drafting")
    assert behind(room) == {(clusters["Craft"], "We finish what we start.")}


def test_DRAFT_6_a_draft_that_everyone_left_is_still_proposed() -> None:
    room, clusters = drafting()
    draft = draft_on(room, clusters["Craft"])
    saves(room, draft, "We finish what we start.")
    for who in draft.members:
        room.lead("mark_away", member=who, away=True)
    assert "draft" not in room.mine(draft.members[0])
    room.lead("end_drafting")
    assert behind(room) == {(clusters["Craft"], "We finish what we start.")}


def test_DRAFT_2_what_was_written_over_a_refused_text_of_ones_own_is_refused_too() -> None:
    room, clusters = drafting()
    draft = draft_on(room, clusters["Craft"])
    ana, ben = draft.members
    room.does(ana, "save_draft", draft=draft.id, statement="Ana's")
    first = room.new_id()
    assert code_of(room.say(ben, "save_draft", id=first, draft=draft.id, statement="Ben")) == "draft_changed"
    more = room.say(ben, "save_draft", draft=draft.id, base=first, statement="Ben's whole text")
    assert code_of(more) == "draft_changed"
