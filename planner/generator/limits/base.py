"""What a limit is: something a week must keep, stated once for the solver and once for the checker."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from planner.domain.exercise import ExerciseId
from planner.domain.week import CareKind, Item, Law, Week
from planner.generator.draft import Draft
from planner.generator.facts import facts_of
from planner.generator.outcome import Breach
from planner.generator.problem import WeekProblem
from planner.generator.seen import Seen, SeenOn


class Limit(ABC):
    """``sentence`` is what the finished week says when the limit is kept."""

    id: ClassVar[str]
    sentence: ClassVar[str]
    article: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def post(self, draft: Draft) -> None:
        """Writes the limit into the solver's model."""

    @abstractmethod
    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        """Where a finished week does not keep it."""

    def law(self, week: Week, problem: WeekProblem) -> Law:
        """The line of the finished week."""
        found = self.breaches(week, problem)
        return Law(self.id, not found, found[0].text if found else self.sentence, self.article)

    def breach(self, where: str, text: str) -> Breach:
        return Breach(self.id, where, text)


class SessionLimit(Limit):
    """A limit on each session by itself."""

    @abstractmethod
    def faults(self, seen: Seen) -> Iterator[str]:
        """A sentence for each thing wrong with this session on this day."""

    def post(self, draft: Draft) -> None:
        faulty: list[tuple[int, int]] = []
        for seen, places in draft.seen():
            if next(self.faults(seen), None) is not None:
                faulty += places
        for day, number in sorted(faulty):
            draft.forbid(day, number)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        return tuple(
            self.breach(session.id, text)
            for slot, day in zip(problem.slots, week.days, strict=False)
            for session in day.sessions
            for text in self.faults(Seen(slot, problem, session, facts_of(problem, session)))
        )


class ItemLimit(SessionLimit):
    """A limit on each item by itself; options share items, so each is judged once, or once a kind of day.

    ``looks_at_the_day`` is for limits that may say something else about the same item on another day.
    """

    looks_at_the_day: ClassVar[bool] = False

    @abstractmethod
    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        """A sentence for each thing wrong with this item on this day."""

    def faults(self, seen: Seen) -> Iterator[str]:
        for item in seen.session.items:
            for text in self.item_faults(item, seen):
                yield f"{item.name}: {text}"

    def post(self, draft: Draft) -> None:
        judged: dict[int, bool] = {}
        for item, seen in draft.items():
            if self.looks_at_the_day or id(item) not in judged:
                judged[id(item)] = next(self.item_faults(item, seen), None) is not None
            if judged[id(item)]:
                for day, number, option in draft.indexed():
                    if draft.problem.slots[day].kind == seen.slot.kind and item in option.session.items:
                        draft.forbid(day, number)


class ExerciseLimit(ItemLimit):
    """A limit on which exercises are used at all, in sessions and in the care of a day alike.

    Care is not the solver's: the planner takes it from what this limit allows already.
    """

    care_kinds: ClassVar[tuple[CareKind, ...]] = tuple(CareKind)

    @abstractmethod
    def exercise_faults(self, exercise: ExerciseId, seen: SeenOn) -> Iterator[str]:
        """A sentence for each thing that speaks against this exercise on this day."""

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        yield from self.exercise_faults(item.exercise, seen)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        in_care = tuple(
            self.breach(day.weekday, f"{_name_of(care.exercise, problem)}, {_part_of_day(care.kind)}: {text}")
            for slot, day in zip(problem.slots, week.days, strict=False)
            for care in day.care
            if care.exercise is not None and care.kind in self.care_kinds
            for text in self.exercise_faults(care.exercise, SeenOn(slot, problem))
        )
        return (*super().breaches(week, problem), *in_care)


class HeldByConstruction:
    """For a limit that every week of the planner keeps by the way it is put together: only edits can break it."""

    def post(self, draft: Draft) -> None:
        """Nothing for the solver to decide."""


def _part_of_day(kind: CareKind) -> str:
    return "as daily work" if kind is CareKind.EXERCISE else f"under {kind.value}"


def _name_of(exercise: ExerciseId, problem: WeekProblem) -> str:
    known = problem.library.exercises.get(exercise)
    return known.name if known else exercise
