"""What screening found out, exercise by exercise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.domain.exercise import Category, ExerciseId, Tag
from planner.domain.week import CareKind, Item
from planner.generator.limits.base import ExerciseLimit, HeldByConstruction, ItemLimit
from planner.generator.problem import WeekProblem, bends_to_the_end
from planner.generator.seen import SeenOn
from planner.progression.dose import prescribed_dose
from planner.progression.dose_table import row_of


def _reasons(exercise: ExerciseId, problem: WeekProblem) -> tuple[tuple[str, str], ...]:
    return tuple((reason.rule, reason.text) for reason in problem.passed.exercises.refused.get(exercise, ()))


class OnlyScreenedExercises(ExerciseLimit):
    """SAFE-02, SCR-06: unknown and excluded exercises are never used."""

    id = "SAFE-02"
    sentence = "Every exercise has passed your safety check."
    article = ("A13",)

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        yield from self.exercise_faults(item.exercise, seen)
        usable = seen.problem.usable.get(item.exercise)
        if usable is not None and item.overridden != usable.overridden:
            yield "the file names another override than the profile."

    def exercise_faults(self, exercise: ExerciseId, seen: SeenOn) -> Iterator[str]:
        if exercise not in seen.problem.library.exercises:
            yield f"the library has no exercise {exercise}."
            return
        if exercise in seen.problem.usable:
            return
        every = _reasons(exercise, seen.problem)
        reasons = [(rule, text) for rule, text in every if not _is_practical(rule)]
        if reasons:
            yield f"{reasons[0][1]} ({reasons[0][0]})"
        elif not every:
            yield "it has not been screened for you."


def _is_practical(rule: str) -> bool:
    return rule.startswith(("LEVEL", "EQUIPMENT"))


class LevelHeld(ExerciseLimit):
    """D: beginners level 1-2, intermediate 1-3, advanced 1-5; caps may lower it."""

    id = "LEVEL"
    sentence = "No exercise is harder than your level."
    article = ("A16",)

    def exercise_faults(self, exercise: ExerciseId, seen: SeenOn) -> Iterator[str]:
        if exercise not in seen.problem.usable:
            yield from (
                f"{text} ({rule})" for rule, text in _reasons(exercise, seen.problem) if rule.startswith("LEVEL")
            )


class EquipmentAtHand(ExerciseLimit):
    """Q-09: only what the person has."""

    id = "EQUIPMENT"
    sentence = "Everything can be done with what you have at home."

    def exercise_faults(self, exercise: ExerciseId, seen: SeenOn) -> Iterator[str]:
        if exercise not in seen.problem.usable:
            yield from (
                f"{text} ({rule})" for rule, text in _reasons(exercise, seen.problem) if rule.startswith("EQUIPMENT")
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
        needed = [adaptation.code for adaptation in usable.adaptations]
        for code in sorted(set(item.adaptations).difference(needed)):
            yield f"the change {code} is listed, but this exercise does not need it."
        if len(set(item.adaptations)) < len(item.adaptations):
            yield "a change is listed twice."


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


class EffortAndRestOfTheDose(HeldByConstruction, ItemLimit):
    """D1, EFF-01 and the caps: effort from 1 to the upper end of this week's dose, rests no shorter than its own.

    A hand may take sets, repeats or holds away; the rest is the one that goes with what is left.
    """

    id = "EFFORT"
    sentence = "No exercise is harder, and no rest shorter, than your dose says."
    article = ("A16",)

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        usable = seen.problem.usable.get(item.exercise)
        if usable is None or (item.minutes is None and not item.dose.reps_of_sets()):
            return
        problem = seen.problem
        as_written = replace(problem.prescription, doses={item.exercise: item.dose})
        wanted = prescribed_dose(usable, problem.passed, problem.profile.age, as_written)
        if item.effort < 1:
            yield "effort 0 is no exercise."
        elif item.effort > wanted.effort:
            yield f"effort {item.effort} is over the {wanted.effort} of its dose."
        if item.rest_seconds < wanted.rest_seconds:
            yield f"a rest of {item.rest_seconds} seconds is shorter than the {wanted.rest_seconds} of its dose."


class NoEndRangeBendingEarly(ItemLimit):
    """SAFE-07: no end-range bending in the first hour after getting up."""

    id = "SAFE-07"
    sentence = "No deep bending of the back in sessions before nine in the morning."
    looks_at_the_day = True

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        exercise = seen.problem.library.exercises.get(item.exercise)
        if seen.slot.early and exercise is not None and bends_to_the_end(exercise):
            yield "it bends the back to its end, too soon after getting up."


class NothingSetAside(ExerciseLimit):
    """REG-02, PAIN-04 to PAIN-06: exercises that the diary sets aside for a week."""

    id = "SET-ASIDE"
    sentence = "Exercises that the diary sets aside are left out this week."

    # Walks go on in the amount that the diary asks for.
    care_kinds = (CareKind.POSTURE, CareKind.EXERCISE)

    def exercise_faults(self, exercise: ExerciseId, seen: SeenOn) -> Iterator[str]:
        if exercise in seen.problem.prescription.avoid:
            yield "the diary sets it aside for this week."


class NothingDisliked(ExerciseLimit):
    """Contract, "Left out": a dislike is a limit."""

    id = "DISLIKE"
    sentence = "Nothing you dislike is in the week."

    care_kinds = (CareKind.WALK, CareKind.POSTURE, CareKind.EXERCISE)

    def exercise_faults(self, exercise: ExerciseId, seen: SeenOn) -> Iterator[str]:
        known = seen.problem.library.exercises.get(exercise)
        if known is not None and seen.problem.disliked(known):
            yield "you told us that you do not like it."
