"""Days on which somebody took painkillers, and the cautions around them: never a product, never a dose (NSAID-01)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planner.care.painkillers import FORTNIGHT, Caution, DaysOfUse, caution_for_days, cautions, days_of_use
from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.storage.unit_of_work import Storage
from planner.use_cases.care_person import CarePerson, NotAnswered, find_care_person
from planner.use_cases.daily_gate import day_log

_LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class PainkillerView:
    """``days`` are the last fourteen, today last, each with yes, no or None for not noted."""

    person: KeptPerson
    days: tuple[tuple[date, bool | None], ...]
    use: DaysOfUse
    warning: Caution | None
    own: tuple[Caution, ...]
    general: tuple[Caution, ...]


def show_painkillers(
    storage: Storage, account: AccountId, person: PersonId, today: date
) -> PainkillerView | NotAnswered | None:
    """None where it is not this account's person."""
    with storage.reading() as uow:
        found = find_care_person(uow, account, person, today)
        if not isinstance(found, CarePerson):
            return found
        logs = uow.diaries.days(found.person.id, today - _LOOK_BACK, today)
    taken = {log.day: log.painkillers for log in logs}
    use, known = days_of_use(logs, today), cautions(found.profile)
    return PainkillerView(
        person=found.person,
        days=tuple((day, taken.get(day)) for day in last_fortnight(today)),
        use=use,
        warning=caution_for_days(use),
        own=tuple(caution for caution in known if caution.personal),
        general=tuple(caution for caution in known if not caution.personal),
    )


def note_painkillers(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    answers: Mapping[date, bool | None],
    today: date,
    now: datetime,
) -> bool:
    """Keeps yes, no or None for days of the last fortnight; others are left out, what else a day holds stays.

    False where it is not this account's person, or the questions are not answered to the end.
    """
    with storage.writing() as uow:
        found = find_care_person(uow, account, person, today)
        if not isinstance(found, CarePerson):
            return False
        for day in last_fortnight(today):
            log = day_log(uow, found.person.id, day)
            if day in answers and answers[day] is not log.painkillers:
                uow.diaries.record_day(found.person.id, replace(log, painkillers=answers[day]), now)
        uow.commit()
    return True


def last_fortnight(today: date) -> tuple[date, ...]:
    return tuple(today - timedelta(days=back) for back in reversed(range(FORTNIGHT)))
