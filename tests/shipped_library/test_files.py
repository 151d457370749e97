"""The library that we ship: every file loads and is valid by its schema."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from planner.domain.library import Library
from planner.library.load import load_library
from planner.library.schema import json_schema
from planner.library.vocabulary import Vocabulary, read_vocabulary
from planner.resources import data_folder

FOLDER = data_folder("exercises")


@pytest.fixture(scope="module")
def library() -> Library:
    loaded = load_library(FOLDER)
    assert isinstance(loaded, Library), "\n".join(str(m) for m in loaded)
    return loaded


def test_every_exercise_and_routine_loads_without_a_fault(library: Library) -> None:
    assert len(library.exercises) >= 100
    assert len(library.routines) == 27
    assert all(exercise.tags is not None for exercise in library.exercises.values())


def test_every_file_is_valid_by_its_schema(library: Library) -> None:
    vocabulary = read_vocabulary(FOLDER / "vocabulary.yaml")
    assert isinstance(vocabulary, Vocabulary)
    for kind, noun in (("exercise", library.exercises), ("routine", library.routines)):
        validator = jsonschema.Draft202012Validator(json_schema(kind, vocabulary))  # type: ignore[arg-type]
        for entry in noun.values():
            data = yaml.load(Path(entry.source).read_text(encoding="utf-8"), yaml.CSafeLoader)
            assert [error.message for error in validator.iter_errors(data)] == [], entry.source


def test_every_target_and_region_has_a_plain_name() -> None:
    vocabulary = read_vocabulary(FOLDER / "vocabulary.yaml")
    assert isinstance(vocabulary, Vocabulary)
    assert vocabulary.everyone_has == {"shoes", "towel", "doorway", "rail"}
    assert all(vocabulary.muscles.values())
