"""What a room shows, as frames made once for everyone who gets them.

The feed is told of every stored change and shows it at once, or when the tick since the last frame is over.
What it shows is at most a tick older than what is stored, and comes in the same order.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from app.domain import views
from app.domain.ballots import Keys
from app.domain.state import State
from app.domain.times import iso
from app.live.clock import Clock
from app.live.diff import View, diff
from app.live.faults import report
from app.live.kept import Frame, KeptFrames, KeptViews
from app.live.limits import LiveLimits
from app.live.news import News
from app.live.pace import Pace
from app.live.presence import Presence, Receiver

Own = dict[str, Any]
"""What one member alone gets, composed as in a patch: `mine`, the lead's `lead`, the host's `guest`, the `door` of both."""

Touched = frozenset[str] | None
"""Members whose own parts may have changed; None: everyone's."""


class Feed:
    """Frames of one room from `state` on, for the receivers in `presence`."""

    def __init__(
        self,
        room: str,
        state: State,
        keys: Keys,
        presence: Presence,
        limits: LiveLimits,
        clock: Clock,
    ) -> None:
        self.room, self._presence, self._clock = room, presence, clock
        self._state, self._keys = state, keys
        self._next: tuple[State, Keys] = (state, keys)
        self._touched: Touched = frozenset()
        self._shared = views.shared(state)
        self._own: dict[str, Own] = {}
        self._frames = KeptFrames(limits)
        self._views = KeptViews(limits)
        self._views.add(state.seq, self._shared)
        self._openings: dict[int | None, bytes] = {}
        self._expecting: set[Receiver] = set()
        self._forgets = False
        self._pace = Pace(limits.tick, self._show)

    @property
    def seq(self) -> int:
        """Of what is shown."""
        return self._state.seq

    @property
    def end(self) -> int:
        """The cursor of whoever has read all."""
        return self._frames.end

    def moved(self, state: State, keys: Keys, touched: Touched) -> None:
        """The stored state is now `state`; `touched` may see something new of their own."""
        self._next = (state, keys)
        self._touched = _union(self._touched, touched)
        self._pace.ask()

    def forget_past(self) -> None:
        """Nothing of what was shown before the next change is kept: words were in it that somebody has erased."""
        self._forgets = True

    def expect(self, receiver: Receiver) -> None:
        """Wake it at the next change, whomever that concerns."""
        self._expecting.add(receiver)

    def forget(self, receiver: Receiver) -> None:
        """It left: nothing is kept for it any more."""
        self._expecting.discard(receiver)
        if receiver.member is not None and not self._presence.of(receiver.member):
            self._own.pop(receiver.member, None)

    def sees_people(self, member: str | None) -> bool:
        """Whether they're told who is connected, and not just how many."""
        return member is not None and member in (self._state.lead, self._state.host)

    def after(self, cursor: int, member: str | None) -> list[tuple[int, bytes]] | None:
        """Frames from `cursor` on that hold something for this member, each with its seq.

        None when they aren't all kept any more.
        """
        frames = self._frames.after(cursor)
        if frames is None:
            return None
        bodies = ((frame.seq, frame.body(member)) for frame in frames)
        return [(seq, body) for seq, body in bodies if body is not None]

    def first(self, member: str | None, since: int | None) -> list[bytes]:
        """Frames that bring someone up to date: a snapshot, or less when they hold the view of `since`."""
        own = self._own_of(member)
        if member is not None and own is not None:
            self._own[member] = own
        then = None if since is None else self._views.get(since)
        if then is None:
            return [b"".join(self._snapshot(own))]
        return [self._opening(since, then), b'{"type":"snapshot","seq":%d,%s}' % (self.seq, self._whole(own))]

    async def glance(self, member: str | None) -> tuple[bytes, bytes] | None:
        """The snapshot that this member would begin with, for a page, when what they did before is shown: what everyone
        gets of it, and the rest, theirs alone.

        None: they're not in the room by then. Nothing is kept for whoever isn't connected.
        """
        await self._pace.rest()
        if member is not None and self._state.member(member) is None:
            return None
        return self._snapshot(self._own_of(member))

    def stop(self) -> None:
        self._pace.stop()

    def _opening(self, since: int | None, then: View | None) -> bytes:
        """What everyone gets who comes with the same view: encoded once."""
        key = None if then is None else since
        if key not in self._openings:
            if then is None:
                frame = {"type": "snapshot", "seq": self.seq, "shared": self._shared}
            else:
                patch = diff(then, self._shared)
                frame = {"type": "patch", "seq": self.seq, **({"shared": patch} if patch else {})}
            self._openings[key] = orjson.dumps(frame)
        return self._openings[key]

    def _own_of(self, member: str | None) -> Own | None:
        """A member's own parts, as they were shown last or made for one who comes; None: a screen has none."""
        if member is None:
            return None
        return self._own.get(member) or _own(self._state, self._keys, member, None, None)

    def _snapshot(self, own: Own | None) -> tuple[bytes, bytes]:
        return self._opening(None, None)[:-1], b",%s}" % self._whole(own)

    def _whole(self, own: Own | None) -> bytes:
        """The time, and a snapshot's own parts. `lead` and `door` are always there: null drops what a former lead still holds."""
        now = b'"now":"%s"' % iso(self._clock()).encode()
        if own is None:
            return now
        parts = {"lead": None, "door": None, **own}
        if "guest" in parts:
            parts["guests"] = parts.pop("guest")
        return now + b"," + orjson.dumps(parts)[1:-1]

    def _show(self) -> None:
        try:
            self._advance()
        except Exception as bug:
            report("view_failed", bug, room=self.room)

    def _advance(self) -> None:
        """Make what is stored what is shown: one frame, and a wake-up for those it concerns."""
        state, keys = self._next
        shared = views.shared(state, self._state)
        patch = diff(self._shared, shared)
        body = orjson.dumps({"type": "patch", "seq": state.seq, "shared": patch}) if patch else None
        frame = Frame(state.seq, body, dict(self._own_patches(state, keys)))
        self._state, self._keys, self._touched = state, keys, frozenset()
        self._shared = shared
        self._openings.clear()
        if self._forgets:
            self._forgets = False
            self._views.forget()
            self._frames.forget()
        self._views.add(state.seq, shared)
        self._wake_expecting()
        if frame.size:
            news = News(self._frames.end, frame)
            self._frames.add(frame)
            for receiver in self._presence:
                receiver.show(news)

    def _own_patches(self, state: State, keys: Keys) -> Iterator[tuple[str, bytes]]:
        for member in self._affected(state):
            try:
                fresh = _own(state, keys, member, self._own[member], self._touched, self._state)
                change = diff(self._own[member], fresh)
                body = orjson.dumps(change)[1:-1]
            except Exception as bug:  # a view that fails for one person stays as it was, for them alone
                report("view_failed", bug, room=self.room)
                continue
            self._own[member] = fresh
            if change:
                yield member, body

    def _affected(self, state: State) -> list[str]:
        """Connected members whose own parts have to be looked at; no one who isn't in the room any more."""
        special = {self._state.lead, state.lead, state.host}
        among = self._own.keys() if self._touched is None else (self._touched | special) & self._own.keys()
        return [member for member in among if state.member(member) is not None]

    def _wake_expecting(self) -> None:
        expecting, self._expecting = self._expecting, set()
        for receiver in expecting:
            receiver.wake()


def _union(one: Touched, other: Touched) -> Touched:
    return None if one is None or other is None else one | other


def _own(
    state: State, keys: Keys, member: str, before: Own | None, touched: Touched, since: State | None = None
) -> Own:
    """A member's own parts; those of `before`, in the room `since`, that nothing touched are kept as they are."""

    def mine(whose: str, old: Any) -> Any:
        stale = old is None or touched is None or member in touched or whose in touched
        return views.mine(state, whose, keys) if stale else old

    before = before or {}
    own: Own = {"mine": mine(member, before.get("mine"))}
    if member == state.lead:
        own["lead"] = views.lead(state, since)
    if door := views.door(state, member):
        own["door"] = door
    if member == state.host:
        old = before.get("guest", {})
        guests = sorted(id for id, who in state.members.items() if who.kind == "guest" and not who.removed)
        own["guest"] = {guest: mine(guest, old.get(guest)) for guest in guests}
    return own
