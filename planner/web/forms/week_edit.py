"""What a person changes in their week, read from the forms of its page."""

from __future__ import annotations

from datetime import date
from typing import Final, assert_never, cast

from planner.domain.edits import (
    AfterMiss,
    AfterMissChoice,
    Edit,
    LoseDay,
    MoveSession,
    Pin,
    Replan,
    RestoreDay,
    SetDose,
    SwapExercise,
    Unpin,
    day_of_session,
)
from planner.domain.exercise import ExerciseId
from planner.domain.week import SessionId
from planner.web.forms.kinds import Sent, date_of

_CHOICES: Final[tuple[AfterMissChoice, ...]] = ("skip", "shift", "squeeze")


def read_edit(sent: Sent) -> Edit | None:
    """The change that a form asks for; None where it makes no sense, which no form of ours sends."""
    session = SessionId(sent.get("session", ""))
    exercise = ExerciseId(sent.get("exercise", "")) or None
    day = date_of(sent.get("day", ""))
    match sent.get("change"):
        case "move" if session and day:
            return MoveSession(session, day)
        case "pin" if session:
            return Pin(session, exercise)
        case "unpin" if session:
            return Unpin(session, exercise)
        case "swap" if session and exercise and sent.get("new"):
            return SwapExercise(session, exercise, ExerciseId(sent["new"]))
        case "lose" if day:
            return LoseDay(day)
        case "restore" if day:
            return RestoreDay(day)
        case "missed" if sent.get("choice") in _CHOICES:
            return AfterMiss(cast(AfterMissChoice, sent["choice"]))
        case "again":
            return Replan()
        case _:
            return None


def day_of(edit: Edit, start: date) -> date | None:
    """The day of the week on whose card the answer to a change is shown; None for a change of the whole week."""
    match edit:
        case MoveSession(to=day) | LoseDay(day=day) | RestoreDay(day=day):
            return day
        case Pin(session=session) | Unpin(session=session) | SwapExercise(session=session) | SetDose(session=session):
            return day_of_session(start, session)
        case AfterMiss() | Replan():
            return None
        case _:
            assert_never(edit)


def anchor_of(edit: Edit, start: date) -> str:
    """The place on the page where a change shows: an exercise of a session, a day, or the week as a whole."""
    match edit:
        case Pin(session, str(exercise)) | Unpin(session, str(exercise)):
            return item_anchor(session, exercise)
        case SwapExercise(session, _old, new):
            return item_anchor(session, new)
        case _:
            day = day_of(edit, start)
            return "plan" if day is None else day_anchor(day)


def place_of_refusal(edit: Edit, start: date) -> str:
    """Where a change that was not made is answered: by the thing that stayed as it was."""
    if isinstance(edit, SwapExercise):
        return item_anchor(edit.session, edit.old)
    if isinstance(edit, MoveSession):
        day = day_of_session(start, edit.session)
        return "plan" if day is None else day_anchor(day)
    return anchor_of(edit, start)


def day_anchor(day: date) -> str:
    return f"on-{day.isoformat()}"


def item_anchor(session: SessionId, exercise: ExerciseId) -> str:
    return f"{session}.{exercise}"
