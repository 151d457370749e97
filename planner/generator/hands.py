"""What a hand does to a session: another exercise, another dose, another day; timed anew each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from planner.domain.exercise import Dose, ExerciseId, work_seconds
from planner.domain.week import Block, BlockKind, Item, Session
from planner.generator import words
from planner.generator.facts import facts_of
from planner.generator.fitting import Fitter
from planner.generator.menu import title_of
from planner.generator.pinning import at_home
from planner.generator.problem import DaySlot, WeekProblem
from planner.progression.dose import prescribed_dose, scaled

PART: Final = {
    BlockKind.WARM_UP: "warms you up",
    BlockKind.BALANCE: "your balance work",
    BlockKind.CORE: "a small core block",
    BlockKind.AEROBIC: "for the heart and lungs",
    BlockKind.YOGA: "your yoga",
    BlockKind.STRETCH: "a short stretch",
    BlockKind.BREATHING: "a calm end to the session",
}


def find_item(session: Session, exercise: ExerciseId) -> tuple[Block, Item] | None:
    return next(
        ((block, item) for block in session.blocks for item in block.items if item.exercise == exercise),
        None,
    )


def swapped(fitter: Fitter, session: Session, old: ExerciseId, new: ExerciseId) -> Session:
    """``new`` in the place of ``old``, at the dose that the prescription gives it (RT-01).

    Where the session would get too long it starts with fewer repeats, at least half of them [D].
    """
    problem = fitter.problem
    changed = _changed(problem, session, old, lambda block, item: _item_instead(fitter, block, item, new))
    whole = find_item(changed, new)
    while changed.minutes > changed.budget_minutes and whole is not None:
        item = find_item(changed, new)
        less = None if item is None else _a_little_less(item[1].dose, whole[1].dose)
        if less is None:
            break
        changed = dosed(problem, changed, new, less)
    return changed


def dosed(problem: WeekProblem, session: Session, exercise: ExerciseId, dose: Dose) -> Session:
    """The exercise at another dose, with the rest that goes with it."""
    return _changed(problem, session, exercise, lambda _, item: with_dose(problem, item, dose))


def with_dose(problem: WeekProblem, item: Item, dose: Dose) -> Item:
    as_written = replace(problem.prescription, doses={item.exercise: dose})
    base = prescribed_dose(problem.usable[item.exercise], problem.passed, problem.profile.age, as_written)
    return replace(
        item,
        sets=dose.sets,
        reps=dose.reps,
        hold_seconds=dose.hold_seconds,
        minutes=dose.minutes,
        rest_seconds=base.rest_seconds,
        effort=min(item.effort, base.effort),
        seconds=work_seconds(dose, item.sides, base.rest_seconds),
    )


def lighter(problem: WeekProblem, session: Session, factor: float) -> Session:
    """About ``factor`` of the work of every block but the warm-up and the calm end (RET-03, RET-04)."""
    blocks = tuple(
        block
        if block.kind in (BlockKind.WARM_UP, BlockKind.BREATHING)
        else replace(block, items=tuple(_lighter_item(problem, item, factor) for item in block.items))
        for block in session.blocks
    )
    return retimed(problem, replace(session, blocks=blocks))


def on_day(problem: WeekProblem, session: Session, slot: DaySlot) -> Session:
    """The session under this day's name, at its time."""
    return retimed(problem, at_home(session, slot))


def retimed(problem: WeekProblem, session: Session) -> Session:
    title = title_of(problem, session.blocks)
    return replace(session, minutes=facts_of(problem, session).minutes, title=title)


def _lighter_item(problem: WeekProblem, item: Item, factor: float) -> Item:
    if item.exercise not in problem.usable:
        return item
    return with_dose(problem, item, scaled(item.dose, factor))


def _a_little_less(dose: Dose, whole: Dose) -> Dose | None:
    """One repeat or half a minute less than ``dose``; None below half of the ``whole``."""
    if dose.minutes is not None:
        less = dose.minutes - 0.5
        return replace(dose, minutes=less) if whole.minutes and less >= whole.minutes / 2 else None
    reps, most = dose.reps_of_sets(), whole.reps_of_sets()
    if dose.sets > 1 or reps[0] - 1 < most[0] / 2:
        return None
    return replace(dose, reps=reps[0] - 1)


def _changed(
    problem: WeekProblem, session: Session, exercise: ExerciseId, change: Callable[[Block, Item], Item]
) -> Session:
    blocks = tuple(
        replace(block, items=tuple(change(block, item) if item.exercise == exercise else item for item in block.items))
        for block in session.blocks
    )
    return retimed(problem, replace(session, blocks=blocks))


def _item_instead(fitter: Fitter, block: Block, old: Item, new: ExerciseId) -> Item:
    library = fitter.problem.library
    routine = library.routines.get(block.routine) if block.routine is not None else None
    original = (old.instead_of or old.exercise) if routine is not None else None
    stands_for = library.exercises.get(original) if original is not None and original != new else None
    return fitter.item(
        new,
        words.part_of(routine) if routine is not None else PART[block.kind],
        instead_of=stands_for,
        one_set=old.sets == 1,
        minutes=old.minutes,
        most_effort=old.effort if block.kind is BlockKind.WARM_UP else 10,
    )
