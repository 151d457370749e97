"""The shipped library, read once, and its texts cut into sentences and words."""

from __future__ import annotations

import re

import pytest

from planner.domain.exercise import Exercise
from planner.domain.library import Library
from planner.figures import Postures
from planner.library.load import load_library
from planner.resources import data_folder
from planner.wiring import open_postures


@pytest.fixture(scope="session")
def library() -> Library:
    loaded = load_library(data_folder("exercises"))
    assert isinstance(loaded, Library), "\n".join(str(m) for m in loaded)
    return loaded


@pytest.fixture(scope="session")
def exercises(library: Library) -> tuple[Exercise, ...]:
    return tuple(library.exercises.values())


@pytest.fixture(scope="session")
def postures() -> Postures:
    return open_postures()


def texts_of(exercise: Exercise) -> tuple[str, ...]:
    """Everything a person reads of an exercise, but for its name."""
    return (
        exercise.setup, *exercise.steps, exercise.breathing, exercise.feel, *exercise.mistakes, *exercise.stop_if
    )  # fmt: skip


def sentences_of(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", " ".join(text.split())) if sentence]


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
