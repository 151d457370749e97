"""The best few lengths of every combination: each working part of a session with each soft part behind it.

A day has some thousand such pairs, more than anything else in the making of a week. So they are estimated all at once,
in columns with a number for each pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS
from planner.generator.parts import Part
from planner.generator.pieces import Piece
from planner.generator.timing import Course

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

USUAL_CLOSING_SECONDS: Final = 135
ITEMS_AROUND: Final = 3
"""Warm-up and closing, about; a restful session has neither."""
KEPT_A_COMBINATION: Final = 2
BITS_A_COLUMN: Final = 63


class Choice(NamedTuple):
    """Blocks in session order without warm-up and closing, with the points against their routines."""

    pieces: tuple[Piece, ...]
    points: int


Row = tuple[int, int, Choice]
"""Points, running number (which breaks ties), and the choice."""


def rank(row: Row) -> tuple[int, int]:
    return row[:2]


class _Columns(NamedTuple):
    """Parts as columns; what is true or false as 1 or 0. ``filled``: it holds a block."""

    filled: Any
    points: Any
    seconds: Any
    items: Any
    ups: Any
    starts_on_floor: Any
    ends_on_floor: Any
    lead: Any
    works: Any
    extensor: Any
    strength: Any
    combination: Any


def best_pairs(
    course: Course, works: Sequence[Part], softs: Sequence[Part], wanted: Callable[[int], bool]
) -> Iterator[Row]:
    """Of every combination of blocks, with and without strength work, the best few by an estimate; best first.

    ``wanted`` is asked for each, just before it is given, whether its features are.
    """
    import numpy as np

    first, then = np.nonzero(_fitting(course, works, softs))
    front, behind = _columns(works, first), _columns(softs, then)
    seconds = course.least(
        front.seconds + behind.seconds + _added_between(course, front, behind),
        lead=np.where(front.filled, front.lead, behind.lead),
        works=front.works | behind.works,
        extensor=front.extensor | behind.extensor,
    )
    closing, around = (0, 0) if course.restful else (USUAL_CLOSING_SECONDS, ITEMS_AROUND)
    likely = np.minimum(course.budget, seconds + closing)
    points = front.points + behind.points + course.time_points(likely)
    points += course.crowd_points(front.items + behind.items + around, likely)
    kinds = (front.strength | behind.strength, behind.combination, front.combination)
    possible = np.flatnonzero((seconds <= course.budget) & (front.filled | behind.filled))
    best = _best_of_each(possible, points, kinds)
    pairs = zip(points[best].tolist(), first[best].tolist(), then[best].tolist(), strict=True)
    for cost, one, two in pairs:
        work, soft = works[one], softs[two]
        if wanted(work.features | soft.features):
            yield cost, one * len(softs) + two, Choice(work.pieces + soft.pieces, work.points + soft.points)


def _fitting(course: Course, works: Sequence[Part], softs: Sequence[Part]) -> NDArray[np.bool_]:
    """Which pairs fit into the seconds and share no exercise: a line for each work, a column for each soft part."""
    import numpy as np

    seconds = np.array([[work.seconds] for work in works]) + np.array([soft.seconds for soft in softs])
    fitting: NDArray[np.bool_] = seconds <= course.budget
    longest = max(part.mask.bit_length() for part in (*works, *softs))
    for low in range(0, longest, BITS_A_COLUMN):
        fitting &= (_bits(works, low)[:, None] & _bits(softs, low)) == 0
    return fitting


def _bits(parts: Sequence[Part], low: int) -> NDArray[np.int64]:
    """The exercises of each part as bits, so many as go into one number, from bit ``low`` on."""
    import numpy as np

    return np.array([part.mask >> low & (1 << BITS_A_COLUMN) - 1 for part in parts], dtype=np.int64)


def _columns(parts: Sequence[Part], chosen: NDArray[np.int64]) -> _Columns:
    """The parts with these numbers. Combinations are numbered anew: they have more bits than a number holds."""
    import numpy as np

    numbers: dict[int, int] = {}
    lines = []
    for _, points, seconds, _, items, ups, starts, ends, lead, works, extensor, strength, combination, _ in parts:
        number = numbers.setdefault(combination, len(numbers))
        filled = combination != 0
        lines.append((filled, points, seconds, items, ups, starts, ends, lead, works, extensor, strength, number))
    return _Columns(*np.array(lines, dtype=np.int64)[chosen].T)


def _added_between(course: Course, work: _Columns, soft: _Columns) -> Any:
    """Seconds for the change from one to the other, and for each getting up from the floor, the end included."""
    down = work.ends_on_floor & ~soft.starts_on_floor
    ups = work.ups + down + soft.ups + soft.ends_on_floor
    return BETWEEN_ITEMS_SECONDS * (work.filled & soft.filled) + course.get_up_seconds * ups


def _best_of_each(possible: NDArray[np.int64], points: Any, kinds: tuple[Any, ...]) -> NDArray[np.int64]:
    """The best few of those that are alike in all ``kinds``, best first; what is as good goes by running number."""
    import numpy as np

    order = possible[np.lexsort([column[possible] for column in (points, *kinds)])]
    alike = np.ones(len(order), dtype=bool)
    for column in kinds:
        alike[KEPT_A_COMBINATION:] &= column[order[KEPT_A_COMBINATION:]] == column[order[:-KEPT_A_COMBINATION]]
    alike[:KEPT_A_COMBINATION] = False
    best = np.sort(order[~alike])
    return best[np.argsort(points[best], kind="stable")]
