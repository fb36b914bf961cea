"""Merge patches: from any view to any other, small where little changed."""

from typing import Any

from hypothesis import given, strategies as st

from app.live.diff import diff, merge

scalars = st.booleans() | st.integers(-2, 2) | st.text("ab", max_size=2)
json = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner),
    max_leaves=12,
)
views = st.dictionaries(st.sampled_from("abcd"), json)


def exactly(value: Any) -> Any:
    """Equal only to what is the same JSON: True isn't 1."""
    if isinstance(value, dict):
        return {key: exactly(part) for key, part in value.items()}
    if isinstance(value, list):
        return [exactly(part) for part in value]
    return (type(value), value)


@given(views, views)
def test_LIVE_1_the_patch_leads_from_any_view_to_any_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert exactly(merge(old, diff(old, new))) == exactly(new)


@given(views)
def test_LIVE_1_between_equal_views_the_patch_is_empty(view: dict[str, Any]) -> None:
    assert diff(view, merge({}, view)) == {}


@given(views, views)
def test_LIVE_1_neither_view_is_changed(old: dict[str, Any], new: dict[str, Any]) -> None:
    before, after = exactly(old), exactly(new)
    merge(old, diff(old, new))
    assert (exactly(old), exactly(new)) == (before, after)


def test_LIVE_1_only_what_changed_is_in_the_patch() -> None:
    old = {
        "cards": {"a": {"label": "Honesty", "count": 1}, "b": {"label": "Craft", "count": 2}},
        "stage": "share",
    }
    new = {"cards": {"a": {"label": "Honesty", "count": 2}}, "stage": "share", "set": ["a"]}
    assert diff(old, new) == {"cards": {"a": {"count": 2}, "b": None}, "set": ["a"]}


def test_LIVE_1_arrays_are_replaced_whole() -> None:
    assert diff({"set": ["a", "b"]}, {"set": ["a", "c"]}) == {"set": ["a", "c"]}


class Untouchable(dict[str, Any]):
    def items(self) -> Any:
        raise AssertionError("looked into")


def test_LIVE_1_a_part_that_is_the_same_object_is_not_looked_into() -> None:
    same = Untouchable(a=1)
    assert diff({"cards": same, "stage": "share"}, {"cards": same, "stage": "cluster"}) == {
        "stage": "cluster"
    }
