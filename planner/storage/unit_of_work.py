"""One transaction: everything in it is kept, or nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from planner.domain.person import PersonId
from planner.storage.engine import SQLITE_BEGIN
from planner.storage.marking import Marking
from planner.storage.repositories.accounts import Accounts
from planner.storage.repositories.addresses import Addresses
from planner.storage.repositories.devices import Devices
from planner.storage.repositories.diaries import Diaries
from planner.storage.repositories.health_records import HealthRecords
from planner.storage.repositories.outbox import Outbox
from planner.storage.repositories.persons import Persons
from planner.storage.repositories.practice_facts import PracticeFacts
from planner.storage.repositories.practices import Practices
from planner.storage.repositories.practitioners import Practitioners
from planner.storage.repositories.rate_limits import RateLimits
from planner.storage.repositories.read_ahead import ReadAhead
from planner.storage.repositories.reminders import Reminders
from planner.storage.repositories.screenings import Screenings
from planner.storage.repositories.sign_in_links import SignInLinks
from planner.storage.repositories.weeks import Weeks
from planner.storage.unavailable import fault_of, plain_faults, unavailable


class UnitOfWork:
    """Leaving the ``with`` block without ``commit()`` rolls back.

    Say ``write=True`` for anything that may write: SQLite then takes its write lock at the start, so that two
    writers wait for each other instead of failing. Raises StorageUnavailable, from any statement inside the
    block too, where the database is locked, read-only, out of reach, damaged or not up to date.
    """

    accounts: Accounts
    addresses: Addresses
    devices: Devices
    diaries: Diaries
    outbox: Outbox
    persons: Persons
    practice_facts: PracticeFacts
    practices: Practices
    practitioners: Practitioners
    rate_limits: RateLimits
    records: HealthRecords
    reminders: Reminders
    screenings: Screenings
    sign_in_links: SignInLinks
    weeks: Weeks

    def __init__(self, engine: Engine, *, write: bool = False) -> None:
        self._engine = engine
        self._write = write

    def __enter__(self) -> Self:
        session = self.session = Session(self._engine, expire_on_commit=False)
        try:
            with plain_faults():
                session.connection(execution_options={SQLITE_BEGIN: "IMMEDIATE"} if self._write else None)
        except BaseException:
            session.close()
            raise
        self.accounts = Accounts(session)
        self.addresses = Addresses(session)
        self.devices = Devices(session)
        self.diaries = Diaries(session)
        self.outbox = Outbox(session)
        self.persons = Persons(session)
        self.practice_facts = PracticeFacts(session)
        self.practices = Practices(session)
        self.practitioners = Practitioners(session)
        self.rate_limits = RateLimits(session)
        self.records = HealthRecords(session)
        self.reminders = Reminders(session)
        self.screenings = Screenings(session)
        self.sign_in_links = SignInLinks(session)
        self.weeks = Weeks(session)
        return self

    def read_ahead(self, people: Collection[PersonId], addresses: Collection[str], day: date) -> None:
        """Reads what letters of about ``day`` depend on in one query a table, however many ``people`` they are to.

        The repositories then answer from that. Only for reading: they would not see what this block writes.
        """
        if self._write:
            raise RuntimeError("a unit of work that writes cannot read ahead")
        read = ReadAhead(self.session, people, addresses, day)
        self.addresses, self.persons, self.reminders = read.addresses, read.persons, read.reminders
        self.diaries, self.records, self.screenings = read.diaries, read.records, read.screenings
        self.outbox, self.weeks = read.outbox, read.weeks

    def commit(self) -> None:
        """Keeps what was done since the block began; call it once, as the last thing in the block."""
        if not self._write:
            raise RuntimeError("a unit of work that was opened for reading cannot commit")
        with plain_faults():
            self.session.commit()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del kind, trace
        self.session.close()
        if isinstance(error, DBAPIError) and (fault := fault_of(error)) is not None:
            raise unavailable(fault) from error


class Storage:
    """Opens units of work on one database; what a use case is given."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def reading(self) -> UnitOfWork:
        return UnitOfWork(self.engine)

    def writing(self) -> UnitOfWork:
        return UnitOfWork(self.engine, write=True)

    def marking(self) -> Marking:
        """Marks letters one by one over a connection of its own; to be closed."""
        return Marking(self.engine)

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()
