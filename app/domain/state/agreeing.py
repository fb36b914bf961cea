"""Values on their way to being shared: wordings, rounds, drafts, and what became of them."""

from dataclasses import dataclass

from app.domain.method.partners import Group
from app.domain.state.ballots import Round


@dataclass(frozen=True)
class Wording:
    """`member` is who proposed it; "" for the lead's and for a value's first one. `lives`: who could live with it.
    `used`: it was put in force once, and so is the group's."""

    id: str
    cluster: str
    name: str
    statement: str
    member: str = ""
    base: str | None = None
    lives: frozenset[str] = frozenset()
    used: bool = False


@dataclass(frozen=True)
class Proposed:
    pass


@dataclass(frozen=True)
class Adopted:
    """On the round with this ballot."""

    ballot: str


@dataclass(frozen=True)
class SetAside:
    pass


@dataclass(frozen=True)
class LeftOpen:
    date: str | None


Status = Proposed | Adopted | SetAside | LeftOpen


@dataclass(frozen=True)
class Shared:
    """A value that is being agreed on: a chosen cluster with the wording in force and its rounds, oldest first."""

    cluster: str
    wording: str
    status: Status = Proposed()
    rounds: tuple[Round, ...] = ()

    @property
    def open_round(self) -> Round | None:
        return self.rounds[-1] if self.rounds and self.rounds[-1].ballot.is_open else None


@dataclass(frozen=True)
class LateVoice:
    """What someone who wasn't there says to a value that was adopted on this ballot."""

    cluster: str
    ballot: str
    member: str
    fine: bool
    text: str


@dataclass(frozen=True)
class Draft:
    """What a group drafts for a value: one text, whoever of its members saved it last. `base`: the wording it began from."""

    id: str
    cluster: str
    base: str
    members: Group
    statement: str = ""
    behaviour: str = ""
    member: str = ""
    saved: str | None = None
    """The command that saved it last: whoever saves over it names it."""
