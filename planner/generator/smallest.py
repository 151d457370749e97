"""The smallest set of requirements that cannot hold together, by implicit hitting sets.

A set clashes if and only if it meets every *correction*: every set of requirements whose absence lets the rest hold.
The smallest set that meets the corrections found so far is either a clash, and then the smallest, or it can hold; then
it is grown for as long as it can, and what is left out is a new correction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations


def smallest_clash(names: Sequence[str], can_hold: Callable[[frozenset[str]], bool]) -> tuple[str, ...] | None:
    """Of the smallest clashing sets the first in the order of ``names``; None where all of them can hold together.

    ``can_hold`` must be monotone: what can hold together can do so with less. An empty answer means that not even
    nothing can hold.
    """
    if can_hold(frozenset(names)):
        return None
    corrections: list[frozenset[str]] = []
    while True:
        met = _smallest_meeting(names, corrections)
        if not can_hold(frozenset(met)):
            return met
        corrections.append(frozenset(names) - _grown(met, names, can_hold))


def _smallest_meeting(names: Sequence[str], corrections: Sequence[frozenset[str]]) -> tuple[str, ...]:
    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            if all(not correction.isdisjoint(chosen) for correction in corrections):
                return chosen
    raise AssertionError("the corrections are never empty")


def _grown(met: Sequence[str], names: Sequence[str], can_hold: Callable[[frozenset[str]], bool]) -> frozenset[str]:
    grown = frozenset(met)
    for name in names:
        if name not in grown and can_hold(grown | {name}):
            grown |= {name}
    return grown
