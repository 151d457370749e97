"""Calendar files: local time with its zone, an alarm each, neutral titles, the same file for the same week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from planner.domain.person import B12, Answer, EverySchedule, Profile
from planner.domain.week import Week
from planner.exchange.calendar_file import week_to_ics

WeekFrom = Callable[[date], Week]


def events_of(ics: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(ics).walk("VEVENT"))  # type: ignore[arg-type]


def timed(ics: bytes) -> list[icalendar.Event]:
    return [event for event in events_of(ics) if isinstance(event.decoded("dtstart"), datetime)]


def test_each_session_is_at_its_local_time_with_an_alarm(week: Week, profile: Profile) -> None:
    first, second = timed(week_to_ics(week, profile))
    assert first.decoded("dtstart") == datetime(2026, 11, 23, 7, 30, tzinfo=ZoneInfo("Europe/London"))
    assert first["dtstart"].params["TZID"] == "Europe/London"
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(minutes=13)
    assert second.decoded("dtstart").date() == date(2026, 11, 26)
    for event in (first, second):
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(minutes=-30)


def test_the_zone_is_described_in_the_file(week: Week, profile: Profile) -> None:
    (zone,) = icalendar.Calendar.from_ical(week_to_ics(week, profile)).walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/London"
    assert zone.walk("DAYLIGHT")
    assert zone.walk("STANDARD")


def test_lines_end_and_fold_as_the_standard_says(week: Week, profile: Profile) -> None:
    ics = week_to_ics(week, profile)
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert max(len(line) for line in ics.split(b"\r\n")) <= 75
    assert ics.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_the_same_week_gives_the_same_bytes(week: Week, profile: Profile) -> None:
    assert week_to_ics(week, profile) == week_to_ics(week, profile)


def test_the_stamp_comes_from_the_start_and_not_from_the_clock(week: Week, profile: Profile) -> None:
    assert {event.decoded("dtstamp") for event in events_of(week_to_ics(week, profile))} == {
        datetime(2026, 11, 23, tzinfo=UTC)
    }


def test_a_newer_file_of_the_week_replaces_the_older_events(week: Week, profile: Profile) -> None:
    moved = replace(
        week,
        days=tuple(
            replace(day, sessions=tuple(replace(s, at=time(9), title="x") for s in day.sessions)) for day in week.days
        ),
    )
    old, new = timed(week_to_ics(week, profile)), timed(week_to_ics(moved, profile, sequence=1))
    assert [e["uid"] for e in old] == [e["uid"] for e in new]
    assert [e["sequence"] for e in old] == [0, 0]
    assert [e["sequence"] for e in new] == [1, 1]


def test_uids_differ_by_person_week_and_session(week: Week, week_from: WeekFrom, profile: Profile) -> None:
    later = week_from(date(2026, 11, 30))
    other = replace(profile, name="Someone else")
    uids = [
        str(e["uid"]) for w, p in ((week, profile), (later, profile), (week, other)) for e in timed(week_to_ics(w, p))
    ]
    assert len(set(uids)) == 6
    assert [str(e["uid"]) for e in timed(week_to_ics(week, profile, person_key="7"))] == [
        str(e["uid"]) for e in timed(week_to_ics(week, other, person_key="7"))
    ]


def test_treatment_dates_are_all_day(week_from: WeekFrom, profile: Profile) -> None:
    weekly = replace(
        profile, b12=B12(Answer.YES, None, "injections", EverySchedule("weeks", 1), None, date(2026, 11, 18))
    )
    dates = events_of(week_to_ics(week_from(date(2026, 11, 23)), weekly))
    all_day = [e.decoded("dtstart") for e in dates if not isinstance(e.decoded("dtstart"), datetime)]
    assert all_day == [date(2026, 11, 25), date(2026, 12, 2)]


def test_the_next_treatment_date_is_there_even_weeks_ahead(week: Week, profile: Profile) -> None:
    (event,) = [e for e in events_of(week_to_ics(week, profile)) if not isinstance(e.decoded("dtstart"), datetime)]
    assert event.decoded("dtstart") == date(2026, 12, 7)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event.walk("VALARM")


def test_no_word_about_health_is_in_the_file(week: Week, profile: Profile) -> None:
    text = week_to_ics(week, profile, posture=True).decode().casefold()
    for word in ("b12", "inject", "back", "pain", "core", "bone", "anaemia", "exercise name", "bridge", "łódź"):
        assert word not in text.replace("-//back care planner//", ""), word


def test_posture_breaks_come_only_when_asked_for(week: Week, profile: Profile) -> None:
    assert len(timed(week_to_ics(week, profile))) == 2
    breaks = timed(week_to_ics(week, profile, posture=True))[2:]
    assert len(breaks) == 7 * 9
    assert breaks[0].decoded("dtstart").time() == time(9)
    assert breaks[8].decoded("dtstart").time() == time(17)


def test_a_time_that_spring_leaves_out_is_the_first_after_it(week_from: WeekFrom, profile: Profile) -> None:
    spring = week_from(date(2027, 3, 28))
    spring = replace(
        spring,
        days=tuple(replace(d, sessions=tuple(replace(s, at=time(1, 30)) for s in d.sessions)) for d in spring.days),
    )
    first = timed(week_to_ics(spring, profile))[0]
    assert first.decoded("dtstart").astimezone(UTC) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert b"DTSTART;TZID=Europe/London:20270328T020000" in week_to_ics(spring, profile)


@pytest.mark.parametrize("name", ["UTC", "Asia/Kolkata", "America/New_York"])
def test_other_zones_keep_the_wall_time(week: Week, profile: Profile, name: str) -> None:
    there = replace(week, person=replace(week.person, time_zone=name))
    ics = week_to_ics(there, profile)
    assert timed(ics)[0].decoded("dtstart") == datetime(2026, 11, 23, 7, 30, tzinfo=ZoneInfo(name))
    assert (b"VTIMEZONE" in ics) == (name != "UTC")


def test_without_a_chosen_time_the_alarm_still_rings(week: Week, profile: Profile) -> None:
    silent = replace(profile, reminders=replace(profile.reminders, session_minutes_before=None))
    (alarm,) = timed(week_to_ics(week, silent))[0].walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-15)
