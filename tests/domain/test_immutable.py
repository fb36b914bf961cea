"""Copies, maps that know what they were made from, and what is worked out once."""

from dataclasses import dataclass

from hypothesis import given, strategies as st

from app.domain.changes import changes
from app.domain.immutable import WAY, Map, differing, once, put, put_all, replace, without

KEYS = st.sampled_from("abcdef")
STEPS = st.lists(st.tuples(KEYS, st.none() | st.integers(0, 3)), max_size=12)


def _walked(mapping: Map[object], steps: list[tuple[str, int | None]]) -> list[Map[object]]:
    """A map and what becomes of it; None takes out. Each thing is an object of its own."""
    made = [mapping]
    for key, thing in steps:
        now = made[-1]
        made.append(Map(without(now, key)) if thing is None and key not in now else _next(now, key, thing))
    return made


def _next(now: Map[object], key: str, thing: int | None) -> Map[object]:
    if thing is None:
        left = without(now, key)
        assert isinstance(left, Map)
        return left
    return put(now, key, [thing]) if thing else put_all(now, {key: [thing]}, gone=["a"])


@given(STEPS, STEPS, st.data())
def test_what_differs_is_told_between_any_two_maps(
    steps: list[tuple[str, int | None]], aside: list[tuple[str, int | None]], draw: st.DataObject
) -> None:
    """Also between one and another that came from the same: a draft that was dropped, and what came instead."""
    way = _walked(Map(), steps)
    way += _walked(draw.draw(st.sampled_from(way)), aside)
    before, after = draw.draw(st.sampled_from(way)), draw.draw(st.sampled_from(way))
    really = {key for key in {**before, **after} if before.get(key) is not after.get(key)}
    told = differing(before, after)
    assert set(told) == really
    assert len(told) == len(really)


def test_what_differs_is_told_beyond_what_a_map_remembers() -> None:
    first: Map[object] = put(Map(), "there", 0)
    last = first
    for number in range(3 * WAY):
        last = put(last, f"{number % 7}", number)
        assert set(differing(first, last)) == {f"{n % 7}" for n in range(number + 1)}
    many = put_all(last, {f"new {number}": number for number in range(2 * WAY)})
    assert len(differing(last, many)) == 2 * WAY


def test_a_map_is_left_as_it_was_by_what_is_made_of_it() -> None:
    first = put_all(Map(), {"a": 1, "b": 2, "c": 3})
    assert put(first, "a", 9) == {"a": 9, "b": 2, "c": 3}
    assert [*put(first, "a", 9)] == ["a", "b", "c"]
    assert put_all(first, {"d": 4}, gone=["b", "never"]) == {"a": 1, "c": 3, "d": 4}
    assert without(first, "never") is first
    assert first == {"a": 1, "b": 2, "c": 3}


@dataclass(frozen=True)
class Thing:
    name: str
    parts: tuple[int, ...] = ()


def test_what_follows_is_worked_out_once_for_a_thing_and_anew_for_its_copy() -> None:
    asked: list[str] = []

    @once
    def told(thing: Thing, of: object = None) -> str:
        asked.append(thing.name)
        return f"{thing.name}: {len(thing.parts)} of {of}"

    thing, of = Thing("one"), (1, 2)
    assert told(thing, of) is told(thing, of)
    assert asked == ["one"]
    assert told(thing, (1, 2, 3)) == "one: 0 of (1, 2, 3)"
    assert told(replace(thing, parts=(5,)), of) == "one: 1 of (1, 2)"
    assert asked == ["one", "one", "one"]
    assert thing == Thing("one"), "what is kept with a thing is no part of it"
    assert replace(thing, name="other") == Thing("other")


@given(st.permutations(["ash", "birch", "cedar", "elm"]))
def test_LIFE_2_what_a_step_changed_is_told_in_one_order_however_the_maps_came_to_be(
    order: list[str],
) -> None:
    before = dict.fromkeys(order, 1)
    after = dict.fromkeys(order[::-1], 2)
    assert [change.path for change in changes(before, after)] == [("ash",), ("birch",), ("cedar",), ("elm",)]
