"""A client that breaks the rules, of websockets or of the room: it ends, or is refused, and nobody else notices."""

from random import Random
from typing import Any

import pytest

from app.domain.commands.base import Base
from app.domain.policy import POLICY
from tests.faults.heavy import BUSY
from tests.faults.raw import BINARY, CONT, PING, TEXT, RawSocket, framed
from tests.web.people import Door, bearer, open_door, phone, visited

WHOLE = b'[{"type":"check_in","id":"id-0000-0001"}]'
LIMIT = 16_384
ENDED: dict[str, tuple[bytes, int]] = {
    "not masked": (framed(TEXT, WHOLE, masked=False), 1002),
    "an opcode that is none": (framed(0x3, WHOLE), 1002),
    "a control opcode that is none": (framed(0xB, b""), 1002),
    "reserved bits": (framed(TEXT, WHOLE, reserved=4), 1002),
    "nothing to continue": (framed(CONT, WHOLE), 1002),
    "a new message within one": (framed(TEXT, b"[", fin=False) + framed(TEXT, b"]"), 1002),
    "a ping in pieces": (framed(PING, b"p", fin=False), 1002),
    "a ping that is too long": (framed(PING, b"p" * 126), 1002),
    "binary": (framed(BINARY, WHOLE), 1003),
    "not UTF-8": (framed(TEXT, b'["\xff\xfe"]'), 1007),
    "half a letter, in two pieces": (framed(TEXT, b'["\xc3', fin=False) + framed(CONT, b'"]'), 1007),
    "not JSON": (framed(TEXT, b"{]"), 1007),
    "an endless nest": (framed(TEXT, b"[" * 16_000), 1007),
    "a nest of arrays": (framed(TEXT, b"[" * 900 + b"]" * 900), 1008),
    "an object": (framed(TEXT, b"{}"), 1008),
    "a number": (framed(TEXT, b"[1e308]"), 1008),
    "more than a message holds": (framed(TEXT, b"[" + b" " * LIMIT + b"]"), 1009),
    "far more": (framed(TEXT, b"[" + b" " * 10_000_000 + b"]"), 1009),
    "far more, and only said so": (framed(TEXT, b"[" + b" " * 10_000_000)[:14], 1009),
    "more, in pieces": (
        framed(TEXT, b"[", fin=False) + framed(CONT, b" " * 4_000, fin=False) * 20 + framed(CONT, b"]"),
        1009,
    ),
    "empty pieces without end": (framed(TEXT, b"[", fin=False) + framed(CONT, b"", fin=False) * 5_000, 1009),
}


async def test_FAULT_8_what_is_no_message_ends_its_own_line_alone(door: Door) -> None:
    token = await door.member()
    async with phone(door, bearer(door.host)) as host:
        await host.read()
        for what, (sent, code) in ENDED.items():
            wrong = await RawSocket.open(door, token)
            await wrong.may_send(sent)
            assert await wrong.closed() == code, what
            wrong.close()
        assert (await host.does("blank", on=True))["type"] == "ack"
        assert not any(frame["type"] == "bye" for frame in host.frames)


async def test_FAULT_8_a_message_may_come_in_pieces_with_pings_between(door: Door) -> None:
    token = await door.member()
    me = await RawSocket.open(door, token)
    pieces = [WHOLE[at : at + 7] for at in range(0, len(WHOLE), 7)]
    for place, piece in enumerate(pieces):
        kind, last = TEXT if place == 0 else CONT, place == len(pieces) - 1
        await me.write(framed(kind, piece, fin=last) + framed(PING, b"are you there"))
    answer = await me.as_phone().gets(lambda frame: frame.get("id") == "id-0000-0001")
    assert answer["type"] == "ack"
    me.close()


NONSENSE: list[Any] = [
    None,
    True,
    -1,
    0,
    2**63 - 1,
    -(2**63),
    2**64 - 1,
    1e308,
    -0.5,
    "",
    "x",
    "x" * 5_000,
    "\x00\u202e\ufeff",
    "🪨" * 70,
    "2026-11-29",
    "9999-12-31T23:59:59.999Z",
    "0001-01-01T00:00:00+14:00",
    [],
    [None],
    ["x"] * 500,
    {},
    {"type": "seal", "id": "id-0000-0001"},
    {"": {"": {"": []}}},
]


@pytest.mark.parametrize("seed", range(3))
async def test_FAULT_8_commands_of_nonsense_are_refused_in_a_sentence_and_never_break_anything(
    seed: int, tmp_path: Any
) -> None:
    """Each field of each command in turn is nonsense, in a nest or not; the room is as sound as before."""
    rng = Random(seed)
    async with visited(tmp_path, **BUSY) as (site, http):
        door = await open_door(site, http)
        async with phone(door, bearer(await door.member())) as me, phone(door, bearer(door.host)) as host:
            await me.read()
            await host.read()
            for kind in POLICY:
                for fields in nonsense(kind, rng):
                    who = rng.choice([me, host])
                    answer = await who.does(kind.model_fields["type"].default, **fields)
                    assert answer.get("code") != "internal", (kind, fields)
                    assert answer["type"] == "ack" or answer["message"]
            room = await site.services.rooms.find(door.code)
            assert room
            fresh = await door.view(door.host)
            await host.sees(lambda view: host.seq >= fresh["seq"])
            assert host.view["shared"] == fresh["shared"]


def nonsense(kind: type[Base], rng: Random) -> list[dict[str, Any]]:
    """For each field once, and once for all of them."""
    names = [name for name in kind.model_fields if name not in ("type", "id")]
    drawn = [{name: nested(rng) for name in names}]
    return drawn + [{**dict.fromkeys(names, "x"), name: nested(rng)} for name in names]


def nested(rng: Random) -> Any:
    """A nonsensical value, now and then a hundred levels down."""
    value = rng.choice(NONSENSE)
    for _ in range(rng.choice([0, 0, 0, 1, 100])):
        value = rng.choice([[value], {"command": value}])
    return value
