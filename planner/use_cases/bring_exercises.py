"""Exercises brought along from elsewhere, and one's own library taken along: all of a file, or nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.account import AccountId, OwnExercise, PracticeId
from planner.domain.library import Library
from planner.exchange.exercise_archive import NoArchive, Packed, pack, unpack
from planner.exchange.exercise_import import Brought, NotReadable, read_exercises
from planner.figures.uploaded import NoPicture, clean_png
from planner.library.own import mistakes_of, only_known, slug_of
from planner.resources import data_folder
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.strict_yaml import write_text
from planner.use_cases.make_week import Content
from planner.use_cases.own_exercises import MOST, PNG, Words, faults_of, taken_names, value_of
from planner.use_cases.own_library import DELETED, READY, UNREVIEWED, library_for
from planner.use_cases.practice import practising_of

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Taken:
    """``known`` were there already, by their names, and are as they were."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Nothing was kept."""

    messages: tuple[str, ...]


def bring_exercises(
    storage: Storage, account: AccountId, raw: bytes, content: Content, words: Words, now: datetime
) -> Taken | NotTaken | None:
    """A file of another collection, whose exercises are unreviewed; or an archive of ours. None: not at work."""
    library = library_for(storage, account, content).library
    if raw.startswith(_ZIP):
        return _bring_archive(storage, account, raw, library, words, now)
    read = read_exercises(raw)
    if isinstance(read, NotReadable):
        return NotTaken((read.message,))
    return _keep(storage, account, [_unreviewed(one) for one in read], library, now)


def take_along(storage: Storage, account: AccountId, now: datetime) -> bytes | None:
    """All that the account may use and change, as an archive. None for somebody who works in no practice."""
    with storage.reading() as uow:
        if practising_of(uow, account) is None:
            return None
        rows = [row for row in uow.practices.exercises(account, None) if row.state != DELETED]
    vocabulary = (data_folder("exercises") / "vocabulary.yaml").read_bytes()
    return pack([_of_row(row) for row in rows], vocabulary, now)


def _of_row(row: OwnExercise) -> Packed:
    return Packed(row.exercise, value_of(row), row.state == READY, row.licence, row.author, row.source, row.picture)


def _unreviewed(one: Brought) -> Packed:
    return Packed("", one.value, False, one.licence, one.author, one.source, None)


def _bring_archive(
    storage: Storage, account: AccountId, raw: bytes, library: Library, words: Words, now: datetime
) -> Taken | NotTaken | None:
    packed = unpack(raw)
    if isinstance(packed, NoArchive):
        return NotTaken((packed.message,))
    checked: list[Packed] = []
    messages: list[str] = []
    names = {exercise.name.casefold() for exercise in library.exercises.values()}
    for one in packed:
        found, said = _checked(one, library, words, known=str(one.value.get("name")).casefold() in names)
        checked.append(found)
        messages += said
    return NotTaken(tuple(messages)) if messages else _keep(storage, account, checked, library, now)


def _checked(one: Packed, library: Library, words: Words, *, known: bool) -> tuple[Packed, list[str]]:
    """The exercise with its picture in a wrapping of ours, and what is wrong with it."""
    try:
        picture = clean_png(one.picture) if one.picture else None
    except NoPicture as refused:
        return one, [f"{one.slug}: {refused}"]
    value = one.value if one.ready else only_known(one.value)
    clean = Packed(one.slug, value, one.ready, one.licence, one.author, one.source, picture)
    if not isinstance(one.value.get("name"), str) or not one.value["name"]:
        return clean, [f"{one.slug}: it has no name."]
    if not one.ready or known:
        return clean, []
    mistakes = mistakes_of(
        {"id": one.slug, **one.value}, words.vocabulary, library, lambda part: faults_of(part, words.postures),
        has_picture=picture is not None,
    )  # fmt: skip
    return clean, [f"{one.slug}: {mistake.field}: {mistake.message}" for mistake in mistakes]


def _keep(
    storage: Storage, account: AccountId, packed: list[Packed], library: Library, now: datetime
) -> Taken | NotTaken | None:
    with storage.writing() as uow:
        me = practising_of(uow, account)
        if me is None:
            return None
        mine = uow.practices.list_exercises(account, None)
        names = {str(value_of(row).get("name")).casefold() for row in mine if row.state != DELETED}
        new = [one for one in packed if str(one.value["name"]).casefold() not in names]
        if len(mine) + len(new) > MOST:
            return NotTaken((f"You may have at most {MOST} exercises of your own.",))
        taken = taken_names(uow, account, library)
        for one in new:
            slug = slug_of(one.slug or str(one.value["name"]), taken)
            taken.add(slug)
            try:
                _keep_one(uow, account, None, one, slug, now)
            except ValueError:
                return NotTaken((f"“{one.value['name']}” holds signs that cannot be kept.",))
        uow.commit()
    return Taken(len(new), len(packed) - len(new))


def _keep_one(
    uow: UnitOfWork, account: AccountId, practice: PracticeId | None, one: Packed, slug: str, now: datetime
) -> None:
    """Shared with nobody until somebody has looked. [D]"""
    own_family = one.value.get("family") in (None, one.slug)
    family = {"family": slug} if own_family and one.ready else {}
    uow.practices.keep_exercise(
        account, practice, slug, state=READY if one.ready else UNREVIEWED,
        text=write_text({"id": slug, **{k: v for k, v in one.value.items() if k != "id"}, **family}),
        licence=one.licence, author=one.author, source=one.source, picture=one.picture,
        picture_type=PNG if one.picture else None, now=now,
    )  # fmt: skip
