from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.person import QuietHours
from planner.domain.reminder import header_text, is_quiet, local_instant, session_letter_due

LONDON, BERLIN = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(time(21), time(7))
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def test_an_ordinary_time_is_what_the_clock_shows() -> None:
    assert local_instant(date(2026, 11, 23), time(7, 30), BERLIN) == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert local_instant(date(2026, 7, 23), time(7, 30), BERLIN) == datetime(2026, 7, 23, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
def test_a_time_that_spring_leaves_out_is_the_first_minute_after_it(minute: int) -> None:
    assert local_instant(date(2027, 3, 28), time(2, minute), BERLIN) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


def test_a_time_that_autumn_has_twice_is_the_first() -> None:
    assert local_instant(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert local_instant(date(2026, 10, 25), time(2, 30, fold=1), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_half_an_hour_of_summer_time_counts_too() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    assert local_instant(date(2026, 10, 4), time(2, 10), lord_howe) == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)


def test_a_day_that_never_was_is_the_first_minute_of_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert local_instant(date(2011, 12, 30), time(7, 30), apia) == datetime(2011, 12, 30, 10, 0, tzinfo=UTC)


@given(st.sampled_from(ZONES), st.dates(date(1971, 1, 1), date(2037, 12, 31)), st.integers(0, 24 * 60 - 1))
@settings(max_examples=300, deadline=None)
def test_every_local_time_of_every_zone_lands_on_the_right_instant(name: str, day: date, minute: int) -> None:
    wall = datetime.combine(day, time(minute // 60, minute % 60))
    zone = ZoneInfo(name)
    instant = local_instant(wall.date(), wall.time(), zone)
    shown = instant.astimezone(zone)
    if shown.replace(tzinfo=None) == wall:
        assert shown.fold == 0
    else:
        assert shown.replace(tzinfo=None) > wall
        before = (instant - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None)
        assert before < wall


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(21), True),
        (time(23, 59), True),
        (time(0), True),
        (time(6, 59), True),
        (time(7), False),
        (time(20, 59), False),
    ],
)
def test_quiet_hours_run_over_midnight_and_end_on_the_minute(at: time, quiet: bool) -> None:
    assert is_quiet(at, NIGHT) is quiet


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    assert is_quiet(time(13), QuietHours(time(12), time(14)))
    assert not is_quiet(time(14), QuietHours(time(12), time(14)))
    assert not is_quiet(time(12), QuietHours(time(12), time(12)))


def _due(day: int, at: time, before: int, quiet: QuietHours | None = NIGHT) -> datetime:
    start = local_instant(date(2026, 11, day), at, LONDON)
    return session_letter_due(start, before, quiet, LONDON).astimezone(LONDON)


def test_a_session_letter_goes_out_so_many_minutes_before() -> None:
    assert _due(23, time(18), 30) == datetime(2026, 11, 23, 17, 30, tzinfo=LONDON)
    assert _due(23, time(7, 30), 30) == datetime(2026, 11, 23, 7, 0, tzinfo=LONDON)
    assert _due(23, time(0, 10), 30, None) == datetime(2026, 11, 22, 23, 40, tzinfo=LONDON)


def test_in_quiet_hours_a_letter_waits_for_their_end() -> None:
    assert _due(23, time(7, 20), 60) == datetime(2026, 11, 23, 7, 0, tzinfo=LONDON)
    assert _due(23, time(7), 30) == datetime(2026, 11, 23, 7, 0, tzinfo=LONDON)


def test_before_a_session_in_quiet_hours_the_letter_comes_the_evening_before() -> None:
    for at, before in ((time(6, 30), 30), (time(0, 15), 30), (time(21, 10), 5)):
        evening = 23 if at == time(21, 10) else 22
        assert _due(23, at, before) == datetime(2026, 11, evening, 20, 59, tzinfo=LONDON)


@given(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.integers(0, 720),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
@settings(max_examples=200, deadline=None)
def test_no_session_letter_comes_in_quiet_hours_or_after_the_session_began(
    at: time, before: int, quiet_from: time, quiet_to: time
) -> None:
    quiet = QuietHours(quiet_from, quiet_to)
    due = _due(23, at, before, quiet)
    assert due <= local_instant(date(2026, 11, 23), at, LONDON)
    if (
        quiet_from != quiet_to
        and (quiet_from.hour * 60 + quiet_from.minute - 1) % 1440 != (quiet_to.hour * 60 + quiet_to.minute - 1) % 1440
    ):
        assert not is_quiet(due.time(), quiet)


def test_a_header_keeps_every_ordinary_letter() -> None:
    assert header_text("Łódź, “quoted” & <angled>") == "Łódź, “quoted” & <angled>"
