"""The exercises and routines as tables for review."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.dose_words import dose_words
from planner.domain.exercise import Category, Exercise
from planner.domain.library import Library
from planner.sheets.review_rows import Column, Lines, Row, Table, is_ours, listed

_COLUMNS = (
    Column("Id", 32),
    Column("Name", 41),
    Column("Level, position", 22),
    Column("Family, step", 22),
    Column("Usual dose", 35),
    Column("Tags", 34),
    Column("Equipment", 22),
    Column("Evidence", 30),
)


def exercises(library: Library) -> Iterator[Table]:
    """A table a category, families together, easiest step first."""
    for category in Category:
        found = [e for e in library.exercises.values() if e.category is category]
        rows = tuple(_row(e) for e in sorted(found, key=lambda e: (e.family, e.step, e.id)))
        about = "Families together, easiest step first."
        if rows:
            yield Table(f"Exercises: {category.value}", about, _COLUMNS, rows, f"exercises/{category.value}/")


def _row(exercise: Exercise) -> Row:
    cells: tuple[Lines, ...] = (
        (exercise.name,),
        (f"{exercise.level}, {exercise.position.value}",),
        (f"{exercise.family}, {exercise.step}",),
        (f"{dose_words(exercise.dose, exercise.sides)} ({exercise.dose_row})",),
        ("not checked yet: never chosen",) if exercise.tags is None else (listed(sorted(exercise.tags)) or "none",),
        (listed(" or ".join(sorted(group)) for group in exercise.equipment) or "none",),
        (listed(exercise.evidence) or "none",),
    )
    return Row(exercise.id, cells, is_ours(exercise.evidence))


def routines(library: Library) -> Table:
    rows = tuple(
        Row(
            routine.id,
            (
                (routine.name, routine.purpose),
                (f"{routine.kind.value}, {routine.level.value}",),
                (f"{routine.minutes} min", "one set of each" if routine.one_set else "usual dose"),
                (listed(routine.items),),
            ),
        )
        for routine in sorted(library.routines.values(), key=lambda r: (r.kind, r.id))
    )
    columns = (
        Column("Id", 40),
        Column("Name and purpose", 62),
        Column("For", 28),
        Column("Length", 24),
        Column("Exercises in order", 75),
    )
    about = "What fits a person is taken from them; the rest is left out or replaced."
    return Table("Routines", about, columns, rows, "exercises/routines/")
