"""The check that keeps SPEC.md and the tests together must itself notice."""

from pathlib import Path

import pytest

from tools.spec_ids import faults


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "frontend" / "src").mkdir(parents=True)
    (tmp_path / "SPEC.md").write_text("- **VOTE-1** One.\n- **CLIENT-2** Two.\n")
    (tmp_path / "tests" / "test_vote.py").write_text("def test_VOTE_1_it_holds() -> None: ...\n")
    (tmp_path / "frontend" / "src" / "a.test.ts").write_text("test('CLIENT-2 it holds', () => {});\n")
    return tmp_path


def test_a_project_in_order_has_no_faults(project: Path) -> None:
    assert faults(project) == []


def test_a_rule_without_a_test_is_named(project: Path) -> None:
    (project / "tests" / "test_vote.py").unlink()
    assert faults(project) == ["VOTE-1 has no test"]


def test_a_test_without_a_rule_is_named(project: Path) -> None:
    (project / "tests" / "test_more.py").write_text("async def test_VOTE_9_it_holds() -> None: ...\n")
    assert faults(project) == ["VOTE-9 is in a test and not in SPEC.md"]


def test_an_id_given_twice_is_named(project: Path) -> None:
    (project / "SPEC.md").write_text("- **VOTE-1** One.\n- **CLIENT-2** Two.\n- **VOTE-1** Again.\n")
    assert faults(project) == ["VOTE-1 stands in SPEC.md twice"]
