"""What a session is made of: the fitted blocks of one kind of day, in every combination that fits its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from planner.domain.exercise import ExerciseId, Level
from planner.domain.routine import Routine, RoutineKind
from planner.domain.week import BlockKind
from planner.generator import bias
from planner.generator.fitting import Fitter
from planner.generator.pairing import Row, best_pairs
from planner.generator.parts import NOTHING, Part, all_joined, longest
from planner.generator.pieces import Piece
from planner.generator.problem import DaySlot
from planner.generator.singles import Singles
from planner.generator.timing import RESTFUL_EFFORT, Course

YOGA_AND_STRETCH_FROM_MINUTES: Final = 35
FORMS_KEPT: Final = ((35, 2), (20, 3), (0, 9))
"""Minutes offered, and how many lengths of one block are tried."""
TRIM_POINTS: Final = {BlockKind.BALANCE: 4, BlockKind.CORE: 14, BlockKind.YOGA: 8, BlockKind.STRETCH: 8}
"""Points against a routine that has lost nearly all its items; fewer in proportion for fewer lost."""
WHOLE_ENOUGH: Final = {Level.BEGINNER: 5, Level.INTERMEDIATE: 6, Level.ADVANCED: 8}
"""[D] A routine with so many of its items counts as whole: few exercises done well are learnt sooner."""
LIKED_POINTS: Final = 4
NEW_IN_AN_EASY_WEEK: Final = 60
"""Points against each exercise that last week did not have: more than what any wish gains by it."""


Scored = tuple[Piece | None, int]
"""A block with the points against it; None stands for leaving the block out, with no points."""


class Mixer:
    """Combines the blocks of one kind of day."""

    def __init__(self, fitter: Fitter, singles: Singles, slot: DaySlot, course: Course) -> None:
        self.problem = fitter.problem
        self.fitter = fitter
        self.singles = singles
        self.slot = slot
        self.course = course
        self.budget = course.budget
        self._bits: dict[ExerciseId, int] = {}
        self._blocks: dict[tuple[BlockKind, str], int] = {}

    def best_choices(self, wanted: Callable[[int], bool]) -> Iterator[Row]:
        """The best few lengths of every combination of blocks, by an estimate of the finished session.

        ``wanted`` is asked for each, just before it is given, whether another with its features would be of use.
        """
        if self.problem.breathing_only:
            return
        kinds = {kind: self._parts(rows) for kind, rows in self._pieces_of_kinds().items()}
        softs = self._soft_sets(kinds[BlockKind.YOGA], kinds[BlockKind.STRETCH])
        upright = all_joined(kinds[BlockKind.BALANCE], kinds[BlockKind.CORE], self.budget)
        works = all_joined(upright, kinds[BlockKind.AEROBIC], self.budget)
        if works:
            yield from best_pairs(self.course, works, softs, wanted)

    def _soft_sets(self, yogas: Sequence[Part], stretches: Sequence[Part]) -> list[Part]:
        """Yoga or stretch, or neither; both only where there is much time."""
        softs = [part for part in (*yogas, *stretches) if part.pieces]
        softs.append(NOTHING)
        if self.slot.budget_minutes >= YOGA_AND_STRETCH_FROM_MINUTES:
            softs += all_joined(longest(yogas), longest(stretches), self.budget)
        return softs

    def _parts(self, rows: Sequence[Scored]) -> list[Part]:
        return [self._part(piece, points) if piece else NOTHING for piece, points in rows]

    def _part(self, piece: Piece, points: int) -> Part:
        mask = 0
        for exercise in piece.exercises:
            mask |= self._bits.setdefault(exercise, 1 << len(self._bits))
        return Part(
            (piece,),
            points,
            piece.seconds,
            mask,
            len(piece.exercises),
            piece.get_ups,
            piece.starts_on_floor,
            piece.ends_on_floor,
            piece.gentle_seconds if piece.kind is not BlockKind.BALANCE else 0,
            piece.highest_effort > RESTFUL_EFFORT,
            piece.extensor,
            piece.strength,
            1 << self._blocks.setdefault((piece.kind, piece.key), len(self._blocks)),
            piece.features,
        )

    def _pieces_of_kinds(self) -> dict[BlockKind, list[Scored]]:
        kinds: dict[BlockKind, list[Scored]] = {kind: [] for kind in BlockKind}
        for routine in self.problem.library.routines.values():
            points = bias.points_against(self.problem, routine, self.slot)
            if points is None or (routine.kind is RoutineKind.BALANCE and not self._balance_wanted()):
                continue
            points -= LIKED_POINTS if bias.liked(self.problem, routine) else 0
            points -= bias.points_for_earned(self.problem, routine)
            for piece in self._forms_of(routine):
                whole = min(len(routine.items), WHOLE_ENOUGH[self.problem.level])
                trimmed = TRIM_POINTS[piece.kind] * max(0, whole - len(piece.block.items)) // whole
                more = trimmed + self._too_little_balance(piece) + self._unfamiliar(piece)
                kinds[piece.kind].append((piece, points + more))
        if not self.problem.low_energy and not self.slot.restorative:
            self._add_singles(kinds)
        must_balance = bool(kinds[BlockKind.BALANCE])
        for kind, pieces in kinds.items():
            kinds[kind] = self._forms_kept(pieces)
            if kind is not BlockKind.BALANCE or not must_balance:
                kinds[kind].append((None, 0))
        return kinds

    def _forms_kept(self, rows: list[Scored]) -> list[Scored]:
        """Forms that fit; of each block the longest few, the fewer the more time there is (short forms waste it)."""
        minutes_used = self.slot.budget_minutes * self.course.lighter
        most = next(kept for minutes, kept in FORMS_KEPT if minutes_used >= minutes)
        fitting = [(piece, points) for piece, points in rows if piece is not None and piece.seconds <= self.budget]
        fitting.sort(key=lambda row: -row[0].seconds)
        counted: dict[tuple[str, bool], int] = {}
        kept: list[Scored] = []
        for piece, points in fitting:
            form = (piece.key, piece.strength)
            counted[form] = counted.get(form, 0) + 1
            if counted[form] <= most:
                kept.append((piece, points))
        return kept

    def _add_singles(self, kinds: dict[BlockKind, list[Scored]]) -> None:
        kinds[BlockKind.CORE] += [(piece, 14 + self._unfamiliar(piece)) for piece in self.singles.core]
        for piece in self.singles.stretch:
            points = 12 if len(piece.exercises) > 1 else 20
            kinds[BlockKind.STRETCH].append((piece, points + self._unfamiliar(piece)))
        if self._balance_wanted():
            # RT-02: numb feet and falls have a routine of their own.
            points = 8 if {"PN", "FAL"} & set(self.problem.passed.conditions) else 2
            kinds[BlockKind.BALANCE] += [(p, points + self._too_little_balance(p)) for p in self.singles.balance]
        if self.problem.walks.days < 3:
            kinds[BlockKind.AEROBIC] += [(piece, 0) for piece in self.singles.aerobic]

    def _too_little_balance(self, piece: Piece) -> int:
        """DOSE-08: five minutes of balance where it is daily work, as far as the session has room."""
        if piece.kind is not BlockKind.BALANCE:
            return 0
        wanted = min(300 if self.problem.passed.daily_balance else 180, self.budget // 4)
        return 10 * max(0, wanted - piece.seconds) // max(1, wanted)

    def _unfamiliar(self, piece: Piece) -> int:
        """REG-04: an easy week keeps to the same exercises."""
        same = self.problem.prescription.same_exercises
        return NEW_IN_AN_EASY_WEEK * len(piece.exercises - same) if same else 0

    def _forms_of(self, routine: Routine) -> tuple[Piece, ...]:
        if self.problem.low_energy and routine.id == "yoga-restorative":
            first = self.fitter.first_items(routine, 2)
            return (first,) if first else ()
        return self.fitter.routine(routine, early=self.slot.early)

    def _balance_wanted(self) -> bool:
        return self.problem.wants_balance and not (self.problem.low_energy or self.slot.restorative)
