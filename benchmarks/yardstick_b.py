"""Yardstick B: the library websockets, and its broadcast()."""

import argparse
import asyncio

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from benchmarks.notes import Notes
from benchmarks.yardstick_a import PAYLOAD

_MESSAGE = '[{"type":"card"' + "," * (PAYLOAD - 17) + "}]"

everyone: set[ServerConnection] = set()


async def main(port: int) -> None:
    notes = Notes()

    async def handle(socket: ServerConnection) -> None:
        await socket.send(_MESSAGE)
        everyone.add(socket)
        try:
            async for _ in socket:
                notes.write(0)
                broadcast(everyone, _MESSAGE)
        finally:
            everyone.discard(socket)

    async with serve(handle, "127.0.0.1", port, compression=None, backlog=4096) as server:
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    uvloop.run(main(parser.parse_args().port))
