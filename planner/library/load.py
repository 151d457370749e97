"""Loads the whole library, or says every mistake in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.domain.exercise import Category, Exercise, ExerciseId, FamilyId
from planner.domain.library import Library
from planner.domain.routine import Routine, RoutineId
from planner.figures.uploaded import NoPicture, clean_png
from planner.library.build import exercise_of, routine_of
from planner.library.shape import ROUTINE, exercise_shape
from planner.library.vocabulary import Vocabulary, read_vocabulary
from planner.strict_yaml import Document, KeyPath, Mistake, did_you_mean, must_be_mapping, read_text
from planner.strict_yaml.mistake import WHOLE_FILE
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import Record

CheckFigure = Callable[[Mapping[str, Any]], Iterable[tuple[KeyPath, str]]]
"""Faults of a figure part: key path inside it, and the fault in words."""

ROUTINES = "routines"
_BESIDE = frozenset({ROUTINES, "safety"})
_VERSION_LENGTH = 12


def load_library(
    folder: Path, own: Path | None = None, *, check_figure: CheckFigure | None = None
) -> Library | tuple[Mistake, ...]:
    """Exercises and routines of ``folder``, and of a folder of one's own beside it.

    With ``check_figure`` every drawing is judged too, which takes longer than all the rest.
    """
    vocabulary = read_vocabulary(folder / "vocabulary.yaml")
    if not isinstance(vocabulary, Vocabulary):
        return vocabulary
    loading = _Loading(vocabulary, check_figure)
    loading.take(folder, shipped=True)
    if own is not None:
        loading.take(own, shipped=False)
    loading.check_families()
    loading.check_routines()
    if loading.mistakes:
        return tuple(sorted(set(loading.mistakes)))
    return Library(dict(loading.exercises), dict(loading.routines), loading.version)


class _Loading:
    """What has been read so far, in the order of the files' names."""

    def __init__(self, vocabulary: Vocabulary, check_figure: CheckFigure | None) -> None:
        self.vocabulary = vocabulary
        self.check_figure = check_figure
        self.mistakes: list[Mistake] = []
        self.exercises: dict[ExerciseId, Exercise] = {}
        self.routines: dict[RoutineId, Routine] = {}
        self._reports: dict[str, Report] = {}
        self._places: dict[str, str] = {}
        self._contents = hashlib.sha256()

    @property
    def version(self) -> str:
        return self._contents.hexdigest()[:_VERSION_LENGTH]

    def take(self, folder: Path, *, shipped: bool) -> None:
        if not folder.is_dir():
            self._whole(folder, "there is no such folder")
            return
        shape = exercise_shape(self.vocabulary, tags_required=shipped)
        categories = {category.value for category in Category}
        for inner in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
            if inner.name in categories:
                for path in self._files(inner):
                    self._take_exercise(path, shape)
            elif inner.name == ROUTINES:
                for path in self._files(inner):
                    self._take_routine(path)
            elif inner.name not in _BESIDE and any(inner.rglob("*.yaml")):
                near = did_you_mean(inner.name, sorted(categories))
                self._whole(inner, f"the folder must be named for a category: {', '.join(sorted(categories))}.{near}")

    def _files(self, folder: Path) -> list[Path]:
        found = []
        for path in sorted(folder.iterdir(), key=lambda path: (path.stem, path.suffix)):
            if path.suffix == ".yaml" and not path.name.startswith("."):
                found.append(path)
            elif path.is_dir() or path.suffix in {".yml", ".json"}:
                self._whole(path, "only files whose names end in .yaml belong here")
        return found

    def _take_exercise(self, path: Path, shape: Record) -> None:
        report = self._read(path, shape)
        if report is None:
            return
        value = report.document.value
        if report.sound("category") and value["category"] != path.parent.name:
            report.add(("category",), f'must be the name of the folder, "{path.parent.name}".')
        if report.sound("figure"):
            self._check_figure(value, report)
        picture = self._picture(value, path, report) if report.sound("picture") else None
        if self._named_and_new(path, report):
            self.exercises[ExerciseId(value["id"])] = replace(exercise_of(value, str(path)), picture=picture)

    def _picture(self, value: dict[str, Any], path: Path, report: Report) -> bytes | None:
        if not value.get("picture"):
            return None
        try:
            return clean_png((path.parent.parent / value["picture"]).read_bytes())
        except OSError:
            report.add(("picture",), "there is no such file.")
        except NoPicture as refused:
            report.add(("picture",), str(refused))
        return None

    def _check_figure(self, value: dict[str, Any], report: Report) -> None:
        if self.check_figure is None:
            return
        if not value.get("figure"):
            if value.get("picture"):
                return
            report.add(("figure",), "is missing; every exercise is drawn.")
            return
        for inside, fault in self.check_figure(value["figure"]):
            report.add(("figure", *inside), fault)

    def _take_routine(self, path: Path) -> None:
        report = self._read(path, ROUTINE)
        if report is not None and self._named_and_new(path, report):
            routine = routine_of(report.document.value, str(path))
            self.routines[routine.id] = routine

    def _read(self, path: Path, shape: Record) -> Report | None:
        try:
            raw = path.read_bytes()
        except OSError:
            self._whole(path, "this file cannot be read")
            return None
        self._contents.update(f"{path.parent.name}/{path.name}\n{len(raw)}\n".encode())
        self._contents.update(raw)
        document = read_text(raw, file=str(path), keep_flaws=True)
        if isinstance(document, Document):
            document = must_be_mapping(document)
        if not isinstance(document, Document):
            self.mistakes.extend(document)
            return None
        report = Report(document)
        shape.check(document.value, (), report)
        return report

    def _named_and_new(self, path: Path, report: Report) -> bool:
        """The id is the file's name and nobody else's; what mistakes there are so far are kept."""
        name = report.document.value.get("id")
        if report.sound("id"):
            first = self._places.setdefault(name, str(path))
            if name != path.stem:
                report.add(("id",), f'must be the name of the file, "{path.stem}".')
            elif first != str(path):
                report.add(("id",), f'"{name}" is the id of {first} already.')
        self.mistakes.extend(report.mistakes)
        self._reports[str(path)] = report
        return not report.mistakes

    def check_families(self) -> None:
        """Each step of a family belongs to one exercise, and each name too."""
        steps: dict[tuple[FamilyId, int], Exercise] = {}
        names: dict[str, Exercise] = {}
        for exercise in self.exercises.values():
            same = steps.setdefault((exercise.family, exercise.step), exercise)
            if same is not exercise:
                self._at(exercise.source, ("step",), f"step {same.step} of {same.family} is {same.source} already.")
            same = names.setdefault(exercise.name.casefold(), exercise)
            if same is not exercise:
                self._at(exercise.source, ("name",), f"this is the name of {same.source} already.")

    def check_routines(self) -> None:
        """Every item is an exercise of the library. A file with mistakes of its own counts as there."""
        known = {*self.exercises, *self._places}
        for routine in self.routines.values():
            for place, item in enumerate(routine.items):
                if item not in known:
                    near = did_you_mean(item, sorted(self.exercises))
                    self._at(routine.source, ("items", place), f'there is no exercise "{item}".{near}')

    def _at(self, source: str, path: KeyPath, message: str) -> None:
        self.mistakes.append(self._reports[source].document.mistake(path, message))

    def _whole(self, path: Path, message: str) -> None:
        self.mistakes.append(Mistake(str(path), 1, WHOLE_FILE, message))
