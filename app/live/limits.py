"""The bounds of everything that is buffered for a room, and the shortest times between two frames."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LiveLimits:
    inbox: int = 2_000
    """Commands that wait in a room; one more is refused (`too_fast`)."""
    tries: int = 5
    """Appends of one batch that lost against another process; after that it is refused (`not_stored`)."""
    connections: int = 2_500
    """Of one room, screens included; one more is turned away."""
    screens: int = 50
    """Screens among them: a leaked screen link must not lock out the phones."""
    per_member: int = 4
    """One more takes the place of the oldest: a half-open socket must not lock its owner out."""
    answers: int = 256
    """Acks and refusals that one connection hasn't read; one more closes it (1013)."""
    kept_frames: int = 256
    kept_bytes: int = 262_144
    """Of patches, kept once for all connections of a room. Who is further behind skips to a later view."""
    kept_views: int = 256
    kept_parts: int = 50_000
    """Entries of maps in the kept views, about 100 bytes each. Older than that: a snapshot."""
    tick: float = 0.025
    """Seconds between two patches."""
    presence_tick: float = 0.25
    """Seconds between two presence frames."""
    coaching: float = 5.0
    """Seconds between two ticks for the coach."""
    hold: float = 15.0
    """Seconds for which a card stays in somebody's hand without another word of theirs."""
    drain: float = 2.5
    """Seconds for what waits, when a room closes."""
    beat: float = 3.0
    """Seconds between two words to the other processes, and between two looks at what is stored."""
    silence: float = 12.0
    """Seconds without a word of a process after which the people at it are taken to be gone."""
    noting: float = 600.0
    """Seconds between two notes that rooms are in use, also where people only look."""
    idle: float = 600.0
    """Seconds without a connection or a command after which a room leaves memory."""
