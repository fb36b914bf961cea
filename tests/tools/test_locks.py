"""Lock files are tight, and the check sees when they aren't."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools import locks

ADDRESS = "https" + "://example.org/a.tgz"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "frontend").mkdir()
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    monkeypatch.setattr(locks, "NPM_LOCK", tmp_path / "frontend" / "package-lock.json")
    npm()
    python("a==1.0 \\\n    --hash=sha256:00\n")
    return tmp_path


def npm(**package: Any) -> None:
    whole = {"version": "1.0.0", "integrity": "sha512-x", **package}
    locks.NPM_LOCK.write_text(json.dumps({"packages": {"": {}, "node_modules/a": whole}}))


def python(text: str, name: str = "requirements.txt") -> None:
    (locks.ROOT / name).write_text(text)


def test_CONTENT_13_the_projects_own_locks_are_tight() -> None:
    assert locks.faults() == []
    assert all(len(locks._entries(path)) > 40 for path in locks._python())


def test_an_address_is_found_in_either_lock(elsewhere: Path) -> None:
    python("--index-url x\na==1.0 --hash=sha256:00\n")
    npm(resolved=ADDRESS)
    assert locks.faults() == [
        "frontend/package-lock.json:1: an address in a lock file",
        "requirements.txt:1: an address in a lock file",
    ]


def test_mending_takes_them_out(elsewhere: Path) -> None:
    npm(resolved=ADDRESS, funding=ADDRESS)
    locks.mend()
    assert locks.faults() == []
    assert '"version": "1.0.0"' in locks.NPM_LOCK.read_text()


def test_CONTENT_13_a_package_without_a_digest_is_found(elsewhere: Path) -> None:
    assert locks.faults() == []
    npm(integrity="sha1-x")
    python("a==1.0\nb>=2 --hash=sha256:00\nc==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n")
    assert locks.faults() == [
        "frontend/package-lock.json: a has no SHA-512",
        "requirements.txt: a==1.0 has no version or no SHA-256",
        "requirements.txt: b>=2 has no version or no SHA-256",
    ]


def test_CONTENT_13_so_is_one_that_runs_something_as_it_is_installed(elsewhere: Path) -> None:
    npm(hasInstallScript=True)
    assert locks.faults() == ["frontend/package-lock.json: a runs a script when it's installed"]


def test_CONTENT_13_and_one_that_is_tested_in_another_version(elsewhere: Path) -> None:
    python("a==1.1 --hash=sha256:00\n", "requirements-dev.txt")
    assert locks.faults() == ["a: 1.1 in requirements-dev.txt, 1.0 in requirements.txt"]
