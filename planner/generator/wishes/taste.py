"""What keeps a person going: what they like, no dull repeats, steps up."""

from __future__ import annotations

from typing import Any, Final

from planner.domain.exercise import ExerciseId
from planner.domain.week import BlockKind, Session, Week
from planner.generator.bias import just_earned
from planner.generator.draft import Draft
from planner.generator.menu import Option
from planner.generator.problem import WeekProblem
from planner.generator.wishes.base import Wish
from planner.generator.words import and_list, liking

BLOCK_KINDS: Final = frozenset(kind.value for kind in BlockKind)


class WhatYouLike(Wish):
    """A like is a wish: a category, a routine or an exercise."""

    id = "LIKES"
    weight = 30
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
        names = and_list([liking(problem.library, like) for like in missing])
        they = "It is" if len(missing) == 1 else "They are"
        return f"Not this week: {names}. {they} left out for your safety, or gave way to the time."


def _has(session: Session, like: str, problem: WeekProblem) -> bool:
    """A kind of block is meant as a block: a calm breath at the end is not the yoga that someone likes."""
    if like in BLOCK_KINDS:
        return any(block.kind.value == like for block in session.blocks)
    for block in session.blocks:
        if block.routine == like:
            return True
        for item in block.items:
            exercise = problem.library.exercises.get(item.exercise)
            if item.exercise == like or (exercise is not None and exercise.category.value == like):
                return True
    return False


class NoDullRepeats(Wish):
    """The same core, yoga or stretch routine not in three sessions running; twice is how a routine is learnt."""

    id = "NO-DULL-REPEATS"
    weight = 9
    sentence = "No routine comes in three sessions running."

    def post(self, draft: Draft) -> None:
        days = [day for day, variables in enumerate(draft.chosen) if variables]
        for three in zip(days, days[1:], days[2:], strict=False):
            first, *others = (_days_of_routine(draft, day) for day in three)
            for routine in first:
                if all(routine in other for other in others):
                    again = draft.flag(f"again_{routine}_{three[-1]}")
                    sessions = [variable for found in (first, *others) for variable in found[routine]]
                    draft.add(sum(sessions) <= 2 + again)
                    draft.cost(self.weight, again)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        routines = [{b.routine for b in s.blocks if b.routine and b.kind.value != "balance"} for _, s in week.sessions]
        threes = zip(routines, routines[1:], routines[2:], strict=False)
        repeats = set().union(*(one & two & three for one, two, three in threes))
        if not repeats:
            return None
        names = sorted(problem.library.routines[r].name for r in repeats if r in problem.library.routines)
        suit = (
            "comes in three sessions running: it suits"
            if len(names) == 1
            else "come in three sessions running: they suit"
        )
        return f"{and_list(names)} {suit} you best."


def _days_of_routine(draft: Draft, day: int) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for variable, option in zip(draft.chosen[day], draft.options[day], strict=True):
        for routine in _routines(option):
            found.setdefault(routine, []).append(variable)
    return found


def _routines(option: Option) -> tuple[str, ...]:
    return tuple(key for key in option.routines if ":" not in key)


class StepsUp(Wish):
    """PROG-01, PROG-02, PROG-07: what the diary has earned comes again: next steps, larger doses, or variety."""

    id = "STEPS-UP"
    weight = 10
    sentence = "What the diary has earned, a next step or a little more, is in the week."
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
        missing = [e for e in just_earned(problem) if e not in used]
        if not missing:
            return None
        names = [problem.library.exercises[e].name for e in missing]
        return f"{and_list(names)} did not fit into this week."


def _wanted(problem: WeekProblem) -> list[ExerciseId]:
    """Variety is welcome where it fits (PROG-07), but nothing that somebody would miss."""
    wanted = {*just_earned(problem), *problem.prescription.variety}
    return sorted(e for e in wanted if problem.may_use(e))
