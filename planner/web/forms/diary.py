"""The diary of a week as one form: the fields of the paper sheet, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.domain.diary import DayLog, ItemDone, ItemNote, SessionDiary, WeekDiary
from planner.domain.diary_fields import DAY_FIELDS, MOMENT_NAMES, WEEK_FIELDS, DiaryField, FieldKind, day_fields
from planner.domain.exercise import ExerciseId
from planner.domain.week import CareKind, Day, Session
from planner.use_cases.keep_diary import WeekEntries, WeekPaper
from planner.web.forms.kinds import NotUsable, Sent, Whole, Words
from planner.web.forms.question import Slips

DONE_OPTIONS: Final = (("all", _l("All")), ("part", _l("Part")), ("none", _l("Not done")))
_SCORE: Final = Whole(0, 10)
_LABELS: Final[Mapping[str, Words]] = {
    "Pain": _l("Pain"),
    "Tiredness": _l("Tiredness"),
    "Back to usual": _l("Back to usual"),
    "Session done": _l("Session done"),
    "Effort": _l("Effort"),
    "Highest pain": _l("Highest pain"),
    "Walking": _l("Walking"),
    "B12 treatment": _l("B12 treatment"),
    "Painkillers": _l("Painkillers"),
    "Pain, on average": _l("Pain, on average"),
    "Tiredness, on average": _l("Tiredness, on average"),
    "A fall this week": _l("A fall this week"),
    "In the morning": _l("In the morning"),
    "After a session": _l("After a session"),
    "In the evening": _l("In the evening"),
    "At the end of the week": _l("At the end of the week"),
    "0 none, 10 worst": _l("0 none, 10 worst"),
    "after yesterday's session": _l("after yesterday's session"),
    "A all, P part, 0 none": _l("A all, P part, 0 none"),
    "0 rest, 10 all you have": _l("0 rest, 10 all you have"),
    "during the session": _l("during the session"),
    "minutes in all": _l("minutes in all"),
    "done today": _l("done today"),
    "taken today": _l("taken today"),
}
"""The words of the paper sheet, each named once more for translators."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Fields that are filled in at one moment of the day."""

    name: Words
    fields: tuple[DiaryField, ...]


def rows(paper: WeekPaper) -> tuple[Rows, ...]:
    """Those that the paper sheet of the week has, and none is missing in which something is kept."""
    moments = groupby(day_fields(paper.week, treated=bool(paper.treated)), lambda field: field.moment)
    return tuple(Rows(words(MOMENT_NAMES[moment]), tuple(fields)) for moment, fields in moments)


def words(text: str) -> Words:
    return _LABELS.get(text, text)


def treatment_due(day: Day) -> bool:
    return any(care.kind is CareKind.B12 and " today" in care.text for care in day.care)


def shown(paper: WeekPaper) -> Sent:
    """What is kept, as the browser would send it."""
    sent: Sent = MultiDict()
    for day in paper.week.days:
        log = paper.days.get(day.date, DayLog(day.date))
        for field in DAY_FIELDS:
            if field.kept_in == "day":
                _put(sent, day_name(day.date, field), getattr(log, field.key))
            elif field.kept_in == "treatment":
                _put(sent, day_name(day.date, field), day.date in paper.treated or None)
        for session in day.sessions:
            _show_session(sent, session, paper.sessions.get(session.id))
    for field in WEEK_FIELDS:
        value = getattr(paper.check_in, field.key)
        _put(sent, f"week.{field.key}", round(value) if isinstance(value, float) else value)
    return sent


def read_entries(paper: WeekPaper, sent: Sent) -> tuple[WeekEntries, Slips]:
    """The whole screen, and what to put right by field name. What the screen does not ask stays as it is."""
    slips = Slips()
    days, sessions, treated = [], [], set()
    for day in paper.week.days:
        log = paper.days.get(day.date, DayLog(day.date))
        values: dict[str, Any] = {}
        for field in DAY_FIELDS:
            if field.kept_in == "day":
                values[field.key] = _read(field, day_name(day.date, field), getattr(log, field.key), sent, slips)
            elif field.kept_in == "treatment" and sent.get(day_name(day.date, field)):
                treated.add(day.date)
        days.append(replace(log, **values))
        for session in day.sessions:
            diary = _read_session(paper.start, session, paper.sessions.get(session.id), sent, slips)
            if diary is not None:
                sessions.append(diary)
    week = {f.key: _read(f, f"week.{f.key}", getattr(paper.check_in, f.key), sent, slips) for f in WEEK_FIELDS}
    check_in = replace(paper.check_in, **week) if not slips else WeekDiary(paper.start)
    return WeekEntries(tuple(days), tuple(sessions), frozenset(treated), check_in), slips


