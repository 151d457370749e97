"""How a session runs: opened with a warm-up, closed calmly, with the daily back work, timed to the second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS, Level
from planner.domain.week import Block, BlockKind, Item
from planner.generator.fitting import Fitter
from planner.generator.pieces import LYING, Piece, can_warm_up, piece_of
from planner.generator.problem import DaySlot
from planner.generator.singles import LONGEST_WARM_UP_SECONDS, WARM_UP_POOLS, Singles
from planner.screening.outcome import Pace

SHORT_SESSION_MINUTES: Final = 10
TINY_SESSION_MINUTES: Final = 5
WARM_UP_SECONDS: Final = (60, 120, 180)
"""ORD-02: 2 minutes for sessions up to ten minutes, 3 to 5 for longer ones; a minute for up to five [D]."""
ENOUGH_MINUTES: Final = {Level.BEGINNER: 25, Level.INTERMEDIATE: 40, Level.ADVANCED: 55}
"""[D] A session is not padded beyond this, however much time is offered (the sums of D1's minutes a session)."""
MOST_ITEMS: Final = {Level.BEGINNER: 11, Level.INTERMEDIATE: 14, Level.ADVANCED: 17}
"""[D] More exercises than a person can keep in mind for one session."""
SECONDS_AN_ITEM: Final = 100
"""[D] An exercise with its change-over takes about so long when nobody hurries."""
SLACK: Final = {Pace.GREEN: 1.06, Pace.YELLOW: 1.12}
"""By how much a session may go over its aim before that counts against it."""
RESTFUL_EFFORT: Final = 2
FEWEST_THAT_CROWD: Final = 5
CROWDED_POINTS: Final = 3
ORANGE_SECONDS: Final = 360
"""[D] FAT-03 asks for 40 % of the usual; below six minutes a session says little."""


def warm_up_needed(minutes: Any) -> Any:
    """Seconds of warm-up a session of so many minutes needs; for one number or a column of them."""
    tiny, short, usual = WARM_UP_SECONDS
    longer, long = minutes > TINY_SESSION_MINUTES, minutes > SHORT_SESSION_MINUTES
    return tiny + (short - tiny) * longer + (usual - short) * long


class Course:
    """The course of the sessions of one kind of day. ``aim`` is the length to come near, in seconds."""

    def __init__(self, fitter: Fitter, singles: Singles, slot: DaySlot) -> None:
        self.problem = fitter.problem
        self.fitter = fitter
        self.singles = singles
        self.slot = slot
        self.budget = slot.budget_minutes * 60
        self.lighter = self.problem.prescription.volume_factor
        self.aim = self._aim()
        self.restful = self.problem.low_energy or self.slot.restorative
        self.get_up_seconds = self.problem.passed.get_up_seconds
        self.most_items = MOST_ITEMS[self.problem.level]
        self.most = round(self.aim * SLACK.get(self.problem.pace, 1.25))
        extensors = self.singles.extensors if self.problem.passed.daily_extensors else ()
        self.back_work_seconds = extensors[0].seconds if extensors else 0
        self.can_warm_up = can_warm_up(self.problem) and any(self.singles.warm_ups(style) for style in WARM_UP_POOLS)
        self._back_work: Piece | None = None
        self._cores: dict[int, tuple[Piece, Piece]] = {}

    def _aim(self) -> int:
        """Seconds to come near: all but a little of the time, less when tired (FAT-02, FAT-03) or in a lighter week.

        A lighter week has shorter sessions on the same days; filling their time would bring back what REG-04, REG-03
        or a return takes off.
        """
        useful = min(self.budget, ENOUGH_MINUTES[self.problem.level] * 60)
        if self.problem.pace is Pace.ORANGE:
            return min(self.budget, max(ORANGE_SECONDS, round(self.slot.offered_minutes * 60 * 0.4)))
        aim = round(useful * (0.8 if self.problem.pace is Pace.YELLOW else 0.95))
        if self.slot.restorative or self.lighter == 1:
            return aim
        return max(min(aim, ORANGE_SECONDS), round(aim * self.lighter))

    def least(self, seconds: Any, *, lead: Any, works: Any, extensor: Any) -> Any:
        """From the seconds of some blocks, getting up included, to those with daily back work and the least warm-up.

        ``lead`` are the warm-up-like seconds at the start; ``works`` and ``extensor``, 1 or 0, say what the blocks hold
        already. All are single numbers or columns of them.
        """
        if self.restful:
            return seconds
        if self.back_work_seconds:
            seconds = seconds + (self.back_work_seconds + BETWEEN_ITEMS_SECONDS) * (1 - extensor)
        needed = warm_up_needed(seconds / 60)
        return seconds + works * (lead < needed) * (needed - lead + BETWEEN_ITEMS_SECONDS)

    def finished(self, blocks: tuple[Piece, ...], points: int) -> tuple[tuple[Piece, ...], int] | None:
        pieces = self._with_extensor(list(blocks))
        if pieces is None:
            return None
        body = self.seconds(pieces)
        if body > self.budget:
            return None
        if self.restful:
            return tuple(pieces), points + self.time_points(body)
        return self._opened_and_closed(pieces, body, points)

    def _opened_and_closed(self, pieces: list[Piece], body: int, points: int) -> tuple[tuple[Piece, ...], int] | None:
        opened = self._with_warm_up(pieces, body)
        if opened is None:
            return None
        closed, extra = self._with_closing(opened)
        seconds, ups = self._seconds_and_ups(closed)
        if closed[0].kind is BlockKind.WARM_UP and self.aim - seconds > 45:
            again = self._with_warm_up(pieces, body, longest=self.budget - (seconds - closed[0].seconds))
            if again and again[0].seconds > closed[0].seconds:
                closed = self._longer_opened(closed, again[0])
            seconds, ups = self._seconds_and_ups(closed)
        if ups > self.problem.passed.floor_changes:
            return None
        if seconds > self.budget or self._warmed(closed) < self._warm_up_wanted(closed, seconds):
            return None
        points += extra + 3 * ups + (3 if closed[-1].ends_on_floor else 0)
        points += self.crowd_points(sum(len(piece.exercises) for piece in closed), seconds)
        return tuple(closed), points + self.time_points(seconds)

    def _longer_opened(self, closed: list[Piece], warm_up: Piece) -> list[Piece]:
        """With the longer warm-up, unless the breathing at the end is in it already or it takes too long."""
        longer = [warm_up, *closed[1:]]
        return longer if self.seconds(longer) <= self.budget and distinct(longer) else closed

    def _with_extensor(self, pieces: list[Piece]) -> list[Piece] | None:
        if not self.problem.passed.daily_extensors or any(piece.extensor for piece in pieces):
            return pieces
        if self.problem.special or self.slot.restorative or not self.singles.extensors:
            return pieces
        place = next((n for n, piece in enumerate(pieces) if piece.kind is BlockKind.CORE), None)
        if place is None:
            if self._back_work is None:
                self._back_work = self.fitter.block(BlockKind.CORE, "core:daily", [self.singles.extensors[0]])
            after = sum(piece.kind is BlockKind.BALANCE for piece in pieces)
            return [*pieces[:after], self._back_work, *pieces[after:]]
        return [*pieces[:place], self._core_with_back_work(pieces[place]), *pieces[place + 1 :]]

    def _core_with_back_work(self, core: Piece) -> Piece:
        # By identity: the day's blocks are made once, and ``core`` is kept beside its answer so that it stays itself.
        if id(core) not in self._cores:
            items = (*core.block.items, self._extensor_beside(core))
            block = Block(BlockKind.CORE, core.block.routine, items)
            self._cores[id(core)] = (core, piece_of(self.problem, BlockKind.CORE, core.key, block))
        return self._cores[id(core)][1]

    def _extensor_beside(self, core: Piece) -> Item:
        """The one in the position the block ends in, so that nobody changes places for one exercise."""
        library = self.problem.library.exercises
        for item in self.singles.extensors:
            lying = library[item.exercise].position.value in LYING
            if lying == core.lying_end:
                return item
        return self.singles.extensors[0]

    def _with_warm_up(self, pieces: list[Piece], body: int, longest: int | None = None) -> list[Piece] | None:
        """``body`` are the seconds of the pieces; ``longest`` asks for the longest warm-up up to so many seconds."""
        minutes = max(body, min(self.aim, body + 180)) / 60
        needed = warm_up_needed(minutes) if self._works(pieces) else 0
        lead = pieces[0].gentle_seconds if pieces[0].kind is not BlockKind.BALANCE else 0
        if lead >= needed and longest is None:
            return pieces
        # A leading block that is gentle throughout carries on from the warm-up.
        target = max(30, needed - (lead + BETWEEN_ITEMS_SECONDS if lead else 0))
        room = min(LONGEST_WARM_UP_SECONDS, longest if longest is not None else self.budget - body - 15)
        possible = self.singles.warm_ups_beside(pieces)
        if longest is not None:
            best = _first_between(target, room, possible.longest_first)
        elif not possible.best_first:
            return pieces
        else:
            # The pools name the best exercises first, so the first one of about the right length is the best one.
            best = _first_between(target, min(room, target + 75), possible.best_first)
            best = best or _first_between(target, room, possible.best_first)
        if best is None:
            return None if self.can_warm_up else pieces
        return [best, *pieces]

    def _warm_up_wanted(self, pieces: Sequence[Piece], seconds: int) -> int:
        if not self.can_warm_up or not self._works(pieces):
            return 0
        needed: int = warm_up_needed(round(seconds / 60, 1))
        return needed

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
        return max([piece.highest_effort for piece in pieces]) > RESTFUL_EFFORT

    def _with_closing(self, pieces: list[Piece]) -> tuple[list[Piece], int]:
        last = pieces[-1]
        seconds = self.seconds(pieces)
        if last.restful_end and seconds >= self.aim - 150:
            return pieces, 0
        most = min(self.budget, max(self.aim, seconds + 165))
        for forms in self.singles.breathing:
            exercises = forms[0].exercises
            if not all(exercises.isdisjoint(piece.exercises) for piece in pieces):
                continue
            best = next((form for form in reversed(forms) if seconds + self._adds(last, form) <= most), None)
            if best is not None:
                minutes = best.block.items[0].seconds // 60
                return [*pieces, best], 3 * max(0, minutes - 3)
        return pieces, 0 if last.restful_end else 5

    def _adds(self, last: Piece, piece: Piece) -> int:
        """Seconds that a piece adds behind the last one, with the change and the getting up."""
        ups = piece.get_ups + piece.ends_on_floor - (last.ends_on_floor and piece.starts_on_floor)
        return BETWEEN_ITEMS_SECONDS + piece.seconds + ups * self.get_up_seconds

    def seconds(self, pieces: Sequence[Piece]) -> int:
        return self._seconds_and_ups(pieces)[0]

    def _seconds_and_ups(self, pieces: Sequence[Piece]) -> tuple[int, int]:
        """How long it takes, and how often a person gets up from the floor, the end included."""
        seconds, ups, down = BETWEEN_ITEMS_SECONDS * (len(pieces) - 1), 0, False
        for piece in pieces:
            seconds += piece.seconds
            ups += piece.get_ups + (down and not piece.starts_on_floor)
            down = piece.ends_on_floor
        ups += down
        return seconds + ups * self.get_up_seconds, ups

    def crowd_points(self, items: Any, seconds: Any) -> Any:
        """Points for each exercise that a session of this length has too many; for one session or columns of them."""
        comfortable = seconds // SECONDS_AN_ITEM
        comfortable = comfortable - (comfortable > self.most_items) * (comfortable - self.most_items)
        comfortable = comfortable + (comfortable < FEWEST_THAT_CROWD) * (FEWEST_THAT_CROWD - comfortable)
        return CROWDED_POINTS * (items > comfortable) * (items - comfortable)

    def time_points(self, seconds: Any) -> Any:
        """A point for each per cent under the aim; more for going over it (tired weeks, long offers).

        For one session or a column of them.
        """
        short = (seconds < self.aim) * (self.aim - seconds) * 100 // max(1, self.aim)
        over = (seconds > self.most) * (seconds - self.most) * 100 // max(1, self.aim)
        return short + 2 * over


def _first_between(fewest: int, most: int, pieces: Sequence[Piece]) -> Piece | None:
    """The first that takes so many seconds."""
    for piece in pieces:
        if fewest <= piece.seconds <= most:
            return piece
    return None


def distinct(pieces: Sequence[Piece]) -> bool:
    return sum(len(piece.exercises) for piece in pieces) == len(frozenset().union(*(p.exercises for p in pieces)))
