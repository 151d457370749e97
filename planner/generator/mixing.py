"""What a session is made of: the fitted blocks of one kind of day, in every combination that fits its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planner.domain.exercise import ExerciseId
from planner.domain.routine import Routine, RoutineKind
from planner.domain.week import BlockKind
from planner.generator import bias
from planner.generator.fitting import Fitter
from planner.generator.pieces import Piece
from planner.generator.problem import DaySlot
from planner.generator.singles import Singles
from planner.generator.timing import Course

YOGA_AND_STRETCH_FROM_MINUTES: Final = 35
FORMS_KEPT: Final = ((35, 2), (20, 3), (0, 9))
"""Minutes offered, and how many lengths of one block are tried."""
TRIM_POINTS: Final = {BlockKind.BALANCE: 4, BlockKind.CORE: 14, BlockKind.YOGA: 8, BlockKind.STRETCH: 8}
"""Points against a routine that has lost nearly all its items; fewer in proportion for fewer lost."""
KEPT_A_COMBINATION: Final = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """Blocks in session order without warm-up and closing, with the points against their routines."""

    pieces: tuple[Piece, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some blocks of a session while it is being put together."""

    pieces: tuple[Piece, ...]
    points: int
    seconds: int
    exercises: frozenset[ExerciseId]


Scored = tuple[Piece | None, int]
"""A block with the points against it; None stands for leaving the block out."""
Row = tuple[int, int, Choice]
"""Points, running number (which breaks ties), and the choice."""


def _part(piece: Piece | None, points: int) -> Part:
    if piece is None:
        return Part((), points, 0, frozenset())
    return Part((piece,), points, piece.seconds, piece.exercises)


def _longest(rows: Sequence[Scored]) -> list[Scored]:
    """The longest form of each routine; ``rows`` come longest first."""
    longest: dict[str, Scored] = {}
    for piece, points in rows:
        if piece is not None:
            longest.setdefault(piece.key, (piece, points))
    return list(longest.values())


def rank(row: Row) -> tuple[int, int]:
    return row[:2]


class Mixer:
    """Combines the blocks of one kind of day."""

    def __init__(self, fitter: Fitter, singles: Singles, slot: DaySlot, course: Course) -> None:
        self.problem = fitter.problem
        self.fitter = fitter
        self.singles = singles
        self.slot = slot
        self.course = course
        self.budget = course.budget

    def best_choices(self) -> list[Row]:
        """The best few lengths of every combination of blocks, by an estimate of the finished time."""
        best: dict[tuple[object, ...], list[Row]] = {}
        for number, choice in enumerate(self._choices()):
            seconds = self.course.least(choice.pieces)
            if seconds > self.budget:
                continue
            estimate = max(seconds, min(self.budget, seconds + 135))
            rows = best.setdefault(_combination(choice.pieces), [])
            rows.append((choice.points + self.course.time_points(estimate), number, choice))
            if len(rows) > KEPT_A_COMBINATION:
                rows.sort(key=rank)
                rows.pop()
        return sorted((row for rows in best.values() for row in rows), key=rank)

    def _choices(self) -> Iterator[Choice]:
        if self.problem.breathing_only:
            return
        kinds = self._pieces_of_kinds()
        softs = self._soft_sets(kinds[BlockKind.YOGA], kinds[BlockKind.STRETCH])
        works = [
            one
            for one in self._joined(kinds[BlockKind.BALANCE], kinds[BlockKind.CORE])
            for one in self._with_each(one, kinds[BlockKind.AEROBIC])
        ]
        for work in works:
            for soft in softs:
                if soft.seconds + work.seconds <= self.budget and soft.exercises.isdisjoint(work.exercises):
                    pieces = (*work.pieces, *soft.pieces)
                    if pieces:
                        yield Choice(pieces, work.points + soft.points)

    def _joined(self, first: Sequence[Scored], second: Sequence[Scored]) -> Iterator[Part]:
        for piece, points in first:
            yield from self._with_each(_part(piece, points), second)

    def _with_each(self, part: Part, more: Sequence[Scored]) -> Iterator[Part]:
        for piece, points in more:
            if piece is None:
                yield Part(part.pieces, part.points + points, part.seconds, part.exercises)
            elif part.seconds + piece.seconds <= self.budget and part.exercises.isdisjoint(piece.exercises):
                exercises = part.exercises | piece.exercises
                yield Part((*part.pieces, piece), part.points + points, part.seconds + piece.seconds, exercises)

    def _soft_sets(self, yogas: Sequence[Scored], stretches: Sequence[Scored]) -> list[Part]:
        """Yoga or stretch, or neither; both only where there is much time."""
        softs = [_part(piece, points) for piece, points in (*yogas, *stretches) if piece is not None]
        softs.append(_part(None, 0))
        if self.slot.budget_minutes >= YOGA_AND_STRETCH_FROM_MINUTES:
            softs += [part for part in self._joined(_longest(yogas), _longest(stretches)) if len(part.pieces) == 2]
        return softs

    def _pieces_of_kinds(self) -> dict[BlockKind, list[Scored]]:
        kinds: dict[BlockKind, list[Scored]] = {kind: [] for kind in BlockKind}
        for routine in self.problem.library.routines.values():
            points = bias.points_against(self.problem, routine, self.slot)
            if points is None or (routine.kind is RoutineKind.BALANCE and not self._balance_wanted()):
                continue
            points -= 12 if bias.liked(self.problem, routine) else 0
            for piece in self._forms_of(routine):
                most = TRIM_POINTS[piece.kind]
                trimmed = most * (len(routine.items) - len(piece.block.items)) // len(routine.items)
                kinds[piece.kind].append((piece, points + trimmed + self._too_little_balance(piece)))
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
        most = next(kept for minutes, kept in FORMS_KEPT if self.slot.budget_minutes >= minutes)
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
        kinds[BlockKind.CORE] += [(piece, 14) for piece in self.singles.core]
        kinds[BlockKind.STRETCH] += [(piece, 12) for piece in self.singles.stretch]
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

    def _forms_of(self, routine: Routine) -> tuple[Piece, ...]:
        if self.problem.low_energy and routine.id == "yoga-restorative":
            first = self.fitter.first_items(routine, 2)
            return (first,) if first else ()
        return self.fitter.routine(routine, early=self.slot.early)

    def _balance_wanted(self) -> bool:
        return self.problem.wants_balance and not (self.problem.low_energy or self.slot.restorative)


def _combination(pieces: tuple[Piece, ...]) -> tuple[object, ...]:
    """Options of one combination differ in length only; the best two of each are enough."""
    return (*((piece.kind, piece.key) for piece in pieces), any(piece.strength for piece in pieces))
