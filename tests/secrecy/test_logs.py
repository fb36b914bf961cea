"""What is logged while people answer, at every level there is."""

import asyncio
import hashlib
import hmac
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.rehearse.person import Person, Refusal
from app.rehearse.run import assemble
from tests.process import Process
from tests.secrecy.world import soon


async def test_SECRET_11_no_line_tells_of_a_ballot_whose_it_was(tmp_path: Path) -> None:
    server = Process(tmp_path, TOUCHSTONE_LOG_LEVEL="DEBUG")
    await server.start()
    words = ["Craft", "Courage", "Fun"]
    said: set[str] = set()
    try:
        async with httpx.AsyncClient(base_url=server.url) as client:
            host, people, code = await assemble(client, server.url, 3, Person)
        for one in (host, *people):
            await one.arrive()
        await host.does("go_to", stage="reflect")
        for one, label in zip(people, words, strict=True):
            await one.does("add_value", label=label)
        for type, fields in (
            ("go_to", {"stage": "share"}),
            ("lift_curtain", {}),
            ("go_to", {"stage": "cluster"}),
            ("go_to", {"stage": "vote"}),
        ):
            await host.does(type, **fields)
        await host.does("open_vote", k=1, dots=1)
        await people[0].until(lambda: "vote" in people[0].shared)
        vote = people[0].shared["vote"]
        with closing(sqlite3.connect(server.file)) as db:
            (key,) = db.execute("SELECT key FROM ballot_keys").fetchone()
        lock = sqlite3.connect(server.file, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        held_up = [
            asyncio.create_task(one.makes("place_dot", ballot=vote["ballot"], cluster=vote["options"][0]))
            for one in people
        ]
        async with asyncio.timeout(20):
            while "append_failed" not in server.logged():
                await soon()
        lock.execute("ROLLBACK")
        lock.close()
        for one, task in zip(people, held_up, strict=True):
            _, id = await task
            said |= {
                id,
                one.name,
                one.member,
                hmac.new(key, one.member.encode(), hashlib.sha256).hexdigest()[:32],
            }
        with pytest.raises(Refusal):
            await people[0].makes("place_dot", ballot="no-such-ballot", cluster=vote["options"][0])
    finally:
        await server.kill()
    logged = server.logged()
    assert "append_failed" in logged, "something is told"
    assert not [word for word in {*said, *words, code, vote["ballot"], key.hex()} if word in logged]
