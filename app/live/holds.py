"""Which card is in whose hand: kept here while it lasts, never stored.

Only this process knows: a hand at another process is not seen from here, and the last move stands, as anywhere.
"""

from collections.abc import Callable, Mapping


class Holds:
    """One card a person, for so many `seconds` from the last word of them. `now`: a clock that only goes on."""

    def __init__(self, seconds: float, now: Callable[[], float]) -> None:
        self._seconds, self._now = seconds, now
        self._cards: dict[str, tuple[str, float]] = {}

    def hold(self, member: str, card: str | None) -> None:
        """In place of what they held before; None: nothing any more."""
        self._cards.pop(member, None)
        if card is not None:
            self._cards[member] = (card, self._now() + self._seconds)

    def by_card(self) -> Mapping[str, str]:
        """Who holds each card at this moment."""
        now = self._now()
        self._cards = {member: held for member, held in self._cards.items() if held[1] > now}
        return {card: member for member, (card, _) in self._cards.items()}
