"""The rooms that are open in this process: made, found, retired when nobody uses them, deleted, closed."""

import asyncio
import secrets
import uuid
from collections.abc import Callable, Coroutine, Sequence

from app.domain.ballots import Keys
from app.domain.commands import OpenRoom
from app.domain.ports import AddRoom, Also, Bus, Deleted, Log, RoomRef
from app.domain.refusal import Refused
from app.domain.state import EMPTY, State
from app.domain.turn import Already, Context, take
from app.live.clock import Clock
from app.live.comparing import Comparing, compare_in_a_thread
from app.live.faults import report
from app.live.limits import LiveLimits
from app.live.reading import read_on
from app.live.room import Room
from app.live.shelving import Shelving
from app.live.suggesting import Suggesting, in_a_thread


def normal(code: str) -> str:
    """A room code as it is stored, however it was typed."""
    return "".join(code.split()).replace("-", "").upper()


class Rooms:
    """One Room object for each open room; made within a running event loop."""

    def __init__(
        self,
        log: Log,
        clock: Clock,
        limits: LiveLimits | None = None,
        suggesting: Suggesting = in_a_thread,
        comparing: Comparing = compare_in_a_thread,
        steady: Callable[[Clock], Clock] = lambda clock: clock,
        bus: Bus | None = None,
        charter: Shelving | None = None,
        forget: Callable[[], None] = lambda: None,
    ) -> None:
        """`steady` makes of `clock` the one that a room has from its opening on; `bus` leads to the other
        processes that serve this log, None when there are none; `forget` is called when a room was deleted, or words
        in one erased: whatever holds copies drops them."""
        self._bus, self._charter, self._forget = bus, charter, forget
        self._aside = (suggesting, comparing)
        self._steady = steady
        self._log, self._clock, self._limits = log, clock, limits or LiveLimits()
        self._open: dict[str, Room] = {}
        self._codes: dict[str, str] = {}
        self._loading: dict[str, asyncio.Task[Room | None]] = {}
        self._loop = asyncio.get_running_loop()
        self._sweep: asyncio.TimerHandle | None = None
        self._plan_sweep()
        self._looks: set[asyncio.Task[None]] = set()
        self._used: set[str] = set()
        self._look_in_background(self._note_use())
        if bus is not None:
            self._look_in_background(self._keep_up())

    def is_open(self, room: str) -> bool:
        """Whether the room with this id is in memory here, or on its way there."""
        return room in self._open or room in self._loading

    def __len__(self) -> int:
        return len(self._open)

    async def create(self, command: OpenRoom, host: str, also: Sequence[Also] = ()) -> Room | Refused:
        """A new room, its host and `also`, stored in one go. Raises CodeTaken, NotStored."""
        context = Context(self._clock(), host, frozenset(), {}, secrets.token_bytes(32))
        turn = take(EMPTY, command, context)
        if isinstance(turn, Refused):
            return turn
        assert not isinstance(turn, Already)  # nothing is stored of a room that isn't there
        id = str(uuid.uuid4())
        await self._log.append(id, 0, turn.entries, [AddRoom(normal(command.code)), *turn.also, *also])
        return self._adopted(id, turn.state, {})

    async def find(self, code: str) -> Room | None:
        """The room with this code, opened by replay if need be, or None. Raises NotStored."""
        code = normal(code)
        if room := self._open.get(self._codes.get(code, "")):
            return room
        ref = await self._log.find_room(code)
        return None if ref is None else await self._opened(ref)

    async def delete(self, room: Room) -> None:
        """With all that is stored of it; whoever is in it is told. Raises NotStored, and then it stays."""
        await self._log.delete_room(room.id)
        if self._bus is not None:
            self._bus.tell(room.id, Deleted())
        if room.id in self._loading:  # read before it was gone
            await asyncio.wait({self._loading[room.id]})
        for one in {room, self._open.get(room.id, room)}:
            await self._end(one)

    async def close(self) -> None:
        """Answer what waits in every room, say `restart` to everyone."""
        if self._sweep:
            self._sweep.cancel()
        for look in self._looks:
            look.cancel()
        rooms = list(self._open.values())
        await asyncio.gather(self._note(), *(room.close("restart") for room in rooms))
        for room in rooms:
            self._drop(room)

    async def _opened(self, ref: RoomRef) -> Room | None:
        """Whoever asks at the same time waits for the same load."""
        if room := self._open.get(ref.id):
            return room
        if ref.id not in self._loading:
            task = asyncio.create_task(self._load(ref))
            self._loading[ref.id] = task
            task.add_done_callback(lambda _: self._loading.pop(ref.id, None))
        return await asyncio.shield(self._loading[ref.id])

    async def _load(self, ref: RoomRef) -> Room | None:
        """None when it was deleted since it was found."""
        state, keys, _ = await read_on(self._log, ref.id, EMPTY)
        return self._adopted(ref.id, state, keys) if state.seq else None

    def _adopted(self, id: str, state: State, keys: Keys) -> Room:
        """The room, unless somebody else came first: someone may find it before its maker hears that it is stored."""
        if id not in self._open:
            clock = self._steady(self._clock)
            place = (self._log, clock, self._limits, *self._aside, self._bus, self._suspect, self._charter)
            self._open[id] = Room(id, state, keys, *place, self._forget)
            self._codes[state.code] = id
        return self._open[id]

    async def _note_use(self) -> None:
        """What is changed is noted with the change; those who only look keep a room as well."""
        while True:
            await asyncio.sleep(self._limits.noting)
            await self._note()

    async def _note(self) -> None:
        self._used |= {room.id for room in self._open.values() if room.taken_use()}
        used, self._used = self._used, set()
        try:
            await self._log.use_rooms(sorted(used))
        except Exception as failure:
            self._used |= used
            report("use_not_noted", failure, room="")

    def _drop(self, room: Room) -> None:
        if room.taken_use():
            self._used.add(room.id)
        self._open.pop(room.id, None)
        self._codes.pop(room.code, None)

    async def _end(self, room: Room) -> None:
        """It is deleted; whoever is in it is told."""
        self._drop(room)
        self._forget()
        await room.close("room_deleted")

    def _suspect(self, room: str) -> None:
        """It is said to be deleted: see whether it is."""
        self._look_in_background(self._look([room]))

    def _look_in_background(self, look: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(look)
        self._looks.add(task)
        task.add_done_callback(self._looks.discard)

    async def _keep_up(self) -> None:
        """Whatever the bus lost heals here: what was stored, who is there, which rooms are gone."""
        while True:
            await asyncio.sleep(self._limits.beat)
            for room in self._open.values():
                room.beat()
            await self._look(list(self._open))

    async def _look(self, ids: Sequence[str]) -> None:
        """Compare open rooms with what is stored: whoever is behind reads on, whoever is deleted says so."""
        try:
            heads = await self._log.heads(ids)
        except Exception as failure:  # the next look may do better
            report("heads_unread", failure, room="")
            return
        for room in [self._open[id] for id in ids if id in self._open]:
            if room.id in heads:
                room.behind(heads[room.id])
            else:
                await self._end(room)

    def _plan_sweep(self) -> None:
        self._sweep = self._loop.call_later(self._limits.idle / 4, self._retire_idle)

    def _retire_idle(self) -> None:
        for room in list(self._open.values()):
            if room.idle_for() >= self._limits.idle:
                self._drop(room)
                room.retire("restart")
        self._plan_sweep()
