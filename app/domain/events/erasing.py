"""What somebody took back for good."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputErased:
    """What this member put in is gone: the words were blanked where they stood, in the same transaction.

    `ids` are things that aren't there any more, `disowned` those that are the group's by now and stay without their
    author. `everything`: whatever else the member ever said, too. `name`: what they're called from now on, "" as before.
    `cards` are those on which erased values stood and others still stand, with the clusters they lie in ("" for none):
    without the words, nobody who reads the log can tell any more. `unnamed` are empty clusters that bore such a word.
    """

    member: str
    ids: tuple[str, ...]
    disowned: tuple[str, ...] = ()
    word: bool = False
    signature: bool = False
    everything: bool = False
    name: str = ""
    cards: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
