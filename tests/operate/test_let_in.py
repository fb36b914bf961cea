"""`touchstone let-in`, as whoever operates it meets it."""

import asyncio
import os
import sys
from pathlib import Path

import httpx
import pytest

from app.cli import main
from tests.process import Process


async def let_in(database: str, room: str) -> str:
    """What it says, run beside the server."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app.cli", "let-in", room,
        stdout=asyncio.subprocess.PIPE, env={**os.environ, "DATABASE_URL": database},
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode()


async def test_SELF_15_a_host_without_a_browser_comes_in_by_a_code_of_the_operator(tmp_path: Path) -> None:
    server = Process(tmp_path)
    await server.start()
    try:
        async with httpx.AsyncClient(base_url=server.url) as http:
            made = (await http.post("/api/v1/rooms", json={"title": "Us", "host_name": "Greta"})).json()
            said = await let_in(server.database, made["code"].lower())
            code = said.split()[0]
            form = {"code": code, "alone": True}
            came = await http.post(f"/api/v1/rooms/{made['code']}/devices", json=form)
            assert came.json()["member_id"] == made["host_id"]
            bearer = {"Authorization": f"Bearer {came.json()['token']}"}
            again = await http.post(f"/api/v1/rooms/{made['code']}/devices", json={"code": code})
            command = {"type": "go_to", "id": "id-0000-0001", "stage": "reflect"}
            path = f"/api/v1/rooms/{made['code']}/commands"
            assert (await http.post(path, json=command, headers=bearer)).status_code == 200
            stolen = {"Authorization": f"Bearer {made['host_token']}"}
            assert (await http.post(path, json=command, headers=stolen)).status_code == 401
    finally:
        await server.stop()
    assert again.status_code == 422


def test_SELF_15_a_room_that_is_not_there_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'rooms.db'}")
    assert main(["let-in", "ABC-DEF"]) == 1
    assert capsys.readouterr().err == "No room has this code.\n"
