"""A disk that is full, and a database that another process has locked: what can't be stored is said, and waits."""

import asyncio
import resource
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.store.log import SqlLog
from tests.faults.full import full_disk
from tests.process import Process
from tests.served import Served
from tests.web.people import Door, Phone, bearer, cookie, new_id, open_door, phone


@asynccontextmanager
async def locked(file: Path, how: str = "IMMEDIATE") -> AsyncIterator[None]:
    """Another process writes, and takes its time."""
    holds = f"db.execute('BEGIN {how}'); print(flush=True); sys.stdin.read()"
    script = f"import sqlite3, sys; db = sqlite3.connect({str(file)!r}, isolation_level=None); {holds}"
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-S", "-c", script, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert other.stdin
    assert other.stdout
    await other.stdout.readline()
    try:
        yield
    finally:
        other.stdin.close()
        await other.wait()


async def refused_for_now(person: Phone, id: str, **command: Any) -> None:
    """Sends it, and it must be sent back with a sentence, to be sent again."""
    before = dict(person.view)
    answer = await person.does(id=id, **command)
    assert answer["type"] == "refused"
    assert answer["code"] == "not_stored"
    assert answer["retry_after_ms"] > 0
    assert "sent again" in answer["message"]
    assert person.view == before, "nothing of it is shown"


def times_stored(file: Path, id: str) -> int:
    with closing(sqlite3.connect(file)) as db:
        found: int = db.execute("SELECT count(*) FROM events WHERE command = ?", (id,)).fetchone()[0]
        return found


async def is_stored_once(file: Path, door: Door, people: list[Phone], id: str, **command: Any) -> None:
    """The same command again, with the same id: acknowledged, shown to everyone, and in the log once."""
    person = people[0]
    ack = await person.does(id=id, **command)
    assert ack["type"] == "ack"
    assert await person.does(id=id, **command) == ack
    for other in people:
        await other.sees(lambda view, it=other: it.seq >= ack["seq"])  # type: ignore[misc]
    fresh = await door.view(door.host)
    assert all(other.view["shared"] == fresh["shared"] for other in people)
    assert times_stored(file, id) == 1


async def test_FAULT_4_a_locked_database_refuses_for_now_and_the_room_goes_on(
    door: Door, tmp_path: Path
) -> None:
    """What only looks is answered meanwhile, before the command that waits for the lock is given up."""
    token, other, file = (
        await door.member("Amara"),
        await open_door(door.site, door.http),
        tmp_path / "rooms.db",
    )
    async with phone(door, bearer(token)) as amara, phone(door, bearer(door.host)) as host:
        await amara.read()
        await host.read()
        ids, command = [new_id(), new_id()], {"type": "check_in", "word": "calm"}
        async with locked(file, "EXCLUSIVE"):
            waiting = [
                asyncio.create_task(refused_for_now(amara, ids[0], **command)),
                asyncio.create_task(refused_for_now(host, ids[1], type="blank", on=True)),
            ]
            await people_look(door, other, token, host.seq)
            assert not any(task.done() for task in waiting)
            await asyncio.gather(*waiting)
        await is_stored_once(file, door, [amara, host], ids[0], **command)
        await is_stored_once(file, door, [host, amara], ids[1], type="blank", on=True)


async def people_look(door: Door, other: Door, token: str, seq: int) -> None:
    for room in (door, other):
        await room.view(room.host)
        page = await room.http.get(f"/r/{room.code}", headers=cookie(room.code, room.host))
        assert page.status_code == 200
        assert (await room.http.get(f"/j/{room.code}")).status_code == 200
    for query in ("", f"?since={seq}"):
        async with phone(door, bearer(token), query) as tab:
            await tab.read()
    assert (await door.http.get("/")).status_code == 200
    assert (await door.http.get("/healthz")).status_code == 200


