"""Checked file contents to domain objects."""

from __future__ import annotations

from typing import Any

from planner.domain.exercise import Category, DoseRow, Exercise, ExerciseId, FamilyId, Level, Position, Tag
from planner.domain.routine import Routine, RoutineId, RoutineKind
from planner.library.shape import dose_of


def exercise_of(value: dict[str, Any], source: str) -> Exercise:
    """The exercise of a file whose shape has been found sound."""
    dose = dose_of(value["dose"])
    assert dose is not None
    tags = value.get("tags")
    return Exercise(
        id=ExerciseId(value["id"]),
        name=value["name"],
        category=Category(value["category"]),
        position=Position(value["position"]),
        targets=tuple(value["targets"]),
        regions=tuple(value["regions"]),
        tags=None if tags is None else frozenset(Tag(tag) for tag in tags),
        equipment=tuple(frozenset(group.split(" or ")) for group in value["equipment"]),
        level=value["level"],
        family=FamilyId(value["family"]),
        step=value["step"],
        dose=dose,
        sides=value["sides"],
        dose_row=DoseRow(value["dose_row"]),
        setup=value["setup"].strip(),
        steps=_texts(value["steps"]),
        breathing=value["breathing"].strip(),
        feel=value["feel"].strip(),
        mistakes=_texts(value["mistakes"]),
        stop_if=_texts(value["stop_if"]),
        evidence=tuple(value["evidence"]),
        figure=value.get("figure") or {},
        sanskrit=value.get("sanskrit"),
        other_names=tuple(value.get("other_names") or ()),
        source=source,
        credit=credit_of(*(value.get(key) for key in ("author", "licence", "source"))),
    )


def credit_of(*said: str | None) -> str:
    """Author, licence and source as they are printed beside an exercise."""
    return " · ".join(part for part in said if part)


def routine_of(value: dict[str, Any], source: str) -> Routine:
    """The routine of a file whose shape has been found sound."""
    return Routine(
        id=RoutineId(value["id"]),
        name=value["name"],
        kind=RoutineKind(value["kind"]),
        level=Level(value["level"]),
        minutes=value["minutes"],
        one_set=value["sets"] == 1,
        purpose=value["purpose"],
        items=tuple(ExerciseId(item) for item in value["items"]),
        source=source,
    )


def _texts(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines)
