"""The best few lengths of every combination: each working part of a session with each soft part behind it.

A day has some thousand such pairs, more than anything else in the making of a week. So whatever can be known of one
part alone is worked out before the loop over the pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS
from planner.generator.parts import Part
from planner.generator.pieces import Piece
from planner.generator.timing import Course

USUAL_CLOSING_SECONDS: Final = 135
ITEMS_AROUND: Final = 3
"""Warm-up and closing, about."""
KEPT_A_COMBINATION: Final = 2
DOES_NOT_FIT: Final = -1


class Choice(NamedTuple):
    """Blocks in session order without warm-up and closing, with the points against their routines."""

    pieces: tuple[Piece, ...]
    points: int


Row = tuple[int, int, Choice]
"""Points, running number (which breaks ties), and the choice."""


def rank(row: Row) -> tuple[int, int]:
    return row[:2]


class _Behind(NamedTuple):
    """A soft part behind work that ends on the floor, that ends off it, or behind none.

    ``adds`` are the seconds that it adds with the change and the getting up; ``sort`` numbers what else the estimate
    looks at; ``place`` is where its combination is kept.
    """

    number: int
    seconds: int
    adds: int
    mask: int
    points: int
    items: int
    sort: int
    place: int


Sort = tuple[int, bool, bool]
"""Warm-up-like seconds at the start, whether it works the muscles, and whether it holds back work."""
Estimate = Callable[[int, int], int]
"""Points for seconds (with getting up) and number of exercises."""
_Found = tuple[int, int, Part, Part]


class Pairing:
    """Finds the best pairs by an estimate of the finished session."""

    def __init__(self, course: Course, softs: Sequence[Part]) -> None:
        self.course = course
        self.budget = course.budget
        self.softs = softs
        self._sorts = list(dict.fromkeys(_sort(soft) for soft in softs))
        self._places = {soft.combination: 2 * n for n, soft in enumerate(softs)}
        self._estimates: dict[Sort | None, list[Estimate]] = {}
        self._alone = self._behind(after_work=False, from_floor=False)
        self._after_standing = self._behind(after_work=True, from_floor=False)
        self._after_floor = self._behind(after_work=True, from_floor=True)

    def best(self, works: Iterable[Part]) -> list[Row]:
        """The best few of every combination of blocks, with and without strength work, best first."""
        kept: dict[int, list[list[_Found]]] = {}
        for number, work in enumerate(works):
            if work.combination not in kept:
                kept[work.combination] = [[] for _ in range(2 * len(self.softs))]
            self._pair(number * len(self.softs), work, kept[work.combination])
        rows = [
            (points, number, Choice(work.pieces + soft.pieces, work.points + soft.points))
            for places in kept.values()
            for found in places
            for points, number, work, soft in found
            if work.pieces or soft.pieces
        ]
        return sorted(rows, key=rank)

    def _pair(self, first_number: int, work: Part, kept: list[list[_Found]]) -> None:
        """Puts the work in front of each soft part. ``kept`` has two places a combination, the second for strength."""
        room = self.budget - work.seconds
        mask, points, items, strength = work.mask, work.points, work.items, work.strength
        begun = work.seconds + work.ups * self.course.get_up_seconds
        estimates = self._estimates_behind(work)
        for number, seconds, adds, used, more, others, sort, place in self._all_behind(work):
            if seconds > room or used & mask:
                continue
            found = kept[place | strength]
            full = len(found) == KEPT_A_COMBINATION
            if full and points + more >= found[-1][0]:
                continue  # more points can only be added
            extra = estimates[sort](begun + adds, items + others)
            total = points + more + extra
            if extra == DOES_NOT_FIT or (full and total >= found[-1][0]):
                continue
            found.append((total, first_number + number, work, self.softs[number]))
            found.sort()  # running numbers differ, so parts are never compared
            del found[KEPT_A_COMBINATION:]

    def _behind(self, *, after_work: bool, from_floor: bool) -> list[_Behind]:
        return [
            _Behind(
                number,
                soft.seconds,
                self._adds(soft, after_work=after_work, from_floor=from_floor),
                soft.mask,
                soft.points,
                soft.items,
                self._sorts.index(_sort(soft)),
                self._places[soft.combination] + soft.strength,
            )
            for number, soft in enumerate(self.softs)
        ]

    def _adds(self, soft: Part, *, after_work: bool, from_floor: bool) -> int:
        ups = soft.ups + soft.ends_on_floor + (from_floor and not soft.starts_on_floor)
        change = BETWEEN_ITEMS_SECONDS if after_work and soft.pieces else 0
        return soft.seconds + change + ups * self.course.get_up_seconds

    def _all_behind(self, work: Part) -> list[_Behind]:
        if not work.pieces:
            return self._alone
        return self._after_floor if work.ends_on_floor else self._after_standing

    def _estimates_behind(self, work: Part) -> list[Estimate]:
        """The estimate of sessions that start with this work, for each sort of soft part."""
        key = _sort(work) if work.pieces else None
        if key not in self._estimates:
            both = (
                (work.lead if work.pieces else lead, work.works or works, work.extensor or extensor)
                for lead, works, extensor in self._sorts
            )
            self._estimates[key] = [self._estimate(*sort) for sort in both]
        return self._estimates[key]

    def _estimate(self, lead: int, works: bool, extensor: bool) -> Estimate:
        """Points for the time and number of exercises, about; not where even the least of a warm-up does not fit."""
        course, budget = self.course, self.budget
        least = course.least(lead=lead, works=works, extensor=extensor)

        def points(seconds: int, items: int) -> int:
            seconds = least(seconds)
            if seconds > budget:
                return DOES_NOT_FIT
            likely = min(budget, seconds + USUAL_CLOSING_SECONDS)
            return course.crowd_points(items + ITEMS_AROUND, likely) + course.time_points(likely)

        return points


def _sort(part: Part) -> Sort:
    return part.lead, part.works, part.extensor
