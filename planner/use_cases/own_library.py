"""The library as one practice, one clinician or one person has it: the shipped one and exercises of their own.

Weeks name an own exercise by its number, so it prints for as long as its row is kept. What a person's weeks or answers
name and the practice no longer has is still known, but never selected again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from planner.domain.account import AccountId, OwnExercise
from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.library import Library
from planner.domain.person import PersonId
from planner.library.build import credit_of as printed_credit
from planner.library.own import half_known, mentioned_in, number_of, own_id, read_exercise, ready_exercise, stand_in
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.make_week import Content
from planner.use_cases.practice import practising_of

READY: Final = "ready"
UNREVIEWED: Final = "unreviewed"
DELETED: Final = "deleted"
"""Kept for the weeks that hold it, and shown nowhere else."""


def library_for(storage: Storage, account: AccountId, content: Content, *, with_unreviewed: bool = False) -> Content:
    """What somebody at work chooses from: also what they made for themselves; unreviewed ones only where asked for.

    For anybody who works in no practice it is the shipped library.
    """
    with storage.reading() as uow:
        me = practising_of(uow, account)
        rows = () if me is None else uow.practices.list_exercises(account, me.practice.id)
    wanted = (READY, UNREVIEWED) if with_unreviewed else (READY,)
    return _with(content, [row for row in rows if row.state in wanted])


def content_for_person(storage: Storage, person: PersonId, content: Content) -> Content:
    """What the person's weeks are made from: what their practices share and is ready, and what they have already."""
    with storage.reading() as uow:
        return content_of_person(uow, person, content)


def content_of_person(uow: UnitOfWork, person: PersonId, content: Content) -> Content:
    found = uow.persons.find(person)
    if found is None:
        return content
    practices = uow.practices.practices_of(person)
    rows = [row for practice in practices for row in uow.practices.list_exercises(None, practice.id)]
    ready = [row for row in rows if row.state == READY]
    together = _with(content, ready)
    texts = uow.weeks.texts_with_own(person)
    named = mentioned_in("\n".join((found.answers, *texts)))
    missing = [name for name in named if name not in together.library.exercises]
    if not missing:
        return together
    known = exercises_named(uow, missing, content.library)
    return _and_known(together, {name: replace(exercise, tags=None) for name, exercise in known.items()})


def known_to(storage: Storage, person: PersonId, exercise: ExerciseId, content: Content) -> Exercise | None:
    """One exercise of the person's library, with its picture."""
    with storage.reading() as uow:
        if exercise not in content_of_person(uow, person, content).library.exercises:
            return None
        found = exercises_named(uow, (exercise,), content.library)
    return found.get(exercise) or content.library.exercises.get(exercise)


def exercises_named(
    uow: UnitOfWork, names: Collection[str], library: Library, shown: Mapping[str, str] | None = None
) -> Mapping[ExerciseId, Exercise]:
    """The own exercises of these names with their pictures, whosever they are: a week that names one may show it.

    ``shown`` is what to call one whose row is gone.
    """
    numbers = {name: number for name in names if (number := number_of(name)) is not None}
    rows = {row.id: row for row in uow.practices.find_exercises(set(numbers.values()))} if numbers else {}
    called = shown or {}
    found = {}
    for name, number in numbers.items():
        row = rows.get(number)
        known = None if row is None or own_id(row.id, row.exercise) != name else exercise_of_row(row, library)
        found[ExerciseId(name)] = known or stand_in(ExerciseId(name), called.get(name, "Exercise"))
    return found


def library_with(storage: Storage, names: Mapping[Any, str], library: Library) -> Library:
    """The library with the own exercises of these names, for printing; each with what to call it if it is gone."""
    with storage.reading() as uow:
        found = exercises_named(uow, names, library, names)
    return replace(library, exercises={**library.exercises, **found})


def exercise_of_row(row: OwnExercise, library: Library) -> Exercise:
    """A row as an exercise; only a ready one may be selected for anybody."""
    name, value = own_id(row.id, row.exercise), _read(row.text)
    made = half_known(value, name)
    if row.state != UNREVIEWED:
        # The words of the vocabulary may have changed since it was checked: then nobody has looked at it.
        with suppress(KeyError, ValueError, AssertionError):
            made = ready_exercise(value, name, library)
    mark = hashlib.sha256(row.text.encode()).hexdigest()[:12]
    return replace(made, credit=credit_of(row), picture=row.picture, source=f"own exercise {row.id}, {mark}")


def credit_of(row: OwnExercise) -> str:
    """Author, licence and where it came from, for the card."""
    return printed_credit(row.author, row.licence, row.source)


@lru_cache(maxsize=1024)
def _read(text: str) -> dict[str, Any]:
    return read_exercise(text)


def _with(content: Content, rows: Iterable[OwnExercise]) -> Content:
    own = [exercise_of_row(row, content.library) for row in rows]
    return _and_known(content, {exercise.id: exercise for exercise in own}) if own else content


def _and_known(content: Content, own: Mapping[ExerciseId, Exercise]) -> Content:
    """A shipped exercise is never put aside for one of somebody's own."""
    library = content.library
    added = {name: exercise for name, exercise in own.items() if name not in library.exercises}
    contents = "\n".join((library.version, *(f"{name} {added[name].source}" for name in sorted(added))))
    version = hashlib.sha256(contents.encode()).hexdigest()[: len(library.version)]
    return replace(content, library=Library({**library.exercises, **added}, library.routines, version))
