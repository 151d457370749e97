"""What is known about everybody a practice looks after, in a bounded number of queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Text, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from planner.domain.account import PracticeId
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.storage.repositories.persons import kept_person
from planner.storage.rows import (
    DayLogRow,
    PersonRow,
    PracticePersonRow,
    ScreeningRow,
    SessionDiaryRow,
    TreatmentMarkRow,
    WeekCheckInRow,
    WeekRow,
)

HIGHEST_PAIN: Final = 10


@dataclass(slots=True)
class PersonFacts:
    """``pains`` are the highest pains written down, with the instant or the day they belong to."""

    person: KeptPerson
    stopped_at: datetime | None = None
    pains: list[tuple[date, int]] = field(default_factory=list)
    last_logged: datetime | None = None
    first_week: date | None = None
    marks: list[TreatmentMark] = field(default_factory=list)


class PracticeFacts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of_practice(self, practice: PracticeId, since: date, above: int = -1) -> tuple[PersonFacts, ...]:
        """Pains are those from ``since`` on that are higher than ``above``."""
        mine = select(PracticePersonRow.person_id).where(PracticePersonRow.practice_id == practice)
        rows = self._session.scalars(select(PersonRow).where(PersonRow.id.in_(mine)).order_by(PersonRow.id))
        facts = {PersonId(row.id): PersonFacts(kept_person(row)) for row in rows}
        self._stops(facts, mine)
        self._session_pains(facts, mine, since, above)
        self._day_pains(facts, mine, since, above)
        for table in (SessionDiaryRow, DayLogRow, WeekCheckInRow):
            newest = select(table.person_id, func.max(table.recorded_at)).where(table.person_id.in_(mine))
            for person, at in self._session.execute(newest.group_by(table.person_id)):
                known = facts[PersonId(person)].last_logged
                facts[PersonId(person)].last_logged = at if known is None else max(known, at)
        first = select(WeekRow.person_id, func.min(WeekRow.start)).where(WeekRow.person_id.in_(mine))
        for person, start in self._session.execute(first.group_by(WeekRow.person_id)):
            facts[PersonId(person)].first_week = start
        for row in self._session.scalars(
            select(TreatmentMarkRow).where(TreatmentMarkRow.person_id.in_(mine)).order_by(TreatmentMarkRow.due)
        ):
            mark = TreatmentMark(row.due, TreatmentState(row.state), row.moved_to, row.noted_at)
            facts[PersonId(row.person_id)].marks.append(mark)
        return tuple(facts.values())

    def _stops(self, facts: dict[PersonId, PersonFacts], mine: Select[int]) -> None:
        newest = (
            select(ScreeningRow.person_id, func.max(ScreeningRow.at))
            .where(ScreeningRow.person_id.in_(mine))
            .group_by(ScreeningRow.person_id)
        )
        for person, at in self._session.execute(newest):
            if person is not None:
                facts[PersonId(person)].stopped_at = at

    def _session_pains(self, facts: dict[PersonId, PersonFacts], mine: Select[int], since: date, above: int) -> None:
        keys = ("pain_during", "pain_next_morning")
        # A session lies within seven days of the start of its week, and a day begins a day earlier in some zones.
        rows = self._session.execute(
            select(SessionDiaryRow.person_id, SessionDiaryRow.recorded_at, SessionDiaryRow.entry).where(
                SessionDiaryRow.person_id.in_(mine),
                SessionDiaryRow.week_start >= since - timedelta(days=7),
                SessionDiaryRow.recorded_at >= datetime.combine(since, time(), UTC) - timedelta(days=1),
                _holds(SessionDiaryRow.entry, keys, above),
            )
        )
        for person, at, entry in rows:
            highest = _highest(entry.get(key) for key in keys)
            if highest is not None and highest > above and at.date() >= since:
                facts[PersonId(person)].pains.append((at.date(), highest))

    def _day_pains(self, facts: dict[PersonId, PersonFacts], mine: Select[int], since: date, above: int) -> None:
        rows = self._session.execute(
            select(DayLogRow.person_id, DayLogRow.day, DayLogRow.entry).where(
                DayLogRow.person_id.in_(mine),
                DayLogRow.day >= since,
                _holds(DayLogRow.entry, ("pain",), above),
            )
        )
        for person, day, entry in rows:
            highest = _highest([entry.get("pain")])
            if highest is not None and highest > above:
                facts[PersonId(person)].pains.append((day, highest))


def _holds(entry: InstrumentedAttribute[Any], keys: Iterable[str], above: int) -> ColumnElement[bool]:
    """Whether the text of an entry may hold a higher pain: the entries of many people need not be read for it."""
    text = type_coerce(entry, Text)
    wanted = (f'"{key}": {pain}' for key in keys for pain in range(above + 1, HIGHEST_PAIN + 1))
    return or_(*(text.contains(part, autoescape=True) for part in wanted))


def _highest(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def highest_by_day(pains: Iterable[tuple[date, int]]) -> dict[date, int]:
    """One pain a day: the highest."""
    days: dict[date, int] = defaultdict(int)
    for day, pain in pains:
        days[day] = max(days[day], pain)
    return dict(days)
