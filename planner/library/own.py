"""Exercises of a practice's own: their names among the others, their files, and what is wrong with one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from planner.domain.exercise import (
    Category,
    Dose,
    DoseRow,
    Exercise,
    ExerciseId,
    FamilyId,
    Position,
    Tag,
)
from planner.domain.library import Library
from planner.library.build import exercise_of
from planner.library.load import CheckFigure
from planner.library.shape import dose_of, exercise_shape
from planner.library.vocabulary import Vocabulary
from planner.strict_yaml import Document, read_text
from planner.strict_yaml.report import Report

PREFIX: Final = "own-"
LONGEST_SLUG: Final = 40
MENTION: Final = re.compile(r"own-[1-9][0-9]{0,17}-[a-z0-9]+(?:-[a-z0-9]+)*")
"""An own exercise as weeks and answers name it."""
POSITION_TAGS: Final[Mapping[Position, tuple[Tag, ...]]] = {
    Position.SUPINE: (Tag.SUPINE,),
    Position.PRONE: (Tag.FLOOR,),
    Position.SIDE_LYING: (Tag.FLOOR,),
    Position.QUADRUPED: (Tag.FLOOR,),
    Position.KNEELING: (Tag.KNEEL, Tag.FLOOR),
    Position.SEATED_FLOOR: (Tag.FLOOR,),
}
"""What every exercise of the shipped library in a position is tagged with."""
_LINES: Final = frozenset(
    {"other_names", "targets", "regions", "tags", "equipment", "steps", "mistakes", "stop_if", "evidence"}
)
_KINDS: Final[Mapping[str, type]] = {
    **dict.fromkeys(
        ("name", "category", "position", "family", "dose", "dose_row", "setup", "breathing", "feel", "sanskrit"), str
    ),
    **dict.fromkeys(("level", "step", "sides"), int),
    "figure": dict,
}
_UNKNOWN_DOSE: Final = Dose(1, 8)


@dataclass(frozen=True, slots=True)
class FieldMistake:
    """``field`` is the key of the exercise file that the mistake is about."""

    field: str
    message: str


def own_id(number: int, slug: str) -> ExerciseId:
    """The name in weeks: no shipped exercise has one like it, and it stays when the exercise is renamed."""
    return ExerciseId(f"{PREFIX}{number}-{slug}")


def number_of(exercise: str) -> int | None:
    """The number in ``own_id``; None for any other exercise."""
    return int(exercise.split("-")[1]) if MENTION.fullmatch(exercise) else None


def mentioned_in(text: str) -> tuple[ExerciseId, ...]:
    return tuple(ExerciseId(name) for name in dict.fromkeys(MENTION.findall(text)))


def slug_of(name: str, taken: Collection[str]) -> str:
    """A file name made of ``name`` that nobody has yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "exercise"
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug[: LONGEST_SLUG - 4].strip('-')}-{number}", number + 1
    return free


def read_exercise(text: str) -> dict[str, Any]:
    """What ``strict_yaml.write_text`` wrote. Raises ValueError for anything else."""
    document = read_text(text, file="exercise.yaml")
    if not isinstance(document, Document) or not isinstance(document.value, dict):
        raise ValueError("a kept exercise cannot be read")
    return document.value


def mistakes_of(
    value: Mapping[str, Any],
    vocabulary: Vocabulary,
    library: Library,
    check_figure: CheckFigure,
    *,
    has_picture: bool,
    itself: ExerciseId | None = None,
) -> tuple[FieldMistake, ...]:
    """Everything that keeps an exercise from being ready. ``library`` is what it will stand beside, ``itself`` its own
    name in there."""
    document = Document("exercise", dict(value), {})
    report = Report(document)
    exercise_shape(vocabulary).check(document.value, (), report)
    if not value.get("figure") and not has_picture:
        report.add(("figure",), "is missing: draw the exercise, or upload a picture.")
    elif value.get("figure") and report.sound("figure"):
        for path, message in check_figure(value["figure"]):
            report.add(("figure", *path), message)
    if report.sound("position") and report.sound("tags"):
        for tag in POSITION_TAGS.get(Position(value["position"]), ()):
            if tag.value not in value["tags"]:
                report.add(("tags",), f"an exercise in this position has the tag {tag.value}.")
    found = [FieldMistake(re.split(r"[.\[]", m.key)[0], _told(m.key, m.message)) for m in report.mistakes]
    others = [e for e in library.exercises.values() if e.id != itself]
    return (*found, *_clashes(value, others))


