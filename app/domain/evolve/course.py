"""The course of a workshop: stages, time, what the screen shows."""

import datetime as dt

from app.domain import events as e
from app.domain.history import brought_again, taken_back
from app.domain.immutable import replace
from app.domain.state import Course, History, Pause, State, Timer


def stage_changed(s: State, ev: e.StageChanged, entry: e.Entry) -> State:
    """What belongs to a stage's moment goes with it: who is ready, the question, the last call, the timer,
    suggestions, story partners, the steps that could be undone."""
    s = replace(
        s,
        suggesting=None,
        suggestions=None,
        suggestions_failed=False,
        partners=None,
        history=History(),
        course=_moved_on(s, entry.at),
    )
    return replace(
        s, stage=ev.stage, ready=frozenset(), question=None, last_call=None, timer=None, spotlight=None
    )


def last_call_made(s: State, ev: e.LastCallMade, entry: e.Entry) -> State:
    return replace(s, last_call=ev.ends)


def timer_started(s: State, ev: e.TimerStarted, entry: e.Entry) -> State:
    return replace(s, timer=Timer(ev.ends, ev.seconds))


def timer_stopped(s: State, ev: e.TimerStopped, entry: e.Entry) -> State:
    return replace(s, timer=None)


def paused(s: State, ev: e.Paused, entry: e.Entry) -> State:
    """Time stands still from the first one on."""
    if s.pause:
        return replace(s, pause=replace(s.pause, until=ev.until))
    return replace(s, course=_stopped(s, entry.at), pause=Pause(entry.at, ev.until), last_call=None)


def resumed(s: State, ev: e.Resumed, entry: e.Entry) -> State:
    runs = s.course.began is not None
    return replace(s, course=replace(s.course, since=entry.at if runs else None), pause=None, timer=None)


def _moved_on(s: State, at: dt.datetime) -> Course:
    """Out of the lobby, the workshop begins."""
    course = _stopped(s, at)
    return replace(course, began=course.began or at, since=None if s.pause else at)


def _stopped(s: State, at: dt.datetime) -> Course:
    course = s.course
    if course.since is None:
        return course
    before = course.spent.get(s.stage, dt.timedelta())
    now = max(at, course.since) - course.since
    return replace(course, since=None, spent={**course.spent, s.stage: before + now})


def question_shown(s: State, ev: e.QuestionShown, entry: e.Entry) -> State:
    return replace(s, question=ev.text)


def question_cleared(s: State, ev: e.QuestionCleared, entry: e.Entry) -> State:
    return replace(s, question=None)


def screen_blanked(s: State, ev: e.ScreenBlanked, entry: e.Entry) -> State:
    return replace(s, blank=ev.on)


def step_undone(s: State, ev: e.StepUndone, entry: e.Entry) -> State:
    return taken_back(s, ev.step)


def step_redone(s: State, ev: e.StepRedone, entry: e.Entry) -> State:
    return brought_again(s, ev.step)


def erased(s: State, ev: e.Erased, entry: e.Entry) -> State:
    return s
