"""Late voices: who may still answer an adopted value, and what they said to it.

Whoever took part at the close of its round has had their say. Who of them answered nobody can tell, the server included.
"""

from collections.abc import Iterator

from app.domain.state import Adopted, LateVoice, Round, Shared, State


def adopting_round(value: Shared) -> Round | None:
    """The round that a value was adopted on; None while it isn't adopted."""
    status = value.status
    if not isinstance(status, Adopted):
        return None
    return next((round for round in value.rounds if round.ballot.id == status.ballot), None)


def voices(state: State, round: Round) -> Iterator[LateVoice]:
    """By their id, which tells neither when nor by whom."""
    return (voice for _, voice in sorted(state.late.items()) if voice.ballot == round.ballot.id)


def voice_of(state: State, round: Round, member: str) -> LateVoice | None:
    """What this member said to the value that was adopted on this round."""
    return next((voice for voice in voices(state, round) if voice.member == member), None)
