"""The JSON Schemas of the library's files."""

from __future__ import annotations

from typing import Any, Literal

from planner.library.shape import ROUTINE, exercise_shape
from planner.library.vocabulary import Vocabulary
from planner.strict_yaml.shapes import DIALECT


def json_schema(kind: Literal["exercise", "routine"], vocabulary: Vocabulary) -> dict[str, Any]:
    """Draft 2020-12, with the words of the vocabulary."""
    shape = exercise_shape(vocabulary) if kind == "exercise" else ROUTINE
    return {"$schema": DIALECT, **shape.schema()}
