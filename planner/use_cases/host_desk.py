"""What whoever runs the program needs to see of its people: names and states, and nothing of their health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import Suspension
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import is_open


@dataclass(frozen=True, slots=True)
class HostedPerson:
    """``answering``: in the middle of the questions. ``suspended``: mail to them does not arrive."""

    id: PersonId
    name: str
    state: PersonState
    answering: bool
    since: datetime
    suspended: Suspension | None


def hosted_people(storage: Storage) -> tuple[HostedPerson, ...]:
    """Newest first. The caller has made sure that it is the host."""
    with storage.reading() as uow:
        people = uow.persons.everybody()
        emails = {person.id: uow.reminders.of_person(person.id).email for person in people}
        known = {email: uow.addresses.find_suspension(email) for email in emails.values() if email}
    return tuple(
        HostedPerson(p.id, p.name, p.state, is_open(p), p.created, known.get(emails[p.id] or "")) for p in people
    )
