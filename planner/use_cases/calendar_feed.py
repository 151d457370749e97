"""The calendar feed behind a person's secret address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from planner.care.treatments import treatments
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.reminder import LetterKind
from planner.exchange.calendar_feed import FeedBreaks, FeedWeek, feed_to_ics
from planner.exchange.calendar_file import DEFAULT_ALARM_MINUTES
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import is_open
from planner.use_cases.letter_facts import LetterFacts, facts_around, local_day, read_week

_BACK: Final = timedelta(days=28)
"""Sessions stay in the calendar for so long after they were. [D]"""
_AHEAD: Final = timedelta(days=400)
_BREAK_DAYS: Final = 14
"""Breaks are written for the days from today on; a calendar asks again long before they are over. [D]"""


class Feed(StrEnum):
    """One feed with everything, or one for each part."""

    ALL = "all"
    SESSIONS = "sessions"
    TREATMENTS = "treatments"
    BREAKS = "breaks"


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """``etag`` without its quotes; it changes when the body does, and only then."""

    body: bytes
    etag: str


def feed_of(storage: Storage, secret: str, which: Feed, now: datetime) -> CalendarFeed | None:
    """The feed at this address, or None. Empty for somebody who is stopped, in the middle of the questions
    (SCR-04) or has taken consent back; in a pause without sessions and breaks."""
    with storage.reading() as uow:
        person = uow.persons.find_by_feed_secret(secret)
        if person is None:
            return None
        today = local_day(person, now)
        consent = uow.persons.find_consent(person.id)
        taken_back = consent is not None and consent.withdrawn is not None
        silent = person.state is PersonState.STOPPED or is_open(person) or taken_back
        facts = (
            LetterFacts(person, uow.reminders.of_person(person.id), uow.reminders.letters_of(person.id))
            if silent
            else facts_around(uow, person, today, today)
        )
        kept = () if silent else uow.weeks.of_person(person.id)
    paused = person.state is PersonState.PAUSED
    weeks = [
        FeedWeek(read_week(week), week.sequence, week.created)
        for week in kept
        if week.start >= today - _BACK and not paused and which in (Feed.ALL, Feed.SESSIONS)
    ]
    minutes = facts.choices.session_minutes_before
    body = feed_to_ics(
        ZoneInfo(person.time_zone),
        person.key,
        weeks,
        _treatments(facts, today) if which in (Feed.ALL, Feed.TREATMENTS) else (),
        _breaks(facts, person, today) if which in (Feed.ALL, Feed.BREAKS) and not (silent or paused) else None,
        minutes_before=DEFAULT_ALARM_MINUTES if minutes is None else minutes,
    )
    return CalendarFeed(body, hashlib.sha256(body).hexdigest()[:32])


def _treatments(facts: LetterFacts, today: date) -> tuple[date, ...]:
    """Done ones too: a calendar is also a record."""
    if facts.b12 is None or LetterKind.B12 in facts.letters.off:
        return ()
    found = treatments(facts.b12, facts.treatments.values(), today - _BACK, today + _AHEAD, today)
    return tuple(sorted({each.on for each in found}))


def _breaks(facts: LetterFacts, person: KeptPerson, today: date) -> FeedBreaks | None:
    if facts.choices.posture is None or person.state is not PersonState.ACTIVE:
        return None
    return FeedBreaks(facts.choices.posture, tuple(today + timedelta(days=n) for n in range(_BREAK_DAYS)))
