"""Undo and redo: one history a stage, whoever made the steps."""

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.history import last_step, next_step, obstacle
from app.domain.refusal import Refused
from app.domain.state import State


def undo(state: State, cmd: c.Undo, ask: Ask) -> Decision:
    step = last_step(state)
    if step is None or step.id != cmd.step:
        return Refused("not_the_last_step")
    return obstacle(state, step, back=True, held=ask.held) or [e.StepUndone(step.id)]


def redo(state: State, cmd: c.Redo, ask: Ask) -> Decision:
    step = next_step(state)
    if step is None or step.id != cmd.step:
        return Refused("not_the_last_step")
    return obstacle(state, step, back=False, held=ask.held) or [e.StepRedone(step.id)]
