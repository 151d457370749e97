"""What is kept about several people, read in one query a table, for whoever then asks about one after the other.

The repositories here answer from what was read, and ask the database about everything else. They belong to one reading
transaction: what they say is as old as that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, cast

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Select, any_, bindparam, func, select
from sqlalchemy.orm import Session

from planner.domain.account import normalised_email
from planner.domain.diary import DayLog, Diary, SessionDiary, WeekDiary
from planner.domain.health_record import OutcomeScore
from planner.domain.kept import KeptPerson, KeptWeek, ScreeningEntry
from planner.domain.person import PersonId, ReminderChoices
from planner.domain.reminder import LetterChoices, LetterState, OutboxLetter, Suspension
from planner.storage.repositories.addresses import Addresses
from planner.storage.repositories.diaries import Diaries, session_diary
from planner.storage.repositories.health_records import HealthRecords, outcome_score
from planner.storage.repositories.outbox import Outbox, outbox_letter
from planner.storage.repositories.persons import Persons, kept_person
from planner.storage.repositories.reminders import Reminders, letter_choices, reminder_choices
from planner.storage.repositories.screenings import Screenings, screening_entry
from planner.storage.repositories.weeks import Weeks, kept_week
from planner.storage.rows import (
    DayLogRow,
    OutboxRow,
    OutcomeScoreRow,
    PersonRow,
    ReminderRow,
    ScreeningRow,
    SessionDiaryRow,
    SuspendedAddressRow,
    WeekCheckInRow,
    WeekRow,
)

_WEEKS: Final = timedelta(days=16)
"""So far before and after the day in question weeks are read."""
_DAYS: Final = timedelta(days=66)
"""So far before it the log of days is read; the safety questions ask for two months of it (SCR-07)."""
_LETTERS: Final = timedelta(days=20)
_AFTER: Final = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class _People:
    """Reads the rows of all of them, by person."""

    session: Session
    ids: frozenset[PersonId]
    day: date

    def are_of(self, column: Any) -> ColumnElement[bool]:
        """One parameter where the database takes lists; otherwise one for each person, which costs more to prepare."""
        ids = sorted(self.ids)
        if self.session.get_bind().dialect.name != "postgresql":
            return cast(ColumnElement[bool], column.in_(ids))
        return cast(ColumnElement[bool], column == any_(bindparam(None, ids, type_=ARRAY(BigInteger))))

    def rows(self, table: Any, *conditions: Any, order: tuple[Any, ...] = ()) -> Mapping[int, list[Any]]:
        wanted = select(table.__table__).where(self.are_of(table.person_id), *conditions)
        return self.grouped(wanted.order_by(*order))

    def grouped(self, statement: Select[Any]) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        # Plain rows: the session itself would take them through what it does for objects.
        for row in self.session.connection().execute(statement):
            found[row.person_id].append(row)
        return found


class _Addresses(Addresses):
    def __init__(self, session: Session, addresses: Collection[str]) -> None:
        super().__init__(session)
        self._asked = {normalised_email(address) for address in addresses}
        row = SuspendedAddressRow
        found = session.execute(select(row.__table__).where(row.address.in_(sorted(self._asked))))
        self._suspended = {each.address: Suspension(each.address, each.since, each.reason) for each in found}

    def find_suspension(self, address: str) -> Suspension | None:
        known = normalised_email(address)
        return self._suspended.get(known) if known in self._asked else super().find_suspension(address)


class _Persons(Persons):
    def __init__(self, people: _People) -> None:
        super().__init__(people.session)
        self._people = people
        rows = people.session.execute(select(PersonRow.__table__).where(people.are_of(PersonRow.id)))
        self._found: dict[int, KeptPerson] = {row.id: kept_person(row) for row in rows}  # type: ignore[arg-type]

    def find(self, person: PersonId) -> KeptPerson | None:
        return self._found.get(person) if person in self._people.ids else super().find(person)


class _Reminders(Reminders):
    def __init__(self, people: _People) -> None:
        super().__init__(people.session)
        self._people = people
        self._rows = people.rows(ReminderRow)

    def of_person(self, person: PersonId) -> ReminderChoices:
        if person not in self._people.ids:
            return super().of_person(person)
        return next(map(reminder_choices, self._rows.get(person, ())), ReminderChoices())

    def letters_of(self, person: PersonId) -> LetterChoices:
        if person not in self._people.ids:
            return super().letters_of(person)
        return next(
            (letter_choices(row.letters) for row in self._rows.get(person, ()) if row.letters is not None),
            LetterChoices(),
        )


class _Screenings(Screenings):
    def __init__(self, people: _People) -> None:
        super().__init__(people.session)
        self._people = people
        self._rows = people.rows(ScreeningRow, order=(ScreeningRow.id,))

    def of_person(self, person: PersonId) -> tuple[ScreeningEntry, ...]:
        if person not in self._people.ids:
            return super().of_person(person)
        return tuple(map(screening_entry, self._rows.get(person, ())))


class _Weeks(Weeks):
    def __init__(self, people: _People) -> None:
        super().__init__(people.session)
        self._people = people
        self._first, self._last = people.day - _WEEKS, people.day + _WEEKS
        mine = people.are_of(WeekRow.person_id)
        newest = (
            select(WeekRow.person_id, WeekRow.start, func.max(WeekRow.sequence).label("sequence"))
            .where(mine, WeekRow.start.between(self._first, self._last))
            .group_by(WeekRow.person_id, WeekRow.start)
            .subquery()
        )
        same = (
            (WeekRow.person_id == newest.c.person_id)
            & (WeekRow.start == newest.c.start)
            & (WeekRow.sequence == newest.c.sequence)
        )
        self._rows = people.grouped(
            select(WeekRow.__table__).join(newest, same).order_by(WeekRow.person_id, WeekRow.start)
        )
        starts = select(WeekRow.person_id, func.min(WeekRow.start)).where(mine).group_by(WeekRow.person_id)
        self._starts: dict[int, date] = {row[0]: row[1] for row in people.session.execute(starts)}

    def between(self, person: PersonId, first: date, last: date) -> tuple[KeptWeek, ...]:
        if person not in self._people.ids or first < self._first or last > self._last:
            return super().between(person, first, last)
        return tuple(kept_week(row) for row in self._rows.get(person, ()) if first <= row.start <= last)

    def find_current(self, person: PersonId, start: date) -> KeptWeek | None:
        return next(iter(self.between(person, start, start)), None)

    def first_start(self, person: PersonId) -> date | None:
        return self._starts.get(person) if person in self._people.ids else super().first_start(person)


class _Diaries(Diaries):
    def __init__(self, people: _People) -> None:
        super().__init__(people.session)
        self._people = people
        self._first, self._last = people.day - _DAYS, people.day + _AFTER
        by_week = SessionDiaryRow.week_start, SessionDiaryRow.id
        self._sessions = people.rows(SessionDiaryRow, order=by_week)
        self._weeks = people.rows(WeekCheckInRow, order=(WeekCheckInRow.week_start,))
        within = DayLogRow.day.between(self._first, self._last)
        self._days = people.rows(DayLogRow, within, order=(DayLogRow.day,))
        self._read: dict[PersonId, Diary] = {}

    def of_person(self, person: PersonId) -> Diary:
        if person not in self._people.ids:
            return super().of_person(person)
        if person not in self._read:
            weeks = (WeekDiary(week=row.week_start, **row.entry) for row in self._weeks.get(person, ()))
            self._read[person] = Diary(tuple(map(session_diary, self._sessions.get(person, ()))), tuple(weeks))
        return self._read[person]

    def sessions_since(self, person: PersonId, week: date) -> tuple[SessionDiary, ...]:
        if person not in self._people.ids:
            return super().sessions_since(person, week)
        return tuple(diary for diary in self.of_person(person).sessions if diary.week >= week)

    def days(self, person: PersonId, first: date, last: date) -> tuple[DayLog, ...]:
        if person not in self._people.ids or first < self._first or last > self._last:
            return super().days(person, first, last)
        rows = (row for row in self._days.get(person, ()) if first <= row.day <= last)
        return tuple(DayLog(day=row.day, **row.entry) for row in rows)


class _HealthRecords(HealthRecords):
    def __init__(self, people: _People) -> None:
        super().__init__(people.session)
        self._people = people
        self._outcomes = people.rows(OutcomeScoreRow, order=(OutcomeScoreRow.day, OutcomeScoreRow.id))

    def outcomes(self, person: PersonId, measure: str | None = None) -> tuple[OutcomeScore, ...]:
        if person not in self._people.ids:
            return super().outcomes(person, measure)
        rows = self._outcomes.get(person, ())
        return tuple(outcome_score(row) for row in rows if measure in (None, row.measure))


class _Outbox(Outbox):
    def __init__(self, people: _People) -> None:
        super().__init__(people.session)
        self._people = people
        self._since = datetime.combine(people.day - _LETTERS, time(), UTC)
        gone = OutboxRow.done_at >= self._since, OutboxRow.outcome == LetterState.SENT.value
        self._sent = people.rows(OutboxRow, *gone, order=(OutboxRow.id,))

    def sent_to(self, person: PersonId, since: datetime, until: datetime) -> tuple[OutboxLetter, ...]:
        if person not in self._people.ids or since < self._since:
            return super().sent_to(person, since, until)
        rows = (row for row in self._sent.get(person, ()) if since <= row.done_at < until)
        return tuple(outbox_letter(row._mapping, until) for row in rows)


class ReadAhead:
    """The repositories over what letters of about ``day`` to ``people``, at ``addresses``, depend on."""

    def __init__(self, session: Session, people: Collection[PersonId], addresses: Collection[str], day: date) -> None:
        of = _People(session, frozenset(people), day)
        self.addresses = _Addresses(session, addresses)
        self.diaries = _Diaries(of)
        self.outbox = _Outbox(of)
        self.persons = _Persons(of)
        self.records = _HealthRecords(of)
        self.reminders = _Reminders(of)
        self.screenings = _Screenings(of)
        self.weeks = _Weeks(of)
