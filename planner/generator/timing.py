"""How a session runs: opened with a warm-up, closed calmly, with the daily back work, timed to the second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS, Level
from planner.domain.week import Block, BlockKind, Item
from planner.generator.fitting import Fitter
from planner.generator.pieces import Piece, piece_of
from planner.generator.problem import DaySlot
from planner.generator.singles import LONGEST_WARM_UP_SECONDS, Singles
from planner.screening.outcome import Pace

SHORT_SESSION_MINUTES: Final = 10
TINY_SESSION_MINUTES: Final = 5
WARM_UP_SECONDS: Final = {"tiny": 60, "short": 120, "long": 180}
"""ORD-02: 2 minutes for sessions up to ten minutes, 3 to 5 for longer ones; a minute for up to five [D]."""
ENOUGH_MINUTES: Final = {Level.BEGINNER: 30, Level.INTERMEDIATE: 40, Level.ADVANCED: 55}
"""[D] A session is not padded beyond this, however much time is offered (the sums of D1's minutes a session)."""
ORANGE_SECONDS: Final = 360
"""[D] FAT-03 asks for 40 % of the usual; below six minutes a session says little."""
LYING_STARTS: Final = ("supine", "prone", "side-lying", "quadruped", "kneeling")


def warm_up_needed(minutes: float) -> int:
    """Seconds of warm-up a session of this length needs."""
    if minutes <= TINY_SESSION_MINUTES:
        return WARM_UP_SECONDS["tiny"]
    return WARM_UP_SECONDS["short"] if minutes <= SHORT_SESSION_MINUTES else WARM_UP_SECONDS["long"]


class Course:
    """The course of the sessions of one kind of day. ``aim`` is the length to come near, in seconds."""

    def __init__(self, fitter: Fitter, singles: Singles, slot: DaySlot) -> None:
        self.problem = fitter.problem
        self.fitter = fitter
        self.singles = singles
        self.slot = slot
        self.budget = slot.budget_minutes * 60
        self.aim = self._aim()
        extensors = self.singles.extensors if self.problem.passed.daily_extensors else ()
        self.back_work_seconds = extensors[0].seconds if extensors else 0
        self._ordered: dict[tuple[str, ...], tuple[Piece, ...]] = {}
        self.lying_first = bool({"ORT", "ANA"} & set(self.problem.passed.conditions))

    def _aim(self) -> int:
        """Seconds to come near: all but a little of the time, less when tired (FAT-02, FAT-03)."""
        useful = min(self.budget, ENOUGH_MINUTES[self.problem.level] * 60)
        if self.problem.pace is Pace.ORANGE:
            return min(self.budget, max(ORANGE_SECONDS, round(self.slot.offered_minutes * 60 * 0.4)))
        return round(useful * (0.8 if self.problem.pace is Pace.YELLOW else 0.95))

    def least(self, pieces: tuple[Piece, ...]) -> int:
        """Seconds with the daily back work and the shortest warm-up, without a closing."""
        seconds = self.seconds(pieces)
        if self.problem.low_energy or self.slot.restorative:
            return seconds
        if self.back_work_seconds and not any(piece.extensor for piece in pieces):
            seconds += self.back_work_seconds + BETWEEN_ITEMS_SECONDS
        lead = pieces[0].gentle_seconds if pieces[0].kind is not BlockKind.BALANCE else 0
        needed = warm_up_needed(seconds / 60) if self._works(pieces) else 0
        return seconds + (max(0, needed - lead) + BETWEEN_ITEMS_SECONDS if lead < needed else 0)

    def finished(self, blocks: tuple[Piece, ...], points: int) -> tuple[tuple[Piece, ...], int] | None:
        pieces = self._with_extensor(list(blocks))
        if pieces is None:
            return None
        body = self.seconds(pieces)
        if body > self.budget:
            return None
        if self.problem.low_energy or self.slot.restorative:
            return tuple(pieces), points + self.time_points(body)
        return self._opened_and_closed(pieces, points)

    def _opened_and_closed(self, pieces: list[Piece], points: int) -> tuple[tuple[Piece, ...], int] | None:
        opened = self._with_warm_up(pieces, self.aim)
        if opened is None:
            return None
        closed, extra = self._with_closing(opened)
        seconds = self.seconds(closed)
        if closed[0].kind is BlockKind.WARM_UP and self.aim - seconds > 45:
            again = self._with_warm_up(pieces, self.aim, longest=self.budget - (seconds - closed[0].seconds))
            closed = [again[0], *closed[1:]] if again and again[0].seconds > closed[0].seconds else closed
            if self.seconds(closed) > self.budget or not distinct(closed):
                closed = [opened[0], *closed[1:]]
            seconds = self.seconds(closed)
        if seconds > self.budget or self._warmed(closed) < self._warm_up_wanted(closed, seconds):
            return None
        points += extra + 3 * self._ups(closed) + (3 if closed[-1].ends_on_floor else 0)
        return tuple(closed), points + self.time_points(seconds)

    def _with_extensor(self, pieces: list[Piece]) -> list[Piece] | None:
        if not self.problem.passed.daily_extensors or any(piece.extensor for piece in pieces):
            return pieces
        if self.problem.special or self.slot.restorative or not self.singles.extensors:
            return pieces
        place = next((n for n, piece in enumerate(pieces) if piece.kind is BlockKind.CORE), None)
        if place is None:
            block = self.fitter.block(BlockKind.CORE, "core:daily", [self.singles.extensors[0]])
            after = sum(piece.kind is BlockKind.BALANCE for piece in pieces)
            return [*pieces[:after], block, *pieces[after:]]
        core = pieces[place]
        item = self._extensor_beside(core)
        block_with = Block(BlockKind.CORE, core.block.routine, (*core.block.items, item))
        return [*pieces[:place], piece_of(self.problem, BlockKind.CORE, core.key, block_with), *pieces[place + 1 :]]

    def _extensor_beside(self, core: Piece) -> Item:
        """The one in the position the block ends in, so that nobody changes places for one exercise."""
        library = self.problem.library.exercises
        for item in self.singles.extensors:
            lying = library[item.exercise].position.value in ("supine", "prone", "side-lying")
            if lying == core.lying_end:
                return item
        return self.singles.extensors[0]

    def _with_warm_up(self, pieces: list[Piece], aim: int, longest: int | None = None) -> list[Piece] | None:
        body = self.seconds(pieces)
        minutes = max(body, min(aim, body + 180)) / 60
        needed = warm_up_needed(minutes) if self._works(pieces) else 0
        lead = pieces[0].gentle_seconds if pieces[0].kind is not BlockKind.BALANCE else 0
        if lead >= needed and longest is None:
            return pieces
        # A leading block that is gentle throughout carries on from the warm-up.
        target = max(30, needed - (lead + BETWEEN_ITEMS_SECONDS if lead else 0))
        room = min(LONGEST_WARM_UP_SECONDS, longest if longest is not None else self.budget - body - 15)
        seen = frozenset().union(*(piece.exercises for piece in pieces))
        fitting = [
            piece
            for piece in self._warm_ups(pieces[0])
            if target <= piece.seconds <= room and piece.exercises.isdisjoint(seen)
        ]
        if not fitting:
            return pieces if longest is None and not self._warm_ups(pieces[0]) else None
        if longest is not None:
            return [max(fitting, key=lambda piece: piece.seconds), *pieces]
        # The pools name the best exercises first, so the first one of about the right length is the best one.
        return [next((p for p in fitting if p.seconds <= target + 75), fitting[0]), *pieces]

    def _warm_up_wanted(self, pieces: Sequence[Piece], seconds: int) -> int:
        if not self._works(pieces) or not any(self.singles.warm_ups.values()):
            return 0
        return warm_up_needed(round(seconds / 60, 1))

    def _warmed(self, pieces: Sequence[Piece]) -> int:
        """Seconds of the leading gentle part, over blocks that are gentle throughout."""
        seconds = 0
        for number, piece in enumerate(pieces):
            if piece.gentle_seconds:
                seconds += piece.gentle_seconds + (BETWEEN_ITEMS_SECONDS if number else 0)
            if not piece.all_gentle:
                break
        return seconds

    def _works(self, pieces: Sequence[Piece]) -> bool:
        return max(piece.highest_effort for piece in pieces) > 2

    def _warm_ups(self, first: Piece) -> tuple[Piece, ...]:
        """All warm-ups, those that lead best into the first block in front."""
        position = self.problem.library.exercises[first.block.items[0].exercise].position.value
        if first.kind is not BlockKind.BALANCE and position in LYING_STARTS:
            styles = ("lying", "seated", "standing")
        elif self.lying_first:  # ORT, ANA: not straight onto the feet
            styles = ("seated", "lying", "standing")
        elif position.startswith("seated"):
            styles = ("seated", "standing", "lying")
        else:
            styles = ("standing", "seated", "lying")
        if styles not in self._ordered:
            self._ordered[styles] = tuple(piece for style in styles for piece in self.singles.warm_ups[style])
        return self._ordered[styles]

    def _with_closing(self, pieces: list[Piece]) -> tuple[list[Piece], int]:
        last = pieces[-1]
        seconds = self.seconds(pieces)
        if last.restful_end and seconds >= self.aim - 150:
            return pieces, 0
        seen = frozenset().union(*(piece.exercises for piece in pieces))
        lying = last.lying_end and not last.ends_on_floor
        for forms in self.singles.breathing[lying]:
            if not forms[0].exercises.isdisjoint(seen):
                continue
            fitting = [p for p in forms if self.seconds([*pieces, p]) <= max(self.aim, seconds + 165)]
            fitting = [p for p in fitting if self.seconds([*pieces, p]) <= self.budget]
            if fitting:
                best = fitting[-1]
                minutes = best.block.items[0].seconds // 60
                return [*pieces, best], 3 * max(0, minutes - 3)
        return pieces, 0 if last.restful_end else 5

    def _ups(self, pieces: Sequence[Piece]) -> int:
        ups, last = 0, len(pieces) - 1
        for number, piece in enumerate(pieces):
            ups += piece.get_ups
            if piece.ends_on_floor and (number == last or not pieces[number + 1].starts_on_floor):
                ups += 1
        return ups

    def seconds(self, pieces: Sequence[Piece]) -> int:
        seconds = BETWEEN_ITEMS_SECONDS * (len(pieces) - 1) + self._ups(pieces) * self.problem.passed.get_up_seconds
        for piece in pieces:
            seconds += piece.seconds
        return seconds

    def time_points(self, seconds: int) -> int:
        """A point for each per cent under the aim; more for going over it (tired weeks, long offers)."""
        short = max(0, self.aim - seconds) * 100 // max(1, self.aim)
        slack = {Pace.GREEN: 1.06, Pace.YELLOW: 1.12}.get(self.problem.pace, 1.25)
        over = max(0, seconds - round(self.aim * slack)) * 100 // max(1, self.aim)
        return short + 2 * over


def distinct(pieces: Sequence[Piece]) -> bool:
    return sum(len(piece.exercises) for piece in pieces) == len(frozenset().union(*(p.exercises for p in pieces)))
