"""A sealed charter is put on the shelf along with the seal, and changed there with what may still change: signatures."""

import uuid
from collections.abc import Callable

from app.domain.shelf import KeepCharter, new_links
from app.domain.state import State

Shelving = Callable[[State], bytes]
"""The sealed charter of a room, as it is kept."""


def shelved(before: State, after: State, charter: Shelving) -> list[KeepCharter]:
    """What to keep along with what led from the one to the other."""
    if after.sealed is None:
        return []
    data = charter(after)
    if before.sealed is None:
        return [KeepCharter(data, new_links(after.facts.salt, str(uuid.uuid4())))]
    return [] if data == charter(before) else [KeepCharter(data)]
