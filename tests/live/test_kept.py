"""What is kept for those who come back or fall behind has a bound."""

from hypothesis import given, strategies as st

from app.live.kept import Frame, KeptFrames, KeptViews, bare
from app.live.limits import LiveLimits


@given(st.lists(st.integers(1, 400), max_size=60))
def test_LIVE_13_frames_are_kept_within_a_number_and_a_size(sizes: list[int]) -> None:
    limits = LiveLimits(kept_frames=10, kept_bytes=1_000)
    kept = KeptFrames(limits)
    for seq, size in enumerate(sizes):
        kept.add(Frame(seq, b"x" * size, {}))
    held = [cursor for cursor in range(kept.end) if kept.after(cursor) is not None]
    assert kept.end == len(sizes)
    assert len(held) <= 10
    assert sum(sizes[cursor] for cursor in held) <= 1_000
    assert held == list(range(len(sizes) - len(held), len(sizes)))
    assert not sizes or kept.end - 1 in held


def test_LIVE_13_the_newest_frame_is_kept_however_large() -> None:
    kept = KeptFrames(LiveLimits(kept_bytes=10))
    kept.add(Frame(1, b"x" * 100, {}))
    assert kept.after(0) is not None
    kept.add(Frame(2, b"y" * 100, {}))
    assert kept.after(0) is None
    assert kept.after(1) is not None


def test_LIVE_14_a_frame_is_the_same_bytes_for_all_who_get_nothing_of_their_own() -> None:
    frame = Frame(7, b'{"type":"patch","seq":7,"shared":{"blank":true}}', {"amara": b'"mine":{"ready":true}'})
    assert frame.body(None) is frame.body("jonas") is frame.shared
    own = b'{"type":"patch","seq":7,"shared":{"blank":true},"mine":{"ready":true}}'
    assert frame.body("amara") == own
    assert Frame(7, None, frame.own).body("amara") == bare(7)[:-1] + b',"mine":{"ready":true}}'
    assert Frame(7, None, frame.own).body("jonas") is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40)), max_size=40))
def test_LIVE_12_views_are_kept_within_a_number_and_a_weight(added: list[tuple[int, int]]) -> None:
    kept = KeptViews(LiveLimits(kept_views=5, kept_parts=100))
    for seq, size in added:
        kept.add(seq, {"cards": dict.fromkeys(map(str, range(size)), 1)})
    held = [view for seq in range(31) if (view := kept.get(seq)) is not None]
    assert len(held) <= 5
    assert len(held) <= 1 or sum(len(view["cards"]) for view in held) <= 100
    assert not added or kept.get(added[-1][0]) is not None


def test_LIVE_12_parts_that_are_shared_between_views_weigh_once() -> None:
    kept = KeptViews(LiveLimits(kept_views=50, kept_parts=100))
    cards = dict.fromkeys(map(str, range(90)), 1)
    for seq in range(20):
        kept.add(seq, {"cards": cards, "question": str(seq)})
    assert all(kept.get(seq) for seq in range(20))
