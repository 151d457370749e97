"""What screening found out, exercise by exercise."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.exercise import Category, Tag
from planner.domain.week import Item
from planner.generator.limits.base import ItemLimit, SeenOn
from planner.generator.problem import WeekProblem, bends_to_the_end
from planner.progression.dose_table import row_of


def _reasons(item: Item, problem: WeekProblem) -> tuple[tuple[str, str], ...]:
    return tuple((reason.rule, reason.text) for reason in problem.passed.exercises.refused.get(item.exercise, ()))


class OnlyScreenedExercises(ItemLimit):
    """SAFE-02, SCR-06: unknown and excluded exercises are never used."""

    id = "SAFE-02"
    sentence = "Every exercise has passed your safety check."
    article = ("A13",)

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        if item.exercise not in seen.problem.library.exercises:
            yield f"the library has no exercise {item.exercise}."
            return
        if item.exercise in seen.problem.usable:
            if item.overridden != seen.problem.usable[item.exercise].overridden:
                yield "the file names another override than the profile."
            return
        reasons = [(rule, text) for rule, text in _reasons(item, seen.problem) if not _is_practical(rule)]
        practical = _reasons(item, seen.problem)
        if reasons:
            yield f"{reasons[0][1]} ({reasons[0][0]})"
        elif not practical:
            yield "it has not been screened for you."


def _is_practical(rule: str) -> bool:
    return rule.startswith(("LEVEL", "EQUIPMENT"))


class LevelHeld(ItemLimit):
    """D: beginners level 1-2, intermediate 1-3, advanced 1-5; caps may lower it."""

    id = "LEVEL"
    sentence = "No exercise is harder than your level."
    article = ("A16",)

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        if item.exercise not in seen.problem.usable:
            yield from (f"{text} ({rule})" for rule, text in _reasons(item, seen.problem) if rule.startswith("LEVEL"))


class EquipmentAtHand(ItemLimit):
    """Q-09: only what the person has."""

    id = "EQUIPMENT"
    sentence = "Everything can be done with what you have at home."

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        if item.exercise not in seen.problem.usable:
            yield from (
                f"{text} ({rule})" for rule, text in _reasons(item, seen.problem) if rule.startswith("EQUIPMENT")
            )


class Adapted(ItemLimit):
    """C4: each adapted tag is listed with its code."""

    id = "ADAPTED"
    sentence = "Every movement that needs changing for you is changed."

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        usable = seen.problem.usable.get(item.exercise)
        if usable is None:
            return
        for adaptation in usable.adaptations:
            if adaptation.code not in item.adaptations:
                yield f"the change {adaptation.code} is missing: {adaptation.text}"


class CapsHeld(ItemLimit):
    """C3, HB, FAT: the longest effort hold and the highest effort."""

    id = "CAPS"
    sentence = "Holds and effort stay below your upper limits."
    article = ("A16",)

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        effort, hold = seen.problem.passed.caps.effort, seen.problem.passed.caps.hold_seconds
        if effort is not None and item.effort > effort:
            yield f"effort {item.effort} is over {effort}."
        exercise = seen.problem.library.exercises.get(item.exercise)
        if exercise is None or hold is None or item.hold_seconds is None:
            return
        # Contract, "Caps": core, posture and balance, and yoga from effort 4; stretches, rests and breathing are free.
        binds = exercise.category in (Category.CORE, Category.POSTURE, Category.BALANCE) or (
            exercise.category is Category.YOGA and item.effort >= 4
        )
        if binds and item.hold_seconds > hold:
            yield f"a hold of {item.hold_seconds} seconds is over {hold}."


class DoseOfTheLevel(ItemLimit):
    """D1: sets, repeats and holds stay below the upper end of the level's line, or the exercise's own dose."""

    id = "DOSE"
    sentence = "No exercise is dosed above the table for your level."
    article = ("A15", "A16")

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        exercise = seen.problem.library.exercises.get(item.exercise)
        if exercise is None:
            return
        row, own = row_of(exercise.dose_row, seen.problem.level, seen.problem.profile.age), exercise.dose
        if item.minutes is not None:
            most = max(own.minutes or 0, row.minutes[1] if row.minutes else 0, 5)
            if item.minutes > most:
                yield f"{item.minutes:g} minutes are more than {most:g}."
            return
        sets = max(row.sets[1], own.sets if exercise.has(Tag.ISO_LONG) else 0)
        reps = max(row.reps[1], *own.reps_of_sets(), *(row.falling or ()), 6)  # LOC-03 allows six
        hold = max(row.hold[1] if row.hold else 0, own.hold_seconds or 0)
        if item.sets > sets:
            yield f"{item.sets} sets are more than {sets}."
        if max(item.dose.reps_of_sets(), default=0) > reps:
            yield f"{max(item.dose.reps_of_sets())} repeats are more than {reps}."
        if item.hold_seconds is not None and hold and item.hold_seconds > hold:
            yield f"a hold of {item.hold_seconds} seconds is more than {hold}."


class NoEndRangeBendingEarly(ItemLimit):
    """SAFE-07: no end-range bending in the first hour after getting up."""

    id = "SAFE-07"
    sentence = "No deep bending of the back in sessions before nine in the morning."

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        exercise = seen.problem.library.exercises.get(item.exercise)
        if seen.slot.early and exercise is not None and bends_to_the_end(exercise):
            yield "it bends the back to its end, too soon after getting up."


class NothingSetAside(ItemLimit):
    """REG-02, PAIN-04 to PAIN-06: exercises that the diary sets aside for a week."""

    id = "SET-ASIDE"
    sentence = "Exercises that the diary sets aside are left out this week."

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        if item.exercise in seen.problem.prescription.avoid:
            yield "the diary sets it aside for this week."


class NothingDisliked(ItemLimit):
    """Contract, "Left out": a dislike is a limit."""

    id = "DISLIKE"
    sentence = "Nothing you dislike is in the week."

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        exercise = seen.problem.library.exercises.get(item.exercise)
        if exercise is not None and seen.problem.disliked(exercise):
            yield "you told us that you do not like it."
