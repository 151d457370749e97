"""Parts of sessions while they are put together: blocks with the sums that joining and estimating need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS
from planner.generator.pieces import Piece


class Part(NamedTuple):
    """Some blocks of a session, with the sums that joining two of them needs.

    ``seconds`` holds the changes between its blocks; ``ups`` the getting up from the floor before its end. ``mask`` has
    a bit for each exercise; ``combination`` a bit for each block whatever its length. ``lead`` are the warm-up-like
    seconds at its start; ``features`` those of its blocks.
    """

    pieces: tuple[Piece, ...]
    points: int
    seconds: int
    mask: int
    items: int
    ups: int
    starts_on_floor: bool
    ends_on_floor: bool
    lead: int
    works: bool
    extensor: bool
    strength: bool
    combination: int
    features: int


NOTHING: Final = Part((), 0, 0, 0, 0, 0, False, False, 0, False, False, False, 0, 0)


def joined(first: Part, second: Part) -> Part:
    """The two after each other."""
    if not second.pieces:
        return first
    if not first.pieces:
        return second
    pieces, points, seconds, mask, items, ups, starts, ends, lead, works, extensor, strength, combination, features = (
        first
    )
    return Part(
        pieces + second.pieces,
        points + second.points,
        seconds + second.seconds + BETWEEN_ITEMS_SECONDS,
        mask | second.mask,
        items + second.items,
        ups + second.ups + (ends and not second.starts_on_floor),
        starts,
        second.ends_on_floor,
        lead,
        works or second.works,
        extensor or second.extensor,
        strength or second.strength,
        combination | second.combination,
        features | second.features,
    )


def all_joined(first: Iterable[Part], second: Sequence[Part], budget: int) -> list[Part]:
    """Each of the first with each of the second, where they fit into the seconds and share no exercise."""
    return [
        joined(one, two)
        for one in first
        for two in second
        if one.seconds + two.seconds <= budget and not one.mask & two.mask
    ]


def longest(parts: Sequence[Part]) -> list[Part]:
    """The longest form of each routine; ``parts`` come longest first."""
    found: dict[int, Part] = {}
    for part in parts:
        if part.pieces:
            found.setdefault(part.combination, part)
    return list(found.values())
