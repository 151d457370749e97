"""The people of a practice, newest trouble first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from planner.care.trouble import PAIN_ABOVE, PAIN_DAYS, Facts, Trouble, troubles_of
from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import Profile
from planner.domain.spelling import folded
from planner.exchange.profile_file import profile_as_kept
from planner.screening.tables import SafetyTables
from planner.storage.repositories.practice_facts import PersonFacts, highest_by_day
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import is_open
from planner.use_cases.practice import Practising, practising_of


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """``answering``: in the middle of the questions."""

    person: KeptPerson
    troubles: tuple[Trouble, ...]
    answering: bool


@dataclass(frozen=True, slots=True)
class PracticePeople:
    practising: Practising
    people: tuple[ListedPerson, ...]

    @property
    def troubled(self) -> tuple[ListedPerson, ...]:
        """Newest trouble first."""
        return tuple(listed for listed in self.people if listed.troubles)

    @property
    def quiet(self) -> tuple[ListedPerson, ...]:
        """By name."""
        return tuple(listed for listed in self.people if not listed.troubles)


def find_people(
    storage: Storage, account: AccountId, safety: SafetyTables, now: datetime, name: str = ""
) -> PracticePeople | None:
    """Everybody the practice looks after with each word of ``name`` in theirs; None for somebody who works in none."""
    with storage.reading() as uow:
        me, since = practising_of(uow, account), (now - _LOOK_BACK).date()
        facts = () if me is None else uow.practice_facts.of_practice(me.practice.id, since, PAIN_ABOVE)
    if me is None:
        return None
    wanted = folded(name).split()
    listed = [_listed(each, safety, now) for each in facts if all(word in folded(each.person.name) for word in wanted)]
    return PracticePeople(me, tuple(sorted(listed, key=_order)))


_LOOK_BACK = timedelta(days=PAIN_DAYS)


def _order(listed: ListedPerson) -> tuple[bool, int, str, int]:
    newest = max((trouble.since.toordinal() for trouble in listed.troubles), default=0)
    return not listed.troubles, -newest, folded(listed.person.name), listed.person.id


def _listed(facts: PersonFacts, safety: SafetyTables, now: datetime) -> ListedPerson:
    person = facts.person
    zone = ZoneInfo(person.time_zone)
    today = now.astimezone(zone).date()
    answering = is_open(person)
    profile = None if answering or person.state is PersonState.STOPPED else _profile(person.answers, today)
    known = Facts(
        state=person.state,
        profile=profile,
        stopped_on=None if facts.stopped_at is None else facts.stopped_at.astimezone(zone).date(),
        pains=highest_by_day(facts.pains),
        last_logged=None if facts.last_logged is None else facts.last_logged.astimezone(zone).date(),
        planned_from=facts.first_week,
        marks=tuple(facts.marks),
    )
    return ListedPerson(person, troubles_of(known, today, safety.limits.clearance_days), answering)


@lru_cache(maxsize=1024)
def _profile(answers: str, today: date) -> Profile | None:
    """The same answers are read once a day: a practice looks at its list all the time. None where not complete."""
    profile = profile_as_kept(answers, today)
    return None if isinstance(profile, tuple) else profile
