"""What was tried, and what was compared."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Told:
    histories: int = 0
    steps: int = 0
    frames: int = 0
    messages: int = 0
    pages: int = 0
    seen: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Pages by what they were, and how they were answered."""
    bytes: int = 0
    wired: int = 0
    """Bytes that came over a network."""
    unlike: Counter[str] = field(default_factory=Counter)
    """Steps at which the worlds differed, by what in; so many were compared that could have told."""
    reached: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    """What was said differently, or by somebody else."""

    def __iadd__(self, more: "Told") -> "Told":
        for name, value in vars(more).items():
            setattr(self, name, getattr(self, name) + value)
        return self


class LeakError(AssertionError):
    """Somebody was sent what tells the two apart."""
