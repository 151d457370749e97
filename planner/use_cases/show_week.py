"""The week a person is in, for looking at, printing and the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson, KeptWeek, PersonState
from planner.domain.person import PersonId, Profile
from planner.domain.week import SessionId, Week
from planner.exchange.profile_file import profile_as_kept
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import is_open
from planner.use_cases.letter_facts import read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.no_week import NoWeekFound, find_no_week

_LENGTH = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """``starts`` are the first days of all weeks, oldest first; ``done`` the sessions that a diary says took place;
    ``no_week``: none after them was possible."""

    person: KeptPerson
    profile: Profile
    kept: KeptWeek
    week: Week
    starts: tuple[date, ...]
    done: frozenset[SessionId] = frozenset()
    no_week: NoWeekFound | None = None


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
        if found is None:
            return None
        if found.state is PersonState.STOPPED or is_open(found):
            return NotNow(found)
        starts = uow.weeks.starts(found.id)
        first = pick_start(starts, today) if start is None else start
        kept = None if first is None else uow.weeks.find_current(found.id, first)
        diary = () if kept is None else uow.diaries.of_week(found.id, kept.start)
        no_week = find_no_week(uow, found)
    if kept is None:
        return None
    week = read_week(kept)
    profile = profile_as_kept(found.answers, max(kept.start, today))
    if isinstance(profile, tuple):
        raise ValueError(f"the answers of person {found.id} cannot be read")
    done = frozenset(entry.session for entry in diary if entry.done != "none")
    return ShownWeek(found, profile, kept, week, starts, done, no_week)


def pick_start(starts: tuple[date, ...], today: date) -> date | None:
    """The week that ``today`` lies in, else the next, else the last; of two that overlap, the one that began last."""
    now = [start for start in starts if start <= today < start + _LENGTH]
    coming = [start for start in starts if start > today]
    return now[-1] if now else coming[0] if coming else starts[-1] if starts else None
