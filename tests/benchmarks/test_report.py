from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.rows import Row
from benchmarks.soak import Soak

FAST = Row("fast", "it is fast", "≤ 1 s", "0.5 s", met=True)
SLOW = Row("slow", "it is slow", "≤ 1 s", "2 s", met=False, client=0.9)
WRONG = Row("wrong", "it is wrong", "≤ 1 s", "0.1 s", met=True, faults=3)
UNBUILT = Row("two-processes", "two of them", "≥ 1.7", "not built yet", met=None)

MACHINE = {
    "day": "2026-11-29",
    "processor": "P",
    "cores": 2,
    "memory_gib": 8,
    "kernel": "6.1",
    "python": "3.11",
    "uvicorn": "1",
    "uvloop": "1",
    "websockets": "1",
    "python-socketio": "1",
}


def test_a_fast_wrong_answer_is_not_met() -> None:
    assert [row.holds for row in (FAST, SLOW, WRONG, UNBUILT)] == [True, False, False, None]
    line = report.table([WRONG]).splitlines()[-1]
    assert line == "| it is wrong | ≤ 1 s | 0.1 s; **3 faults** | **no** |  |"


def test_a_busy_client_is_marked() -> None:
    assert report.table([SLOW]).splitlines()[-1].endswith("| **no** | 90% ⚠ |")
    assert report.table([FAST]).splitlines()[-1].endswith("| yes |  |")


def test_what_is_not_met_has_its_reason_and_what_is_met_none() -> None:
    told = report.reasons([FAST, SLOW, WRONG, UNBUILT])
    assert "it is fast" not in told
    assert "- it is slow: not explained yet\n" in told
    assert "- it is wrong: 3 errors or wrong views\n" in told
    assert "- two of them: PostgreSQL" in told
    assert report.reasons([FAST]) == "\nEvery target is met.\n"


def test_a_soak_is_written_into_the_page_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "benchmarks.md"
    monkeypatch.setattr(report, "REPORT", page)
    soak = Soak(2, 25, 300.0, commands=1500, memory_mib=[100.0] * 60, machine=MACHINE)
    page.write_text("# Before\n\n<!-- soak -->\nold\n<!-- /soak -->\n\n## After\n")
    report.write_soak(soak)
    written = page.read_text()
    assert "old" not in written
    assert "2 rooms × 25 people for 5 minutes" in written
    report.write_soak(soak)
    assert page.read_text() == written
    assert written.startswith("# Before\n")
    assert written.endswith("## After\n")


def test_memory_is_flat_by_its_last_minute_over_the_second() -> None:
    flat = Soak(1, 1, 300.0, memory_mib=[50.0] * 12 + [100.0] * 48)
    growing = Soak(1, 1, 300.0, memory_mib=[100.0 + step for step in range(60)])
    assert flat.growth == 1.0
    assert flat.holds
    assert growing.growth > 1.1
    assert not growing.holds
    assert not Soak(1, 1, 300.0, faults=1, memory_mib=[100.0] * 60).holds
