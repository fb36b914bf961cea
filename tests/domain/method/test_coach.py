"""The table of the coach, rule by rule: just below its threshold and at it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from app.data.lexicon import everyday_words
from app.domain.method.agreement import agreement, split
from app.domain.method.coach import Hunch, Seen, Tally, hunches, strangers
from app.domain.shapes import LeadView, RoundView, SharedView
from app.domain.terms import SHADES, Level, Stage

EVERYDAY = everyday_words("en")
LONG = dt.timedelta(minutes=10)


def seconds(number: float) -> dt.timedelta:
    return dt.timedelta(seconds=number)


def seen(stage: Stage, people: int = 9, lead: dict[str, Any] | None = None, **shared: Any) -> Seen:
    """The lead's page at a stage where nothing stands out."""
    counts = {"taking_part": people}
    view: dict[str, Any] = {"stage": stage, "language": "en", "counts": counts, "agree": {"values": {}}}
    view["charter"] = {"behaviours": {}}
    tally = Tally("1", staying=LONG, silent=seconds(0))
    return Seen(
        cast(SharedView, view | shared),
        cast(LeadView, {"counts": {"done": people}} | (lead or {})),
        tally,
        EVERYDAY,
    )


def came(page: Seen, **tally: Any) -> list[Hunch]:
    return list(hunches(replace(page, tally=replace(page.tally, **tally))))


def kinds(page: Seen, **tally: Any) -> list[str]:
    return [hunch.trigger for hunch in came(page, **tally)]


def round_of(levels: Sequence[int], n: int | None = None, ballot: str = "b1") -> RoundView:
    view = {
        "ballot": ballot,
        "state": "closed",
        "n": n or len(levels),
        "answered": len(levels),
        "spread": dict(Counter(SHADES[cast(Level, level)] for level in levels)),
        "result": agreement(cast(list[Level], levels), n or len(levels)),
    }
    if split(cast(list[Level], levels)):
        view["split"] = True
    return cast(RoundView, view)


def agreeing(*rounds: RoundView, status: str = "proposed", **more: Any) -> Seen:
    return seen("agree", agree={"values": {"courage": {"status": status, "rounds": [*rounds]}}}, **more)


def test_COACH_2_a_stall_is_90_seconds_of_nothing_with_under_half_done() -> None:
    page = seen("reflect", 8, {"counts": {"done": 3}})
    assert kinds(page, silent=seconds(89.9)) == []
    assert kinds(page, silent=seconds(90)) == ["stall"]
    half = seen("reflect", 8, {"counts": {"done": 4}})
    assert kinds(half, silent=seconds(90)) == []
    assert kinds(seen("share", 8, {"counts": {"done": 3}}), silent=seconds(90)) == []


def test_COACH_3_over_half_of_the_entries_by_one_or_two() -> None:
    assert kinds(seen("share", 5), wrote=(3, 2, 3, 2)) == []
    assert kinds(seen("share", 5), wrote=(3, 3, 2, 2, 2)) == []
    assert kinds(seen("share", 5), wrote=(3, 3, 2, 2, 1)) == ["few_write"]
    assert kinds(seen("share", 5), wrote=(6, 1, 1, 1, 1)) == ["few_write"]


def test_COACH_3_not_among_four_nor_of_four_entries_nor_before_share() -> None:
    assert kinds(seen("share", 4), wrote=(5, 1)) == []
    assert kinds(seen("share", 5), wrote=(3, 1)) == []
    assert kinds(seen("reflect", 5), wrote=(5, 1)) == []


def test_COACH_4_over_three_quarters_of_a_dozen_moves() -> None:
    page = seen("cluster")
    assert kinds(page, moved=(9, 3)) == []
    (hunch,) = came(page, moved=(10, 2))
    assert (hunch.trigger, hunch.count, hunch.of) == ("one_moves", 10, 12)
    assert kinds(page, moved=(11,)) == []


def test_COACH_5_a_quarter_that_put_in_nothing_once_the_stage_has_begun() -> None:
    page = seen("cluster", 9)
    assert kinds(page, stages="values+moves", quiet=2) == []
    (hunch,) = came(page, stages="values+moves", quiet=3)
    assert (hunch.trigger, hunch.count, hunch.of) == ("quiet", 3, 9)
    assert kinds(seen("cluster", 8), stages="values+moves", quiet=2) == ["quiet"]
    assert kinds(page, stages="values+moves", quiet=3, staying=seconds(89)) == []
    assert kinds(page, stages="", quiet=9) == []


def test_COACH_17_nothing_in_a_room_of_one_and_nobodys_share_in_one_of_two() -> None:
    loud: dict[str, Any] = {"moved": (12,), "stages": "values", "quiet": 1}
    alone = agreeing(round_of([8]), counts={"taking_part": 1})
    assert kinds(alone, silent=LONG, **loud) == []
    assert kinds(seen("cluster", 2), **loud) == []
    assert kinds(seen("cluster", 3), **loud) == ["one_moves", "quiet"]
    assert kinds(agreeing(round_of([8, 1]), counts={"taking_part": 2})) != []


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 1, 1, 1, 8], ["blocked"]),
        ([1, 1, 1, 1, 7], []),
        ([1, 1, 7, 7], ["split"]),
        ([1, 1, 1, 7], []),
        ([1, 1, 8, 8], ["split", "blocked"]),
        ([1, 2, 2, 3, 6, 6], ["going_along"]),
        ([1, 1, 1, 1, 6], []),
        ([3, 3, 3, 1, 1], ["lukewarm"]),
        ([3, 3, 2, 1], []),
        ([5, 5, 5, 1, 1, 1, 1, 1, 1, 1], ["talk"]),
        ([5, 5, 1, 1, 1, 1, 1, 1, 1, 1], []),
    ],
)
def test_COACH_6_what_a_closed_round_came_to(levels: list[int], expected: list[str]) -> None:
    assert kinds(agreeing(round_of(levels))) == expected


