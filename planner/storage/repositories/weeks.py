"""Planned weeks; a week planned again is a new version beside the old one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.domain.exercise import ExerciseId
from planner.domain.kept import KeptWeek, MadeBy, WeekId
from planner.domain.person import PersonId
from planner.storage.rows import WeekRow
from planner.storage.rows.weeks import NAMES_OWN

NO_NOTES: Final[Mapping[ExerciseId, str]] = MappingProxyType({})


def kept_week(row: WeekRow) -> KeptWeek:
    return KeptWeek(
        WeekId(row.id),
        PersonId(row.person_id),
        row.start,
        row.sequence,
        row.text,
        row.sheet_sha256,
        row.created_at,
        MadeBy(row.made_by),
        row.edits,
        {ExerciseId(exercise): note for exercise, note in row.notes.items()},
        row.signed_by,
        row.signed_at,
    )


class Weeks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        person: PersonId,
        start: date,
        text: str,
        now: datetime,
        sheet_sha256: str | None = None,
        *,
        made_by: MadeBy = MadeBy.PERSON,
        edits: str = "{}",
        notes: Mapping[ExerciseId, str] = NO_NOTES,
    ) -> KeptWeek:
        """Keeps ``text`` (``week.json``) as the next version of the week that starts on ``start``."""
        newest = self._session.scalar(
            select(func.max(WeekRow.sequence)).where(WeekRow.person_id == person, WeekRow.start == start)
        )
        row = WeekRow(
            person_id=person,
            start=start,
            sequence=0 if newest is None else newest + 1,
            text=text,
            sheet_sha256=sheet_sha256,
            created_at=now,
            made_by=made_by.value,
            edits=edits,
            notes=dict(notes),
        )
        self._session.add(row)
        self._session.flush()
        return kept_week(row)

    def find(self, week: WeekId) -> KeptWeek | None:
        row = self._session.get(WeekRow, week)
        return None if row is None else kept_week(row)

    def find_current(self, person: PersonId, start: date) -> KeptWeek | None:
        """The newest version of the week that starts on ``start``."""
        row = self._session.scalar(
            select(WeekRow)
            .where(WeekRow.person_id == person, WeekRow.start == start)
            .order_by(WeekRow.sequence.desc())
            .limit(1)
        )
        return None if row is None else kept_week(row)

    def starts(self, person: PersonId) -> tuple[date, ...]:
        """The first days of all weeks, in order of time."""
        return tuple(
            self._session.scalars(
                select(WeekRow.start).where(WeekRow.person_id == person).distinct().order_by(WeekRow.start)
            )
        )

    def versions(self, person: PersonId, start: date) -> tuple[KeptWeek, ...]:
        """Every version of the week that starts on ``start``, oldest first."""
        rows = self._session.scalars(
            select(WeekRow).where(WeekRow.person_id == person, WeekRow.start == start).order_by(WeekRow.sequence)
        )
        return tuple(kept_week(row) for row in rows)

    def all_versions(self, person: PersonId) -> tuple[KeptWeek, ...]:
        """Every version of every week, in order of time."""
        rows = self._session.scalars(
            select(WeekRow).where(WeekRow.person_id == person).order_by(WeekRow.start, WeekRow.sequence)
        )
        return tuple(kept_week(row) for row in rows)

    def texts_with_own(self, person: PersonId) -> tuple[str, ...]:
        """The texts of all versions of the person's weeks that hold an exercise of somebody's own."""
        names_own = NAMES_OWN[self._session.get_bind().dialect.name]
        found = select(WeekRow.text).where(WeekRow.person_id == person, names_own)
        return tuple(self._session.scalars(found.order_by(WeekRow.id)))

    def any_with(self, part: str) -> bool:
        """Whether ``part`` stands in anybody's week."""
        found = select(WeekRow.id).where(WeekRow.text.contains(part, autoescape=True)).limit(1)
        return self._session.scalar(found) is not None

    def sign(self, week: WeekId, who: str, now: datetime) -> None:
        row = self._session.get_one(WeekRow, week)
        row.signed_by, row.signed_at = who, now
        self._session.flush()

    def between(self, person: PersonId, first: date, last: date) -> tuple[KeptWeek, ...]:
        """The newest version of every week that starts from ``first`` to ``last``, in order of time."""
        newest = (
            select(WeekRow.start, func.max(WeekRow.sequence).label("sequence"))
            .where(WeekRow.person_id == person, WeekRow.start.between(first, last))
            .group_by(WeekRow.start)
            .subquery()
        )
        rows = self._session.scalars(
            select(WeekRow)
            .join(newest, (WeekRow.start == newest.c.start) & (WeekRow.sequence == newest.c.sequence))
            .where(WeekRow.person_id == person)
            .order_by(WeekRow.start)
        )
        return tuple(kept_week(row) for row in rows)

    def first_start(self, person: PersonId) -> date | None:
        """The first day of the first week ever."""
        return self._session.scalar(select(func.min(WeekRow.start)).where(WeekRow.person_id == person))

    def last_start(self, person: PersonId) -> date | None:
        """The first day of the newest week."""
        return self._session.scalar(select(func.max(WeekRow.start)).where(WeekRow.person_id == person))

    def of_person(self, person: PersonId) -> tuple[KeptWeek, ...]:
        """The newest version of every week, in order of time."""
        rows = self._session.scalars(
            select(WeekRow).where(WeekRow.person_id == person).order_by(WeekRow.start, WeekRow.sequence)
        )
        newest = {row.start: row for row in rows}
        return tuple(kept_week(row) for row in newest.values())
