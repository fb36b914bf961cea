"""Pairs and trios: story partners, drafts in groups. Groups stand one after the other in `members`, by `sizes`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemoteSet:
    member: str
    on: bool


@dataclass(frozen=True, slots=True)
class PartnersDrawn:
    members: tuple[str, ...]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartnersMoved:
    """Those in `left` have no partners any more; the others are together now as they stand here."""

    left: tuple[str, ...]
    members: tuple[str, ...]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartnersCleared:
    pass


@dataclass(frozen=True, slots=True)
class DraftOpened:
    """`base` is the wording that the value has now."""

    draft: str
    cluster: str
    base: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftRegrouped:
    """Who drafts it from now on, and who doesn't any more."""

    draft: str
    members: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """`members`: whose draft it is."""

    draft: str
    member: str
    statement: str
    behaviour: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftingEnded:
    pass
