"""Yardstick A, the floor: one message, framed beforehand, written to all sockets for each message that comes."""

import argparse
import asyncio

import uvloop

from benchmarks.framing import TEXT, Frames, accept, server_frame
from benchmarks.notes import Notes

PAYLOAD = 250
"""Bytes; about what the application sends for a new card."""
_FRAME = server_frame(b'[{"type":"card"' + b"," * (PAYLOAD - 17) + b"}]")

everyone: list[asyncio.Transport] = []


class Socket(asyncio.Protocol):
    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._transport: asyncio.Transport | None = None
        self._open = False
        self._frames = Frames()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport
        if not self._open:
            # A request this small comes in one piece.
            self._transport.write(accept(data))
            self._open = True
            everyone.append(self._transport)
            self._transport.write(_FRAME)
            return
        for opcode, _ in self._frames.feed(data):
            if opcode == TEXT:
                self._notes.write(0)
                for transport in everyone:
                    transport.write(_FRAME)

    def connection_lost(self, failure: Exception | None) -> None:
        if self._transport in everyone:
            everyone.remove(self._transport)


async def serve(port: int) -> None:
    notes = Notes()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Socket(notes), "127.0.0.1", port, backlog=4096)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    uvloop.run(serve(parser.parse_args().port))
