"""The other processes that serve a room: what they're told of it, and what is heard from them."""

from collections.abc import Callable

from app.domain.ports import Bus, Deleted, Hear, Here, Joined, Moved, Told, WhoIsThere
from app.live.presence import Presence


class Alone:
    """`ports.Bus` of the only process: nobody is told anything."""

    process = ""

    def join(self, room: str, hear: Hear) -> None:
        pass

    def leave(self, room: str) -> None:
        pass

    def tell(self, room: str, told: Told) -> None:
        pass


class Others:
    """`behind` is called when they may be at a later seq (None: nobody knows), `gone` when the room may be deleted."""

    def __init__(
        self,
        room: str,
        bus: Bus,
        presence: Presence,
        behind: Callable[[int | None], None],
        gone: Callable[[], None],
    ) -> None:
        self._room, self._bus, self._presence = room, bus, presence
        self._behind, self._gone = behind, gone
        bus.join(room, self._hear)

    def moved(self, seq: int) -> None:
        self._bus.tell(self._room, Moved(seq))

    def here(self) -> None:
        """Tell who is connected here."""
        self._bus.tell(self._room, Here(self._bus.process, tuple(sorted(self._presence.here))))

    def stop(self) -> None:
        self._bus.leave(self._room)
        self._bus.tell(self._room, Here(self._bus.process, ()))

    def _hear(self, told: Told | Joined) -> None:
        match told:
            case Joined():
                self._bus.tell(self._room, WhoIsThere())
                self._behind(None)
            case Moved(seq):
                self._behind(seq)
            case WhoIsThere():
                self.here()
            case Here(process, members):
                if process != self._bus.process:
                    self._presence.hear(process, frozenset(members))
            case Deleted():
                self._gone()
