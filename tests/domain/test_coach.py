"""The coach in a room: when it speaks, to whom, and when it is silent again."""

import dataclasses
import datetime as dt
import itertools

import pytest

from app.domain import events as e, views
from app.domain.coaching import tally
from app.domain.evolve import replay
from app.domain.terms import Trigger
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of, committing


def nudge(room: Workshop, after: float = 180) -> Trigger | None:
    """What the coach comes with after so many seconds."""
    came = [event.trigger for event in room.ticks(after) if isinstance(event, e.Nudged)]
    return came[0] if came else None


def nudges(room: Workshop, minutes: int = 30) -> list[Trigger]:
    """What it comes with in the next minutes."""
    came = (nudge(room, 60) for _ in range(minutes))
    return [one for one in came if one]


def agreeing(people: int, labels: tuple[str, ...]) -> tuple[Workshop, dict[str, str]]:
    """A room at `agree` in which everybody has put in one of these values, and all of them are in the set."""
    room = Workshop(people)
    room.goes_to("reflect")
    for who, label in zip(room.people, itertools.cycle(labels), strict=False):
        room.does(who, "add_value", label=label)
    room.goes_to("share", "cluster")
    clusters = {label: room.lead("add_cluster", name=label) for label in labels}
    for label, cluster in clusters.items():
        room.lead("move_card", card=room.card(label), cluster=cluster)
    room.goes_to("vote")
    room.lead("choose_set", clusters=list(clusters.values()))
    room.goes_to("agree")
    return room, clusters


def blocked(levels: tuple[int, ...] = (1, 1, 1, 1, 8)) -> tuple[Workshop, str]:
    """A room whose first value is blocked, and that value."""
    room, clusters = agreeing(len(levels), ("Courage",))
    courage = clusters["Courage"]
    asks(room, courage, *levels)
    return room, courage


def asks(room: Workshop, cluster: str, *levels: int, seconds: float = 60) -> None:
    room.lead("open_rounds", clusters=[cluster])
    room.at += dt.timedelta(seconds=seconds)
    room.answers(cluster, *levels)
    room.lead("close_rounds")


def test_COACH_2_a_stall_is_noticed_and_the_view_says_why() -> None:
    room = Workshop(4)
    room.goes_to("reflect")
    assert nudge(room, 80) is None
    room.does(room.people[0], "start_reflecting")
    assert nudge(room, 80) is None, "somebody began meanwhile"
    assert nudge(room, 10) == "stall"
    shown = room.lead_view["nudge"]
    assert shown == {"id": shown["id"], "trigger": "stall"}


def test_COACH_2_a_pause_is_no_stall() -> None:
    room = Workshop(4)
    room.goes_to("reflect")
    room.lead("pause")
    assert nudges(room) == []
    room.lead("resume")
    assert nudge(room, 80) is None
    assert nudge(room, 10) == "stall"
    room.lead("pause")
    room.lead("dismiss_nudge", nudge=room.lead_view["nudge"]["id"])
    assert "nudge" not in room.lead_view


def test_COACH_3_entries_are_values_wordings_and_behaviours() -> None:
    room, clusters = agreeing(5, ("Honesty", "Craft", "Fun", "Rest", "Calm"))
    assert tally(room.state, room.at).wrote == (1, 1, 1, 1, 1)
    for statement, expected in (("We say it early", []), ("We say it first", ["few_write"])):
        room.does(room.people[0], "propose_wording", cluster=clusters["Fun"], statement=statement)
        assert nudges(room) == expected


def test_COACH_4_the_dozen_is_of_this_stage_and_of_card_moves() -> None:
    room, clusters = clustered()
    assert tally(room.state, room.at).moved == (6,)
    homes = itertools.cycle([clusters["Fun"], clusters["Rest"]])
    for _ in range(6):
        room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=next(homes))
    assert nudge(room) is None
    for _ in range(3):
        room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=next(homes))
    assert tally(room.state, room.at).moved == (9, 3)
    assert nudge(room) is None
    room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=next(homes))
    assert nudge(room) == "one_moves"
    room.goes_to("share", "cluster")
    assert tally(room.state, room.at).moved == ()


def test_COACH_5_who_wrote_or_moved_is_not_quiet_and_who_has_left_neither() -> None:
    room, _ = clustered(8)
    assert tally(room.state, room.at).quiet == 2
    room.does(room.people[7], "move_card", card=room.card("Fun"), cluster=None)
    assert tally(room.state, room.at).quiet == 1
    room.does(room.people[6], "take_part", on=False)
    assert tally(room.state, room.at).quiet == 0
    room.goes_to("vote")
    assert nudge(room) is None


