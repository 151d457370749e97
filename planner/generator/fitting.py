"""Each routine fitted to the person beforehand, in a few lengths: swaps, trims, one or all sets, doses and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from planner.domain.exercise import Category, Exercise, ExerciseId, Level, work_seconds
from planner.domain.routine import Routine, RoutineKind
from planner.domain.week import Block, BlockKind, Item
from planner.generator import words
from planner.generator.pieces import GROUP_OF_FAMILY, Piece, is_gentle, piece_of
from planner.generator.problem import WeekProblem
from planner.generator.substitutes import substitute
from planner.progression.dose import BaseDose, prescribed_dose, with_sets
from planner.screening.outcome import Pace, UsableExercise

KIND_OF_ROUTINE: Final = {
    RoutineKind.CORE: BlockKind.CORE,
    RoutineKind.STRETCHING: BlockKind.STRETCH,
    RoutineKind.YOGA: BlockKind.YOGA,
    RoutineKind.BALANCE: BlockKind.BALANCE,
}
PRIMARY: Final = {
    BlockKind.CORE: (Category.CORE,),
    BlockKind.STRETCH: (Category.STRETCH,),
    BlockKind.YOGA: (Category.YOGA,),
    BlockKind.BALANCE: (Category.BALANCE,),
}
FEWEST_ITEMS: Final = 2
WARM_UP_EFFORT: Final = 3
"""[D] Full sentences: a warm-up is easy, whatever the exercise could be."""
LEVEL_ORDER: Final = (Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED)


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """One item of a routine after fitting: which exercise, and what it stands for. Told apart by identity."""

    exercise: Exercise
    instead_of: Exercise | None


class Fitter:
    """Makes items and blocks for one problem; remembers doses, so that the same exercise costs once."""

    def __init__(self, problem: WeekProblem) -> None:
        self.problem = problem
        self._doses: dict[ExerciseId, BaseDose] = {}
        self._changes: dict[ExerciseId, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._items: dict[tuple[object, ...], Item] = {}
        self._equal: dict[Item, Item] = {}
        self._fits: dict[tuple[ExerciseId, bool], bool] = {}
        self._routines: dict[tuple[str, bool], tuple[Piece, ...]] = {}

    def dose(self, exercise_id: ExerciseId) -> BaseDose:
        if exercise_id not in self._doses:
            problem = self.problem
            self._doses[exercise_id] = prescribed_dose(
                problem.usable[exercise_id], problem.passed, problem.profile.age, problem.prescription
            )
        return self._doses[exercise_id]

    def item(
        self,
        exercise_id: ExerciseId,
        part: str,
        *,
        instead_of: Exercise | None = None,
        one_set: bool = False,
        minutes: float | None = None,
        most_effort: int = 10,
    ) -> Item:
        """An item with this week's dose. ``minutes`` overrides the length of a timed exercise.

        Equal items are one and the same object, so that they can be told apart without comparing all they hold.
        """
        key = (exercise_id, part, instead_of and instead_of.id, one_set, minutes, most_effort)
        if key not in self._items:
            made = self._item(exercise_id, part, instead_of, one_set, minutes, most_effort)
            self._items[key] = self._equal.setdefault(made, made)
        return self._items[key]

    def _item(
        self,
        exercise_id: ExerciseId,
        part: str,
        instead_of: Exercise | None,
        one_set: bool,
        minutes: float | None,
        most_effort: int,
    ) -> Item:
        usable = self.problem.usable[exercise_id]
        exercise, base = usable.exercise, self.dose(exercise_id)
        codes, texts = self._changes_of(usable)
        dose = with_sets(base.dose, 1) if one_set and base.dose.sets > 1 else base.dose
        if minutes is not None and dose.minutes is not None:
            # Where the diary names an amount, filling a place does not go beyond it.
            most = dose.minutes if exercise_id in self.problem.prescription.doses else minutes
            dose = replace(dose, minutes=min(minutes, most))
        return Item(
            exercise=exercise.id,
            name=exercise.name,
            sets=dose.sets,
            reps=dose.reps,
            hold_seconds=dose.hold_seconds,
            minutes=dose.minutes,
            sides=exercise.sides,
            rest_seconds=base.rest_seconds,
            effort=min(base.effort, most_effort),
            seconds=work_seconds(dose, exercise.sides, base.rest_seconds),
            adaptations=codes,
            instead_of=instead_of.id if instead_of else None,
            why=words.why(exercise, part, instead_of),
            adaptation_texts=texts,
            overridden=usable.overridden,
        )

    def _changes_of(self, usable: UsableExercise) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of an exercise's adaptations, and all its changes in words."""
        name = usable.exercise.id
        if name not in self._changes:
            codes = tuple(adaptation.code for adaptation in usable.adaptations)
            self._changes[name] = (codes, usable.changes_in_words)
        return self._changes[name]

    def routine(self, routine: Routine, *, early: bool) -> tuple[Piece, ...]:
        """The routine in up to six forms: whole, shortened, smallest, with all its sets, and without strength work."""
        key = (str(routine.id), early)
        if key not in self._routines:
            self._routines[key] = self._fitted_routine(routine, early)
        return self._routines[key]

    def _fitted_routine(self, routine: Routine, early: bool) -> tuple[Piece, ...]:
        fitted = self._swapped(routine, early)
        kind = KIND_OF_ROUTINE[routine.kind]
        if len(fitted) < FEWEST_ITEMS or 2 * len(fitted) < len(routine.items):
            return ()
        part = words.part_of(routine)
        pieces: dict[tuple[int, ...], Piece] = {}
        made: dict[tuple[Fitted, bool], Item] = {}
        for chosen, one_set in self._forms(routine, kind, fitted):
            for entry in chosen:
                if (entry, one_set) not in made:
                    made[entry, one_set] = self._fitted_item(entry, part, one_set)
            items = tuple([made[entry, one_set] for entry in chosen])
            same = tuple(map(id, items))
            if items and same not in pieces:
                pieces[same] = piece_of(self.problem, kind, str(routine.id), Block(kind, routine.id, items))
        return tuple(pieces.values())

    def _fitted_item(self, fitted: Fitted, part: str, one_set: bool) -> Item:
        most = WARM_UP_EFFORT if _opens(fitted.exercise) else 10
        return self.item(fitted.exercise.id, part, instead_of=fitted.instead_of, one_set=one_set, most_effort=most)

    def first_items(self, routine: Routine, number: int) -> Piece | None:
        """FAT-03: the first so many items of a routine."""
        fitted = self._swapped(replace(routine, items=routine.items[:number]), early=False)
        if not fitted:
            return None
        items = tuple(
            self.item(f.exercise.id, words.part_of(routine), instead_of=f.instead_of, one_set=True) for f in fitted
        )
        kind = KIND_OF_ROUTINE[routine.kind]
        return piece_of(self.problem, kind, str(routine.id), Block(kind, routine.id, items))

    def block(self, kind: BlockKind, key: str, items: Sequence[Item]) -> Piece:
        """A block of single exercises."""
        return piece_of(self.problem, kind, key, Block(kind, None, tuple(items)))

    def _swapped(self, routine: Routine, early: bool) -> list[Fitted]:
        exercises = self.problem.library.exercises
        # An item that fits as it is keeps its place against substitutes for earlier ones.
        kept = {e for e in routine.items if self._fits_as_it_is(e, early)}
        fitted: list[Fitted] = []
        taken: set[ExerciseId] = set(kept)
        for original in routine.items:
            chosen = original if original in kept else substitute(self.problem, original, taken, early=early)
            if chosen is None or chosen not in exercises:
                continue
            taken.add(chosen)
            fitted.append(Fitted(exercises[chosen], exercises[original] if chosen != original else None))
        return fitted

    def _fits_as_it_is(self, exercise: ExerciseId, early: bool) -> bool:
        key = (exercise, early)
        if key not in self._fits:
            self._fits[key] = substitute(self.problem, exercise, (), early=early) == exercise
        return self._fits[key]

    def _forms(self, routine: Routine, kind: BlockKind, fitted: list[Fitted]) -> Iterator[tuple[list[Fitted], bool]]:
        whole = self._grouped(fitted)
        if self.problem.pace is Pace.YELLOW and len(whole) > 4 and self._mostly_one_set(whole, routine.one_set):
            # FAT-02: one set or two exercises fewer
            whole = [whole[number] for number in sorted(by_use(whole, kind)[: len(whole) - 2])]
        order = by_use(whole, kind, keep_first=self.problem.low_energy)
        sizes = [len(whole), ceil(len(whole) * 2 / 3), ceil(len(whole) / 2), FEWEST_ITEMS + 1, FEWEST_ITEMS]
        for size in dict.fromkeys(min(size, len(whole)) for size in sizes):
            chosen = [whole[number] for number in sorted(order[:size])]
            weaker = without_strength(chosen)
            for form in (chosen, weaker) if len(weaker) < len(chosen) else (chosen,):
                if len(form) >= FEWEST_ITEMS and any(f.exercise.category in PRIMARY[kind] for f in form):
                    yield form, routine.one_set
                    if routine.one_set and self.problem.pace is Pace.GREEN:
                        yield form, False

    def _mostly_one_set(self, fitted: list[Fitted], one_set: bool) -> bool:
        return one_set or 2 * sum(self.dose(f.exercise.id).dose.sets == 1 for f in fitted) > len(fitted)

    def _grouped(self, fitted: list[Fitted]) -> list[Fitted]:
        """ORD-03: floor work in one stretch where swaps or the routine would have a person get up twice."""
        floors = [self.problem.usable[f.exercise.id].needs_floor for f in fitted]
        first = floors.index(True) if True in floors else 0
        last = len(floors) - floors[::-1].index(True) if True in floors else 0
        if all(floors[first:last]):
            return fitted
        before = [f for f, down in zip(fitted[:last], floors[:last], strict=True) if not down]
        down = [f for f, down in zip(fitted, floors, strict=True) if down]
        return [*before, *down, *fitted[last:]]


def _opens(exercise: Exercise) -> bool:
    """A march inside a routine is its warm-up, not its hardest part."""
    return exercise.category is Category.AEROBIC and is_gentle(exercise)


def by_use(fitted: list[Fitted], kind: BlockKind, *, keep_first: bool = False) -> list[int]:
    """The numbers of the items, the most useful first: the routine's own kind, and each muscle group once, before."""
    primary = PRIMARY[kind]
    seen: set[str] = set()
    ranked = []
    for number, entry in enumerate(fitted):
        groups = GROUP_OF_FAMILY.get(entry.exercise.family, (entry.exercise.family,))
        new = not seen.issuperset(groups)
        seen.update(groups)
        later = entry.exercise.category not in primary and not (keep_first and number == 0)
        ranked.append((later, not new, number))
    return [number for *_, number in sorted(ranked)]


def without_strength(fitted: list[Fitted]) -> list[Fitted]:
    """The same without DOSE-03 work, for days beside a strength day (WEEK-04)."""
    return [f for f in fitted if not f.exercise.is_strength]
