"""What a wish is: something a week should have where it can; it may give way, and then says to what."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from planner.domain.week import Law, Week
from planner.generator.draft import Draft
from planner.generator.problem import WeekProblem


class Wish(ABC):
    """``weight``: points against a week for each unit by which it misses the wish."""

    id: ClassVar[str]
    weight: ClassVar[int]
    sentence: ClassVar[str]
    article: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def post(self, draft: Draft) -> None:
        """Writes the wish into the solver's objective."""

    @abstractmethod
    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        """Why the finished week does not have it, as a sentence; None where it does."""

    def report(self, week: Week, problem: WeekProblem) -> Law:
        """The line of the finished week."""
        reason = self.gave_way(week, problem)
        return Law(self.id, reason is None, self.sentence if reason is None else reason, self.article)