def test_COACH_5_at_commit_it_is_about_moves_and_behaviours() -> None:
    room, clusters = committing()
    assert tally(room.state, room.at).stages == "moves+behaviours"
    for who in room.people[:5]:
        room.does(who, "add_behaviour", cluster=clusters["Craft"], text="We ask first")
    assert nudge(room) is None
    room.does(room.people[4], "take_part", on=False)
    room.does(room.people[3], "take_part", on=False)
    assert nudge(room) == "quiet"


@pytest.mark.parametrize(
    ("levels", "expected"), [((1, 1, 1, 1, 8), "blocked"), ((1, 1, 1, 1, 1, 8), "blocked"), ((8,), None)]
)
def test_COACH_6_a_closed_round_says_so_to_the_lead(
    levels: tuple[int, ...], expected: Trigger | None
) -> None:
    room, courage = blocked(levels)
    assert nudge(room, 1) == expected
    if expected:
        assert room.lead_view["nudge"]["cluster"] == courage


def test_COACH_6_under_the_floor_not_even_a_block_is_told() -> None:
    room, clusters = agreeing(6, ("Courage",))
    asks(room, clusters["Courage"], 8, 8, 1, 1)
    assert "too_few" in room.shared["agree"]["values"][clusters["Courage"]]["rounds"][0]
    assert nudges(room) == []


def test_COACH_7_by_a_tick_that_saw_that_all_had_answered() -> None:
    room, clusters = agreeing(5, ("Courage",))
    cluster = clusters["Courage"]
    room.lead("open_rounds")
    room.answers(cluster, 1, 1, 1, 1)
    assert room.ticks(5) == [], "one is missing"
    room.answers(cluster, 1, 1, 1, 1, 1)
    assert room.ticks() == [e.VoicesComplete(room.round(cluster))]
    assert room.ticks() == []
    room.at += dt.timedelta(minutes=2)
    room.lead("close_rounds")
    assert nudge(room) == "at_once"


@pytest.mark.parametrize(("seconds", "expected"), [(13, "at_once"), (14, None)])
def test_COACH_7_by_the_close(seconds: int, expected: Trigger | None) -> None:
    """Five answers and the close are a second each."""
    room, clusters = agreeing(5, ("Courage",))
    asks(room, clusters["Courage"], 1, 1, 1, 1, 1, seconds=seconds + 1)
    came = room.state.shared[clusters["Courage"]].rounds[0].ballot
    assert (room.log[-1].at - came.opened).total_seconds() == seconds + 7
    assert nudge(room) == expected


def test_COACH_7_not_when_the_last_answer_came_later() -> None:
    room, clusters = agreeing(5, ("Courage",))
    room.lead("open_rounds")
    room.answers(clusters["Courage"], 1, 1, 1, 1, 1)
    assert room.ticks(16) == []
    room.lead("close_rounds")
    assert nudge(room) is None


def test_COACH_8_reach_and_fairness_after_the_close() -> None:
    room, clusters = clustered(9, ("Honesty", "Craft", "Fun", "Rest"))
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=1)
    for place, who in enumerate(room.people):
        name = ("Honesty", "Craft", "Fun")[place % 3]
        room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters[name])
    assert "reach" not in nudges(room, 3)
    room.lead("close_vote")
    assert nudge(room) == "reach"
    shown = room.lead_view["nudge"]
    assert (shown["count"], shown["of"]) == (6, 9)
    room.lead("choose_set", clusters=[clusters["Rest"], clusters["Honesty"]])
    assert "nudge" not in room.lead_view, "those figures are no more"
    assert "fairness" not in room.lead_view
    assert "reach" not in nudges(room), "it was said once"


def test_COACH_9_two_rounds_that_came_to_the_same() -> None:
    room, clusters = agreeing(6, ("Courage",))
    for _ in range(2):
        asks(room, clusters["Courage"], 1, 1, 1, 7, 7, 7)
    assert nudges(room) == ["split", "stuck"]


