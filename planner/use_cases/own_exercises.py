"""A clinician's own exercises: kept, shared with the practice, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from planner.domain.account import AccountId, OwnExercise
from planner.domain.exercise import Exercise
from planner.domain.library import Library
from planner.figures import Figure, Postures, check_figure, parse_figure
from planner.figures.places import place_in_file
from planner.library.own import FieldMistake, mistakes_of, number_of, own_id, read_exercise, slug_of
from planner.library.vocabulary import Vocabulary
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.strict_yaml import KeyPath, write_text
from planner.use_cases.make_week import Content
from planner.use_cases.own_library import DELETED, READY, UNREVIEWED, exercise_of_row, library_for
from planner.use_cases.practice import Practising, practising_of

MOST: Final = 1000
"""Exercises of one clinician."""
PNG: Final = "image/png"


@dataclass(frozen=True, slots=True)
class Words:
    """What an exercise is checked with."""

    vocabulary: Vocabulary
    postures: Postures


@dataclass(frozen=True, slots=True)
class Draft:
    """An exercise as its page sends it. ``value`` has the keys of an exercise file but ``id``; an empty ``family`` is
    one of its own. ``picture`` None leaves the one there is, empty takes it away."""

    value: Mapping[str, Any]
    licence: str = ""
    author: str = ""
    source: str = ""
    picture: bytes | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """``mine`` may be changed; a colleague's may be used."""

    row: OwnExercise
    exercise: Exercise
    mine: bool

    @property
    def is_ready(self) -> bool:
        return self.row.state == READY


def list_own(storage: Storage, account: AccountId, content: Content) -> tuple[Listed, ...] | None:
    """By name, without pictures. None for somebody who works in no practice."""
    with storage.reading() as uow:
        me = practising_of(uow, account)
        if me is None:
            return None
        rows = uow.practices.list_exercises(account, me.practice.id)
    shown = [row for row in rows if row.state != DELETED]
    listed = [Listed(row, exercise_of_row(row, content.library), row.account == account) for row in shown]
    return tuple(sorted(listed, key=lambda one: (one.exercise.name.casefold(), one.row.id)))


def find_mine(storage: Storage, account: AccountId, number: int) -> OwnExercise | None:
    """One of the account's own, to change it."""
    with storage.reading() as uow:
        return _mine(uow, account, number)


def find_usable(storage: Storage, account: AccountId, name: str, content: Content) -> Exercise | None:
    """One that the account may look at and use, with its picture: its own, and those of its practice."""
    with storage.reading() as uow:
        me, number = practising_of(uow, account), number_of(name)
        rows = () if me is None or number is None else uow.practices.find_exercises((number,))
        for row in rows:
            allowed = row.account == account or (me is not None and row.practice == me.practice.id)
            if allowed and row.state != DELETED and own_id(row.id, row.exercise) == name:
                return exercise_of_row(row, content.library)
    return None


def keep_own(
    storage: Storage,
    account: AccountId,
    draft: Draft,
    content: Content,
    words: Words,
    now: datetime,
    *,
    ready: bool,
    number: int | None = None,
) -> OwnExercise | tuple[FieldMistake, ...] | None:
    """Keeps a new one, or ``number`` anew; the mistakes where it may not be ready yet. None: not theirs to change.

    Without ``ready`` it is kept as far as it goes, unreviewed: picked by hand, never generated into a week.
    """
    together = library_for(storage, account, content).library
    with storage.writing() as uow:
        me, old = practising_of(uow, account), None if number is None else _mine(uow, account, number)
        if me is None or (number is not None and old is None):
            return None
        slug = old.exercise if old else _free_slug(uow, account, str(draft.value.get("name") or ""), content.library)
        picture = old.picture if draft.picture is None and old else draft.picture or None
        value = {"id": slug, **draft.value, "family": draft.value.get("family") or slug}
        mistakes = list(_about_the_picture(draft, picture))
        if ready:
            itself = None if old is None else own_id(old.id, old.exercise)
            family_of = {**value, "family": _family_among(value, together)}
            mistakes += mistakes_of(
                family_of, words.vocabulary, together, lambda part: faults_of(part, words.postures),
                has_picture=picture is not None, itself=itself,
            )  # fmt: skip
        elif not value.get("name"):
            mistakes.append(FieldMistake("name", "is empty; give the exercise a name."))
        text, unwritable = _written(value)
        mistakes += unwritable
        if mistakes:
            return tuple(mistakes)
        kept = uow.practices.keep_exercise(
            account,
            me.practice.id if draft.shared else None,
            slug,
            state=READY if ready else UNREVIEWED,
            text=text,
            licence=draft.licence,
            author=draft.author,
            source=draft.source,
            picture=picture,
            picture_type=PNG if picture else None,
            now=now,
        )
        uow.commit()
    return kept


