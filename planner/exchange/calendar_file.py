"""A week as a calendar file (RFC 5545). Titles say nothing about health: calendars are often shared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from planner.care.b12 import next_date, treatment_dates
from planner.domain.person import PostureBreaks, Profile
from planner.domain.reminder import local_instant
from planner.domain.week import Session, Week

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

SESSION_TITLE: Final = "Movement session"
TREATMENT_TITLE: Final = "Date set by your clinic"
POSTURE_TITLE: Final = "Short break"
DEFAULT_ALARM_MINUTES: Final = 15
"""[D] Where the person chose no time for session reminders."""
_LENGTH_OF_BREAK: Final = timedelta(minutes=2)
_ALARM_OF_ALL_DAY: Final = timedelta(hours=9)


def week_to_ics(
    week: Week, profile: Profile, *, person_key: str | None = None, posture: bool = False, sequence: int = 0
) -> bytes:
    """Sessions at local time with an alarm, B12 dates all-day, and posture breaks where asked for.

    The same person, week and session always give the same UID, so importing a newer file replaces the older events;
    ``sequence`` rises with each newer file of the same week. ``person_key`` names the person for ever, by default
    from name and e-mail address. B12 dates: those of the week and the next one after it.
    """
    zone = ZoneInfo(week.person.time_zone)
    # Not the clock: the same week must give the same file.
    stamp = datetime.combine(week.start, time(), UTC)
    writer = EventWriter(zone, person_key or _key_of(profile), sequence, stamp)
    calendar = new_calendar("Week plan")
    add_time_zone(calendar, zone, week.start.year)
    minutes_before = profile.reminders.session_minutes_before
    for day, session in week.sessions:
        calendar.add_component(
            writer.session(
                week.start, day.date, session, DEFAULT_ALARM_MINUTES if minutes_before is None else minutes_before
            )
        )
    for treatment in _treatment_dates(profile, week):
        calendar.add_component(writer.treatment(treatment))
    if posture:
        for on, at in _posture_breaks(week, profile):
            calendar.add_component(writer.posture(on, at))
    return bytes(calendar.to_ical())


class EventWriter:
    """Makes events of one version of a plan: ``sequence`` rises with each version, ``stamp`` is when it was made."""

    def __init__(self, zone: ZoneInfo, person_key: str, sequence: int, stamp: datetime) -> None:
        self.zone = zone
        self.person_key = person_key
        self.sequence = sequence
        self.stamp = stamp

    def session(self, week: date, day: date, session: Session, minutes_before: int) -> Event:
        """A session of the week that begins on ``week``."""
        begins = local_instant(day, session.at, self.zone)
        event = self._event(SESSION_TITLE, f"{week}/{session.id}")
        self._spans(event, begins, timedelta(minutes=ceil(session.minutes)))
        event.add("description", "Your exercises are on your week sheet.")
        event.add_component(_alarm(SESSION_TITLE, timedelta(minutes=-minutes_before)))
        return event

    def treatment(self, day: date) -> Event:
        event = self._event(TREATMENT_TITLE, f"treatment/{day}")
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("description", "Your week sheet says more.")
        event.add_component(_alarm(TREATMENT_TITLE, _ALARM_OF_ALL_DAY))
        return event

    def posture(self, day: date, at: time) -> Event:
        event = self._event(POSTURE_TITLE, f"break/{day}/{at:%H:%M}")
        self._spans(event, local_instant(day, at, self.zone), _LENGTH_OF_BREAK)
        event.add("transp", "TRANSPARENT")
        event.add_component(_alarm(POSTURE_TITLE, timedelta()))
        return event

    def _event(self, title: str, name: str) -> Event:
        from icalendar import Event

        digest = hashlib.sha256(f"{self.person_key}\n{name}".encode()).digest()
        event = Event()
        event.add("uid", f"{int.from_bytes(digest[:16])}@week.planner.invalid")
        event.add("dtstamp", self.stamp)
        event.add("sequence", self.sequence)
        event.add("summary", title)
        event.add("class", "PRIVATE")
        return event

    def _spans(self, event: Event, begins: datetime, length: timedelta) -> None:
        """Through UTC, so that a night when the clocks change makes no event longer or shorter."""
        if self.zone.key in ("UTC", "Etc/UTC"):
            event.add("dtstart", begins)
            event.add("dtend", begins + length)
        else:
            event.add("dtstart", begins.astimezone(self.zone))
            event.add("dtend", (begins + length).astimezone(self.zone))


def _key_of(profile: Profile) -> str:
    return f"{profile.name}\n{profile.reminders.email or ''}"


def _alarm(title: str, trigger: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm


def new_calendar(name: str) -> Calendar:
    """An empty calendar with its headings."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Back care planner//Week//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    return calendar


def add_time_zone(calendar: Calendar, zone: ZoneInfo, year: int) -> None:
    """Offsets from ``year`` to the end of the next; the library's own choice is 68 years of them."""
    from icalendar import Timezone

    if zone.key in ("UTC", "Etc/UTC"):
        return
    calendar.add_component(Timezone.from_tzid(zone.key, first_date=date(year, 1, 1), last_date=date(year + 1, 12, 31)))
    calendar.add("x-wr-timezone", zone.key)


def _treatment_dates(profile: Profile, week: Week) -> tuple[date, ...]:
    last = week.start + timedelta(days=6)
    upcoming = next_date(profile.b12, last + timedelta(days=1))
    return (*treatment_dates(profile.b12, week.start, last), *([upcoming] if upcoming is not None else []))


def times_of_breaks(breaks: PostureBreaks) -> tuple[time, ...]:
    """From the first to the last time of day that the person chose."""
    minutes = range(
        60 * breaks.start.hour + breaks.start.minute,
        60 * breaks.end.hour + breaks.end.minute + 1,
        max(1, breaks.every_minutes),
    )
    return tuple(time(*divmod(minute, 60)) for minute in minutes)


def _posture_breaks(week: Week, profile: Profile) -> Iterator[tuple[date, time]]:
    """From the first to the last time the person chose, on every day of the week."""
    breaks = profile.reminders.posture
    if breaks is None:
        return
    for day in week.days:
        yield from ((day.date, at) for at in times_of_breaks(breaks))