async def test_FAULT_4_under_a_locked_database_forms_and_programs_are_told_to_try_again(
    door: Door, tmp_path: Path
) -> None:
    """And what was typed is still there; a second try is no second member."""
    http, once = door.http, "o" * 40
    http.timeout = httpx.Timeout(60)
    async with locked(tmp_path / "rooms.db"):
        answers = await asyncio.gather(
            http.post(f"/j/{door.code}", data={"name": "Amara", "once": once}),
            http.post("/new", data={"title": "What we hold", "host_name": "Greta"}),
            http.post("/api/v1/rooms", json={"title": "By a program"}),
            http.post(f"/api/v1/rooms/{door.code}/members", json={"name": "Jonas"}),
            door.command(door.host, "blank", on=True),
            http.delete(f"/api/v1/rooms/{door.code}", headers=bearer(door.host)),
            http.get("/readyz"),
        )
    assert [answer.status_code for answer in answers] == [503] * len(answers)
    joining, making, *programs = answers[:6]
    for page, typed in ((joining, "Amara"), (joining, once), (making, "What we hold"), (making, "Greta")):
        assert f'value="{typed}"' in page.text
    assert all("Try again in a moment" in page.text for page in (joining, making))
    for program in programs:
        assert program.headers["content-type"] == "application/problem+json"
        assert int(program.headers["retry-after"]) > 0
        assert program.json()["type"] == "urn:touchstone:not_stored"
        assert "Try again in a moment" in program.json()["detail"]
    assert (await http.get("/readyz")).status_code == 200
    again = [await http.post(f"/j/{door.code}", data={"name": "Amara", "once": once}) for _ in range(2)]
    assert [answer.status_code for answer in again] == [303, 303]
    members = (await door.view(door.host))["shared"]["members"].values()
    assert sorted(member["name"] for member in members) == ["Amara", "Host"]


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process's files")
async def test_FAULT_5_what_does_not_fit_on_the_disk_is_refused_for_now_and_stored_once_when_it_does(
    tmp_path: Path,
) -> None:
    """The system lets no file of the server grow any more, its log included."""
    server = Process(tmp_path)
    await server.start()
    try:
        async with httpx.AsyncClient(base_url=server.url, trust_env=False) as http:
            door, id = await open_door(server, http), new_id()
            async with (
                phone(door, bearer(await door.member("Amara"))) as amara,
                phone(door, bearer(door.host)) as host,
            ):
                await amara.read()
                await host.read()
                with full_disk(server):
                    for _ in range(3):
                        await refused_for_now(amara, id, type="check_in", word="calm")
                    await nothing_goes_in_and_all_can_look(door, host)
                await is_stored_once(server.file, door, [amara, host], id, type="check_in", word="calm")
            await server.kill()
            await server.start()
            members = (await door.view(door.host))["shared"]["members"].values()
            assert [member.get("word") for member in members].count("calm") == 1
    finally:
        await server.stop()


async def nothing_goes_in_and_all_can_look(door: Door, host: Phone) -> None:
    assert (await door.command(door.host, "blank", on=True)).status_code == 503
    assert (await door.http.post(f"/j/{door.code}", data={"name": "Jonas"})).status_code == 503
    assert (await door.http.get(f"/j/{door.code}")).status_code == 200
    async with phone(door, bearer(door.host)) as tab:
        await tab.read()
        assert tab.view["shared"] == host.view["shared"]


async def test_FAULT_5_a_room_at_the_bound_of_its_database_goes_on_when_there_is_more(
    door: Door, site: Served, tmp_path: Path
) -> None:
    """SQLite itself says that it is full, in the middle of a transaction."""
    async with phone(door, bearer(await door.member())) as amara, phone(door, bearer(door.host)) as host:
        await amara.read()
        await host.read()
        command = {"type": "park", "text": "x" * 280}
        pages = await pragma(site, "page_count")
        await pragma(site, f"max_page_count={pages}")
        fitted = 0
        while (answer := await amara.does(id=(id := new_id()), **command))["type"] == "ack":
            fitted += 1
        assert answer["code"] == "not_stored"
        await amara.sees(lambda view: len(view["mine"]["parked"]) == fitted)
        assert id not in amara.view["mine"]["parked"]
        await pragma(site, "max_page_count=1000000")
        await is_stored_once(tmp_path / "rooms.db", door, [amara, host], id, **command)


async def pragma(site: Served, what: str) -> Any:
    """On the connection that writes."""
    log = site.services.log
    assert isinstance(log, SqlLog)
    row = await log._database.maintain(lambda db: db.execute(f"PRAGMA {what}").fetchone())
    return row[0]
