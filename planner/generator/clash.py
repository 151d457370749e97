"""The limits and pins that cannot hold together: the smallest set of them, in words, and the nearest change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from planner.domain.week import Item
from planner.generator.cp_sat import cp_model
from planner.generator.draft import Draft
from planner.generator.held import Held
from planner.generator.limits import LIMITS
from planner.generator.menu import Menu
from planner.generator.more_time import with_more
from planner.generator.outcome import Clash, NoWeekPossible
from planner.generator.problem import WeekProblem
from planner.generator.smallest import smallest_clash
from planner.generator.words import DAY_NAMES, and_list, plural

MORE_MINUTES: Final = (2, 3, 5, 10, 15)
NEW_DAY_MINUTES: Final = (10, 15)
MOST_LET_GO: Final = 3
WORK: Final = 1.0
"""Deterministic work for one question whether a set can hold; these models are decided in a fraction of it."""


@dataclass(frozen=True, slots=True)
class Pinning:
    """What a person pinned on one day. ``release`` takes it out of what is held."""

    name: str
    day: str
    text: str
    undo: str
    release: Callable[[Held], Held]


def clash_of(problem: WeekProblem, menu: Menu) -> NoWeekPossible | None:
    """Why the sessions of the menu make no week under all limits and pins; None where they do make one."""
    asked = _Asked(problem, menu)
    names = (*asked.pinnings, *asked.limits)
    found = smallest_clash(names, asked.can_hold)
    if found is None:
        return None
    pinned = [asked.pinnings[name] for name in found if name in asked.pinnings]
    clashes = tuple(Clash("PINNED", pin.text) for pin in pinned) + tuple(
        Clash(limit.id, limit.sentence) for limit in LIMITS if limit.id in found
    )
    return NoWeekPossible(clashes, _nearest_change(asked, pinned))


class _Asked:
    """Answers whether a set of limits and pins leaves a week with at least one session."""

    def __init__(self, problem: WeekProblem, menu: Menu) -> None:
        self.problem = problem
        self.menu = menu
        self.pinnings: Mapping[str, Pinning] = {pin.name: pin for pin in _pinnings(problem)}
        self.limits = tuple(limit.id for limit in LIMITS if self._says_something(limit.id))

    def everything(self) -> frozenset[str]:
        return frozenset((*self.pinnings, *self.limits))

    def can_hold(self, names: frozenset[str]) -> bool:
        held = self.problem.held
        for name, pin in self.pinnings.items():
            held = held if name in names else pin.release(held)
        return self._solvable(replace(self.problem, held=held), names)

    def would_do(self, changed: WeekProblem) -> bool:
        """Whether everything holds once the offered time is another."""
        return self._solvable(changed, self.everything())

    def _solvable(self, problem: WeekProblem, names: frozenset[str]) -> bool:
        draft = self._draft(problem)
        for limit in LIMITS:
            if limit.id in names:
                limit.post(draft)
        every = [variable for variables in draft.chosen for variable in variables]
        if not every:
            return False
        draft.model.add_bool_or(every)
        library = cp_model()
        solver = library.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = WORK
        return solver.solve(draft.model) in (library.OPTIMAL, library.FEASIBLE)

    def _draft(self, problem: WeekProblem) -> Draft:
        menu = copy(self.menu)
        menu.problem = problem
        return Draft(problem, menu)

    def _says_something(self, limit_id: str) -> bool:
        """Most limits forbid nothing that is on the menu; those cannot clash."""
        draft = self._draft(self.problem)
        before = len(draft.model.proto.constraints)
        next(limit for limit in LIMITS if limit.id == limit_id).post(draft)
        return len(draft.model.proto.constraints) > before


def _pinnings(problem: WeekProblem) -> Iterator[Pinning]:
    """One for each day with something pinned, so that there are few."""
    held = problem.held
    for number, session in sorted(held.sessions.items()):
        day = DAY_NAMES[problem.slots[number].weekday]
        if number in held.settled:
            continue
        if number in held.pinned:
            yield _of_session(number, day)
        elif held.items.get(number):
            yield _of_exercises(number, day, [item for item in session.items if item.exercise in held.items[number]])


def _of_session(number: int, day: str) -> Pinning:
    return Pinning(
        f"pin {number}",
        day,
        f"The session on {day} is to stay as it is.",
        f"Letting the session on {day} change would do.",
        lambda held: replace(held, pinned=held.pinned - {number}),
    )


def _of_exercises(number: int, day: str, items: Sequence[Item]) -> Pinning:
    names = "; ".join(item.name for item in items)
    are = "is" if len(items) == 1 else "are"
    return Pinning(
        f"pin {number}",
        day,
        f"{names} {are} to stay in the session on {day}.",
        f"Letting go of {names} on {day} would do.",
        lambda held: replace(held, items={**held.items, number: ()}),
    )


def _nearest_change(asked: _Asked, pinned: Sequence[Pinning]) -> str:
    """One pin let go, else a few minutes, else one more day, else several pins; empty where nothing is enough."""
    for pin in pinned:
        if asked.can_hold(asked.everything() - {pin.name}):
            return pin.undo
    more = next((words for words, changed in _more_time(asked.problem) if asked.would_do(changed)), "")
    return more or _several_let_go(asked)


def _several_let_go(asked: _Asked) -> str:
    names = tuple(asked.pinnings)
    few = (chosen for number in range(2, MOST_LET_GO + 1) for chosen in combinations(names, number))
    for chosen in (*few, names):
        if asked.can_hold(asked.everything().difference(chosen)):
            days = list(dict.fromkeys(asked.pinnings[name].day for name in chosen))
            return f"Letting go of what is pinned on {and_list(days)} would do."
    return ""


def _more_time(problem: WeekProblem) -> Iterator[tuple[str, WeekProblem]]:
    first_open, settled = problem.held.first_open, problem.held.settled
    ahead = [slot for slot in problem.slots if slot.number >= first_open and slot.number not in settled]
    for minutes in MORE_MINUTES:
        for slot in ahead:
            if slot.budget_minutes:
                more = f"{plural(minutes, 'more minute')} on {DAY_NAMES[slot.weekday]} would do."
                yield more, with_more(problem, slot, minutes)
    for minutes in NEW_DAY_MINUTES:
        for slot in ahead:
            if slot.at is None:
                yield f"{minutes} minutes on {DAY_NAMES[slot.weekday]} would do.", with_more(problem, slot, minutes)