def test_COACH_10_only_stories_that_may_be_shown() -> None:
    told = ["She baked bread for newcomers", "Nobody went home that night", "He rang the customer himself"]
    for shown in (2, 3):
        room = Workshop(3)
        room.goes_to("reflect")
        for place, (who, story) in enumerate(zip(room.people, told, strict=True)):
            room.does(who, "add_value", label="Care", story=story, show_story=place < shown)
        room.goes_to("share", "cluster")
        care = room.lead("add_cluster", name="Care")
        room.lead("move_card", card=room.card("Care"), cluster=care)
        assert nudges(room) == (["stories"] if shown == 3 else [])


def test_COACH_11_until_it_is_said_in_other_words() -> None:
    room, clusters = committing()
    for who in room.people:
        vague = room.does(who, "add_behaviour", cluster=clusters["Craft"], text="We value quality")
    assert nudge(room) == "unseen"
    about = room.lead_view["nudge"]["behaviour"]
    assert (about in room.state.behaviours, vague in room.state.behaviours) == (True, True)
    author = room.state.behaviours[about].member
    room.does(author, "reword_behaviour", behaviour=about, text="We show each other drafts")
    assert "nudge" not in room.lead_view
    assert nudges(room) == [], "once a value"


def test_COACH_12_three_minutes_between_two() -> None:
    room, _ = blocked((1, 1, 1, 8, 8))
    began = room.at
    assert nudge(room, 1) == "split"
    first = room.state.coach.last
    assert first
    while (came := nudge(room, 1)) is None:
        pass
    assert came == "blocked"
    assert room.state.coach.last
    assert dt.timedelta(seconds=180) <= room.state.coach.last - first <= dt.timedelta(seconds=182)
    assert room.lead_view["nudge"]["trigger"] == "blocked", "it takes the other's place"
    assert room.at - began < dt.timedelta(minutes=4)
    assert nudges(room) == []


def test_COACH_12_a_clock_that_is_behind_gives_none() -> None:
    room, _ = blocked((1, 1, 1, 8, 8))
    assert nudge(room, 1) == "split"
    assert nudge(room, -600) is None


def test_COACH_13_the_lead_lets_it_go_and_it_does_not_come_back() -> None:
    room, _ = blocked()
    assert nudge(room) == "blocked"
    id = room.lead_view["nudge"]["id"]
    assert code_of(room.say(room.people[0], "dismiss_nudge", nudge=id)) == "lead_only"
    room.lead("dismiss_nudge", nudge=id)
    assert "nudge" not in room.lead_view
    assert nudges(room) == []
    before = len(room.log)
    room.lead("dismiss_nudge", nudge=id)
    room.lead("dismiss_nudge", nudge="never-there")
    assert len(room.log) == before


def test_COACH_13_letting_go_of_the_one_before_leaves_the_one_that_is_there() -> None:
    room, _ = blocked((1, 1, 1, 8, 8))
    assert nudge(room) == "split"
    id = room.lead_view["nudge"]["id"]
    assert nudge(room) == "blocked"
    room.lead("dismiss_nudge", nudge=id)
    assert room.lead_view["nudge"]["trigger"] == "blocked"


def test_COACH_13_a_new_round_is_a_new_occasion_and_ends_the_old_one() -> None:
    room, courage = blocked()
    assert nudge(room) == "blocked"
    room.lead("open_rounds", clusters=[courage])
    assert "nudge" not in room.lead_view
    room.at += dt.timedelta(minutes=1)
    room.answers(courage, 1, 2, 2, 2, 8)
    room.lead("close_rounds")
    assert nudge(room) == "blocked"


@pytest.mark.parametrize("settles", ["set_aside", "leave_open"])
def test_COACH_13_it_goes_when_the_value_is_settled(settles: str) -> None:
    room, courage = blocked()
    assert nudge(room) == "blocked"
    room.lead(settles, cluster=courage)
    assert "nudge" not in room.lead_view


def test_COACH_13_it_goes_with_the_stage() -> None:
    room, courage = blocked()
    assert nudge(room) == "blocked"
    room.goes_to("cluster")
    assert "nudge" not in room.lead_view
    room.goes_to("agree")
    assert nudges(room) == [], "and was said"
    asks(room, courage, 1, 1, 1, 1, 8)
    assert nudge(room) == "blocked"
    assert room.state.coach.nudge
    assert room.state.coach.nudge.cluster == courage


def test_COACH_14_nobody_but_the_lead_sees_it() -> None:
    room, _ = blocked()
    before = (room.shared, [room.mine(who) for who in (*room.people, HOST)])
    assert nudge(room) == "blocked"
    assert (room.shared, [room.mine(who) for who in (*room.people, HOST)]) == before
    assert views.touched(room.log[-1]) == frozenset()
    room.lead("hand_lead_to", member=room.people[0])
    assert "nudge" in views.lead(room.state), "it is the lead's, whoever leads"


