"""Who is connected to a room: its receivers here, the people behind them and at other processes, the frame about them."""

import itertools
from collections.abc import Callable, Iterator
from typing import Literal, Protocol

import orjson

from app.live.frames import ByeReason, Presence as PresenceFrame
from app.live.limits import LiveLimits
from app.live.news import News
from app.live.pace import Pace
from app.live.passes import Pass


class TooManyConnections(Exception):
    """`scope` is full: the room, or the screens in it."""

    def __init__(self, scope: Literal["room", "screens"]) -> None:
        super().__init__(scope)
        self.scope = scope


class Receiver(Protocol):
    """What a room tells that there's something to read.

    `member` is None for a screen. `shown`: what it was let in with. `tab` is the same for all calls of one open page; empty: not told.
    `crowds`: it has taken the place of its owner's oldest.
    """

    tab: str
    shown: Pass | None
    crowds: bool

    @property
    def member(self) -> str | None: ...

    def wake(self) -> None: ...

    def show(self, news: News) -> None: ...

    def close(self, reason: ByeReason) -> None: ...


class Presence:
    """The receivers of a room, and a frame about the people behind them, renewed once a `presence_tick`.

    `tell_others` is called when those who are here have changed, as often at most; `now`: a clock that only goes on.
    """

    def __init__(self, limits: LiveLimits, tell_others: Callable[[], None], now: Callable[[], float]) -> None:
        self._limits, self._tell_others, self._now = limits, tell_others, now
        self._people: dict[str, list[Receiver]] = {}
        self._screens: list[Receiver] = []
        self._everyone: tuple[Receiver, ...] | None = None
        self._count = 0
        self._members: frozenset[str] | None = frozenset()
        self._told: frozenset[str] = frozenset()
        self._elsewhere: dict[str, tuple[frozenset[str], float]] = {}
        self._shown: frozenset[str] = frozenset()
        self._frames: dict[bool, bytes] = {}
        self._told_otherwise = False
        self._pace = Pace(limits.presence_tick, self._show)
        self.version = 0
        """Of the frame: who holds an older one reads the new one."""

    @property
    def members(self) -> frozenset[str]:
        """Ids of those with an open connection, here at this moment or at another process as far as it has told."""
        if self._members is None:
            self._members = self.here.union(*(members for members, _ in self._elsewhere.values()))
        return self._members

    @property
    def here(self) -> frozenset[str]:
        """Those of them with a connection here."""
        return frozenset(self._people)

    def hear(self, process: str, members: frozenset[str]) -> None:
        """These are connected at that other process, in place of those it told before."""
        self._elsewhere.pop(process, None)
        if members:
            self._elsewhere[process] = (members, self._now() + self._limits.silence)
        self._changed()

    def forget_the_silent(self) -> None:
        """Processes that said nothing for so long have ended."""
        now = self._now()
        if silent := [process for process, (_, until) in self._elsewhere.items() if until <= now]:
            for process in silent:
                del self._elsewhere[process]
            self._changed()

    def __iter__(self) -> Iterator[Receiver]:
        """Every receiver; they may leave meanwhile."""
        if self._everyone is None:
            theirs = itertools.chain.from_iterable(self._people.values())
            self._everyone = (*theirs, *self._screens)
        return iter(self._everyone)

    def __len__(self) -> int:
        return self._count

    def of(self, member: str) -> tuple[Receiver, ...]:
        return tuple(self._people.get(member, ()))

    def add(self, receiver: Receiver) -> None:
        """Raises TooManyConnections. A member's newest takes the place of their oldest.

        Before that a tab that calls again takes its own place: its old line is dead, whether or not that was
        noticed here, and must not push out a living one.
        """
        member = receiver.member
        for other in self.of(member) if member is not None else tuple(self._screens):
            if receiver.tab and other.tab == receiver.tab:
                other.close("replaced")
        if member is None:
            if len(self._screens) >= self._limits.screens:
                raise TooManyConnections("screens")
        elif len(theirs := self._people.get(member, [])) >= self._limits.per_member:
            theirs[0].close("replaced")
            receiver.crowds = True
        if self._count >= self._limits.connections:
            raise TooManyConnections("room")
        self._count += 1
        self._everyone = None
        if member is None:
            self._screens.append(receiver)
        else:
            self._people.setdefault(member, []).append(receiver)
            self._changed()

    def remove(self, receiver: Receiver) -> None:
        member = receiver.member
        theirs = self._screens if member is None else self._people.get(member, [])
        if receiver not in theirs:
            return
        theirs.remove(receiver)
        self._count -= 1
        self._everyone = None
        if member is not None and not theirs:
            del self._people[member]
            self._changed()

    def frame(self, with_members: bool) -> bytes:
        """The frame as of the last tick."""
        if with_members not in self._frames:
            self._frames[with_members] = _frame(self._shown, with_members)
        return self._frames[with_members]

    def frame_now(self, with_members: bool) -> bytes:
        """The frame for someone who has just come: as it is, themselves included."""
        self._told_otherwise |= self.members != self._shown
        return _frame(self.members, with_members)

    def stop(self) -> None:
        self._pace.stop()

    def _changed(self) -> None:
        self._members = None
        self._pace.ask()

    def _show(self) -> None:
        if (here := self.here) != self._told:
            self._told = here
            self._tell_others()
        if self.members == self._shown and not self._told_otherwise:
            return
        self._told_otherwise = False
        self._shown = self.members
        self._frames.clear()
        self.version += 1
        for receiver in self:
            receiver.wake()


def _frame(members: frozenset[str], with_members: bool) -> bytes:
    frame: PresenceFrame = {"type": "presence", "present": len(members)}
    if with_members:
        frame["members"] = sorted(members)
    return orjson.dumps(frame)
