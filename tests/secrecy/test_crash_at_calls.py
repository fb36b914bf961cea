"""Finer than statements: a crash at any call by which SQLite writes, syncs, cuts or removes a file, counted by strace."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.migrating import migrate
from tests.figures import TRIED
from tests.secrecy.closing import KEY
from tests.secrecy.test_crash import files_hold, starts_again

CALLS = "pwrite64,fdatasync,fsync,ftruncate,unlink"
AT_ONCE, NEVER = 0, sys.maxsize - 1
"""At which statement of the close the process ends by itself."""
STRACE = shutil.which("strace")


@pytest.fixture(scope="module", autouse=True)
def tracing() -> None:
    if STRACE is None:
        pytest.skip(
            "strace isn't installed here, by which a process is killed at a call (apt-get install strace)"
        )
    tried = subprocess.run([STRACE, "-o", "/dev/null", "true"], capture_output=True, text=True, timeout=60)
    if tried.returncode:
        pytest.skip(
            f"strace may not trace here (a container takes --cap-add SYS_PTRACE): {tried.stderr[:200]}"
        )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    migrate(f"sqlite:///{folder / 'rooms.db'}")
    return folder


def traced(folder: Path, *what: object, kill: str = "") -> tuple[list[str], str]:
    """The calls that a process made which closes a ballot, or starts again, in order, and what it said. `kill`: as
    strace has it, at which of them it is killed."""
    trace = folder / "trace"
    how = [str(STRACE), "-f", "-qq", "-o", str(trace), "-e", f"trace={CALLS}"]
    child = [
        sys.executable,
        "-m",
        "tests.secrecy.closing",
        f"sqlite:///{folder / 'rooms.db'}",
        *map(str, what),
    ]
    ended = subprocess.run(
        [*how, *(["-e", kill] if kill else []), *child], capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == -9, ended.stderr
    lines = [line.split(maxsplit=1)[1] for line in trace.read_text("utf-8", "replace").splitlines()]
    trace.unlink()
    return [line.partition("(")[0] for line in lines if "(" in line], ended.stdout


def at_each(calls: list[str], before: int = 0) -> list[str]:
    """A kill for each of these calls but the first ones; a call is counted among those of its name."""
    places = range(before, len(calls))
    return [f"inject={calls[n]}:signal=SIGKILL:when={calls[: n + 1].count(calls[n])}" for n in places]


@pytest.mark.siege
@pytest.mark.timeout(1_800)
def test_SECRET_7_a_crash_at_any_call_of_the_close_leaves_no_key(prepared: Path, tmp_path: Path) -> None:
    until_then, _ = traced(shutil.copytree(prepared, tmp_path / "until then"), AT_ONCE)
    all_calls, said = traced(shutil.copytree(prepared, tmp_path / "all"), NEVER)
    assert "closed" in said
    assert all_calls[: len(until_then)] == until_then
    outcomes, held = [], []
    for number, kill in enumerate(at_each(all_calls, len(until_then))):
        folder = shutil.copytree(prepared, tmp_path / f"call-{number}")
        made, said = traced(folder, NEVER, kill=kill)
        assert (len(made), said) == (len(until_then) + number + 1, ""), kill
        held.append(bool(files_hold(folder, KEY)))
        closed, kept = asyncio.run(starts_again(folder))
        assert closed != kept, f"killed at call {number} of the close, {kill}"
        assert bool(files_hold(folder, KEY)) == kept
        outcomes.append(closed)
        TRIED["calls of a close at which it was killed"] += 1
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {False, True}
    assert any(closed and left for closed, left in zip(outcomes, held, strict=True)), (
        "there was one to be cleared"
    )


@pytest.mark.siege
@pytest.mark.timeout(1_800)
def test_SECRET_7_nor_does_a_second_crash_at_any_call_of_the_start_after_it(
    prepared: Path, tmp_path: Path
) -> None:
    """The first one comes when the close is committed, and the key still stands in the files."""
    until_then, _ = traced(shutil.copytree(prepared, tmp_path / "until then"), AT_ONCE)
    all_calls, _ = traced(shutil.copytree(prepared, tmp_path / "all"), NEVER)
    commit = all_calls.index("fdatasync", len(until_then)) + 1
    crashed = shutil.copytree(prepared, tmp_path / "crashed")
    traced(crashed, NEVER, kill=at_each(all_calls, commit)[0])
    assert files_hold(crashed, KEY)
    started = shutil.copytree(crashed, tmp_path / "start")
    start, said = traced(started, "again")
    assert "again" in said
    assert not files_hold(started, KEY), "before it serves"
    for number, kill in enumerate(at_each(start)):
        folder = shutil.copytree(crashed, tmp_path / f"start-{number}")
        made, said = traced(folder, "again", kill=kill)
        assert (len(made), said) == (number + 1, ""), kill
        assert asyncio.run(starts_again(folder)) == (True, False), (
            f"killed at call {number} of the start, {kill}"
        )
        assert not files_hold(folder, KEY)
        TRIED["calls of a start after a crash at which it was killed"] += 1
