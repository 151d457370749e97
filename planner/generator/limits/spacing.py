"""Days that must not stand beside each other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import ClassVar

from planner.domain.week import Week
from planner.generator.draft import Draft, total
from planner.generator.facts import SessionFacts, facts_of
from planner.generator.limits.base import Limit
from planner.generator.outcome import Breach
from planner.generator.problem import DAYS_IN_WEEK, MOST_SESSION_DAYS, WeekProblem
from planner.generator.words import DAY_NAMES


class OneRestDay(Limit):
    """WEEK-02: at least one day without a session."""

    id = "REST-DAY"
    sentence = "At least one day of the week is free of sessions."

    def post(self, draft: Draft) -> None:
        if all(draft.chosen):
            draft.add(total(list(draft.rests.values())) >= DAYS_IN_WEEK - MOST_SESSION_DAYS)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:  # noqa: ARG002
        if week.days and all(day.sessions for day in week.days):
            return (self.breach("week", "There is no rest day."),)
        return ()


class _NotTwoInARow(Limit):
    text: ClassVar[str]

    def is_such(self, facts: SessionFacts) -> bool:
        raise NotImplementedError

    def post(self, draft: Draft) -> None:
        such: Callable[[SessionFacts], bool] = self.is_such
        for day in range(DAYS_IN_WEEK - 1):
            both = [*draft.where(day, such), *draft.where(day + 1, such)]
            if both:
                draft.model.add_at_most_one(both)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        such = [any(self.is_such(facts_of(problem, session)) for session in day.sessions) for day in week.days]
        return tuple(
            self.breach(second.weekday, f"{DAY_NAMES[first.weekday]} and {DAY_NAMES[second.weekday]}: {self.text}")
            for (first, one), (second, two) in pairwise(zip(week.days, such, strict=True))
            if one and two
        )


class RestBetweenStrengthDays(_NotTwoInARow):
    """WEEK-04: strength work (DOSE-03) never on two days in a row."""

    id = "WEEK-04"
    sentence = "There is a day between strength days, so that muscles recover."
    article = ("A5", "A16")
    text = "strength work on two days in a row."

    def is_such(self, facts: SessionFacts) -> bool:
        return facts.strength

    def post(self, draft: Draft) -> None:
        super().post(draft)
        if draft.problem.prescription.strength_the_day_before:
            draft.add(draft.holds(0, self.is_such) == 0)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        found = super().breaches(week, problem)
        first = week.days[0] if week.days else None
        if first is None or not problem.prescription.strength_the_day_before:
            return found
        if any(self.is_such(facts_of(problem, session)) for session in first.sessions):
            text = "strength work, and the week before ended with some on the last day."
            return (self.breach(first.weekday, f"{DAY_NAMES[first.weekday]}: {text}"), *found)
        return found


class NotTwoHardDaysInARow(_NotTwoInARow):
    """WEEK-06: hard means an effort of 7 or more (EFF-01)."""

    id = "WEEK-06"
    sentence = "No two hard days follow each other."
    article = ("A16",)
    text = "two hard days in a row."

    def is_such(self, facts: SessionFacts) -> bool:
        return facts.hard
