"""What is over is freed at once: the search for what isn't looks at the youngest alone while people are there."""

import asyncio
import gc
import weakref

from tests.served import Served
from tests.web.people import Door, bearer, phone


async def test_OPERATE_6_a_socket_that_is_over_is_freed_without_a_search(site: Served, door: Door) -> None:
    token = await door.member("Amara")
    gc.disable()
    try:
        async with phone(door, bearer(token)) as amara:
            await amara.read()
            lines = [
                weakref.ref(line)
                for line in site.server.server_state.connections
                if type(line).__name__ == "WireProtocol"
            ]
        assert len(lines) == 1
        async with asyncio.timeout(10):
            while any(line() for line in lines):
                await asyncio.sleep(0.01)
    finally:
        gc.enable()
