import pytest

from benchmarks.rows import ratio, shown
from benchmarks.stats import Spread, percentile, spread


def test_a_percentile_is_the_figure_at_its_place_among_the_sorted() -> None:
    figures = [float(n) for n in reversed(range(500))]
    assert percentile(figures, 99) == 494  # int(0.99 * 499 + 0.5)
    assert percentile(figures, 50) == 250  # int(249.5 + 0.5)
    assert percentile(figures, 0) == 0
    assert percentile(figures, 100) == 499
    assert percentile([7.0], 99) == 7


def test_of_no_figures_there_is_no_percentile() -> None:
    with pytest.raises(ValueError, match="no figures"):
        percentile([], 50)


def test_a_ratio_is_taken_pair_by_pair() -> None:
    assert ratio([2, 30, 8], [1, 10, 2]) == Spread(3, 2, 4, 3)
    assert shown(spread([1.0, 0.12345, 12345.6])) == "1 [0.123–12,346]"
    assert shown(spread([0.5])) == "0.5"
