"""The week as a whole: seven right dates, sessions where they were offered, nothing said that screening did not say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planner.domain.person import weekday_of
from planner.domain.week import Day, Week
from planner.generator.draft import Draft
from planner.generator.limits.base import Limit
from planner.generator.outcome import Breach
from planner.generator.problem import DAYS_IN_WEEK, DaySlot, WeekProblem
from planner.generator.words import DAY_NAMES


class SevenDaysFromTheStart(Limit):
    """Dates, weekdays, rest marks and session ids agree with each other."""

    id = "DATES"
    sentence = "Seven days from the start, each session named after its day."

    def post(self, draft: Draft) -> None:
        """The week is put together from the slots, so the solver has nothing to decide."""

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        return tuple(self._faults(week, problem))

    def _faults(self, week: Week, problem: WeekProblem) -> Iterator[Breach]:
        if week.start != problem.start:
            yield self.breach("week", f"The week starts on {week.start}, not on {problem.start}.")
        if len(week.days) != DAYS_IN_WEEK:
            yield self.breach("week", f"The week has {len(week.days)} days instead of seven.")
        for number, day in enumerate(week.days):
            yield from self._day(day, week, number)

    def _day(self, day: Day, week: Week, number: int) -> Iterator[Breach]:
        wanted = week.start + timedelta(days=number)
        if day.date != wanted:
            yield self.breach(day.weekday, f"Day {number + 1} should be {wanted}, not {day.date}.")
        if day.weekday != weekday_of(day.date):
            yield self.breach(day.weekday, f"{day.date} is not a {DAY_NAMES[day.weekday]}.")
        if day.rest != (not day.sessions):
            yield self.breach(day.weekday, "A rest day is a day without a session, and no other.")
        for place, session in enumerate(day.sessions, start=1):
            if session.id != f"{day.weekday}-{place}":
                yield self.breach(session.id, f"The session should be called {day.weekday}-{place}.")
            if not session.items:
                yield self.breach(session.id, "The session holds no exercise.")


class SessionsOnOfferedDays(Limit):
    """Q-10: sessions only on days the person offers, not before the time they gave."""

    id = "OFFERED"
    sentence = "Sessions only on the days you offer."

    def post(self, draft: Draft) -> None:
        """A day without an offer has no options."""

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        pairs = list(zip(problem.slots, week.days, strict=False))
        return tuple(found for slot, day in pairs for found in self._day(slot, day))

    def _day(self, slot: DaySlot, day: Day) -> Iterator[Breach]:
        if day.sessions and slot.at is None:
            yield self.breach(day.weekday, f"No session was offered on {DAY_NAMES[day.weekday]}.")
        elif day.sessions and slot.at is not None and day.sessions[0].at != slot.at:
            yield self.breach(day.sessions[0].id, f"The first session should start at {slot.at:%H:%M}.")
        for first, second in zip(day.sessions, day.sessions[1:], strict=False):
            if second.at <= first.at:
                yield self.breach(second.id, "The sessions of a day follow one another.")


class ScreeningAsItStands(Limit):
    """SCR-06: the file may not say less than screening does."""

    id = "SCREENING"
    sentence = "The safety check stands behind this week."

    def post(self, draft: Draft) -> None:
        """Screening is written into the week as it is."""

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        said, passed = week.screening, problem.passed
        found = []
        if said.state is not passed.state:
            found.append(self.breach("week", f"Screening says {passed.state}, the file {said.state}."))
        if tuple(said.flags) != tuple(passed.flags):
            found.append(self.breach("week", "The file names other flags than screening does."))
        if tuple(said.conditions) != tuple(passed.conditions):
            found.append(self.breach("week", "The file names other conditions than screening does."))
        if said.caps != passed.caps:
            found.append(self.breach("week", "The file's upper limits are not those of screening."))
        if week.person.level is not problem.level:
            found.append(
                self.breach("week", f"The level is {problem.level.value}, the file says {week.person.level.value}.")
            )
        return tuple(found)
