"""What keeps a person going: few different exercises, what they like, no dull repeats, steps up."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from planner.domain.exercise import ExerciseId
from planner.domain.week import Session, Week
from planner.generator.draft import Draft
from planner.generator.menu import Option
from planner.generator.problem import WeekProblem
from planner.generator.wishes.base import Wish
from planner.generator.words import and_list

MANY_EXERCISES: Final = 32


class FewDifferentExercises(Wish):
    """Familiar exercises help people keep going; each different one counts."""

    id = "FAMILIAR"
    weight = 1
    sentence = "The week keeps to a small set of exercises that you get to know."

    def post(self, draft: Draft) -> None:
        users: dict[ExerciseId, dict[int, list[int]]] = {}
        for day, number, option in draft.indexed():
            for exercise in option.facts.exercises:
                users.setdefault(exercise, {}).setdefault(day, []).append(number)
        for exercise in sorted(users):
            used = draft.flag(f"uses_{exercise}")
            for day, numbers in users[exercise].items():
                draft.add(sum(draft.chosen[day][number] for number in numbers) <= used)
            for presence in draft.presences.values():
                standing = [variable for option, variable in presence.stands if exercise in option.facts.exercises]
                if standing:
                    draft.add(sum(standing) <= used)
            draft.cost(self.weight, used)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:  # noqa: ARG002
        different = len({item.exercise for _, session in week.sessions for item in session.items})
        if different <= MANY_EXERCISES:
            return None
        return f"The week has {different} different exercises: the time you offer asks for more."


class WhatYouLike(Wish):
    """A like is a wish: a category, a routine or an exercise."""

    id = "LIKES"
    weight = 20
    sentence = "What you like is in the week."

    def post(self, draft: Draft) -> None:
        for like in draft.problem.profile.likes:
            having = {id(o) for _, _, o in draft.indexed() if _has(o.session, like, draft.problem)}
            if not having:
                continue
            missing = draft.flag(f"without_{like}")
            chosen = [draft.chosen[d][n] for d, n, o in draft.indexed() if id(o) in having]
            draft.add(sum(chosen) + missing >= 1)
            draft.cost(self.weight, missing)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        missing = [like for like in problem.profile.likes if not any(_has(s, like, problem) for _, s in week.sessions)]
        if not missing:
            return None
        return f"Not this week: {and_list(missing)}. It is left out for your safety, or gave way to the time."


def _has(session: Session, like: str, problem: WeekProblem) -> bool:
    for block in session.blocks:
        if block.routine == like or block.kind.value == like:
            return True
        for item in block.items:
            exercise = problem.library.exercises.get(item.exercise)
            if item.exercise == like or (exercise is not None and exercise.category.value == like):
                return True
    return False


class NoDullRepeats(Wish):
    """The same core, yoga or stretch routine not in two sessions running."""

    id = "NO-DULL-REPEATS"
    weight = 9
    sentence = "No routine comes in two sessions running."

    def post(self, draft: Draft) -> None:
        days = [day for day, variables in enumerate(draft.chosen) if variables]
        for first, second in pairwise(days):
            earlier, later = _days_of_routine(draft, first), _days_of_routine(draft, second)
            for routine in earlier:
                if routine in later:
                    again = draft.flag(f"again_{routine}_{second}")
                    draft.add(sum(earlier[routine]) + sum(later[routine]) <= 1 + again)
                    draft.cost(self.weight, again)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        sessions = [session for _, session in week.sessions]
        repeats = []
        for one, two in pairwise(sessions):
            later = {block.routine for block in two.blocks}
            repeats += [b.routine for b in one.blocks if b.routine and b.kind.value != "balance" and b.routine in later]
        if not repeats:
            return None
        names = sorted({problem.library.routines[r].name for r in repeats if r in problem.library.routines})
        return f"{and_list(names)} comes in sessions one after the other: it suits you best."


def _days_of_routine(draft: Draft, day: int) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for variable, option in zip(draft.chosen[day], draft.options[day], strict=True):
        for routine in _routines(option):
            found.setdefault(routine, []).append(variable)
    return found


def _routines(option: Option) -> tuple[str, ...]:
    return tuple(key for key in option.routines if ":" not in key)


class StepsUp(Wish):
    """PROG-02, PROG-07: the next step of a family where the diary has earned it, and variety where no step is left."""

    id = "STEPS-UP"
    weight = 10
    sentence = "Where the diary has earned it, the next step is in the week."
    article = ("A16",)

    def post(self, draft: Draft) -> None:
        for exercise in _wanted(draft.problem):
            having = [draft.chosen[d][n] for d, n, o in draft.indexed() if exercise in o.facts.exercises]
            if having:
                missing = draft.flag(f"without_step_{exercise}")
                draft.add(sum(having) + missing >= 1)
                draft.cost(self.weight, missing)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        used = {item.exercise for _, session in week.sessions for item in session.items}
        missing = [e for e in _wanted(problem) if e not in used]
        if not missing:
            return None
        names = [problem.library.exercises[e].name for e in missing if e in problem.library.exercises]
        return f"{and_list(names)} did not fit into this week."


def _wanted(problem: WeekProblem) -> list[ExerciseId]:
    wanted = {*problem.prescription.steps.values(), *problem.prescription.variety}
    return sorted(e for e in wanted if problem.may_use(e))
