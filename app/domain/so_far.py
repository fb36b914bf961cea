"""How far those who reflect are: who has begun, who is done, as counts."""

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.ballots import counting
from app.domain.immutable import once
from app.domain.state import Member, State


class SoFar(NamedTuple):
    """Of those who take part: all, who has begun, who is done, who says so."""

    here: int
    begun: int
    done: int
    ready: int


def so_far(state: State) -> SoFar:
    full = _full(state.put_in, state.facts.values_per_person)
    return _counted(state.members, state.begun, full, state.ready)


@once
def _counted(
    members: Mapping[str, Member], begun: frozenset[str], full: frozenset[str], ready: frozenset[str]
) -> SoFar:
    here = counting(members)
    done = full | ready
    return SoFar(len(here), len(here & (begun | done)), len(here & done), len(here & ready))


@once
def _full(put_in: Mapping[str, tuple[str, ...]], most: int) -> frozenset[str]:
    """Who has put in as many as they may."""
    return frozenset(member for member, values in put_in.items() if len(values) >= most)