def test_COACH_6_nothing_where_nothing_is_shown_or_the_value_is_settled() -> None:
    hidden = cast(RoundView, {"ballot": "b1", "state": "closed", "n": 9, "answered": 3, "too_few": True})
    still = cast(RoundView, {"ballot": "b2", "state": "open"})
    assert kinds(agreeing(hidden)) == []
    assert kinds(agreeing(round_of([8, 8, 8, 8, 8]), still)) == []
    assert kinds(agreeing(round_of([1, 1, 1, 1, 8]), status="left_open")) == []


def test_COACH_6_the_value_in_focus_comes_first() -> None:
    values = {
        id: {"status": "proposed", "rounds": [round_of([1, 8], ballot=id)]} for id in ("honesty", "courage")
    }
    page = seen("agree", agree={"values": values, "focus": "courage"})
    assert [(h.trigger, h.cluster) for h in came(page)][:2] == [("split", "courage"), ("split", "honesty")]


def test_COACH_7_everyone_at_level_1_within_20_seconds() -> None:
    swift = frozenset({"b1"})
    assert kinds(agreeing(round_of([1] * 9)), swift=swift) == ["at_once"]
    assert kinds(agreeing(round_of([1] * 9))) == []
    assert kinds(agreeing(round_of([1] * 8 + [2])), swift=swift) == []
    assert kinds(agreeing(round_of([1] * 8, n=9)), swift=swift) == []


def test_COACH_8_reach_below_everyone() -> None:
    def vote(count: int) -> dict[str, Any]:
        return {"ballot": "v1", "reach": {"count": count, "of": 9}}

    assert kinds(seen("vote", vote=vote(9))) == []
    (hunch,) = came(seen("vote", vote=vote(8)))
    assert (hunch.trigger, hunch.count, hunch.of, hunch.occasion) == ("reach", 8, 9, "reach/v1")
    assert kinds(seen("vote", vote={"ballot": "v1"}, own_reach={"count": 1, "of": 9})) == []
    assert kinds(seen("agree", own_reach={"count": 8, "of": 9})) == ["reach"]
    assert kinds(seen("commit", vote=vote(8))) == []


def test_COACH_8_the_fairness_check() -> None:
    unfair = {"fairness": {"cluster": "fun", "people": 4, "deserved": 1, "instead": []}}
    (hunch,) = came(seen("vote", lead=unfair, vote={"ballot": "v1"}))
    assert (hunch.trigger, hunch.cluster, hunch.count) == ("unfair", "fun", 4)


def test_COACH_9_two_rounds_in_which_support_stood_still() -> None:
    def rounds(before: int, now: int, of: int) -> Seen:
        first = round_of([1] * before + [7] * (of - before), ballot="b1")
        return agreeing(first, round_of([1] * now + [7] * (of - now), ballot="b2"))

    assert "stuck" in kinds(rounds(10, 10, 20))
    assert "stuck" not in kinds(rounds(10, 11, 20)), "exactly five points"
    assert "stuck" in kinds(rounds(10, 11, 21))
    assert "stuck" not in kinds(agreeing(round_of([1, 1, 7])))
    assert "stuck" not in kinds(agreeing(round_of([1] * 5), round_of([1] * 5, ballot="b2"))), "agreed"
    assert "stuck" not in kinds(agreeing(round_of([4] * 5), round_of([4] * 5, ballot="b2"))), "all stayed out"


def stories(*told: str, **more: Any) -> Seen:
    cards = {str(n): {"label": "Care", "cluster": "care", "stories": [one]} for n, one in enumerate(told)}
    return seen("cluster", cards=cards, **more)


def test_COACH_10_three_stories_of_one_cluster_without_a_common_word() -> None:
    baker = "She baked bread for the newcomers"
    late = "Nobody went home that night"
    phone = "He rang the customer himself"
    assert kinds(stories(baker, late)) == []
    (hunch,) = came(stories(baker, late, phone))
    assert (hunch.trigger, hunch.cluster, hunch.count) == ("stories", "care", 3)
    assert kinds(stories(baker, late, "The customers were newcomers")) == [], "one stem is enough"
    elsewhere = stories(baker, late, phone, set=["honesty"])
    assert kinds(elsewhere) == [], "once there is a set, it is about the values in it"
    alone = seen("cluster", cards={"1": {"label": "Care", "stories": [baker, late, phone]}})
    assert kinds(alone) == []


def test_COACH_10_everyday_words_are_no_common_ground() -> None:
    assert strangers(["We all went home early", "We all had the flu", "All of us"], "en", EVERYDAY)
    assert not strangers(["tears", "a tear"], "en", EVERYDAY)


def test_COACH_11_a_behaviour_without_a_visible_action_once_a_value() -> None:
    def one(cluster: str, **more: Any) -> dict[str, Any]:
        return {"text": "…", "kind": "will", "cluster": cluster, "endorsed": 0, **more}

    seen_all = {"b1": one("care", visible=True)}
    assert kinds(seen("commit", charter={"behaviours": seen_all})) == []
    mixed = seen_all | {"b2": one("care"), "b3": one("care", accepted=True)}
    first, second = came(seen("commit", charter={"behaviours": mixed}))
    assert (first.trigger, first.behaviour, first.occasion) == ("unseen", "b3", "unseen/care")
    assert second.occasion == first.occasion
