"""What halts every room: when Python searches for garbage that refers to itself."""

import gc
import weakref
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from app.collecting import LONGEST, Collecting


@dataclass(eq=False)
class Loop:
    """Garbage once nothing else refers to it."""

    itself: "list[Loop]" = field(default_factory=list)


@dataclass
class Server:
    quiet: bool = False
    now: float = 0.0


@pytest.fixture
async def server() -> Server:
    return Server()


@pytest.fixture
async def collecting(server: Server) -> AsyncIterator[Collecting]:
    collecting = Collecting(lambda: server.quiet, lambda: server.now)
    collecting.start()
    yield collecting
    collecting.stop()


def dropped_late() -> "weakref.ref[Loop]":
    """Something that refers to itself, survives a search, and is dropped."""
    loop = Loop()
    loop.itself.append(loop)
    gc.collect(1)
    return weakref.ref(loop)


async def test_OPERATE_6_what_survived_a_search_is_left_out_of_the_next(collecting: Collecting) -> None:
    dropped = dropped_late()
    gc.collect()
    assert dropped() is not None


async def test_OPERATE_6_all_is_searched_when_nobody_is_there(collecting: Collecting, server: Server) -> None:
    dropped = dropped_late()
    collecting.look()
    assert dropped() is not None
    server.quiet = True
    collecting.look()
    assert dropped() is None


async def test_OPERATE_6_after_hours_all_is_searched_whoever_is_there(
    collecting: Collecting, server: Server
) -> None:
    dropped = dropped_late()
    server.now = LONGEST + 1
    collecting.look()
    assert dropped() is None


async def test_OPERATE_6_what_was_put_off_while_loading_begins(server: Server) -> None:
    gc.disable()
    collecting = Collecting(lambda: server.quiet)
    collecting.start()
    assert gc.isenabled()
    collecting.stop()


async def test_OPERATE_6_a_server_that_stops_leaves_nothing_out(collecting: Collecting) -> None:
    dropped = dropped_late()
    collecting.stop()
    gc.collect()
    assert dropped() is None
    assert gc.get_freeze_count() == 0
