"""Commands that were acknowledged and changed nothing: of these the log knows nothing, and a repeat must not change it."""

from app.domain.commands import Command

Key = tuple[str, str, str]


MOST = 2_000
"""In one room: more than a burst of outboxes, and a quarter of a megabyte."""


class Unchanged:
    """The last of them in one room, each with the seq of its ack, for as long as the process keeps the room."""

    def __init__(self) -> None:
        self._seqs: dict[Key, int] = {}

    def note(self, sender: str, command: Command, seq: int) -> None:
        """It was acknowledged at `seq`. At the bound the oldest is forgotten."""
        self._seqs[_key(sender, command)] = seq
        if len(self._seqs) > MOST:
            del self._seqs[next(iter(self._seqs))]

    def seq_of(self, sender: str, command: Command) -> int | None:
        """The seq at which this sender's command was acknowledged before, if it was."""
        return self._seqs.get(_key(sender, command))

    def __len__(self) -> int:
        return len(self._seqs)


def _key(sender: str, command: Command) -> Key:
    return sender, command.id, command.type
