"""The library that we ship: every file loads and is valid by its schema."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import yaml

from planner.domain.exercise import FamilyId
from planner.domain.library import Library
from planner.library.safety import load_safety
from planner.library.schema import json_schema
from planner.library.vocabulary import Vocabulary, read_vocabulary
from planner.resources import data_folder
from planner.screening.tables import SafetyTables

FOLDER = data_folder("exercises")


def test_every_exercise_and_routine_loads_without_a_fault(library: Library) -> None:
    assert len(library.exercises) >= 235
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


def test_a_gentler_way_in_is_the_easiest_of_its_family(library: Library) -> None:
    ways_in = [e for e in library.exercises.values() if e.step == 0]
    assert ways_in
    for exercise in ways_in:
        others = [e for e in library.family(exercise.family) if e.step > 0]
        assert others, exercise.id
        assert exercise.level == 1 <= min(e.level for e in others), exercise.id


def test_words_for_a_whole_family_reach_its_gentler_way_in_too(library: Library) -> None:
    safety = load_safety(FOLDER / "safety")
    assert isinstance(safety, SafetyTables)
    (cue,) = [c for c in safety.conditions["OP"].restriction.cues if "twist" in c.scope.families]
    turn = next(e for e in library.family(FamilyId("twist")) if e.step == 0)
    assert cue.scope.covers(turn)
