"""Lock files name no addresses, and the check sees one when it's there."""

from pathlib import Path

import pytest

from tools import locks


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend" / "package-lock.json").write_text('{"packages": {"a": {"version": "1.0.0"}}}')
    (tmp_path / "requirements.txt").write_text("a==1.0 --hash=sha256:00\n")
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    monkeypatch.setattr(locks, "NPM_LOCK", tmp_path / "frontend" / "package-lock.json")
    return tmp_path


def test_the_projects_own_locks_name_none() -> None:
    assert locks.faults() == []


def test_an_address_is_found_in_either_lock(elsewhere: Path) -> None:
    (elsewhere / "requirements.txt").write_text("--index-url x\na==1.0\n")
    address = "https" + "://example.org/a.tgz"
    (elsewhere / "frontend" / "package-lock.json").write_text(
        f'{{"packages": {{"a": {{"resolved": "{address}"}}}}}}'
    )
    assert locks.faults() == [
        "frontend/package-lock.json:1: an address in a lock file",
        "requirements.txt:1: an address in a lock file",
    ]


def test_mending_takes_them_out(elsewhere: Path) -> None:
    address = "https" + "://example.org/a.tgz"
    (elsewhere / "frontend" / "package-lock.json").write_text(
        f'{{"packages": {{"a": {{"version": "1.0.0", "resolved": "{address}", "funding": "{address}"}}}}}}'
    )
    locks.mend()
    assert locks.faults() == []
    assert '"version": "1.0.0"' in (elsewhere / "frontend" / "package-lock.json").read_text()
