"""A person with their answers, for the pages beside the exercise. They stay open while a plan is paused or stopped:
treatment goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId, Profile
from planner.exchange.profile_file import profile_from_answers
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.intake import draft_of, is_open
from planner.use_cases.look_after import find_own


@dataclass(frozen=True, slots=True)
class CarePerson:
    person: KeptPerson
    profile: Profile


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """The questions are not answered to the end, so nothing is known that a page could be made from."""

    person: KeptPerson


def find_care_person(
    uow: UnitOfWork, account: AccountId, person: PersonId, today: date
) -> CarePerson | NotAnswered | None:
    """None where it is not this account's person. ``today`` is the person's own calendar day."""
    found = find_own(uow, account, person)
    if found is None:
        return None
    profile = None if is_open(found) else profile_from_answers(draft_of(found), today)
    return CarePerson(found, profile) if isinstance(profile, Profile) else NotAnswered(found)