def day_name(day: date, field: DiaryField) -> str:
    return f"{day.isoformat()}.{field.key}"


def session_name(session: Session, key: str) -> str:
    return f"{session.id}.{key}"


def _put(sent: Sent, name: str, value: object) -> None:
    if value is True:
        sent[name] = "yes"
    elif value is not None and value is not False:
        sent[name] = str(value)


def _read(field: DiaryField, name: str, before: Any, sent: Sent, slips: Slips) -> Any:
    """An empty box says nothing: a no that was said elsewhere stays, and a blank does not become one."""
    if field.kind is FieldKind.TICK:
        return True if sent.get(name) else (False if before is False else None)
    return _number(Whole(0, field.most), name, sent, slips)


def _number(kind: Whole, name: str, sent: Sent, slips: Slips) -> int | None:
    try:
        return kind.read(name, sent)
    except NotUsable as slip:
        slips[name] = slip.args[0]
        return None


def _show_session(sent: Sent, session: Session, diary: SessionDiary | None) -> None:
    if diary is None:
        return
    sent[session_name(session, "done")] = (
        diary.done if isinstance(diary.done, str) else "part" if diary.done else "none"
    )
    for key in ("effort", "pain_during"):
        _put(sent, session_name(session, key), getattr(diary, key))
    done = () if isinstance(diary.done, str) else diary.done
    for place, item in enumerate(session.items):
        note = diary.exercises.get(item.exercise)
        _put(sent, session_name(session, f"pain.{place}"), None if note is None else note.pain)
        _put(sent, session_name(session, f"left.{place}"), bool(done) and item.exercise not in done)


def _read_session(
    start: date, session: Session, before: SessionDiary | None, sent: Sent, slips: Slips
) -> SessionDiary | None:
    """None where nothing is written about the session."""
    effort = _number(_SCORE, session_name(session, "effort"), sent, slips)
    pain = _number(_SCORE, session_name(session, "pain_during"), sent, slips)
    said = sent.get(session_name(session, "done"), "")
    if said not in ("all", "part", "none"):
        if effort is not None or pain is not None:
            slips[session_name(session, "done")] = _l("Please say how much of the session was done.")
        return None
    notes = dict(before.exercises) if before else {}
    left = []
    for place, item in enumerate(session.items):
        felt = _number(_SCORE, session_name(session, f"pain.{place}"), sent, slips)
        note = replace(notes.get(item.exercise, ItemNote()), pain=felt)
        notes[item.exercise] = note
        if sent.get(session_name(session, f"left.{place}")):
            left.append(item.exercise)
    done = _done(session, said, left, before)
    return replace(
        before or SessionDiary(start, session.id, "all"),
        done=done,
        skipped=() if isinstance(done, str) else tuple(i.exercise for i in session.items if i.exercise not in done),
        effort=effort,
        pain_during=pain,
        exercises={exercise: note for exercise, note in notes.items() if note != ItemNote()},
    )


def _done(session: Session, said: str, left: list[ExerciseId], before: SessionDiary | None) -> Any:
    """What was counted during the session stays as long as the paper says the same.

    Where the paper says "part" and no more, the first half of the exercises counts as done: most people who stop
    early stop in order. [D]
    """
    if said != "part":
        return said
    exercises = [item.exercise for item in session.items]
    if before is not None and not isinstance(before.done, str) and before.done:
        same = {e for e in exercises if e not in before.done} == set(left)
        if same:
            return before.done
    if not left:
        return {e: ItemDone() for e in exercises[: max(1, len(exercises) // 2)]}
    return {e: ItemDone() for e in exercises if e not in left} or "none"
