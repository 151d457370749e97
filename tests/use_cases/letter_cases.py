"""A week with sessions at given times, and facts about its person, for the tests of letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from planner.domain.diary import SessionDiary
from planner.domain.exercise import Level
from planner.domain.kept import KeptPerson, KeptWeek, MadeBy, PersonState, WeekId
from planner.domain.person import PersonId, ReminderChoices, weekday_of
from planner.domain.reminder import LetterChoices, LetterId, LetterState, NewLetter, OutboxLetter
from planner.domain.week import (
    Caps,
    Day,
    PassState,
    ScreeningReport,
    Session,
    SessionId,
    SolverReport,
    Week,
    WeekPerson,
)
from planner.use_cases.letter_facts import KeptPlan, LetterFacts

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DOMAIN = "example.org"
TWO = {0: time(7, 30), 3: time(18)}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant (London is UTC then), by the number of the day after Monday 23 November."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), UTC)


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def week(sessions: Mapping[int, time] = TWO, start: date = MONDAY, zone: str = "Europe/London") -> Week:
    """A week with a session at these times, by the number of the day."""
    days = []
    for n in range(7):
        day = start + timedelta(days=n)
        found = (
            (Session(SessionId(f"{weekday_of(day)}-1"), sessions[n], 20, 18.0, "Core", ()),) if n in sessions else ()
        )
        days.append(Day(day, weekday_of(day), not found, found))
    return Week(
        start,
        "1",
        WeekPerson("Sam", 58, Level.BEGINNER, zone, "A4"),
        ScreeningReport(PassState.PASS, (), (), Caps(), ()),
        tuple(days),
        (),
        (),
        (),
        SolverReport("optimal", 0, 0, 0.1),
    )


def person(zone: str = "Europe/London", state: PersonState = PersonState.ACTIVE) -> KeptPerson:
    return KeptPerson(PersonId(1), "key", "Sam", zone, "{}", state, None, "secret", NOW)


def plan(of: Week, made_by: MadeBy = MadeBy.CLOCK, number: int = 1) -> KeptPlan:
    return KeptPlan(KeptWeek(WeekId(number), PersonId(1), of.start, 0, "", None, NOW, made_by), of)


def facts(**changes: Any) -> LetterFacts:
    """Sam's: sessions on Monday and Thursday, reminded half an hour before."""
    values: dict[str, Any] = {
        "person": person(),
        "choices": ReminderChoices("sam@example.org", session_minutes_before=30),
        "letters": LetterChoices(),
        "plans": (plan(week()),),
        "first_week": MONDAY,
    }
    return LetterFacts(**values | changes)


def done(*sessions: str, start: date = MONDAY, how: Any = "all") -> dict[tuple[date, SessionId], SessionDiary]:
    entries = (SessionDiary(start, SessionId(name), how) for name in sessions)
    return {(entry.week, entry.session): entry for entry in entries}


def sent(letter: NewLetter, when: datetime) -> dict[str, OutboxLetter]:
    return {
        letter.once_key: OutboxLetter(
            LetterId(1),
            letter.once_key,
            letter.kind,
            letter.person,
            letter.to_address,
            letter.parameters,
            letter.due,
            letter.expires,
            1,
            LetterState.SENT,
            "<a@example.org>",
            when,
            when,
        )
    }
