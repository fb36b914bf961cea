"""The little of RFC 6455 that a load client needs: no extensions, no fragments."""

import base64
import hashlib
from collections.abc import Mapping

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY = base64.b64encode(bytes(range(16)))


def upgrade(host: str, path: str, headers: Mapping[str, str]) -> bytes:
    """The client's request. The key is always the same: nobody caches between the two."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {_KEY.decode()}",
        "Sec-WebSocket-Version: 13",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def accept(request: bytes) -> bytes:
    """A server's answer to an upgrade. Raises ValueError when it isn't one."""
    for line in request.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"sec-websocket-key":
            digest = hashlib.sha1(value.strip() + _GUID, usedforsecurity=False).digest()
            return (
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + base64.b64encode(digest) + b"\r\n\r\n"
            )
    raise ValueError("no websocket key")


def _head(opcode: int, length: int, mask: int) -> bytes:
    first = 0x80 | opcode
    if length < 126:
        return bytes((first, mask | length))
    if length < 65_536:
        return bytes((first, mask | 126)) + length.to_bytes(2, "big")
    return bytes((first, mask | 127)) + length.to_bytes(8, "big")


def server_frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """One whole message, as a server sends it."""
    return _head(opcode, len(payload), 0) + payload


def client_frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """One whole message, as a client sends it; masked with zeros, which leaves it as it is."""
    return _head(opcode, len(payload), 0x80) + b"\0\0\0\0" + payload


class Frames:
    """What comes over one line, cut into frames."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Opcode and payload of every frame that is whole by now. A client's are taken as masked with zeros."""
        if self._rest:
            data = self._rest + data
        frames: list[tuple[int, bytes]] = []
        at, end = 0, len(data)
        while end - at >= 2:
            length = data[at + 1] & 0x7F
            begin = at + 2
            if length == 126:
                begin, length = at + 4, int.from_bytes(data[at + 2 : at + 4], "big")
            elif length == 127:
                begin, length = at + 10, int.from_bytes(data[at + 2 : at + 10], "big")
            if data[at + 1] & 0x80:
                begin += 4
            if begin + length > end:
                break
            frames.append((data[at] & 0x0F, data[begin : begin + length]))
            at = begin + length
        self._rest = data[at:]
        return frames
