"""Work that some conditions need every day (contract, "Daily work and rest")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, Final

from planner.domain.exercise import Exercise
from planner.domain.week import CareKind, Day, Law, Week
from planner.generator.draft import Draft
from planner.generator.facts import SessionFacts, facts_of
from planner.generator.limits.base import Limit
from planner.generator.outcome import Breach
from planner.generator.pieces import is_balance, is_extensor
from planner.generator.problem import DaySlot, WeekProblem
from planner.generator.words import DAY_NAMES, and_list

MOST_CARE_MINUTES: Final = 5


class _Daily(Limit):
    """In every session, and a care item of at most five minutes on the days without one.

    On restful days and in weeks of named routines only (FAT-03, AMB-24) the care item stands for the session's part.
    """

    missing_for_now: ClassVar[str]

    def wanted(self, problem: WeekProblem) -> bool:
        raise NotImplementedError

    def counts(self, exercise: Exercise) -> bool:
        raise NotImplementedError

    def in_session(self, facts: SessionFacts) -> bool:
        raise NotImplementedError

    def missing(self) -> str:
        raise NotImplementedError

    def post(self, draft: Draft) -> None:
        if not self.wanted(draft.problem):
            return
        able = {id(o) for _, _, o in draft.indexed() if self.in_session(o.facts)}
        for day, number, option in draft.indexed():
            if able and id(option) not in able and self._in_sessions(draft.problem, draft.problem.slots[day]):
                draft.forbid(day, number)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        if not self.wanted(problem):
            return ()
        found = []
        for slot, day in zip(problem.slots, week.days, strict=False):
            found += self._day(slot, day, problem)
        return tuple(found)

    def law(self, week: Week, problem: WeekProblem) -> Law:
        """No breach on restful days and in tired weeks; but the week does not say of them that the work is there."""
        law = super().law(week, problem)
        if law.kept and self.wanted(problem):
            without = [DAY_NAMES[day.weekday] for day in week.days if not self._has(day, problem)]
            if without:
                days = "all week" if len(without) == len(week.days) else f"on {and_list(without)}"
                return replace(law, kept=False, text=f"{self.missing_for_now} {days}: rest comes first for now.")
        return law

    def _has(self, day: Day, problem: WeekProblem) -> bool:
        return self._care_has(day, problem) or any(self._session_has(problem, s.items) for s in day.sessions)

    def _day(self, slot: DaySlot, day: Day, problem: WeekProblem) -> list[Breach]:
        in_sessions = self._in_sessions(problem, slot)
        missing = [s for s in day.sessions if not self._session_has(problem, s.items)]
        if day.sessions and not missing:
            return []
        if missing and in_sessions:
            return [self.breach(session.id, self.missing()) for session in missing]
        if slot.restorative or problem.special:
            return []
        return [] if self._care_has(day, problem) else [self.breach(day.weekday, self.missing())]

    def _in_sessions(self, problem: WeekProblem, slot: DaySlot) -> bool:
        return not (problem.special or slot.restorative)

    def _session_has(self, problem: WeekProblem, items: object) -> bool:
        exercises = [problem.library.exercises.get(item.exercise) for item in items]  # type: ignore[attr-defined]
        return any(e is not None and self.counts(e) for e in exercises)

    def _care_has(self, day: Day, problem: WeekProblem) -> bool:
        return any(
            item.kind is CareKind.EXERCISE
            and item.exercise is not None
            and item.exercise in problem.library.exercises
            and self.counts(problem.library.exercises[item.exercise])
            for item in day.care
        )


class BackWorkEveryDay(_Daily):
    """AMB-01, DOSE-04: osteoporosis and spine fractures need daily extensor work."""

    id = "DAILY-BACK"
    sentence = "A little back work every day, as thin bones need."
    article = ("A15", "A19")
    missing_for_now = "No back work"

    def wanted(self, problem: WeekProblem) -> bool:
        return _planned(problem, "extensors")

    def counts(self, exercise: Exercise) -> bool:
        return is_extensor(exercise)

    def in_session(self, facts: SessionFacts) -> bool:
        return facts.extensor

    def missing(self) -> str:
        return "The day has no back work."


class BalanceWorkEveryDay(_Daily):
    """AMB-01, AMB-04, AMB-05, DOSE-08: thin bones, numb feet and falls need daily balance work."""

    id = "DAILY-BALANCE"
    sentence = "A little balance work every day, to keep you steady."
    article = ("A17",)
    missing_for_now = "No balance work"

    def wanted(self, problem: WeekProblem) -> bool:
        return _planned(problem, "balance")

    def counts(self, exercise: Exercise) -> bool:
        return is_balance(exercise)

    def in_session(self, facts: SessionFacts) -> bool:
        return facts.balance

    def missing(self) -> str:
        return "The day has no balance work."


class BalanceInEverySession(Limit):
    """Q-01: from 65 balance work three times a week; here in every session that is not a restful one."""

    id = "BALANCE-65"
    sentence = "From 65 every session holds some balance work."
    article = ("A4",)

    def post(self, draft: Draft) -> None:
        if self._wanted(draft.problem):
            self._forbid(draft, lambda facts: facts.balance)

    def _forbid(self, draft: Draft, good: Callable[[SessionFacts], bool]) -> None:
        if any(good(option.facts) for _, _, option in draft.indexed()):
            for day, number, option in draft.indexed():
                if not good(option.facts) and not draft.problem.slots[day].restorative:
                    draft.forbid(day, number)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        if not self._wanted(problem):
            return ()
        return tuple(
            self.breach(session.id, "The session has no balance work.")
            for slot, day in zip(problem.slots, week.days, strict=False)
            for session in day.sessions
            if not slot.restorative and not facts_of(problem, session).balance
        )

    def _wanted(self, problem: WeekProblem) -> bool:
        usable = any(is_balance(u.exercise) and problem.may_use(u.exercise.id) for u in problem.usable.values())
        return problem.profile.age >= 65 and not problem.special and usable and not problem.passed.daily_balance


def _planned(problem: WeekProblem, purpose: str) -> bool:
    """Care asks for it, and something for it is left after dislikes and the diary."""
    return any(
        work.purpose == purpose and any(problem.may_use(exercise) for exercise in work.candidates)
        for work in problem.care.daily_work
    )
