"""When the clock finds no week possible: kept for the page of the week, and told by one letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from planner.domain.kept import KeptPerson
from planner.domain.reminder import LetterKind
from planner.generator.outcome import NoWeekPossible
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.account_letters import put_account_letter
from planner.use_cases.rescreening import last_screened

NO_WEEK_RECORD: Final = "NO-WEEK"
"""Beside the outcome measures: why the week of a day could not be made, and when that was found."""


@dataclass(frozen=True, slots=True)
class NoWeekFound:
    """``why`` in sentences: the limits that clash, and the nearest change."""

    start: date
    why: tuple[str, ...]


def report_no_week(
    uow: UnitOfWork, person: KeptPerson, start: date, outcome: NoWeekPossible, now: datetime, message_domain: str
) -> None:
    """Inside a transaction of the caller's, who commits. However many weeks fail by the same answers, there is one
    letter."""
    kept = {"why": list(outcome.in_words), "at": now.isoformat()}
    uow.records.add_outcome(person.id, NO_WEEK_RECORD, start, None, kept, now)
    answered = last_screened(uow, person).isoformat()
    put_account_letter(uow, person, LetterKind.NO_WEEK, answered, now, message_domain)


def find_no_week(uow: UnitOfWork, person: KeptPerson) -> NoWeekFound | None:
    """None once a week of that day or later is kept, or the questions have been answered since."""
    told = uow.records.outcomes(person.id, NO_WEEK_RECORD)
    if not told:
        return None
    newest, last = told[-1], uow.weeks.last_start(person.id)
    if last is not None and last >= newest.day:
        return None
    if datetime.fromisoformat(newest.answers["at"]) <= last_screened(uow, person):
        return None
    return NoWeekFound(newest.day, tuple(newest.answers["why"]))