def _told(key: str, message: str) -> str:
    """With the number of the line where the field has several."""
    if message.startswith("is missing; "):
        # What it must be is the word of the file; the page has a field for it.
        return "is missing."
    line = re.fullmatch(r"(?:steps|mistakes|stop_if)\[(\d+)\].*", key)
    return f"line {int(line[1]) + 1}: {message}" if line else message


def _clashes(value: Mapping[str, Any], others: Iterable[Exercise]) -> Iterable[FieldMistake]:
    """As the loader of the library has it: each name, and each step of a family, belongs to one exercise."""
    name = str(value.get("name") or "").casefold()
    for other in others:
        if other.name.casefold() == name:
            yield FieldMistake("name", "this is the name of another exercise already.")
        elif (other.family, other.step) == (value.get("family"), value.get("step")):
            yield FieldMistake("step", f"step {other.step} of this family is “{other.name}” already.")


def ready_exercise(value: dict[str, Any], name: ExerciseId, library: Library) -> Exercise:
    """An exercise without mistakes, under its name among others; its own family is kept apart from those of
    ``library``, and a step that is taken there makes it a family of its own."""
    made = exercise_of(value, "")
    steps = library.family(made.family)
    apart = not steps or any(other.step == made.step for other in steps)
    family = FamilyId(f"{PREFIX}{made.family}" if not steps else name) if apart else made.family
    return replace(made, id=name, family=family)


def only_known(value: Mapping[str, Any]) -> dict[str, Any]:
    """Of a file that nobody has checked: the keys that an exercise has, where they hold the right kind of thing."""
    found: dict[str, Any] = {}
    for key, entry in value.items():
        if key in _LINES and isinstance(entry, list):
            found[key] = [line for line in entry if isinstance(line, str)][:40]
        elif isinstance(entry, _KINDS.get(key, ())) and type(entry) is not bool:
            found[key] = entry
    return found


def half_known(value: Mapping[str, Any], name: ExerciseId) -> Exercise:
    """An exercise that nobody has looked through: what is known of it, the rest empty, and never selected (SAFE-02)."""
    return Exercise(
        id=name,
        name=_text(value, "name")[:80] or "Exercise",
        category=_word(Category, value.get("category"), Category.MOBILITY),
        position=_word(Position, value.get("position"), Position.STANDING),
        targets=_texts(value, "targets"),
        regions=_texts(value, "regions"),
        tags=None,
        equipment=tuple(frozenset(group.split(" or ")) for group in _texts(value, "equipment")),
        level=value["level"] if value.get("level") in (1, 2, 3, 4, 5) else 1,
        family=FamilyId(name),
        step=1,
        dose=dose_of(str(value.get("dose"))) or _UNKNOWN_DOSE,
        sides=2 if value.get("sides") == 2 else 1,
        dose_row=DoseRow("DOSE-07"),
        setup=_text(value, "setup"),
        steps=_texts(value, "steps"),
        breathing=_text(value, "breathing"),
        feel=_text(value, "feel"),
        mistakes=_texts(value, "mistakes"),
        stop_if=_texts(value, "stop_if"),
        evidence=(),
        figure=value["figure"] if isinstance(value.get("figure"), dict) else {},
    )


def stand_in(name: ExerciseId, shown: str) -> Exercise:
    """For a kept week whose exercise is gone: the name it had, and that its text is no longer kept."""
    gone = "The text of this exercise is no longer kept. Ask whoever gave it to you."
    return half_known({"name": shown, "setup": gone}, name)


def _text(value: Mapping[str, Any], key: str) -> str:
    return str(value.get(key) or "").strip()


def _texts(value: Mapping[str, Any], key: str) -> tuple[str, ...]:
    lines = value.get(key)
    return tuple(str(line).strip() for line in lines) if isinstance(lines, list) else ()


def _word(kind: type[Any], text: object, usual: Any) -> Any:
    return next((word for word in kind if word.value == text), usual)
