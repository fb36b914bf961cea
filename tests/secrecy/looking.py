"""What somebody asks for over HTTP, of what there is now: pages, the API, the charter in each of its forms."""

from collections.abc import Iterator

from app.domain.state import State
from app.domain.terms import at_least
from tests.secrecy.pair import Pair
from tests.secrecy.world import CODE, SCREEN

_ANYONE = ("api/v1/rooms/{}", "r/{}/screen")
_MEMBERS = ("r/{}", "r/{}", "r/{}?as=participant", "r/{}/mine.json", "api/v1/rooms/{}/deck")
_TAKEN = ("r/{}/takeaway", "r/{}/export.csv", "r/{}/export.json")
_CHARTER = (
    "r/{}/charter",
    "r/{}/charter.md",
    "r/{}/charter.json",
    "api/v1/rooms/{}/charter",
    "r/{}/charter/link",
)
_PRINTED = ("r/{}/charter.pdf", "r/{}/charter.docx", "r/{}/charter.png")


class Looking:
    def __init__(self, pair: Pair) -> None:
        self._pair = pair

    async def once(self, who: str = "") -> None:
        """At one of the pages that there are; and at what whoever operates it sees."""
        rng = self._pair.rng
        who = who or rng.choice(self._pair.audience)
        await self._at(rng.choice(list(_there(self._pair.one.room.state, who))), who)
        for path in () if who == SCREEN else (*_TAKEN, *_of_guests(self._pair.one.room.state, who)):
            await self._at(path, who)
        self._pair.comparison.figures()

    async def at_the_appointment(self) -> None:
        """As each of them puts it into their calendar."""
        for who in self._pair.audience:
            await self._at("r/{}/pause.ics", who)

    async def at_the_charter(self) -> None:
        """In every form."""
        for who in self._pair.audience:
            await self._at(self._pair.rng.choice(_CHARTER), who)
        on_paper = self._pair.rng.choice(self._pair.audience)
        for path in _PRINTED:
            await self._at(path, on_paper)

    async def _at(self, path: str, who: str) -> None:
        path = "/" + path.format(CODE)
        answers = []
        for world in self._pair.worlds:
            self._pair.turn(world)
            answers.append(await world.asks(who, path))
        one, other = answers
        where = path.removeprefix("/").replace(CODE, "…").partition("guest=")[0]
        self._pair.told.seen[where, one[0]] += 1
        self._pair.comparison.answers(one, other, f"step {self._pair.count}: {who} at {path}")


def _of_guests(state: State, who: str) -> Iterator[str]:
    """What the host takes along for them, and nobody else can."""
    for guest in (member.id for member in state.members.values() if member.kind == "guest"):
        yield from (f"r/{{}}/{page}?guest={guest}" for page in ("takeaway", "mine.json"))


def _there(state: State, who: str) -> Iterator[str]:
    yield from _ANYONE
    if who != SCREEN:
        yield from _MEMBERS
    if at_least(state.stage, "commit"):
        yield from _CHARTER
    if state.pause and state.pause.until:
        yield "r/{}/pause.ics"
