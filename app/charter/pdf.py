"""The charter, and what one takes away of it, as tagged PDFs (PDF/UA-1), made by typst from data: people's words are
text there, never markup."""

import asyncio
import datetime as dt
import functools
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
import structlog
import typst

from app.charter.model import Charter
from app.charter.sheet import sheet_of
from app.charter.takeaway import Takeaway, takeaway_sheet
from app.charter.words import Words, words

_log = structlog.get_logger("touchstone.charter")

HERE = Path(__file__).parent
CHARTER, TAKEAWAY = "charter.typ", "takeaway.typ"
FONTS = Path(__file__).parent.parent / "static" / "build" / "ttf"
"""Where the build puts the fonts."""
ROOM = ("Piazzolla", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif", "Noto Emoji", "Libertinus Serif")
TOOL = (
    "Source Sans 3",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans",
    "Noto Emoji",
    "Libertinus Serif",
)
"""The two voices, best first; the last comes with typst itself. Other scripts fall to what the system has."""

KEPT, KEPT_FOR = 16, 60.0
"""Charters remembered as bytes, and for how many seconds at most: when a room is sealed, everybody asks for the same
one. At the bound the one asked for longest ago goes."""
WAITING = 32
"""Different sheets in the making. At the bound: `PressBusyError`."""


class PressBusyError(Exception):
    """Too many sheets are being made; ask again in a moment."""


class Press:
    """Prints sheets one after the other, off the event loop that asks.

    A thread is enough: typst lets go of the interpreter while it works. Fonts are loaded with the first sheet and
    kept; what is missing is replaced, with a warning in the log. `close` it when done.
    """

    def __init__(
        self, fonts: Sequence[Path] = (FONTS,), *, waiting: int = WAITING, kept_for: float = KEPT_FOR
    ) -> None:
        self._folders = [folder for folder in fonts if folder.is_dir()]
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charter")
        self._made: OrderedDict[bytes, Future[bytes]] = OrderedDict()
        self._under_way: set[Future[bytes]] = set()
        self._waiting, self._kept_for = waiting, kept_for
        self._forgetting: asyncio.TimerHandle | None = None

    async def render(self, charter: Charter, in_words: Words | None = None) -> bytes:
        """The PDF; the same bytes for the same charter. In the charter's language, unless in other words.

        Raises:
            PressBusyError: when too many others wait.
        """
        made = self._making(_data(charter, in_words or words(charter.language)))
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
        data = _encoded(asdict(takeaway_sheet(takeaway, in_words)), takeaway.sealed, in_words)
        return await asyncio.wrap_future(self._begun(data, TAKEAWAY))

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

    def _making(self, data: bytes) -> Future[bytes]:
        found = self._made.get(data)
        if found and not (found.done() and (found.cancelled() or found.exception())):
            self._made.move_to_end(data)
            return found
        made = self._made[data] = self._begun(data, CHARTER)
        for old in [key for key, old in self._made.items() if old.done()][: max(0, len(self._made) - KEPT)]:
            del self._made[old]
        return made

    def _begun(self, data: bytes, template: str) -> Future[bytes]:
        if sum(not making.done() for making in self._under_way) >= self._waiting:
            raise PressBusyError
        making = self._thread.submit(self._print, data, template)
        self._under_way.add(making)
        making.add_done_callback(self._under_way.discard)
        return making

    def _print(self, data: bytes, template: str) -> bytes:
        compilers, families = self._ready
        compiler, inputs = compilers[template], {"sheet": data.decode(), "fonts": families}
        try:
            return _pdf(compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1"))
        except typst.TypstError as refused:
            # No font here has one of the characters: still tagged, but it can't claim the standard. The message
            # quotes the character, which is people's and not the log's.
            _log.warning("charter_not_ua", reason=refused.message.partition("`")[0].strip())
            return _pdf(compiler.compile(format="pdf", sys_inputs=inputs))

    @functools.cached_property
    def _ready(self) -> tuple[Mapping[str, typst.Compiler], str]:
        fonts = typst.Fonts(font_paths=self._folders)
        there = set(fonts.families())
        if missing := {ROOM[0], TOOL[0]} - there:
            _log.warning("charter_fonts_missing", families=sorted(missing))
        families = {
            "room": [family for family in ROOM if family in there],
            "tool": [family for family in TOOL if family in there],
        }
        compilers = {
            name: typst.Compiler(HERE / name, root=HERE, font_paths=fonts) for name in (CHARTER, TAKEAWAY)
        }
        return compilers, orjson.dumps(families).decode()


def _data(charter: Charter, in_words: Words) -> bytes:
    return _encoded(asdict(sheet_of(charter, in_words)), charter.sealed, in_words)


def _encoded(sheet: dict[str, Any], sealed: dt.datetime | None, in_words: Words) -> bytes:
    """What the template is given."""
    data = {**sheet, "page_of": in_words("page_of", page="{page}", pages="{pages}")}
    if sealed:
        day = sealed.date()
        data["date"] = {"year": day.year, "month": day.month, "day": day.day}
    return orjson.dumps(data)


def _pdf(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)
    return made
