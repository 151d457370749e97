"""Diaries: one entry a session, one a day and one a week; writing an entry again replaces it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.domain.diary import DayLog, Diary, ItemDone, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.person import PersonId
from planner.domain.week import SessionId
from planner.storage.rows import DayLogRow, SessionDiaryRow, WeekCheckInRow


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def session_entry(diary: SessionDiary) -> dict[str, Any]:
    """The keys of one session in ``diary.yaml``, without week and session; what was not said is left out."""
    done = diary.done if isinstance(diary.done, str) else {k: _given(asdict(v)) for k, v in diary.done.items()}
    numbers = {
        name: getattr(diary, name)
        for name in ("effort", "pain_during", "pain_next_morning", "tiredness", "tiredness_next_morning")
    }
    return {
        "done": done,
        "skipped": list(diary.skipped),
        "new_symptoms": list(diary.new_symptoms),
        "exercises": {k: _given(asdict(v)) for k, v in diary.exercises.items()},
        **_given(numbers),
    }


def _item_done(entry: dict[str, Any]) -> ItemDone:
    reps = entry.get("reps")
    return ItemDone(**{**entry, "reps": tuple(reps) if isinstance(reps, list) else reps})


def session_diary(row: SessionDiaryRow) -> SessionDiary:
    entry = dict(row.entry)
    done = entry.pop("done")
    return SessionDiary(
        week=row.week_start,
        session=SessionId(row.session),
        done=done if isinstance(done, str) else {ExerciseId(k): _item_done(v) for k, v in done.items()},  # type: ignore[arg-type]
        skipped=tuple(ExerciseId(e) for e in entry.pop("skipped")),
        new_symptoms=tuple(entry.pop("new_symptoms")),
        exercises={ExerciseId(k): ItemNote(**v) for k, v in entry.pop("exercises").items()},
        **entry,
    )


class Diaries:
    def __init__(self, session: Session) -> None:
        self._session = session

    def record_session(self, person: PersonId, diary: SessionDiary, now: datetime) -> None:
        row = self._session.scalar(
            select(SessionDiaryRow).where(
                SessionDiaryRow.person_id == person,
                SessionDiaryRow.week_start == diary.week,
                SessionDiaryRow.session == diary.session,
            )
        )
        if row is None:
            row = SessionDiaryRow(person_id=person, week_start=diary.week, session=diary.session)
            self._session.add(row)
        row.entry, row.recorded_at = session_entry(diary), now
        self._session.flush()

    def record_week(self, person: PersonId, diary: WeekDiary, now: datetime) -> None:
        row = self._session.scalar(
            select(WeekCheckInRow).where(WeekCheckInRow.person_id == person, WeekCheckInRow.week_start == diary.week)
        )
        if row is None:
            row = WeekCheckInRow(person_id=person, week_start=diary.week)
            self._session.add(row)
        entry = _given(asdict(diary))
        del entry["week"]
        row.entry, row.recorded_at = entry, now
        self._session.flush()

    def of_person(self, person: PersonId) -> Diary:
        """Everything written down, in order of time."""
        sessions = self._session.scalars(
            select(SessionDiaryRow)
            .where(SessionDiaryRow.person_id == person)
            .order_by(SessionDiaryRow.week_start, SessionDiaryRow.id)
        )
        weeks = self._session.scalars(
            select(WeekCheckInRow).where(WeekCheckInRow.person_id == person).order_by(WeekCheckInRow.week_start)
        )
        return Diary(
            tuple(session_diary(row) for row in sessions),
            tuple(WeekDiary(week=row.week_start, **row.entry) for row in weeks),
        )

    def find_session(self, person: PersonId, week: date, session: SessionId) -> SessionDiary | None:
        row = self._session.scalar(
            select(SessionDiaryRow).where(
                SessionDiaryRow.person_id == person,
                SessionDiaryRow.week_start == week,
                SessionDiaryRow.session == session,
            )
        )
        return None if row is None else session_diary(row)

    def of_week(self, person: PersonId, week: date) -> tuple[SessionDiary, ...]:
        """What was written down about the sessions of the week that starts on ``week``."""
        rows = self._session.scalars(
            select(SessionDiaryRow)
            .where(SessionDiaryRow.person_id == person, SessionDiaryRow.week_start == week)
            .order_by(SessionDiaryRow.id)
        )
        return tuple(session_diary(row) for row in rows)

    def sessions_since(self, person: PersonId, week: date) -> tuple[SessionDiary, ...]:
        """What was written down about the sessions of the weeks that start on ``week`` or later."""
        rows = self._session.scalars(
            select(SessionDiaryRow)
            .where(SessionDiaryRow.person_id == person, SessionDiaryRow.week_start >= week)
            .order_by(SessionDiaryRow.week_start, SessionDiaryRow.id)
        )
        return tuple(session_diary(row) for row in rows)

    def record_day(self, person: PersonId, log: DayLog, now: datetime) -> None:
        row = self._session.get(DayLogRow, (person, log.day))
        if row is None:
            row = DayLogRow(person_id=person, day=log.day)
            self._session.add(row)
        entry = _given(asdict(log))
        del entry["day"]
        row.entry, row.recorded_at = entry, now
        self._session.flush()

    def days(self, person: PersonId, first: date, last: date) -> tuple[DayLog, ...]:
        """The days from ``first`` to ``last``, both included, that something was written down for."""
        rows = self._session.scalars(
            select(DayLogRow)
            .where(DayLogRow.person_id == person, DayLogRow.day.between(first, last))
            .order_by(DayLogRow.day)
        )
        return tuple(DayLog(day=row.day, **row.entry) for row in rows)

    def recorded_at(self, person: PersonId) -> datetime | None:
        """When something was last written down."""
        newest = [
            self._session.scalar(select(func.max(table.recorded_at)).where(table.person_id == person))
            for table in (SessionDiaryRow, WeekCheckInRow, DayLogRow)
        ]
        return max((at for at in newest if at is not None), default=None)
