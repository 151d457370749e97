"""What is known of a person's earlier weeks: the weeks as they were kept, and what was written down about them."""

from __future__ import annotations

from datetime import date, timedelta

from planner.domain.person import PersonId
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.letter_facts import read_week
from planner.use_cases.make_week import History


def history_of(uow: UnitOfWork, person: PersonId, before: date) -> History:
    """The newest version of every week that began before ``before``, oldest first, with the whole diary and
    what became of the B12 treatments.

    Whoever calls has made sure that the person is the account's own. Raises ValueError where a kept week cannot be
    read any more.
    """
    earlier = uow.weeks.between(person, date.min, before - timedelta(days=1))
    weeks = tuple(read_week(kept) for kept in earlier)
    return History(weeks, uow.diaries.of_person(person), uow.records.treatments(person))
