"""A whole office behind one address, at a door that asks for a passcode and lets people wait."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import httpx

from tests.web.people import bearer, cookie, limited, open_door, phone, visited

PHONES = 500
AT_ONCE = 50


async def in_turns(of: list[Callable[[], Awaitable[None]]]) -> None:
    for first in range(0, len(of), AT_ONCE):
        await asyncio.gather(*(each() for each in of[first : first + AT_ONCE]))


async def test_LIMIT_1_five_hundred_phones_pass_a_door_with_a_passcode_and_a_waiting_room(
    tmp_path: Path,
) -> None:
    """By its pages: the form, the passcode, the wait, the room, the socket. One of them mistypes, all have one address."""
    async with visited(tmp_path, room_capacity=PHONES + 1, wrong_passcodes_per_minute=2) as (site, http):
        http.timeout = httpx.Timeout(None)
        http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # each phone keeps its own
        door = await open_door(site, http, passcode="blue heron", door="waiting")
        typo = await http.post(f"/j/{door.code}", data={"name": "Typo", "passcode": "blue herring"})
        assert typo.status_code == 403
        tokens: list[str] = []

        async def knocks(number: int) -> None:
            form = (await http.get(f"/j/{door.code}")).text
            once = re.search(r'name="once" value="([^"]+)"', form)
            assert once
            typed = {"name": f"Person {number}", "passcode": "Blue Heron", "once": once[1]}
            asked = await http.post(f"/j/{door.code}", data=typed)
            assert (asked.status_code, asked.headers["location"]) == (303, f"/j/{door.code}")
            tokens.append(asked.headers["set-cookie"].partition("=")[2].partition(";")[0])

        async def is_in(token: str) -> None:
            page = await http.get(f"/r/{door.code}", headers=cookie(door.code, token))
            assert page.status_code == 200

        await in_turns([lambda n=n: knocks(n) for n in range(PHONES)])  # type: ignore[misc]
        waiting = list((await door.view(door.host))["door"]["waiting"])
        assert len(waiting) == len(set(tokens)) == PHONES
        assert (await door.command(door.host, "let_in", newcomers=waiting)).status_code == 200
        await in_turns([lambda t=t: is_in(t) for t in tokens])  # type: ignore[misc]
        async with AsyncExitStack() as lines:
            host = await lines.enter_async_context(phone(door, bearer(door.host)))

            async def calls(token: str) -> None:
                line = await lines.enter_async_context(
                    phone(door, {**cookie(door.code, token), "Origin": site.url})
                )
                await line.read()

            await in_turns([lambda t=t: calls(t) for t in tokens])  # type: ignore[misc]
            await host.gets(lambda frame: frame.get("present") == PHONES + 1)
        assert not any((await limited(http)).values())
