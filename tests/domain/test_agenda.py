"""Agendas, pauses, and landing when time runs out."""

import datetime as dt
from typing import Any

from hypothesis import given, strategies as st

from app.data.agendas import agendas
from app.domain import views
from app.domain.refusal import Refused
from app.domain.terms import STAGES
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, code_of, committing

OWN = {"lobby": 1, "reflect": 10, "share": 10, "cluster": 10, "vote": 5, "agree": 18, "commit": 6}
A_MINUTE = dt.timedelta(minutes=1)


def _passes(room: Workshop, **time: float) -> None:
    room.at += dt.timedelta(**time)


def _plan(room: Workshop) -> Any:
    return room.lead_view["agenda"]["plan"]


def _planned(room: Workshop, what: str) -> dt.datetime:
    return dt.datetime.fromisoformat(_plan(room)[what])


def test_AGENDA_1_the_host_changes_the_agenda_and_the_lead_alone_sees_it() -> None:
    room = Workshop(2, minutes=agendas()["90"])
    assert room.lead_view["agenda"]["minutes"] == agendas()["90"]
    room.does(HOST, "change_settings", minutes=OWN)
    assert room.lead_view["agenda"]["minutes"] == OWN
    assert list(room.lead_view["agenda"]["minutes"]) == list(STAGES[:-1])
    assert "agenda" not in room.shared
    assert room.say(room.people[0], "change_settings", minutes=OWN) == Refused("host_only")


def test_AGENDA_1_what_changes_nothing_leaves_no_entry_and_other_settings_keep_it() -> None:
    room = Workshop(minutes=OWN)
    before = len(room.log)
    room.does(HOST, "change_settings", minutes=OWN)
    assert len(room.log) == before
    room.does(HOST, "change_settings", title="Us")
    assert room.state.facts.minutes == OWN


def test_AGENDA_2_minutes_that_no_stage_can_have_are_refused_with_the_limit() -> None:
    room = Workshop(minutes=OWN)
    for wrong in (0, -5, 10_000, 2.5, "long", None):
        refused = room.say(HOST, "change_settings", minutes={**OWN, "share": wrong})
        assert refused == Refused("minutes_out_of_range", {"field": "share", "least": 1, "most": 240}), wrong
    assert code_of(room.say(HOST, "change_settings", minutes={"reflect": 10})) == "minutes_out_of_range"
    assert code_of(room.say(HOST, "change_settings", minutes={**OWN, "lunch": 60})) == "minutes_out_of_range"
    assert room.state.facts.minutes == OWN


def test_AGENDA_4_the_clock_starts_when_the_welcome_is_over() -> None:
    room = Workshop(minutes=OWN)
    _passes(room, minutes=30)
    assert "plan" not in room.lead_view["agenda"]
    room.goes_to("reflect")
    assert _planned(room, "ends") == room.at + 59 * A_MINUTE
    assert _planned(room, "stage_ends") == room.at + 10 * A_MINUTE
    assert _plan(room)["after"] == 49 * 60


def test_AGENDA_4_the_end_stays_where_it_was_and_a_stage_that_is_left_early_gives_time_back() -> None:
    room = Workshop(minutes=OWN)
    room.goes_to("reflect")
    ends = _planned(room, "ends")
    _passes(room, minutes=4)
    room.goes_to("share")
    assert _planned(room, "ends") == ends
    assert _planned(room, "stage_ends") == room.at + 10 * A_MINUTE
    assert _plan(room)["after"] == 39 * 60
    _passes(room, minutes=3)
    room.goes_to("reflect")
    assert _planned(room, "ends") == ends
    back = _planned(room, "stage_ends") - room.at
    assert abs(back - 6 * A_MINUTE) < dt.timedelta(seconds=5)
    assert abs(_plan(room)["after"] - (39 + 7) * 60) < 5


STEPS = st.lists(
    st.tuples(st.sampled_from(["lobby", "reflect", "share", "pause", "resume", "wait"]), st.integers(0, 500)),
    max_size=25,
)


@given(STEPS)
def test_AGENDA_4_times_in_the_stages_add_up_to_the_time_since_the_beginning_without_pauses(
    steps: list[tuple[str, int]],
) -> None:
    room = Workshop(minutes=OWN)
    began: dt.datetime | None = None
    rested = dt.timedelta()
    pause: dt.datetime | None = None
    for what, seconds in steps:
        _passes(room, seconds=seconds)
        if what == "pause":
            room.lead("pause")
            pause = pause or room.at
        elif what == "resume":
            room.lead("resume")
            if pause and began:
                rested += room.at - max(pause, began)
            pause = None
        elif what != "wait":
            left = room.state.stage != what
            room.lead("go_to", stage=what)
            began = began or (room.at if left else None)
    now = room.at
    if pause and began:
        rested += now - max(pause, began)
    course = room.state.course
    running = now - course.since if course.since else dt.timedelta()
    assert course.began == began
    assert sum(course.spent.values(), running) == (now - began - rested if began else dt.timedelta())
    if course.since and began:
        assert _planned(room, "ends") == began + rested + 59 * A_MINUTE


