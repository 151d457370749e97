"""The JSON Schemas of the files that people and programs exchange; the library's files have theirs in the library."""

from __future__ import annotations

from typing import Any, Literal

from planner.exchange.diary_shape import DIARY
from planner.exchange.profile_shape import PROFILE
from planner.exchange.week_shape import WEEK
from planner.strict_yaml.shapes import DIALECT

Kind = Literal["profile", "week", "diary"]


def json_schema(kind: Kind) -> dict[str, Any]:
    """Draft 2020-12, made from the same shapes that read the files."""
    shape = {"profile": PROFILE, "week": WEEK, "diary": DIARY}[kind]
    return {"$schema": DIALECT, **shape.schema()}
