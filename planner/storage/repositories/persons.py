"""People, their state and their consent."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from planner.domain.account import AccountId
from planner.domain.kept import Consent, KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.storage.rows import AccountPersonRow, ConsentRow, OutboxRow, PersonRow

# What every page about a person asks is put together once: that takes longer than to ask it.
_ONE: Final = select(PersonRow).where(PersonRow.id == bindparam("person"))
_LAST_CONSENT: Final = (
    select(ConsentRow).where(ConsentRow.person_id == bindparam("person")).order_by(ConsentRow.id.desc()).limit(1)
)


def kept_person(row: PersonRow) -> KeptPerson:
    return KeptPerson(
        id=PersonId(row.id),
        key=row.key,
        name=row.name,
        time_zone=row.time_zone,
        answers=row.answers,
        state=PersonState(row.state),
        stop_message=row.stop_message,
        feed_secret=row.feed_secret,
        created=row.created_at,
    )


class Persons:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, name: str, time_zone: str, answers: str, now: datetime) -> KeptPerson:
        """``answers`` is the profile as JSON text."""
        row = PersonRow(
            key=secrets.token_hex(16),
            name=name,
            time_zone=time_zone,
            answers=answers,
            state=PersonState.ACTIVE.value,
            feed_secret=secrets.token_urlsafe(32),
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return kept_person(row)

    def find(self, person: PersonId) -> KeptPerson | None:
        row = self._session.scalar(_ONE, {"person": person})
        return None if row is None else kept_person(row)

    def get(self, person: PersonId) -> KeptPerson:
        return kept_person(self._row(person))

    def find_by_feed_secret(self, secret: str) -> KeptPerson | None:
        row = self._session.scalar(select(PersonRow).where(PersonRow.feed_secret == secret))
        return None if row is None else kept_person(row)

    def of_account(self, account: AccountId) -> tuple[KeptPerson, ...]:
        """The people an account looks after, in the order in which they were added."""
        rows = self._session.scalars(
            select(PersonRow)
            .join(AccountPersonRow, AccountPersonRow.person_id == PersonRow.id)
            .where(AccountPersonRow.account_id == account)
            .order_by(PersonRow.id)
        )
        return tuple(kept_person(row) for row in rows)

    def in_state(self, state: PersonState) -> tuple[KeptPerson, ...]:
        """Everybody in this state, in the order in which they were added."""
        rows = self._session.scalars(select(PersonRow).where(PersonRow.state == state.value).order_by(PersonRow.id))
        return tuple(kept_person(row) for row in rows)

    def all_active(self) -> tuple[KeptPerson, ...]:
        """Everybody whose plan is under way."""
        rows = self._session.scalars(
            select(PersonRow).where(PersonRow.state == PersonState.ACTIVE.value).order_by(PersonRow.id)
        )
        return tuple(kept_person(row) for row in rows)

    def everybody(self, limit: int = 500) -> tuple[KeptPerson, ...]:
        """The newest first; for whoever runs the program."""
        rows = self._session.scalars(select(PersonRow).order_by(PersonRow.id.desc()).limit(limit))
        return tuple(kept_person(row) for row in rows)

    def delete(self, person: PersonId) -> None:
        """Everything of theirs, letters and log too; nothing is kept back."""
        self._session.execute(delete(OutboxRow).where(OutboxRow.person_id == person))
        self._session.delete(self._row(person))
        self._session.flush()

    def change_answers(self, person: PersonId, name: str, time_zone: str, answers: str) -> KeptPerson:
        row = self._row(person)
        row.name, row.time_zone, row.answers = name, time_zone, answers
        self._session.flush()
        return kept_person(row)

    def change_state(self, person: PersonId, state: PersonState, stop_message: str | None = None) -> None:
        """A stop has a message; the other states have none."""
        row = self._row(person)
        row.state = state.value
        row.stop_message = stop_message if state is PersonState.STOPPED else None
        self._session.flush()

    def renew_feed_secret(self, person: PersonId) -> str:
        row = self._row(person)
        row.feed_secret = secrets.token_urlsafe(32)
        self._session.flush()
        return row.feed_secret

    def give_consent(self, person: PersonId, version: str, now: datetime) -> None:
        self._session.add(ConsentRow(person_id=person, version=version, given_at=now))
        self._session.flush()

    def consents(self, person: PersonId) -> tuple[Consent, ...]:
        """Every consent, oldest first."""
        rows = self._session.scalars(select(ConsentRow).where(ConsentRow.person_id == person).order_by(ConsentRow.id))
        return tuple(Consent(row.version, row.given_at, row.withdrawn_at) for row in rows)

    def withdraw_consent(self, person: PersonId, now: datetime) -> None:
        statement = update(ConsentRow).where(ConsentRow.person_id == person, ConsentRow.withdrawn_at.is_(None))
        self._session.execute(statement.values(withdrawn_at=now))

    def find_consent(self, person: PersonId) -> Consent | None:
        """The newest consent, withdrawn or not."""
        row = self._session.scalar(_LAST_CONSENT, {"person": person})
        return None if row is None else Consent(row.version, row.given_at, row.withdrawn_at)

    def _row(self, person: PersonId) -> PersonRow:
        return self._session.get_one(PersonRow, person)