def test_AGENDA_5_nobody_but_the_lead_is_sent_what_is_planned() -> None:
    room = Workshop(2, minutes=OWN)
    room.goes_to("reflect")
    _passes(room, minutes=45)
    sent = f"{room.shared} {[room.mine(person) for person in room.people]}"
    for told in (_plan(room)["ends"], _plan(room)["stage_ends"], "agenda", "plan"):
        assert told not in sent


def test_AGENDA_6_time_that_passes_changes_no_view() -> None:
    room = Workshop(1, minutes=OWN)
    room.goes_to("reflect")
    before = views.lead(room.state)
    _passes(room, hours=2)
    room.does(room.people[0], "rename_me", name="Amara Two")
    assert views.lead(room.state) == before


def test_AGENDA_7_the_number_of_values_follows_the_agenda() -> None:
    for minutes, k in (
        (agendas()["45"], 3),
        (agendas()["90"], 4),
        (agendas()["half_day"], 5),
        (OWN, 3),
        (None, 4),
    ):
        room, _ = clustered(labels=("Honesty", "Craft", "Curiosity", "Courage", "Fun", "Rest"), people=6)
        if minutes:
            room.does(HOST, "change_settings", minutes=minutes)
        room.goes_to("vote")
        assert room.lead_view["defaults"]["k"] == k
        room.lead("open_vote")
        assert room.shared["vote"]["k"] == k


def test_AGENDA_7_as_many_clusters_as_the_agenda_has_values_need_no_vote() -> None:
    room, clusters = clustered(labels=("Honesty", "Craft", "Curiosity", "Courage"))
    room.does(HOST, "change_settings", minutes=agendas()["45"])
    room.goes_to("vote")
    assert code_of(room.say(HOST, "go_to", stage="agree")) == "no_set"
    room.does(HOST, "change_settings", minutes=agendas()["half_day"])
    room.goes_to("agree")
    assert set(room.state.chosen) == set(clusters.values())


def test_AGENDA_8_a_value_takes_six_minutes_and_more_where_there_are_more() -> None:
    for ready, a_value in (("45", 6), ("90", 6), ("half_day", 14)):
        room = Workshop(minutes=agendas()[ready])  # type: ignore[index]
        assert room.lead_view["agenda"]["a_value"] == a_value


def _one_agreed() -> tuple[Workshop, dict[str, str]]:
    room, clusters = agreeing()
    room.lead("open_rounds", clusters=[clusters["Honesty"]])
    room.answers(clusters["Honesty"], *([1] * 6))
    room.lead("close_rounds")
    room.lead("adopt", cluster=clusters["Honesty"])
    return room, clusters


def test_AGENDA_9_landing_makes_the_charter_of_what_is_agreed_and_leaves_the_rest_open() -> None:
    room, clusters = _one_agreed()
    before = len(room.log)
    room.lead("land_it", date="2026-12-15")
    assert room.state.stage == "commit"
    assert len({entry.command for entry in room.log[before:]}) == 1
    charter = room.shared["charter"]
    assert charter["adopted"] == [clusters["Honesty"]]
    assert charter["open"] == [clusters["Craft"], clusters["Courage"]]
    assert room.shared["agree"]["values"][clusters["Craft"]]["date"] == "2026-12-15"


def test_AGENDA_9_what_was_set_aside_or_left_open_before_stays_so() -> None:
    room, clusters = _one_agreed()
    room.lead("set_aside", cluster=clusters["Craft"])
    room.lead("leave_open", cluster=clusters["Courage"], date="2027-02-01")
    room.lead("land_it", date="2026-12-15")
    values = room.shared["agree"]["values"]
    assert values[clusters["Craft"]]["status"] == "set_aside"
    assert values[clusters["Courage"]]["date"] == "2027-02-01"


def test_AGENDA_9_at_commit_what_nobody_settled_is_left_open_where_the_room_is() -> None:
    room, clusters = _one_agreed()
    room.goes_to("commit")
    room.lead("land_it")
    assert room.state.stage == "commit"
    assert room.shared["charter"]["open"] == [clusters["Craft"], clusters["Courage"]]
    before = len(room.log)
    room.lead("land_it")
    assert len(room.log) == before


def test_AGENDA_10_landing_waits_for_open_ballots_and_for_one_agreed_value() -> None:
    room, clusters = agreeing()
    assert code_of(room.say(HOST, "land_it")) == "nothing_to_land"
    room.lead("open_rounds", clusters=[clusters["Craft"]])
    assert code_of(room.say(HOST, "land_it")) == "ballot_open"
    assert code_of(room.say(room.people[0], "land_it")) == "lead_only"
    before, _ = clustered()
    assert code_of(before.say(HOST, "land_it")) == "wrong_stage"


