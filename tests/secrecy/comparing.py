"""Everything that two worlds send to somebody, byte for byte."""

from collections.abc import Iterator, Sequence

import orjson

from app.domain.state import State
from tests.secrecy.told import LeakError, Told
from tests.secrecy.world import Answered, World

_MAY_FAIL = ("append_failed", "charter_not_ua")
"""The disk does, now and then; and no font has every letter."""
_DIFFER = (
    "values", "wordings", "late", "behaviours", "drafts", "parked", "signatures", "cards", "hidden", "suggestions",
)  # fmt: skip


class Comparison:
    """Raises LeakError where they differ."""

    def __init__(self, seed: int, worlds: tuple[World, World], told: Told) -> None:
        self._seed, self._worlds, self._told = seed, worlds, told
        self._read: dict[tuple[str, bool], int] = {}

    def frames(self, audience: Sequence[str], step: int) -> None:
        """Everything that came since to everyone in the audience."""
        for name in _unlike(*(world.room.state for world in self._worlds)):
            self._told.unlike[name] += 1
        for who in audience:
            for direct in (True, False):
                one, other = (world.seats[who, direct].said() for world in self._worlds)
                start = self._read.get((who, direct), 0)
                self._read[who, direct] = len(one)
                for message in one[start:]:
                    self._told.messages += 1
                    self._told.bytes += len(message)
                    self._told.frames += len(orjson.loads(message))
                if one[start:] != other[start:]:
                    apart = _apart(b"".join(one[start:]), b"".join(other[start:]))
                    raise LeakError(f"seed {self._seed}, step {step}: {who}: {apart}")

    def answers(self, one: Answered, other: Answered, asked: str) -> None:
        """To what was asked over HTTP."""
        self._told.pages += 1
        self._told.bytes += len(one[2])
        if one != other:
            raise LeakError(f"seed {self._seed}, {asked}: {_apart(one[2], other[2])}")

    def bytes(self, one: bytes, other: bytes, where: str) -> None:
        if one != other:
            raise LeakError(f"seed {self._seed}: {where}: {_apart(one, other)}")

    def logs(self) -> None:
        one, other = (world.logs for world in self._worlds)
        broken = [line for line in (*one, *other) if line["event"] not in _MAY_FAIL]
        assert not broken, f"seed {self._seed}: {broken[0]}"
        if one != other:
            raise LeakError(f"seed {self._seed}: what is logged differs: {one} is not {other}")

    def figures(self) -> None:
        one, other = (world.figures() for world in self._worlds)
        if one != other:
            raise LeakError(f"seed {self._seed}: what is measured differs")


def _unlike(one: State, other: State) -> Iterator[str]:
    """In what the two differ now."""
    for name in _DIFFER:
        if getattr(one, name) != getattr(other, name):
            yield name
    for ballot, there in zip(one.ballots(), other.ballots(), strict=False):
        if ballot.answers != there.answers:
            yield "open ballots" if ballot.is_open else "closed ballots"


def _apart(one: bytes, other: bytes) -> str:
    """Where two begin to differ."""
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"{one[max(0, at - 120) : at + 120]!r} is not {other[max(0, at - 120) : at + 120]!r}"