def share_own(storage: Storage, account: AccountId, number: int, shared: bool) -> bool:
    """Only what is shared with the practice gets into the weeks of its people."""
    with storage.writing() as uow:
        me, row = practising_of(uow, account), _mine(uow, account, number)
        if me is None or row is None:
            return False
        _keep_again(uow, row, me if shared else None, row.state)
        uow.commit()
    return True


def delete_own(storage: Storage, account: AccountId, number: int) -> bool:
    """Away from every list; kept in the background while somebody's week holds it, so that the week still prints."""
    with storage.writing() as uow:
        row = _mine(uow, account, number)
        if row is None:
            return False
        if uow.weeks.any_with(f'"{own_id(row.id, row.exercise)}"'):
            _keep_again(uow, row, None, DELETED)
        else:
            uow.practices.delete_exercise(account, row.id)
        uow.commit()
    return True


def faults_of(part: Mapping[str, Any], postures: Postures) -> list[tuple[KeyPath, str]]:
    """What is wrong with a drawing, in words, each at its key."""
    figure = parse_figure(part, postures)
    found = check_figure(figure) if isinstance(figure, Figure) else figure
    return [(place_in_file(fault.path, part), fault.message) for fault in found]


def value_of(row: OwnExercise) -> dict[str, Any]:
    """The exercise file of a row."""
    return read_exercise(row.text)


def taken_names(uow: UnitOfWork, account: AccountId, library: Library) -> set[str]:
    """Names of files that a new exercise may not have: its own file stands beside the shipped ones."""
    mine = {row.exercise for row in uow.practices.list_exercises(account, None)}
    return mine | set(library.exercises) | {str(e.family) for e in library.exercises.values()} | set(library.routines)


def _free_slug(uow: UnitOfWork, account: AccountId, name: str, library: Library) -> str:
    return slug_of(name, taken_names(uow, account, library))


def _family_among(value: Mapping[str, Any], library: Library) -> str:
    """The family as it is called among the others, so that a step that is taken is found."""
    family = str(value["family"])
    own = f"own-{family}"
    return own if any(e.family == own for e in library.exercises.values()) else family


def _about_the_picture(draft: Draft, picture: bytes | None) -> list[FieldMistake]:
    if picture is None:
        return []
    missing = [key for key in ("author", "licence") if not getattr(draft, key)]
    return [FieldMistake(key, "is missing: say it for the picture; it is printed beside it.") for key in missing]


def _written(value: Mapping[str, Any]) -> tuple[str, list[FieldMistake]]:
    try:
        return write_text(value), []
    except ValueError:
        return "", [FieldMistake("name", "somewhere in the text there is an invisible sign. Type it anew.")]


def _mine(uow: UnitOfWork, account: AccountId, number: int) -> OwnExercise | None:
    if practising_of(uow, account) is None:
        return None
    rows: tuple[OwnExercise, ...] = uow.practices.find_exercises((number,))
    return next((row for row in rows if row.account == account and row.state != DELETED), None)


def _keep_again(uow: UnitOfWork, row: OwnExercise, practising: Practising | None, state: str) -> None:
    uow.practices.keep_exercise(
        row.account, None if practising is None else practising.practice.id, row.exercise, state=state,
        text=row.text, licence=row.licence, author=row.author, source=row.source, picture=row.picture,
        picture_type=row.picture_type, now=row.created,
    )  # fmt: skip
