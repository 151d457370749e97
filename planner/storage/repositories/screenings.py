"""The log of screenings."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.domain.kept import ScreeningEntry
from planner.domain.person import PersonId
from planner.storage.rows import ScreeningRow


def screening_entry(row: ScreeningRow) -> ScreeningEntry:
    return ScreeningEntry(row.at, row.state, tuple(row.flags), tuple(row.conditions), row.message)


class Screenings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, person: PersonId | None, entry: ScreeningEntry) -> None:
        self._session.add(
            ScreeningRow(
                person_id=person,
                at=entry.at,
                state=entry.state,
                flags=list(entry.flags),
                conditions=list(entry.conditions),
                message=entry.message,
            )
        )
        self._session.flush()

    def of_person(self, person: PersonId) -> tuple[ScreeningEntry, ...]:
        """Oldest first."""
        rows = self._session.scalars(
            select(ScreeningRow).where(ScreeningRow.person_id == person).order_by(ScreeningRow.id)
        )
        return tuple(screening_entry(row) for row in rows)
