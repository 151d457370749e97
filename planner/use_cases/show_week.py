"""The week a person is in, for looking at, printing and the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson, KeptWeek, PersonState
from planner.domain.person import PersonId, Profile
from planner.domain.week import Week
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_from_json
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import is_open
from planner.use_cases.look_after import find_own

_LENGTH = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """``starts`` are the first days of all weeks, oldest first."""

    person: KeptPerson
    profile: Profile
    kept: KeptWeek
    week: Week
    starts: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class NotNow:
    """The person is stopped, or is answering the questions again: no plan, no sheet (SCR-04)."""

    person: KeptPerson


def find_week(
    storage: Storage, account: AccountId, person: PersonId, today: date, start: date | None = None
) -> ShownWeek | NotNow | None:
    """The week that starts on ``start``; without it the one that ``today`` lies in, else the next, else the last.

    None where it is not this account's person, or there is no such week.
    """
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        weeks = () if found is None else uow.weeks.of_person(found.id)
    if found is None:
        return None
    if found.state is PersonState.STOPPED or is_open(found):
        return NotNow(found)
    kept = _pick(weeks, today) if start is None else next((w for w in weeks if w.start == start), None)
    if kept is None:
        return None
    week = week_from_json(kept.text)
    profile = profile_from_text(found.answers, max(kept.start, today))
    if isinstance(week, tuple) or isinstance(profile, tuple):
        raise ValueError(f"the kept week or answers of person {found.id} cannot be read")
    return ShownWeek(found, profile, kept, week, tuple(w.start for w in weeks))


def _pick(weeks: tuple[KeptWeek, ...], today: date) -> KeptWeek | None:
    # Of two that overlap, the one that began last.
    now = [week for week in weeks if week.start <= today < week.start + _LENGTH]
    coming = [week for week in weeks if week.start > today]
    return now[-1] if now else coming[0] if coming else weeks[-1] if weeks else None
