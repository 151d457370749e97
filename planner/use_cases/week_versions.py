"""The versions of a week, and what changed from each to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson, MadeBy, PersonState
from planner.domain.person import PersonId
from planner.domain.week import Day, Week
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import is_open
from planner.use_cases.letter_facts import read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.show_week import NotNow


@dataclass(frozen=True, slots=True)
class DayChange:
    """What changed on one day. ``came`` and ``went`` are names of exercises. A time is None on a day without a
    session; minutes are 0 there."""

    day: date
    at_before: time | None
    at_after: time | None
    minutes_before: float
    minutes_after: float
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekVersion:
    """``changes`` are those against the version before; empty in the first."""

    sequence: int
    created: datetime
    made_by: MadeBy
    minutes: float
    sessions: int
    changes: tuple[DayChange, ...]


@dataclass(frozen=True, slots=True)
class WeekVersions:
    """Newest first."""

    person: KeptPerson
    start: date
    versions: tuple[WeekVersion, ...]


def versions_of(storage: Storage, account: AccountId, person: PersonId, start: date) -> WeekVersions | NotNow | None:
    """None where it is not this account's person, or there is no such week."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        if found is not None and (found.state is PersonState.STOPPED or is_open(found)):
            return NotNow(found)
        kept = () if found is None else uow.weeks.versions(person, start)
    if found is None or not kept:
        return None
    versions = []
    before: Week | None = None
    for one in kept:
        week = read_week(one)
        minutes = sum(session.minutes for _day, session in week.sessions)
        changes = () if before is None else changes_between(before, week)
        versions.append(WeekVersion(one.sequence, one.created, one.made_by, minutes, len(week.sessions), changes))
        before = week
    return WeekVersions(found, start, tuple(reversed(versions)))


def changes_between(before: Week, after: Week) -> tuple[DayChange, ...]:
    """Day by day, what a reader of the two weeks would see."""
    pairs = zip(before.days, after.days, strict=True)
    changes = (_of_day(old, new) for old, new in pairs)
    return tuple(change for change in changes if change is not None)


def _of_day(before: Day, after: Day) -> DayChange | None:
    old, new = _names(before), _names(after)
    change = DayChange(
        after.date,
        before.sessions[0].at if before.sessions else None,
        after.sessions[0].at if after.sessions else None,
        sum(session.minutes for session in before.sessions),
        sum(session.minutes for session in after.sessions),
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name not in new),
    )
    same = (change.at_before, change.minutes_before) == (change.at_after, change.minutes_after)
    return None if same and not change.came and not change.went else change


def _names(day: Day) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.name for session in day.sessions for item in session.items))
