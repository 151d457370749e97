"""Look for exercises in the library: by words, goal, region, position, equipment and level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from planner.domain.exercise import Category, Exercise, Position
from planner.domain.library import Library
from planner.domain.spelling import folded

NOTHING: Final = "nothing"
"""In place of a thing: exercises that need no equipment but what every home has."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is None or empty does not narrow the search. ``level`` is the highest, 1 to 5."""

    words: str = ""
    goal: Category | None = None
    region: str | None = None
    position: Position | None = None
    equipment: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class PlainNames:
    """Everyday words for those of the exercise files, so that a search finds "bottom of the back" words too."""

    regions: Mapping[str, str]
    muscles: Mapping[str, str]
    everyone_has: frozenset[str]


def find_exercises(library: Library, wanted: Wanted, names: PlainNames) -> tuple[Exercise, ...]:
    """What fits all of ``wanted``: best match of the words first, then the gentlest, then by name."""
    fitting = [e for e in library.exercises.values() if _fits(e, wanted, names)]
    words = folded(wanted.words).split()
    ranked = [(rank, e.level, e.name, e) for e in fitting if (rank := _rank(e, words, names)) is not None]
    return tuple(e for *_order, e in sorted(ranked, key=lambda found: found[:3]))


def _fits(exercise: Exercise, wanted: Wanted, names: PlainNames) -> bool:
    return (
        wanted.goal in (None, exercise.category)
        and (wanted.region is None or wanted.region in exercise.regions)
        and wanted.position in (None, exercise.position)
        and (wanted.level is None or exercise.level <= wanted.level)
        and _has_equipment(exercise, wanted.equipment, names.everyone_has)
    )


def _has_equipment(exercise: Exercise, thing: str | None, everyone_has: frozenset[str]) -> bool:
    if thing is None:
        return True
    if thing == NOTHING:
        return all(group & everyone_has for group in exercise.equipment)
    return any(thing in group for group in exercise.equipment)


def _rank(exercise: Exercise, words: Iterable[str], names: PlainNames) -> int | None:
    """-1 where the words are the part of the body, 0 where every word is in the name, 1 in another name, 2 in what it
    works; None where a word is nowhere."""
    if words and " ".join(words) in {folded(names.regions.get(region, region)) for region in exercise.regions}:
        return -1
    by_name = folded(exercise.name)
    also = by_name + " " + folded(" ".join((*exercise.other_names, exercise.sanskrit or "")))
    rank = 0
    everything = None
    for word in words:
        if word in by_name:
            continue
        if word in also:
            rank = max(rank, 1)
            continue
        everything = everything or folded(_about(exercise, names))
        if word not in everything:
            return None
        rank = 2
    return rank


def _about(exercise: Exercise, names: PlainNames) -> str:
    regions = (names.regions.get(region, region) for region in exercise.regions)
    muscles = (f"{muscle} {names.muscles.get(muscle, '')}" for muscle in exercise.targets)
    things = (thing for group in exercise.equipment for thing in sorted(group))
    return " ".join((exercise.category, exercise.position.replace("-", " "), *regions, *muscles, *things))
