"""The outcome measures of a person (CHK-04): taken every four weeks, compared with the first time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from planner.domain.account import AccountId
from planner.domain.health_record import OutcomeScore
from planner.domain.kept import KeptPerson
from planner.domain.outcome_measures import MEASURES
from planner.domain.person import PersonId
from planner.storage.unit_of_work import Storage
from planner.use_cases.daily_gate import week_of
from planner.use_cases.letter_facts import local_day
from planner.use_cases.look_after import find_own

_NO_TEST_ALONE: Final = frozenset({"VF", "MYE", "FAL"})


@dataclass(frozen=True, slots=True)
class Outcomes:
    """``scores`` by measure, oldest first. ``may_test``: the chair and balance test is not kept from this person."""

    person: KeptPerson
    scores: Mapping[str, tuple[OutcomeScore, ...]]
    may_test: bool
    today: date

    def first(self, measure: str) -> OutcomeScore | None:
        return next(iter(self.scores.get(measure, ())), None)

    def last(self, measure: str) -> OutcomeScore | None:
        scores = self.scores.get(measure, ())
        return scores[-1] if scores else None


@dataclass(frozen=True, slots=True)
class Taken:
    """One measure as it was just taken."""

    measure: str
    score: float | None
    answers: Mapping[str, Any]


def find_outcomes(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> Outcomes | None:
    """None where it is not this account's person."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        kept = uow.records.outcomes(person)
        weeks = uow.weeks.of_person(person)
        week = week_of(uow, person, weeks[-1].start) if weeks else None
    scores = {m: tuple(s for s in kept if s.measure == m) for m in MEASURES}
    # Without a week nobody has screened them: the test is then kept from them too. [D]
    may_test = week is not None and not _NO_TEST_ALONE & set(week.screening.conditions)
    return Outcomes(found, {m: s for m, s in scores.items() if s}, may_test, local_day(found, now))


def keep_outcomes(
    storage: Storage, account: AccountId, person: PersonId, taken: tuple[Taken, ...], now: datetime
) -> bool:
    """Keeps all of them under today's date. False where it is not this account's person."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return False
        for one in taken:
            uow.records.add_outcome(person, one.measure, local_day(found, now), one.score, one.answers, now)
        uow.commit()
    return True
