"""Late voices: who may still answer an adopted value, and what they said to it.

Whoever took part at the close of its round has had their say. Who of them answered nobody can tell, the server included.
"""

from app.domain.outcome import salted
from app.domain.state import Adopted, LateVoice, Round, Shared, State


def adopting_round(value: Shared) -> Round | None:
    """The round that a value was adopted on; None while it isn't adopted."""
    status = value.status
    if not isinstance(status, Adopted):
        return None
    return next((round for round in value.rounds if round.ballot.id == status.ballot), None)


def voices(state: State, round: Round) -> list[LateVoice]:
    """In an order that tells neither when nor by whom. Not by their ids, which their senders' devices make."""
    said = (voice for voice in state.late.values() if voice.ballot == round.ballot.id)
    return sorted(said, key=lambda voice: salted(state, voice.ballot, voice.text))


def voice_of(state: State, round: Round, member: str) -> LateVoice | None:
    """What this member said to the value that was adopted on this round."""
    return next((voice for voice in voices(state, round) if voice.member == member), None)
