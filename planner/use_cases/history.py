"""What is known of a person's earlier weeks: the weeks as they were kept, and what was written down about them."""

from __future__ import annotations

from datetime import date

from planner.domain.person import PersonId
from planner.exchange.week_file import week_from_json
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.make_week import History


def history_of(uow: UnitOfWork, person: PersonId, before: date) -> History:
    """The newest version of every week that began before ``before``, oldest first, with the whole diary and
    what became of the B12 treatments.

    Whoever calls has made sure that the person is the account's own. Raises ValueError where a kept week cannot be
    read any more.
    """
    weeks = []
    for kept in uow.weeks.of_person(person):
        if kept.start >= before:
            continue
        week = week_from_json(kept.text)
        if isinstance(week, tuple):
            raise ValueError(f"the kept week {kept.id} of person {person} cannot be read")
        weeks.append(week)
    return History(tuple(weeks), uow.diaries.of_person(person), uow.records.treatments(person))
