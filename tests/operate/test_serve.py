"""`touchstone serve`, as whoever operates it meets it."""

import os
import resource
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.rehearse.person import Person
from app.rehearse.run import assemble
from tests.process import Process

ROOT = Path(__file__).parents[2]
NEW_ROOM = {"title": "What we hold on to", "host_name": "Greta"}


async def test_OPERATE_2_the_address_that_is_said_answers_at_once(tmp_path: Path) -> None:
    server = Process(tmp_path)
    await server.start()
    try:
        async with httpx.AsyncClient(base_url=server.url) as client:
            answers = [await client.get(path) for path in ("/healthz", "/readyz", "/")]
    finally:
        await server.stop()
    assert [answer.status_code for answer in answers] == [200, 200, 200]


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of another process are told by Linux")
async def test_SECRET_22_a_server_that_crashes_leaves_no_picture_of_its_memory(tmp_path: Path) -> None:
    server = Process(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        await server.start()
        limits = Path(f"/proc/{server.pid}/limits").read_text("utf-8")
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
        await server.stop()
    (cores,) = (line.split() for line in limits.splitlines() if line.startswith("Max core file size"))
    # One byte: at none Linux would still hand it to a program that collects them.
    assert cores[4:6] == ["1", "1"]


def test_OPERATE_2_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", port]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert f"Port {port} is taken." in ended.stderr
    assert ended.stdout == ""


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("TOUCHSTONE_TRUSTED_PROXIES", "*", "'*' is no address and no network."),
        ("TOUCHSTONE_TRUSTED_PROXIES", "127.0.0.1,proxy.example", "'proxy.example' is no address"),
        (
            "TOUCHSTONE_PUBLIC_URL",
            "values.example",
            "it has to be an address such as https://values.example.",
        ),
        ("TOUCHSTONE_ROOMS_PER_HOUR", "0", "Input should be greater than 0."),
    ],
)
def test_OPER_5_a_setting_that_can_not_be_is_said_in_a_sentence(setting: str, value: str, says: str) -> None:
    command = [sys.executable, "-m", "app.cli", "serve", "--port", "0"]
    environment = {**os.environ, setting: value}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{setting}: {says}")
    assert ended.stderr.count("\n") == 1
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("trusted", "says", "secure"),
    [("127.0.0.1", "https", True), ("127.0.0.1", "http", False), ("192.0.2.0/24", "https", False)],
)
async def test_OPERATE_3_cookies_are_secure_behind_a_trusted_proxy_that_says_https(
    tmp_path: Path, trusted: str, says: str, secure: bool
) -> None:
    server = Process(tmp_path, TOUCHSTONE_TRUSTED_PROXIES=trusted)
    await server.start()
    try:
        headers = {"Host": "values.example", "X-Forwarded-Proto": says, "X-Forwarded-For": "198.51.100.7"}
        async with httpx.AsyncClient(base_url=server.url, headers=headers) as proxy:
            here = {"Origin": f"{says}://values.example"}
            answer = await proxy.post("/new", data=NEW_ROOM, headers=here)
            elsewhere = {"Origin": "https://elsewhere.example"}
            refused = await proxy.post("/new", data=NEW_ROOM, headers=elsewhere)
            proxy.cookies.clear()
            made = (await proxy.post("/api/v1/rooms", json={"title": "By a program"})).json()
    finally:
        await server.stop()
    assert answer.status_code == 303
    assert ("secure" in answer.headers["set-cookie"].lower().split("; ")) is secure
    assert refused.status_code == 403
    assert made["join_url"].startswith("https://" if secure else "http://")


async def test_OPERATE_5_the_log_holds_no_code_no_name_and_no_words(tmp_path: Path) -> None:
    server = Process(tmp_path)
    await server.start()
    try:
        async with httpx.AsyncClient(base_url=server.url) as client:
            host, (amara, *_), code = await assemble(client, server.url, 3, Person)
            await client.get(f"/j/{code}")
        await host.arrive()
        await amara.arrive()
        await amara.does("check_in", word="curious")
        await host.does("go_to", stage="reflect")
        await server.kill()
        await server.start()
        await amara.does("add_value", label="Honesty")
        for person in (host, amara):
            await person.leave()
    finally:
        await server.stop()
    for words in (code, amara.name, "curious", "Honesty", "Bearer", str(amara.credentials["Authorization"])):
        assert words not in server.logged()


def test_OPERATE_4_an_installed_package_brings_its_migrations(tmp_path: Path) -> None:
    """Laid out as the wheel is: the migrations inside the package."""
    skipped = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=skipped)
    shutil.copytree(ROOT / "migrations", tmp_path / "app" / "migrations", ignore=skipped)
    database = tmp_path / "rooms.db"
    script = f"from app.store.migrating import *; migrate('sqlite:///{database}'); print(migrations())"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.strip() == str(tmp_path / "app" / "migrations")
    assert database.exists()
