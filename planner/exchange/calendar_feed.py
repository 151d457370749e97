"""Everything that calendars subscribe to (RFC 5545): sessions, treatment dates and breaks, of all weeks at once.

A session that is not in the weeks any more is not in the feed either, so it disappears from the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.domain.person import PostureBreaks
from planner.domain.week import Week
from planner.exchange.calendar_file import EventWriter, add_time_zone, new_calendar, times_of_breaks


@dataclass(frozen=True, slots=True)
class FeedWeek:
    """The newest version of a week: ``sequence`` counts its versions, ``made`` is when this one was made."""

    week: Week
    sequence: int
    made: datetime


@dataclass(frozen=True, slots=True)
class FeedBreaks:
    """Short breaks on these days."""

    breaks: PostureBreaks
    days: tuple[date, ...]


def feed_to_ics(
    zone: ZoneInfo,
    person_key: str,
    weeks: Sequence[FeedWeek],
    treatments: Iterable[date],
    breaks: FeedBreaks | None,
    *,
    minutes_before: int,
) -> bytes:
    """The calendar. UIDs are those of the week's own file; the same arguments give the same bytes."""
    dates = sorted(treatments)
    calendar = new_calendar("Plan")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    years = [each.week.start.year for each in weeks] + [day.year for day in dates]
    if weeks or breaks:
        # The dates of treatments have no time of day, so they need no zone.
        add_time_zone(calendar, zone, min(years, default=breaks.days[0].year if breaks else 0))
    for each in weeks:
        writer = EventWriter(zone, person_key, each.sequence, each.made.astimezone(UTC).replace(microsecond=0))
        for day, session in each.week.sessions:
            calendar.add_component(writer.session(each.week.start, day.date, session, minutes_before))
    # A date is its own event: another date is another event, so it never has a second version.
    plain = EventWriter(zone, person_key, 0, datetime(2000, 1, 1, tzinfo=UTC))
    for day_of_treatment in dates:
        calendar.add_component(plain.treatment(day_of_treatment))
    if breaks is not None:
        for on in breaks.days:
            for at in times_of_breaks(breaks.breaks):
                calendar.add_component(plain.posture(on, at))
    return bytes(calendar.to_ical())
