"""The figures of a rehearsal."""

import pytest

from app.rehearse.person import Person
from app.rehearse.report import Report, Stopwatch, percentile


def saw(*arrivals: tuple[int, float]) -> Person:
    person = Person("http://127.0.0.1", "KT7M4R", "token", "Amara")
    person.arrivals = list(arrivals)
    return person


@pytest.mark.parametrize(("p", "figure"), [(0, 1.0), (50, 3.0), (99, 5.0), (100, 5.0), (25, 2.0)])
def test_REHEARSE_3_a_percentile_is_one_of_the_figures(p: float, figure: float) -> None:
    assert percentile([5.0, 1.0, 3.0, 2.0, 4.0], p) == figure


def test_REHEARSE_3_of_no_figures_it_is_zero() -> None:
    assert percentile([], 99) == 0.0


def test_REHEARSE_3_a_command_is_visible_when_the_last_person_holds_it() -> None:
    watch = Stopwatch()
    watch.note("check_in", 7, 10.0)
    watch.note("check_in", 9, 11.0)
    quick = saw((7, 10.1), (8, 10.2), (9, 11.1))
    slow = saw((6, 9.0), (9, 13.0))
    assert watch.until_all_saw([quick, slow]) == pytest.approx([3.0, 2.0])


def test_REHEARSE_3_the_report_gives_figures_in_milliseconds() -> None:
    report = Report(5, 15, 3, 2, 80, 1.5, (0.010, 0.020, 0.030), reconnects=2)
    assert report.lines() == [
        "5 people, 15 values, 3 clusters, 2 agreed on; 80 commands in 1.5 s",
        "from a command to visible for all: p50 20.0 ms, p99 30.0 ms (3 commands)",
        "2 reconnects on the way",
    ]