def test_COACH_14_no_nudge_holds_anybodys_id() -> None:
    fields = {field.name for field in dataclasses.fields(e.Nudged)}
    assert fields == {"nudge", "trigger", "occasion", "cluster", "behaviour", "count", "of"}
    room, clusters = clustered()
    for place in range(12):
        home = clusters[("Fun", "Rest")[place % 2]]
        room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=home)
    assert nudge(room) == "one_moves"
    assert not {room.people[0]} & set(map(str, room.lead_view["nudge"].values()))


def test_COACH_14_two_rooms_that_differ_in_who_are_told_the_same() -> None:
    said = []
    for author in (0, 1):
        room, clusters = committing()
        for _ in range(6):
            room.does(room.people[author], "add_behaviour", cluster=clusters["Craft"], text="We ask first")
        said.append(
            [(n.trigger, n.count, n.of) for _ in range(9) for n in room.ticks(180) if isinstance(n, e.Nudged)]
        )
    assert said[0] == said[1] != []


def test_COACH_15_a_tick_that_leads_to_nothing_leaves_no_entry() -> None:
    room = Workshop(5)
    assert room.ticks(600) == []
    room.goes_to("reflect")
    before = (len(room.log), room.state)
    assert room.ticks(10) == []
    assert (len(room.log), room.state) == before


def test_COACH_15_nothing_is_noticed_once_it_is_sealed() -> None:
    room, clusters = committing()
    room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="We value quality")
    room.lead("seal")
    assert nudges(room) == []


def test_COACH_16_the_same_log_and_times_give_the_same() -> None:
    def whole() -> Workshop:
        room, courage = blocked((1, 1, 1, 8, 8))
        nudges(room, 10)
        asks(room, courage, 1, 1, 1, 1, 1)
        nudges(room, 10)
        return room

    one, other = whole(), whole()
    assert one.log == other.log
    assert replay(one.log) == one.state
    halfway = replay(one.log[: len(one.log) // 2])
    assert replay(one.log[len(one.log) // 2 :], halfway) == one.state


def test_COACH_17_a_room_of_one_and_of_two() -> None:
    for people, expected in ((1, []), (2, ["stall"])):
        room = Workshop(people)
        room.goes_to("reflect")
        came = nudges(room, 10)
        room.goes_to("share", "cluster")
        assert came + nudges(room, 10) == expected


def test_COACH_19_ones_own_behaviour_in_other_words() -> None:
    room, clusters = committing()
    author, friend = room.people[:2]
    id = room.does(author, "add_behaviour", cluster=clusters["Craft"], text="We value quality")
    room.does(friend, "endorse", behaviour=id)
    assert "visible" not in room.shared["charter"]["behaviours"][id]
    assert code_of(room.say(friend, "reword_behaviour", behaviour=id, text="No")) == "no_such_behaviour"
    assert code_of(room.say(HOST, "reword_behaviour", behaviour=id, text="No")) == "no_such_behaviour"
    assert code_of(room.say(author, "reword_behaviour", behaviour=id, text=" ")) == "empty"
    room.does(author, "reword_behaviour", behaviour=id, text="We show each other drafts")
    shown = room.shared["charter"]["behaviours"][id]
    assert (shown["text"], shown["endorsed"], shown.get("visible")) == ("We show each other drafts", 0, True)
    assert room.mine(friend)["endorsed"] == {}
    assert room.mine(author)["proposed"][id] == "We show each other drafts"
    before = len(room.log)
    room.does(author, "reword_behaviour", behaviour=id, text="We show each other drafts")
    assert len(room.log) == before
    room.lead("accept_behaviour", behaviour=id)
    refused = room.say(author, "reword_behaviour", behaviour=id, text="We show nothing")
    assert code_of(refused) == "accepted_already"


def test_COACH_19_a_guests_through_the_host() -> None:
    room, clusters = committing()
    guest = room.does(HOST, "add_guest", name="Ada")
    text = {"type": "add_behaviour", "cluster": clusters["Craft"], "text": "We value quality"}
    id = room.does(HOST, "speak_for", member=guest, command=text)
    again = {"type": "reword_behaviour", "behaviour": id, "text": "We ask first"}
    room.does(HOST, "speak_for", member=guest, command=again)
    assert room.state.behaviours[id].text == "We ask first"
