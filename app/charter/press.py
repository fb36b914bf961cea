"""Sheets in the forms that take a while to make: one after the other, off the event loop that asks."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Literal

from app.charter.docx import charter_docx
from app.charter.model import Charter
from app.charter.sheet import sheet_of
from app.charter.takeaway import Takeaway, takeaway_sheet
from app.charter.typeset import CHARTER, FONTS, TAKEAWAY, Typesetter, encoded
from app.charter.words import Words, words

Printed = Literal["pdf", "docx", "png"]

KEPT, KEPT_FOR = 16, 60.0
"""Charters remembered as bytes, each form for itself, and for how many seconds at most: when a room is sealed,
everybody asks for the same one. At the bound the one asked for longest ago goes."""
WAITING = 32
"""Different sheets in the making. At the bound: `PressBusyError`."""


class PressBusyError(Exception):
    """Too many sheets are being made; ask again in a moment."""


class Press:
    """A thread is enough: typst lets go of the interpreter while it works. `close` it when done."""

    def __init__(
        self, fonts: Sequence[Path] = (FONTS,), *, waiting: int = WAITING, kept_for: float = KEPT_FOR
    ) -> None:
        self._typesetter = Typesetter(fonts)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charter")
        self._made: OrderedDict[tuple[Printed, bytes], Future[bytes]] = OrderedDict()
        self._under_way: set[Future[bytes]] = set()
        self._waiting, self._kept_for = waiting, kept_for
        self._forgetting: asyncio.TimerHandle | None = None

    async def render(self, charter: Charter, in_words: Words | None = None, form: Printed = "pdf") -> bytes:
        """The charter in this form; the same bytes for the same charter. In its language, unless in other words.

        Raises:
            PressBusyError: when too many others wait.
            TooLongError: no picture holds all of it.
        """
        made = self.making(charter, in_words or words(charter.language), form)
        if self._forgetting is None:
            self._forgetting = asyncio.get_running_loop().call_later(self._kept_for, self.forget)
        # Several may wait for this one: who gives up mustn't cancel it for the others.
        return await asyncio.shield(asyncio.wrap_future(made))

    async def render_own(self, takeaway: Takeaway) -> bytes:
        """Somebody's own sheet as PDF, in the room's language. It's made for them each time, and not remembered.

        Raises:
            PressBusyError: when too many others wait.
        """
        in_words = words(takeaway.language)
        data = encoded(asdict(takeaway_sheet(takeaway, in_words)), takeaway.sealed, in_words)
        return await self.make(partial(self._typesetter.pdf, data, TAKEAWAY))

    async def make(self, make: Callable[[], bytes]) -> bytes:
        """Whatever else takes a while, in its turn: many threads at it would take the interpreter from the event loop.

        Raises:
            PressBusyError: when too many others wait.
        """
        return await asyncio.wrap_future(self._begun(make))

    def forget(self) -> None:
        """Remember no charter any more: words in one were erased, or its room went. What is being made is finished for
        those who wait for it.

        It happens by itself some time after one was made: another process may have erased the words, or a purge.
        """
        self._made.clear()
        if self._forgetting:
            self._forgetting.cancel()
            self._forgetting = None

    def close(self) -> None:
        """What is waiting is cancelled, what is being made is finished."""
        self.forget()
        self._thread.shutdown(cancel_futures=True)

    def making(self, charter: Charter, in_words: Words, form: Printed = "pdf") -> Future[bytes]:
        """What is made of it, or was. Raises PressBusyError."""
        sheet = sheet_of(charter, in_words)
        data = encoded(asdict(sheet), charter.sealed, in_words)
        make: Callable[[], bytes]
        match form:
            case "pdf":
                make = partial(self._typesetter.pdf, data, CHARTER)
            case "png":
                make = partial(self._typesetter.png, data, CHARTER)
            case "docx":
                day = charter.sealed.date() if charter.sealed else None
                make = partial(charter_docx, sheet, day, in_words)
        return self._remembered((form, data), make)

    def _remembered(self, key: tuple[Printed, bytes], make: Callable[[], bytes]) -> Future[bytes]:
        found = self._made.get(key)
        if found and not (found.done() and (found.cancelled() or found.exception())):
            self._made.move_to_end(key)
            return found
        made = self._made[key] = self._begun(make)
        for old in [key for key, old in self._made.items() if old.done()][: max(0, len(self._made) - KEPT)]:
            del self._made[old]
        return made

    def _begun(self, make: Callable[[], bytes]) -> Future[bytes]:
        if sum(not making.done() for making in self._under_way) >= self._waiting:
            raise PressBusyError
        making = self._thread.submit(make)
        self._under_way.add(making)
        making.add_done_callback(self._under_way.discard)
        return making
