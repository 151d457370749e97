"""What a person has at home: equipment, and a bed in place of the floor."""

from __future__ import annotations

from planner.domain.exercise import Exercise, Tag
from planner.screening.answers import Person

BED = "bed"


def owns(person: Person, thing: str) -> bool:
    return thing in person.profile.equipment or thing in person.tables.limits.everywhere


def missing_equipment(exercise: Exercise, person: Person) -> tuple[frozenset[str], ...]:
    """Groups of alternatives of which the person has none."""
    return tuple(group for group in exercise.equipment if not any(owns(person, thing) for thing in group))


def needs_floor(exercise: Exercise, person: Person) -> bool:
    """FLOOR, unless the exercise offers a bed and there is one (contract: a bed waives FLOOR)."""
    if not exercise.has(Tag.FLOOR):
        return False
    return not (owns(person, BED) and any(BED in group for group in exercise.equipment))
