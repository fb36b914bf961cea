"""A rehearsal as it is run from the command line."""

import re
import socket
from pathlib import Path

import orjson
import pytest

from app import cli
from app.rehearse import words
from app.rehearse.run import Unfit, rehearse
from tests.printed import opened, text_of
from tests.served import served


async def test_REHEARSE_1_simulated_people_take_a_whole_workshop_and_bring_the_charter_home(
    tmp_path: Path,
) -> None:
    said: list[str] = []
    home = tmp_path / "home"
    home.mkdir()
    async with served(tmp_path) as server:
        report = await rehearse(5, server.url, 1, home, said.append)
    told = [line.partition(":")[0] for line in said[1:]]
    assert told == [
        "lobby", "reflect", "share", "cluster", "vote", "agree", "commit", "charter", "charter", "charter",
    ]  # fmt: skip
    assert (report.people, report.values, report.reconnects) == (5, 15, 0)
    assert report.agreed == 3
    files = {path.suffix: path.read_bytes() for path in home.iterdir()}
    assert set(files) == {".pdf", ".md", ".json"}
    charter = orjson.loads(files[".json"])
    printed = text_of(opened(files[".pdf"]))
    assert len(charter["values"]) == 3
    for value in charter["values"]:
        assert value["name"] in printed
        assert f"## {value['name']}" in files[".md"].decode()
        assert len(value["behaviours"]) == 2
    assert charter["signatures"]["without_name"] + len(charter["signatures"]["names"]) == 5


async def test_REHEARSE_9_two_camps_meet_with_a_reservation_and_what_stays_blocked_is_left_open(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as server:
        await rehearse(9, server.url, 1, tmp_path, lambda line: None)
    charter = orjson.loads(next(tmp_path.glob("charter-*.json")).read_bytes())
    printed = " ".join(text_of(opened(next(tmp_path.glob("charter-*.pdf")).read_bytes())).split())
    markdown = next(tmp_path.glob("charter-*.md")).read_text()
    met = [value for value in charter["values"] if words.CAMPS_RESERVATION in value["needs"]]
    assert [value["result"] for value in met] == ["reservations"]
    [left] = charter["not_agreed_yet"]
    assert left["until"] == charter["follow_up"]
    assert left["name"] not in [value["name"] for value in charter["values"]]
    for form in (printed, markdown):
        assert left["name"] in form
        assert words.CAMPS_RESERVATION in form
        assert words.SIGNING_RESERVATION in form
        assert words.BLOCKERS_NEED not in form


def test_REHEARSE_2_from_the_command_line_it_starts_a_server_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.main(["rehearse", "--people", "3", "--into", str(tmp_path)])
    out = capsys.readouterr()
    assert (status, out.err) == (0, "")
    assert re.search(r"p50 \d+\.\d ms, p99 \d+\.\d ms", out.out)
    assert len(list(tmp_path.glob("charter-*.pdf"))) == 1


def test_REHEARSE_2_a_server_that_is_not_there_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        status = cli.main(["rehearse", "--people", "3", "--url", url, "--into", str(tmp_path)])
    assert status == 1
    assert capsys.readouterr().err.startswith(f"The server at {url} didn't answer")
    assert not list(tmp_path.iterdir())


async def test_REHEARSE_2_what_the_server_will_not_have_is_said_in_its_words(tmp_path: Path) -> None:
    async with served(tmp_path, room_capacity=4) as server:
        with pytest.raises(Unfit, match=r"The server said no: .+full"):
            await rehearse(5, server.url, 1, tmp_path, lambda line: None)


@pytest.mark.parametrize("people", ["2", "500"])
def test_REHEARSE_2_it_takes_three_to_499_people(people: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rehearse", "--people", people]) == 2
    assert "3 to 499" in capsys.readouterr().err
