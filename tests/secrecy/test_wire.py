"""The same pairs, with a server each and a network between it and everyone: heads of frames, sizes and order included."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.secrecy.mutants import MUTANTS, in_force
from tests.secrecy.pair import Pair
from tests.secrecy.told import LeakError
from tests.secrecy.twins import Twins
from tests.secrecy.wire import WiredWorld
from tests.secrecy.world import World, given_chance

STEPS = 60


@pytest.fixture(autouse=True, scope="module")
def chance() -> Iterator[None]:
    with given_chance():
        yield


class WiredPair(Pair):
    """What came over the wires is compared as well."""

    of = WiredWorld

    def compare(self) -> None:
        super().compare()
        for who in self.audience:
            one, other = (self._came(world, who) for world in self.worlds)
            self.told.wired += len(one)
            self.comparison.bytes(one, other, f"{who}, over the wire, at step {self.count}")

    def _came(self, world: World, who: str) -> bytes:
        assert isinstance(world, WiredWorld)
        came = b"".join(world.came[who])
        world.came[who].clear()
        return came


def live(seed: int, *, authors: bool) -> int:
    """How many bytes came over the wires to the audience."""
    twins = Twins(seed, authors=authors, pair=WiredPair, bursts=(1,))
    return asyncio.run(twins.live(STEPS)).wired


@pytest.mark.parametrize(("seed", "authors"), [(0, False), (1, False), (2, True)])
def test_SECRET_8_over_a_real_network_every_byte_is_the_same(seed: int, authors: bool) -> None:
    assert live(seed, authors=authors) > 5_000


def test_SECRET_8_a_view_that_lets_something_out_is_caught_on_the_wire(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where nothing but the wires is compared."""
    monkeypatch.setattr("tests.secrecy.comparing.Comparison.frames", lambda *_: None)
    (curtain,) = (mutant for mutant in MUTANTS if mutant.says == "the wall is up before the curtain is")
    with in_force(curtain), pytest.raises(LeakError, match="over the wire"):
        _live_on()


def _live_on() -> None:
    for seed in range(6):
        live(seed, authors=False)
