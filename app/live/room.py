"""A room that is open in this process: one task decides, stores and shows, in that order."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Literal

from app.data.lexicon import everyday_words
from app.domain import views
from app.domain.ballots import Keys
from app.domain.clusters import alone
from app.domain.coaching import listens
from app.domain.commands import Command, FailSuggestions, RecordSuggestions, Tick
from app.domain.events import (
    DeviceRevoked,
    DevicesEnded,
    Entry,
    InputErased,
    MemberRemoved,
    MembersJoined,
    ScreenLinkMade,
    SuggestionsAsked,
)
from app.domain.ports import Also, Bus, Conflict, Log
from app.domain.refusal import Refused
from app.domain.state import State
from app.live.clock import Clock
from app.live.comparing import Comparer, Comparing, compare_in_a_thread
from app.live.connection import Connection
from app.live.direct import DirectConnection
from app.live.draft import Answer, Draft, Waiting
from app.live.faults import report
from app.live.feed import Feed, Touched
from app.live.frames import ByeReason
from app.live.holds import Holds
from app.live.limits import LiveLimits
from app.live.line import Line
from app.live.look import Look, look
from app.live.others import Alone, Others
from app.live.passes import Pass, over
from app.live.presence import Presence, Receiver
from app.live.reading import CatchUp, read_on
from app.live.shelving import Shelving, shelved
from app.live.suggesting import Basis, Suggesting, in_a_thread
from app.live.ticking import Ticking
from app.live.unchanged import Unchanged

NOT_STORED = Refused("not_stored", retry_after_ms=1_000)
TOO_FAST = Refused("too_fast", retry_after_ms=500)


Phase = Literal["open", "draining", "closed"]
_TAKES_PASSES = (MemberRemoved, MembersJoined, DeviceRevoked, DevicesEnded, ScreenLinkMade)


class Room:
    """Made by Rooms; within a running event loop. `state` is what is stored, never a draft."""

    def __init__(
        self,
        id: str,
        state: State,
        keys: Keys,
        log: Log,
        clock: Clock,
        limits: LiveLimits,
        suggesting: Suggesting = in_a_thread,
        comparing: Comparing = compare_in_a_thread,
        bus: Bus | None = None,
        gone: Callable[[str], None] = lambda room: None,
        charter: Shelving | None = None,
        forget: Callable[[], None] = lambda: None,
    ) -> None:
        """`gone` is called with the room's id when another process says that it was deleted; `charter` writes what is
        kept of a sealed room, None: nothing is; `forget` is called when words were erased here or elsewhere."""
        self.id, self.code = id, state.code
        self.state = state
        self._keys, self._log, self._clock, self._limits = keys, log, clock, limits
        self._suggesting, self._charter, self._forget = suggesting, charter, forget
        self._looked_at = False
        self._aside: asyncio.Task[None] | None = None
        self._ticking = Ticking(limits.coaching, self._tick)
        self._ticked: asyncio.Future[Answer] | None = None
        self._comparer = Comparer(id, comparing, lambda found: self.submit("", found))
        self._loop = asyncio.get_running_loop()
        self._presence = Presence(limits, lambda: self._others.here(), self._loop.time)
        self._feed = Feed(id, state, keys, self._presence, limits, clock)
        self._inbox: list[Waiting | CatchUp] = []
        self._work = asyncio.Event()
        self._rest = asyncio.Event()
        self._rest.set()
        self._phase: Phase = "open"
        self._holds = Holds(limits.hold, self._loop.time)
        self._unchanged = Unchanged()
        self._used = self._loop.time()
        self._task = asyncio.create_task(self._run(), name=f"room {id}")
        self._others = Others(id, bus or Alone(), self._presence, self.behind, lambda: gone(id))

    def submit(self, sender: str, command: Command, also: Sequence[Also] = ()) -> "asyncio.Future[Answer]":
        """Put `command` into the inbox now; await the answer: Acked once it is stored, or Refused.

        Commands are taken in the order of these calls. Bound: a full inbox refuses with `too_fast`.
        """
        waiting = Waiting(sender, command, also, self._loop.create_future())
        self._used = self._loop.time()
        if self._phase != "open":
            waiting.settle(NOT_STORED)
        elif len(self._inbox) >= self._limits.inbox:
            waiting.settle(TOO_FAST)
        else:
            self._put(waiting)
        return waiting.answer

    def look(self, member: str | None) -> Look:
        """What `member` (None: a screen) sees of the stored state."""
        return look(self.state, self._keys, member)

    async def glance(self, member: str | None) -> tuple[bytes, bytes] | None:
        """The snapshot frame that a connection of theirs would begin with (None: a screen's), encoded: what all get of it,
        and what they alone get; None: they're in the room no more."""
        return await self._feed.glance(member)

    def connect(
        self,
        member: str | None,
        since: int | None,
        line: Line | None = None,
        tab: str = "",
        shown: Pass | None = None,
    ) -> Connection:
        """A new receiver: `member`, or a screen for None, who holds the view of `since` if any.

        `shown` is what they were let in with: a member's own first token unless told.

        It writes to `line` when there is one; without, a task asks it for its messages. It takes the place of
        an earlier one of the same `tab`, a word of the client's own.

        Raises TooManyConnections. Whoever isn't in the room (any more) gets a connection that says so.
        """
        place = (member, since, self._feed, self._presence, self._limits, self._left)
        connection = Connection(*place) if line is None else DirectConnection(line, *place)
        connection.tab = tab
        connection.shown = shown or (None if member is None else Pass(member))
        if self._phase != "open":
            connection.close("restart")
            return connection
        self._presence.add(connection)
        self._looked_at = True
        self._ticking.start()
        if self._over(connection) or (since is not None and since > self.state.seq):
            self._put(CatchUp(self.state.seq + 1, connection))
        else:
            self._admit(connection)
        return connection

    def behind(self, seq: int | None) -> None:
        """The log is at `seq`, or (None) nobody here knows where: read on, if that is further than this."""
        if self._phase == "open" and (seq is None or seq > self.state.seq):
            self._put(CatchUp(self.state.seq + 1 if seq is None else seq, None))

    async def read_on(self) -> None:
        """Until what other processes have stored by now is here too, if it can be read."""
        if self._phase == "open":
            done: asyncio.Future[None] = self._loop.create_future()
            self._put(CatchUp(self.state.seq + 1, None, done))
            await done

    def beat(self) -> None:
        """A moment has passed: let the other processes know of this one, forget those that have ended."""
        self._others.here()
        self._presence.forget_the_silent()

    def use(self) -> None:
        """Somebody of the room has looked at it."""
        self._looked_at = True

    def taken_use(self) -> bool:
        """Whether somebody has, since this was asked, or is connected."""
        used, self._looked_at = self._looked_at or len(self._presence) > 0, False
        return used

    def idle_for(self) -> float:
        """Seconds since the last command or connection; 0 while there is one."""
        busy = self._inbox or not self._rest.is_set() or len(self._presence)
        return 0.0 if busy else self._loop.time() - self._used

    async def close(self, reason: ByeReason) -> None:
        """Answer what waits, say `reason` to everyone, and end.

        Whoever awaits an answer itself is run before this goes on, so their acks come before the bye. What isn't
        stored within `limits.drain` is answered "not stored": sent again, with its id, it is done once.
        """
        if self._phase == "closed":
            return
        self._phase = "draining"
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.drain):
                await self._rest.wait()
        self._task.cancel()
        await asyncio.wait({self._task})
        for item in self._inbox:
            if isinstance(item, Waiting):
                item.settle(NOT_STORED)
            else:
                item.settle()
        self.retire(reason)

    def retire(self, reason: ByeReason) -> None:
        """End at once, with nothing waiting."""
        self._phase = "closed"
        for receiver in self._presence:
            receiver.close(reason)
        self._feed.stop()
        self._presence.stop()
        self._others.stop()
        self._ticking.stop()
        self._task.cancel()
        if self._aside:
            self._aside.cancel()
        self._comparer.stop()

    def _put(self, item: Waiting | CatchUp) -> None:
        self._inbox.append(item)
        self._rest.clear()
        self._work.set()

    async def _run(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            batch, self._inbox = self._inbox, []
            await self._settle(batch)
            if not self._inbox:
                self._rest.set()

    async def _settle(self, batch: Sequence[Waiting | CatchUp]) -> None:
        """Whatever happens in here, everybody in the batch is answered and the room goes on."""
        commands = [item for item in batch if isinstance(item, Waiting)]
        ahead = [item for item in batch if isinstance(item, CatchUp)]
        try:
            coming = [item.connection for item in ahead if item.connection]
            if coming or any(item.seq > self.state.seq for item in ahead):
                await self._catch_up_for(coming)
            await self._store(commands)
        except Exception as bug:
            report("batch_failed", bug, room=self.id)
        except asyncio.CancelledError as given_up:
            # Something that was waited for was cancelled, and not the room: a driver gives up its query so.
            if self._task.cancelling():
                raise
            report("batch_failed", given_up, room=self.id)
        finally:  # also when the room ends meanwhile
            for waiting in commands:
                waiting.settle(NOT_STORED)
            for item in ahead:
                item.settle()

    async def _store(self, commands: list[Waiting]) -> None:
        for _ in range(self._limits.tries):
            draft = self._draft()
            for waiting in commands:
                draft.add(waiting, self._clock())
            commands = [decided.waiting for decided in draft.decided]
            if not commands:
                return
            try:
                also = [*draft.also, *self._to_shelf(draft.state)]
                await self._log.append(self.id, self.state.seq, draft.entries, also)
            except Conflict:
                await self._catch_up()
            except Exception as failure:
                report("append_failed", failure, room=self.id)
                draft.settle_by(await self._catch_up(), otherwise=NOT_STORED)
                self._others.moved(self.state.seq)
                return
            else:
                self._become(draft.state, draft.keys, draft.entries, {waiting.sender for waiting in commands})
                draft.settle()
                self._others.moved(self.state.seq)
                self._suggest_for(draft.entries)
                self._comparer.look(self.state)
                return
        for waiting in commands:
            waiting.settle(NOT_STORED)

    def _to_shelf(self, after: State) -> Sequence[Also]:
        """When it can't be made the room goes on all the same: its host can have it kept afterwards."""
        try:
            return shelved(self.state, after, self._charter) if self._charter else ()
        except Exception as bug:
            report("charter_not_kept", bug, room=self.id)
            return ()

    def _draft(self) -> Draft:
        return Draft(self.id, self.state, self._keys, self._presence.members, self._holds, self._unchanged)

    def _suggest_for(self, entries: Sequence[Entry]) -> None:
        """Only the process that stored the request sees to it. The last request is the one that counts."""
        asked = [entry.command for entry in entries if isinstance(entry.event, SuggestionsAsked)]
        if asked:
            if self._aside:
                self._aside.cancel()
            self._aside = asyncio.create_task(self._suggest(asked[-1]), name=f"suggestions {self.id}")

    async def _suggest(self, request: str) -> None:
        """When it fails the lead is told, and can ask again."""
        state, id = self.state, secrets.token_hex(12)
        try:
            made = await self._suggesting(Basis(alone(state), state.facts.language, state.deck))
        except Exception as failure:
            report("suggest_failed", failure, room=self.id)
            await self.submit("", FailSuggestions(id=id, request=request))
        else:
            await self.submit(
                "", RecordSuggestions(id=id, request=request, basis_seq=state.seq, suggestions=made)
            )

    def _tick(self) -> None:
        """The coach speaks to the lead alone: without them it keeps its questions."""
        waits = self._ticked is not None and not self._ticked.done()
        if listens(self.state) and self._presence.of(self.state.lead) and not waits:
            everyday = everyday_words(self.state.facts.language)
            self._ticked = self.submit("", Tick(id=secrets.token_hex(12), everyday=everyday))

    async def _catch_up(self) -> list[Entry]:
        """Read what is stored after the present state, and show it."""
        state, keys, missed = await read_on(self._log, self.id, self.state)
        if missed:
            self._become(state, keys, missed, self._senders(missed, state))
        return missed

    def _senders(self, entries: Sequence[Entry], state: State) -> set[str]:
        """Of entries that another process stored. A ballot's don't name theirs: it may be anybody who is connected."""
        named = {entry.actor for entry in entries if entry.actor}
        return named if named <= state.members.keys() else set(self._presence.here)

    async def _catch_up_for(self, behind: Sequence[Connection]) -> None:
        """When the log can't be read, they're sent away to come back: an older view would take away what they hold."""
        try:
            await self._catch_up()
        except Exception as failure:
            report("load_failed", failure, room=self.id)
            for connection in behind:
                connection.close("restart")
        else:
            for connection in behind:
                self._admit(connection)

    def _become(self, state: State, keys: Keys, entries: Sequence[Entry], senders: set[str]) -> None:
        """What was appended is the state, and is shown. No await here: patches keep the order of events."""
        self.state, self._keys = state, keys
        if any(isinstance(entry.event, _TAKES_PASSES) for entry in entries):
            for receiver in self._presence:
                if reason := self._over(receiver):
                    receiver.close(reason)
        if any(isinstance(entry.event, InputErased) for entry in entries):
            self._feed.forget_past()
            self._comparer.forget()
            self._forget()
        self._feed.moved(state, keys, _touched(entries, senders))

    def _admit(self, connection: Connection) -> None:
        if reason := self._over(connection):
            connection.close(reason)
        else:
            connection.open(self.state.seq)

    def _over(self, receiver: Receiver) -> ByeReason | None:
        return over(self.state, receiver.shown) if receiver.shown else None

    def _left(self, connection: Connection) -> None:
        self._used = self._loop.time()
        self._presence.remove(connection)
        self._feed.forget(connection)
        if not len(self._presence):
            self._ticking.stop()
        if connection.member is not None and not self._presence.of(connection.member):
            self._holds.hold(connection.member, None)


def _touched(entries: Sequence[Entry], senders: set[str]) -> Touched:
    """Members whose own parts `entries` may change: also the senders, since a vote's entries don't tell."""
    members = frozenset(senders)
    for entry in entries:
        touched = views.touched(entry)
        if touched is None:
            return None
        members |= touched
    return members