def test_AGENDA_11_in_a_pause_everything_waits_but_who_is_there_and_who_leads() -> None:
    room, clusters = agreeing()
    amara = room.people[0]
    room.lead("pause")
    wording = {"cluster": clusters["Craft"], "statement": "We finish what we start."}
    assert room.say(amara, "propose_wording", **wording) == Refused("paused")
    assert room.say(amara, "set_ready", ready=True) == Refused("paused")
    assert room.say(HOST, "open_rounds") == Refused("paused")
    assert room.say(HOST, "start_timer", seconds=60) == Refused("paused")
    assert room.say(HOST, "land_it") == Refused("paused")
    room.does(amara, "rename_me", name="Amara B.")
    room.does(amara, "park", text="Who looks after the newcomers?")
    room.does(amara, "take_part", on=False)
    newcomer = room.joins("Zoe")
    assert room.mine(newcomer)["late"] == "agree"
    room.lead("hand_lead_to", member=room.people[1])
    room.does(room.people[1], "resume")
    room.does(room.people[2], "propose_wording", **wording)


def test_AGENDA_11_a_guest_waits_as_well_and_what_was_said_before_is_acknowledged_again() -> None:
    room, clusters = agreeing()
    guest = room.does(HOST, "add_guest", name="Ruth")
    said = {"type": "propose_wording", "cluster": clusters["Craft"], "statement": "We finish."}
    once = room.does(HOST, "speak_for", member=guest, command=said)
    room.lead("pause")
    assert not isinstance(room.say(HOST, "speak_for", id=once, member=guest, command=said), Refused)
    assert room.say(HOST, "speak_for", member=guest, command=said) == Refused("paused")


def test_AGENDA_12_a_running_timer_keeps_what_it_had_left_and_a_last_call_is_over() -> None:
    room = Workshop(1, minutes=OWN)
    room.goes_to("reflect")
    room.lead("start_timer", seconds=300)
    _passes(room, seconds=99)
    room.lead("last_call")
    room.lead("pause")
    assert "timer" not in room.shared
    assert "last_call" not in room.shared
    assert "plan" not in room.lead_view["agenda"]
    _passes(room, hours=20)
    room.lead("resume")
    left = dt.datetime.fromisoformat(room.shared["timer"]["ends"]) - room.at
    assert left == dt.timedelta(seconds=300 - 99 - 2)
    assert room.shared["timer"]["seconds"] == 300


def test_AGENDA_12_a_timer_that_had_run_out_or_whose_stage_is_left_does_not_come_back() -> None:
    for run_out in (True, False):
        room = Workshop(1)
        room.goes_to("reflect")
        room.lead("start_timer", seconds=60)
        _passes(room, seconds=90 if run_out else 0)
        room.lead("pause")
        if not run_out:
            room.lead("go_to", stage="share")
        room.lead("resume")
        assert "timer" not in room.shared


def test_AGENDA_13_an_open_ballot_stays_open_with_its_answers_and_waits() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    room.lead("open_vote")
    amara = room.people[0]
    dot = {"ballot": room.ballot(), "cluster": clusters["Craft"]}
    room.does(amara, "place_dot", **dot)
    room.lead("pause")
    assert room.say(amara, "lift_dot", **dot) == Refused("paused")
    assert room.say(HOST, "close_vote") == Refused("paused")
    assert room.mine(amara)["dots"] == {clusters["Craft"]: True}
    room.lead("resume")
    room.does(amara, "lift_dot", **dot)


def test_AGENDA_14_a_pause_has_an_end_that_is_to_come_within_the_life_of_a_room_or_none() -> None:
    room = Workshop()
    late = room.at + dt.timedelta(days=91)
    assert code_of(room.say(HOST, "pause", until=room.at.isoformat())) == "pause_over"
    assert room.say(HOST, "pause", until=late.isoformat()) == Refused("pause_too_long", {"days": 90})
    for wrong in ("tomorrow", "2026-12-03T10:00:00", "9999-12-31T23:59:59-12:00"):
        assert isinstance(room.say(HOST, "pause", until=wrong), Refused)
    assert "pause" not in room.shared
    room.lead("pause")
    assert "until" not in room.shared["pause"]
    since = room.shared["pause"]["since"]
    room.lead("pause", until="2026-11-22T12:15:00+01:00")
    assert room.shared["pause"] == {"since": since, "until": "2026-11-22T11:15:00.000Z"}
    assert code_of(room.say(room.people[0] if room.people else HOST, "pause", until="x")) == "bad_field"


def test_AGENDA_14_a_pause_ends_when_the_lead_says_so_and_not_before() -> None:
    room = Workshop(1)
    room.lead("pause", until=(room.at + A_MINUTE).isoformat())
    _passes(room, hours=3)
    assert code_of(room.say(room.people[0], "check_in")) == "paused"
    assert code_of(room.say(room.people[0], "resume")) == "lead_only"
    room.lead("resume")
    assert "pause" not in room.shared
    before = len(room.log)
    room.lead("resume")
    assert len(room.log) == before


def test_AGENDA_14_a_sealed_room_is_not_paused() -> None:
    room, _ = committing()
    room.lead("seal")
    assert code_of(room.say(HOST, "pause")) == "sealed"
    assert "agenda" not in room.lead_view
