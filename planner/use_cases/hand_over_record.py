"""A person's record for somebody else's system: the report for a visit, a FHIR bundle, tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.care.visit_report import VisitReport, visit_report
from planner.domain.account import AccountId, Practice
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId, Profile
from planner.domain.week import Week
from planner.exchange.fhir import Record, Signed, fhir_bundle
from planner.exchange.profile_file import profile_from_text
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import is_open
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.practice import practising_of

_LONG_AGO = date(1900, 1, 1)
_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report with what its sheet needs to be printed. ``practice`` heads it where a clinician asks."""

    person: KeptPerson
    profile: Profile
    report: VisitReport
    practice: Practice | None


def find_report(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> ReportView | None:
    """None where it is not this account's person, or somebody who is stopped or amid the questions (SCR-04)."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        if found is None or found.state is PersonState.STOPPED or is_open(found):
            return None
        me = practising_of(uow, account)
        today = local_day(found, now)
        profile = profile_from_text(found.answers, today)
        if isinstance(profile, tuple):
            raise ValueError(f"the kept answers of person {found.id} cannot be read")
        report = visit_report(
            profile,
            [week for week, _signed in _weeks(uow, person)],
            uow.diaries.of_person(person),
            uow.diaries.days(person, _LONG_AGO, today),
            uow.records.treatments(person),
            uow.records.blood_results(person),
            uow.records.outcomes(person),
            today,
        )
    return ReportView(found, profile, report, None if me is None else me.practice)


def find_fhir(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> str | None:
    """The FHIR bundle as JSON text; None where it is not this account's person."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        record = Record(
            found,
            tuple(_weeks(uow, person)),
            uow.diaries.of_person(person),
            uow.diaries.days(person, _LONG_AGO, now.date() + _AHEAD),
            uow.records.blood_results(person),
            uow.records.outcomes(person),
        )
    return fhir_bundle(record, now)


def _weeks(uow: UnitOfWork, person: PersonId) -> list[tuple[Week, Signed | None]]:
    weeks: list[tuple[Week, Signed | None]] = []
    for kept in uow.weeks.of_person(person):
        signed = None
        if kept.signed_by is not None and kept.signed_at is not None:
            signed = Signed(kept.signed_by, kept.signed_at)
        weeks.append((read_week(kept), signed))
    return weeks
