"""Lists under headings in two columns, halved before they are laid out.

Columns that the layout has to balance are laid out up to ten times until they are even, so the lengths are judged here,
in lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Final

_LETTERS: Final = 50
"""In a line of text that is half a page wide."""
_HEADING: Final = 2
"""A heading and the space above it, in lines of text."""
_ON_ONE_PAGE: Final = 24
"""Halves of so many lines seldom have the end of a page in them."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: ``lead`` stands in bold before the text, ``quiet`` is an idea to read, nothing to do."""

    lead: str
    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its list; the heading is empty where it goes on from the left half."""

    title: str
    points: tuple[Point, ...]


Half = tuple[Section, ...]


def halves_of(sections: Sequence[Section]) -> tuple[Half, Half]:
    """What stands on the left and on the right, so that the longer half is as short as can be, sections whole if so."""
    points = [Section(section.title, (point,)) for section in sections for point in section.points]
    return min(_cuts(points), key=lambda halves: (max(map(_length, halves)), sum(map(len, halves))), default=((), ()))


def _cuts(points: Sequence[Section]) -> Iterator[tuple[Half, Half]]:
    """All ways to cut. Where a page may end in the halves, none lets a section end on the page before it begins."""
    for place in range(1, len(points) + 1):
        left, right = _joined(points[:place]), _joined(points[place:])
        if right and left[-1].title == right[0].title:
            parted = max(_length(left), _length(right)) > _ON_ONE_PAGE
            if parted and len(left) > 1:
                continue
            right = (replace(right[0], title=f"{right[0].title} (continued)" if parted else ""), *right[1:])
        yield left, right


def _joined(points: Sequence[Section]) -> Half:
    together = groupby(points, key=attrgetter("title"))
    return tuple(Section(title, tuple(one.points[0] for one in group)) for title, group in together)


def _length(half: Half) -> int:
    return sum(_HEADING * bool(section.title) + sum(map(_lines, section.points)) for section in half)


def _lines(point: Point) -> int:
    return ceil(len(f"{point.lead} {point.text}") / _LETTERS)
