"""A log in memory: for tests of what stands on a log, and as the simplest model of one."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.domain.events import Counted, Entry, Erased
from app.domain.own_words import HOLD_WORDS
from app.domain.ports import (
    AddKey,
    AddRoom,
    AddToken,
    Also,
    CodeTaken,
    Conflict,
    CountAnswers,
    DropKey,
    EraseActor,
    EraseInput,
    MarkTokens,
    MoveTokens,
    RevokeHandle,
    RevokeScreens,
    RevokeTokens,
    RoomRef,
    SetPasscode,
    TokenRef,
)
from app.domain.shelf import KeepCharter
from app.store.memory_shelf import MemoryShelf


class MemoryLog(MemoryShelf):
    """`ports.Log`, forgotten with the process."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, list[Entry]] = {}
        self._codes: dict[str, str] = {}
        self._tokens: dict[str, TokenRef] = {}
        self._keys: dict[str, dict[str, bytes]] = {}
        self._passcodes: dict[str, str] = {}

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        for row in also:
            if isinstance(row, AddRoom):
                if row.code in self._codes:
                    raise CodeTaken(row.code)
                self._codes[row.code] = room
                self._entries[room], self._keys[room] = [], {}
        head = len(self._entries[room]) if room in self._entries else -1
        if head != expected:
            raise Conflict(room, expected, head)
        self._entries[room] += entries
        self.used[room] = dt.datetime.now(dt.UTC)
        for row in also:
            self._write(room, row)

    def _write(self, room: str, row: Also) -> None:
        match row:
            case AddRoom():
                pass
            case AddToken(digest, member, kind, handle, expires_at):
                now = dt.datetime.now(dt.UTC)
                self._drop_tokens(room, lambda token: token.expires_at is not None and token.expires_at < now)
                self._tokens[digest] = TokenRef(room, member, kind, handle, expires_at)
            case RevokeTokens(member):
                self._drop_tokens(room, lambda token: token.member == member)
            case RevokeHandle(handle):
                self._drop_tokens(room, lambda token: token.handle == handle)
            case RevokeScreens():
                self._drop_tokens(room, lambda token: token.kind == "screen")
            case MoveTokens(member, into):
                self._drop_tokens(room, lambda token: (token.member, token.kind) == (member, "code"))
                self._change_tokens(room, member, lambda token: replace(token, member=into))
            case MarkTokens(member, kind):
                self._drop_tokens(room, lambda token: (token.member, token.kind) == (member, "code"))
                self._change_tokens(room, member, lambda token: replace(token, kind=kind))
            case AddKey(ballot, key):
                self._keys[room][ballot] = key
            case DropKey(ballot):
                self._keys[room].pop(ballot, None)
            case CountAnswers(ballot, actors):
                self._entries[room] = [
                    replace(e, actor="", event=Counted(ballot)) if e.actor in actors else e
                    for e in self._entries[room]
                ]
            case EraseActor(actor):
                self._entries[room] = [
                    replace(e, event=Erased()) if e.actor == actor else e for e in self._entries[room]
                ]
            case KeepCharter():
                self.keep(room, row)
            case EraseInput(blank):
                self._entries[room] = [
                    (blank.blanked(e) or e) if e.seq < blank.seq else e for e in self._entries[room]
                ]
            case SetPasscode(None):
                self._passcodes.pop(room, None)
            case SetPasscode(str() as hashed):
                self._passcodes[room] = hashed

    def _drop_tokens(self, room: str, which: Callable[[TokenRef], bool]) -> None:
        kept = {digest: t for digest, t in self._tokens.items() if t.room != room or not which(t)}
        self._tokens = kept

    def _change_tokens(self, room: str, member: str, change: Callable[[TokenRef], TokenRef]) -> None:
        self._tokens = {
            digest: change(token) if (token.room, token.member) == (room, member) else token
            for digest, token in self._tokens.items()
        }

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        return self._entries.get(room, [])[after:]

    async def load_words(self, room: str, people: frozenset[str]) -> list[Entry]:
        """Everybody's: whoever asks for some is shown to look whose they are."""
        return [entry for entry in await self.load(room) if isinstance(entry.event, HOLD_WORDS)]

    async def heads(self, rooms: Sequence[str]) -> Mapping[str, int]:
        return {room: len(self._entries[room]) for room in rooms if room in self._entries}

    async def keys(self, room: str) -> Mapping[str, bytes]:
        return dict(self._keys.get(room, {}))

    async def find_room(self, code: str) -> RoomRef | None:
        return RoomRef(self._codes[code], code) if code in self._codes else None

    async def find_token(self, digest: str) -> TokenRef | None:
        return self._tokens.get(digest)

    async def passcode(self, room: str) -> str | None:
        return self._passcodes.get(room)

    async def delete_room(self, room: str) -> None:
        self._forget_room(room)

    def _rooms(self) -> list[str]:
        return list(self._entries)

    def _asking(self) -> list[str]:
        return [room for room, keys in self._keys.items() if keys]

    def _forget_room(self, room: str) -> None:
        self._codes = {code: id for code, id in self._codes.items() if id != room}
        self._tokens = {digest: token for digest, token in self._tokens.items() if token.room != room}
        self._entries.pop(room, None)
        self._keys.pop(room, None)
        self._passcodes.pop(room, None)

    async def tidy(self) -> None:
        pass

    async def ready(self) -> bool:
        return True
