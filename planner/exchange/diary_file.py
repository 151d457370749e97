"""Reads what happened before: earlier week files and diaries, found to any depth below a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from planner.domain.diary import Diary, ItemDone, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.domain.person import Answer
from planner.domain.week import SessionId, Week
from planner.exchange.answers import answer_of
from planner.exchange.diary_names import KnownNames, check_names
from planner.exchange.diary_shape import DIARY
from planner.exchange.week_file import read_week
from planner.strict_yaml import WHOLE_FILE, Document, Mistake, Mode, read_mapping
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import day_of

WEEK_FILE = "week.json"
DIARY_FILE = "diary.yaml"
_NOTE_KEYS = ("pain", "last_set_reps", "settled_by_morning")


def read_history(folder: Path, library: Library | None = None) -> tuple[tuple[Week, ...], Diary] | tuple[Mistake, ...]:
    """Weeks, oldest first, and one diary of all entries; or every mistake in the files.

    Sessions of the weeks that are there are looked up in them; with a library, exercises too.
    """
    if not folder.is_dir():
        what = "this is a file, not a folder" if folder.exists() else "there is no such folder"
        return (Mistake(str(folder), 1, WHOLE_FILE, what),)
    found = sorted(path for path in folder.rglob("*") if path.name in (WEEK_FILE, DIARY_FILE) and path.is_file())
    weeks, week_mistakes = _weeks([path for path in found if path.name == WEEK_FILE])
    known = KnownNames({week.start: week for week in weeks}, frozenset(library.exercises if library else ()))
    diary, diary_mistakes = _diary([path for path in found if path.name == DIARY_FILE], known)
    return (*week_mistakes, *diary_mistakes) or (weeks, diary)


def read_diary(path: Path) -> Diary | tuple[Mistake, ...]:
    """The entries of one diary file, or every mistake in it."""
    diary, mistakes = _diary([path], KnownNames())
    return mistakes or diary


def _weeks(paths: list[Path]) -> tuple[tuple[Week, ...], tuple[Mistake, ...]]:
    """A copy of a week is taken once; two different weeks with the same start are a mistake."""
    weeks: dict[date, tuple[Week, Path]] = {}
    mistakes: list[Mistake] = []
    for path in paths:
        week = read_week(path)
        if isinstance(week, tuple):
            mistakes.extend(week)
            continue
        first, place = weeks.setdefault(week.start, (week, path))
        if first != week:
            message = f"{place} is a different week that starts on {week.start} too; keep one of them"
            mistakes.append(Mistake(str(path), 1, "start", message))
    return tuple(weeks[start][0] for start in sorted(weeks)), tuple(mistakes)


def _diary(paths: list[Path], known: KnownNames) -> tuple[Diary, tuple[Mistake, ...]]:
    sessions: dict[tuple[date, SessionId], SessionDiary] = {}
    weeks: dict[date, WeekDiary] = {}
    mistakes: list[Mistake] = []
    for path in paths:
        document = read_mapping(path, Mode.ANSWERS, keep_flaws=True)
        if not isinstance(document, Document):
            mistakes.extend(document)
            continue
        report = Report(document)
        DIARY.check(document.value, (), report)
        for place, entry in enumerate(_entries(document, "sessions")):
            if report.sound("sessions", place):
                check_names(entry, ("sessions", place), known, report)
                session = _session_of(entry)
                if sessions.setdefault((session.week, session.session), session) is not session:
                    report.add(("sessions", place), f"{session.session} of {session.week} is in the diary twice.")
        for place, entry in enumerate(_entries(document, "weeks")):
            if report.sound("weeks", place):
                week = _week_of(entry)
                if weeks.setdefault(week.week, week) is not week:
                    report.add(("weeks", place), f"the week of {week.week} is in the diary twice.")
        mistakes.extend(report.mistakes)
    diary = Diary(tuple(sessions[key] for key in sorted(sessions)), tuple(weeks[key] for key in sorted(weeks)))
    return diary, tuple(mistakes)


def _entries(document: Document, key: str) -> list[Any]:
    entries = document.value.get(key)
    return entries if isinstance(entries, list) else []


def _session_of(entry: dict[str, Any]) -> SessionDiary:
    done = entry["done"]
    notes: dict[ExerciseId, dict[str, Any]] = {}
    if isinstance(done, dict):
        # A note may stand beside what was done of the exercise, or in a group of its own.
        notes.update({ExerciseId(k): v for k, v in done.items() if any(v.get(n) is not None for n in _NOTE_KEYS)})
    for exercise, note in (entry.get("exercises") or {}).items():
        notes[ExerciseId(exercise)] = {**notes.get(ExerciseId(exercise), {}), **note}
    return SessionDiary(
        week=_day(entry["week"]),
        session=SessionId(entry["session"]),
        done=done if isinstance(done, str) else {ExerciseId(k): _done_of(v) for k, v in done.items()},  # type: ignore[arg-type]
        skipped=tuple(ExerciseId(name) for name in entry.get("skipped") or ()),
        effort=entry.get("effort"),
        pain_during=entry.get("pain_during"),
        pain_next_morning=entry.get("pain_next_morning"),
        tiredness=entry.get("tiredness"),
        tiredness_next_morning=entry.get("tiredness_next_morning"),
        new_symptoms=tuple(entry.get("new_symptoms") or ()),
        exercises={exercise: _note_of(note) for exercise, note in notes.items()},
    )


def _done_of(done: dict[str, Any]) -> ItemDone:
    reps, minutes = done.get("reps"), done.get("minutes")
    return ItemDone(
        sets=done.get("sets"),
        reps=tuple(reps) if isinstance(reps, list) else reps,
        hold_seconds=done.get("hold_seconds"),
        minutes=None if minutes is None else float(minutes),
    )


def _note_of(note: dict[str, Any]) -> ItemNote:
    # [D] Not sure whether it had settled counts as not settled (PAIN-04).
    return ItemNote(note.get("pain"), note.get("last_set_reps"), _yes(note.get("settled_by_morning"), not_sure=False))


def _week_of(entry: dict[str, Any]) -> WeekDiary:
    average = entry.get("tiredness_average")
    return WeekDiary(
        week=_day(entry["week"]),
        walk_minutes=entry.get("walk_minutes"),
        # [D] Not sure whether the treatment was had counts as not said; not sure about a fall counts as a fall.
        b12_done=_yes(entry.get("b12_done"), not_sure=None),
        falls=_yes(entry.get("falls"), not_sure=True),
        painkiller_days=entry.get("painkiller_days"),
        tiredness_average=None if average is None else float(average),
    )


def _yes(value: Any, *, not_sure: bool | None) -> bool | None:
    answer = answer_of(value)
    return not_sure if answer is Answer.NOT_SURE else (None if answer is None else answer is Answer.YES)


def _day(value: Any) -> date:
    day = day_of(value)
    assert day is not None
    return day
