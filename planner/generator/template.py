"""A kept week put onto somebody else's days: each exercise in its own or a fitting form, the rest as the laws ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planner.domain.edits import Edits, Pin, UseTemplate
from planner.domain.exercise import Dose, ExerciseId
from planner.domain.week import Block, BlockKind, Item, Session
from planner.generator.fitting import Fitter
from planner.generator.hands import PART, retimed, with_dose
from planner.generator.outcome import NotAllowed
from planner.generator.problem import DaySlot, WeekProblem
from planner.generator.proposals import Proposal, Table, refused
from planner.generator.substitutes import substitute
from planner.generator.words import DAY_NAMES, and_list

_KEPT_LONGEST: Final = (BlockKind.BALANCE, BlockKind.CORE, BlockKind.WARM_UP)
"""What a session that is too long loses last."""


def use_template(table: Table, edit: UseTemplate) -> Proposal | NotAllowed:
    """The sessions of the template on the days that are open, in order.

    What this person may not do gives way to what RT-01 allows in its place, or is left out; doses keep to their caps;
    a session that is too long loses exercises from its end.
    """
    if edit.how == "prefer":
        afresh = "The week is planned anew. It takes the template's exercises where it can."
        return Proposal(table.edits, table.sessions, again=True, steady=False, told=(afresh,))
    problem, fitter = table.now(), Fitter(table.now())
    days = [n for n in table.sessions if not table.is_over(n) and not table.is_done(n)]
    if not days or not edit.sessions:
        return refused("SESSION", "week", "No session of this week is left that could take the template.")
    told: list[str] = []
    sessions, edits = dict(table.sessions), table.edits
    for number, wanted in zip(days, edit.sessions, strict=False):
        slot = problem.slots[number]
        made = _session(fitter, table.sessions[number], wanted, slot, told)
        if made is None:
            continue
        sessions[number] = made
        edits = _pinned(edits, made, loose=edit.how == "around")
    if len(edit.sessions) > len(days):
        told.append("The template has more sessions than this week has days; the last of them are left out.")
    around = frozenset(n for n in days if sessions[n] is not table.sessions[n])
    if not around:
        return refused("SAFE-02", "week", "Nothing of this template has passed the person's safety check.")
    loose = edit.how == "around"
    return Proposal(edits, sessions, frozenset() if loose else around, loose, False, tuple(told))


def liking(problem: WeekProblem, edit: UseTemplate) -> WeekProblem:
    """The problem of somebody who likes the template's exercises: a wish, never more."""
    wanted = dict.fromkeys(item.exercise for session in edit.sessions for item in session.items)
    return replace(problem, profile=replace(problem.profile, likes=(*wanted, *problem.profile.likes)))


def _pinned(edits: Edits, session: Session, *, loose: bool) -> Edits:
    edits = edits.without_pins(session.id)
    if not loose:
        return edits.with_pin(Pin(session.id))
    for item in session.items:
        edits = edits.with_pin(Pin(session.id, item.exercise))
    return edits


def _session(fitter: Fitter, old: Session, wanted: Session, slot: DaySlot, told: list[str]) -> Session | None:
    taken: set[ExerciseId] = set()
    blocks = []
    for block in wanted.blocks:
        items = [_item(fitter, block, item, taken, slot, told) for item in block.items]
        kept = tuple(item for item in items if item is not None)
        if kept:
            blocks.append(Block(block.kind, block.routine, kept))
    made = retimed(fitter.problem, replace(old, blocks=tuple(blocks))) if blocks else None
    left_out: list[str] = []
    while made is not None and made.minutes > made.budget_minutes:
        made = _shorter(fitter.problem, made, left_out)
    if left_out:
        told.append(f"To fit {DAY_NAMES[slot.weekday]}: {and_list(left_out)} left out.")
    return made


def _item(
    fitter: Fitter, block: Block, item: Item, taken: set[ExerciseId], slot: DaySlot, told: list[str]
) -> Item | None:
    problem = fitter.problem
    if item.exercise not in problem.library.exercises:
        return None
    new = substitute(problem, item.exercise, taken, early=slot.early)
    if new is None:
        told.append(f"{item.name} is left out.")
        return None
    taken.add(new)
    made = fitter.item(new, PART[block.kind])
    if new == item.exercise and (made.minutes is None) == (item.minutes is None):
        made = with_dose(problem, made, _no_more(item, made))
    elif new != item.exercise:
        told.append(f"{made.name} takes the place of {item.name}.")
    return made


def _no_more(item: Item, made: Item) -> Dose:
    """The template's dose, as far as this person's own goes."""
    if made.minutes is not None and item.minutes is not None:
        return replace(made.dose, minutes=min(made.minutes, item.minutes))
    mine, theirs = made.dose.reps_of_sets(), item.dose.reps_of_sets()
    sets = min(len(mine), len(theirs))
    reps = tuple(min(a, b) for a, b in zip(mine, theirs, strict=False))[:sets]
    hold = None if made.hold_seconds is None else min(made.hold_seconds, item.hold_seconds or made.hold_seconds)
    return Dose(sets, reps if len(set(reps)) > 1 else reps[0], hold)


def _shorter(problem: WeekProblem, session: Session, left_out: list[str]) -> Session | None:
    """Without the last exercise of the block that can best spare one."""
    longest = max(session.blocks, key=lambda b: (b.kind not in _KEPT_LONGEST, len(b.items)))
    left_out.append(longest.items[-1].name)
    blocks = []
    for block in session.blocks:
        items = block.items[:-1] if block is longest else block.items
        if items:
            blocks.append(replace(block, items=items))
    return retimed(problem, replace(session, blocks=tuple(blocks))) if blocks else None
