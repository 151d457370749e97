"""The options of a day on which something is pinned, and the wish that what need not change stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.domain.exercise import Exercise
from planner.domain.week import Block, Item, Session
from planner.generator.edited import all_usable
from planner.generator.facts import facts_of
from planner.generator.menu import Menu, Option, option_of
from planner.generator.problem import DaySlot, WeekProblem

if TYPE_CHECKING:
    from planner.generator.draft import Draft

POINTS_FOR_CHANGING: Final = 25
"""[D] What a session must gain in wishes before it is exchanged for another: people have planned around it."""
POINTS_FOR_DROPPING: Final = 60


def options_around(menu: Menu, slot: DaySlot) -> tuple[Option, ...]:
    """The menu's options of the day, or those of them that hold what is pinned there."""
    problem, held = menu.problem, menu.problem.held
    session = held.sessions.get(slot.number)
    if session is None or slot.number in held.settled or slot.at is None:
        return menu.options(slot)
    if slot.number in held.pinned:
        return (option_of(problem, at_home(session, slot), 0),)
    free = menu.options(slot)
    pinned = [item for item in session.items if item.exercise in held.items.get(slot.number, ())]
    if not pinned and not held.steady:
        return free
    standing = _standing(problem, session, slot, free)
    held_there = [_holding(problem, option, session, pinned) for option in free]
    found = [standing, *held_there] if pinned else [*free, standing]
    return tuple(dict.fromkeys(option for option in found if option is not None))


def _standing(problem: WeekProblem, session: Session, slot: DaySlot, free: tuple[Option, ...]) -> Option | None:
    """The session as it stands; None where screening has come to refuse something in it."""
    if not all_usable(session, problem.usable):
        return None
    best = min((option.points for option in free), default=0)
    same = next((option for option in free if option.session.blocks == session.blocks), None)
    return same or option_of(problem, at_home(session, slot), best)


def at_home(session: Session, slot: DaySlot) -> Session:
    """The session under the name, at the time and with the minutes of this day."""
    at = session.at if slot.at is None else slot.at
    return replace(session, id=type(session.id)(f"{slot.weekday}-1"), at=at, budget_minutes=slot.budget_minutes)


def keep_what_stands(draft: Draft) -> None:
    """Where the week was edited: a wish that the sessions nobody touched stay."""
    held = draft.problem.held
    if not held.steady:
        return
    for day, session in held.sessions.items():
        if day in held.settled or day in held.pinned or not draft.chosen[day]:
            continue
        same = [
            variable
            for variable, option in zip(draft.chosen[day], draft.options[day], strict=True)
            if option.session.blocks == session.blocks
        ]
        draft.cost(POINTS_FOR_CHANGING, 1 - sum(same))
        if day in draft.rests:
            draft.cost(POINTS_FOR_DROPPING, draft.rests[day])


def _holding(problem: WeekProblem, option: Option, session: Session, pinned: Sequence[Item]) -> Option | None:
    """The option with each pinned item in it, at its dose; None where a block for one of them is missing."""
    changed: Session | None = option.session
    for item in pinned:
        changed = None if changed is None else _with_item(problem, changed, session, item)
    if changed is None or changed is option.session:
        return option if changed is not None else None
    facts = facts_of(problem, changed)
    return replace(option, session=replace(changed, minutes=facts.minutes), facts=facts)


def _with_item(problem: WeekProblem, into: Session, session: Session, item: Item) -> Session | None:
    home = next(block for block in session.blocks if item in block.items)
    for place, block in enumerate(into.blocks):
        for number, there in enumerate(block.items):
            if there.exercise == item.exercise:
                return _exchanged(into, place, number, replace(item, instead_of=there.instead_of, why=there.why))
    for place, block in enumerate(into.blocks):
        if block.kind is home.kind and not (home.routine is None and block.routine is not None):
            number = _most_alike(problem, block, item)
            gone = block.items[number]
            stands_for = item.instead_of if block.routine == home.routine else gone.instead_of or gone.exercise
            if stands_for == item.exercise or block.routine is None:
                stands_for = None
            return _exchanged(into, place, number, replace(item, instead_of=stands_for))
    return None


def _most_alike(problem: WeekProblem, block: Block, item: Item) -> int:
    """The place of the exercise that the pinned one comes instead of: its original, its family, its muscles."""
    exercises = problem.library.exercises
    wanted = exercises[item.exercise]

    def unlike(number: int) -> tuple[bool, bool, int, int]:
        other: Exercise = exercises[block.items[number].exercise]
        shared = len(set(wanted.targets).intersection(other.targets))
        return (other.id != item.instead_of, other.family != wanted.family, -shared, -number)

    return min(range(len(block.items)), key=unlike)


def _exchanged(session: Session, place: int, number: int, item: Item) -> Session:
    block = session.blocks[place]
    items = (*block.items[:number], item, *block.items[number + 1 :])
    blocks = (*session.blocks[:place], replace(block, items=items), *session.blocks[place + 1 :])
    return replace(session, blocks=blocks)
