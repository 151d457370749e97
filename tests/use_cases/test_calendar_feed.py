"""What calendars subscribe to."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import PersonState
from planner.exchange.week_file import week_to_json
from planner.use_cases.calendar_feed import CalendarFeed, Feed, feed_of
from planner.use_cases.choose_letters import renew_feed
from tests.use_cases.conftest import Desk
from tests.use_cases.letter_cases import MONDAY, on


def feed(desk: Desk, which: Feed = Feed.ALL) -> CalendarFeed:
    found = feed_of(desk.storage, desk.kept().feed_secret, which, desk.now)
    assert found is not None
    return found


def events(desk: Desk, which: Feed = Feed.ALL) -> dict[str, Any]:
    return {str(event["UID"]): event for event in Calendar.from_ical(feed(desk, which).body).walk("VEVENT")}


def titles(desk: Desk, which: Feed) -> set[str]:
    return {str(event["SUMMARY"]) for event in events(desk, which).values()}


def keep_again(desk: Desk, **first_session: Any) -> None:
    """A new version of the week in which Monday's session is changed, or gone."""
    week = desk.week()
    monday = week.days[0]
    sessions = (dataclasses.replace(monday.sessions[0], **first_session),) if first_session else ()
    days = (dataclasses.replace(monday, sessions=sessions, rest=not sessions), *week.days[1:])
    with desk.storage.writing() as uow:
        uow.weeks.add(desk.person, MONDAY, week_to_json(dataclasses.replace(week, days=days)), desk.now)
        uow.commit()


def test_there_is_one_feed_with_everything_and_one_for_each_part(desk: Desk) -> None:
    assert titles(desk, Feed.SESSIONS) == {"Movement session"}
    assert titles(desk, Feed.TREATMENTS) == {"Date set by your clinic"}
    assert titles(desk, Feed.BREAKS) == {"Short break"}
    together = set().union(*(events(desk, which) for which in (Feed.SESSIONS, Feed.TREATMENTS, Feed.BREAKS)))
    assert set(events(desk)) == together


def test_sessions_are_at_their_local_time_with_an_alarm_and_the_zone_described(desk: Desk) -> None:
    calendar = Calendar.from_ical(feed(desk, Feed.SESSIONS).body)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    starts = sorted(event["DTSTART"].dt for event in calendar.walk("VEVENT"))
    assert [start.replace(tzinfo=None) for start in starts] == sorted(
        datetime.combine(day.date, session.at) for day, session in desk.week().sessions
    )
    assert all(alarm["TRIGGER"].dt == timedelta(minutes=-30) for alarm in calendar.walk("VALARM"))


def test_a_session_that_was_moved_keeps_its_name_and_counts_one_up(desk: Desk) -> None:
    before = events(desk, Feed.SESSIONS)
    keep_again(desk, at=time(11))
    after = events(desk, Feed.SESSIONS)
    assert set(after) == set(before)
    assert {event["SEQUENCE"] for event in before.values()} == {0}
    assert {event["SEQUENCE"] for event in after.values()} == {1}
    assert sum(after[name]["DTSTART"].dt != before[name]["DTSTART"].dt for name in before) == 1


def test_a_session_that_was_cancelled_disappears(desk: Desk) -> None:
    before = set(events(desk, Feed.SESSIONS))
    keep_again(desk)
    assert len(before - set(events(desk, Feed.SESSIONS))) == 1


def test_the_tag_changes_when_the_feed_does_and_only_then(desk: Desk) -> None:
    first = feed(desk)
    desk.now += timedelta(hours=3)
    assert feed(desk) == first
    keep_again(desk, at=time(11))
    assert feed(desk).etag != first.etag


def test_treatments_are_there_for_a_year_and_moved_ones_on_their_new_day(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        uow.records.mark_treatment(desk.person, TreatmentMark(on(14), TreatmentState.MOVED, on(16)), desk.now)
        uow.commit()
    days = sorted(event["DTSTART"].dt for event in events(desk, Feed.TREATMENTS).values())
    assert days[0] == on(16)
    assert all(isinstance(day, date) for day in days)
    assert len(days) >= 4


@pytest.mark.parametrize(
    ("state", "left"), [(PersonState.STOPPED, set()), (PersonState.PAUSED, {"Date set by your clinic"})]
)
def test_a_stopped_plan_is_not_in_the_calendar(desk: Desk, state: PersonState, left: set[str]) -> None:
    with desk.storage.writing() as uow:
        uow.persons.change_state(desk.person, state, "Please ask.")
        uow.commit()
    assert titles(desk, Feed.ALL) == left


def test_nothing_is_in_the_calendar_after_consent_was_taken_back(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        uow.persons.give_consent(desk.person, "1", desk.now)
        uow.persons.withdraw_consent(desk.person, desk.now)
        uow.persons.change_state(desk.person, PersonState.PAUSED)
        uow.commit()
    assert titles(desk, Feed.ALL) == set()


def test_a_renewed_address_kills_the_old_one(desk: Desk) -> None:
    old = desk.kept().feed_secret
    new = renew_feed(desk.storage, desk.account, desk.person)
    assert new is not None
    assert feed_of(desk.storage, old, Feed.ALL, desk.now) is None
    assert feed_of(desk.storage, new, Feed.ALL, desk.now) is not None
    assert feed_of(desk.storage, "", Feed.ALL, desk.now) is None


def test_the_feed_tells_nothing_about_health(desk: Desk) -> None:
    lines = feed(desk).body.decode().casefold().splitlines()
    text = " ".join(line for line in lines if not line.startswith("prodid"))
    for word in ("b12", "pain", "back", "exercise:", "injection", "sam"):
        assert word not in text
