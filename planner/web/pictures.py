"""Addresses of drawings. They change with the library, so a browser may keep a drawing for a year."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from flask import Flask, request, url_for

from planner.domain.exercise import ExerciseId
from planner.library.own import number_of
from planner.web.page import services


def drawing_url(exercise: ExerciseId, adaptations: Iterable[str] = (), *, moving: bool = False) -> str:
    """The drawing of an exercise with its adaptations, as ``Item.adaptations`` names them; ``moving`` moves."""
    mark, adapted = services().content.library.version, ",".join(adaptations) or None
    asked: dict[str, Any] = {"exercise": exercise, "moving": "1" if moving else None, "adapted": adapted, "v": mark}
    return _of_own(asked) if number_of(exercise) else _of_shipped(request.script_root, **asked)


def body_map_url(exercise: ExerciseId) -> str:
    """Where the exercise works."""
    if number_of(exercise):
        return _of_own({"exercise": exercise, "map": "1"})
    return url_for("files.body_map", exercise=exercise)


@lru_cache(maxsize=4096)
def _of_shipped(_root: str, **asked: Any) -> str:
    """The same for everybody, and a page has many."""
    return url_for("files.drawing", **asked)


def _of_own(asked: dict[str, Any]) -> str:
    """One of a practice's own is shown to those who may see it: in the week of a person, behind a link, at work."""
    here = request.view_args or {}
    if "number" in here:
        return url_for("own_drawings.of_person", number=here["number"], **asked)
    if request.blueprint == "shared_weeks":
        return url_for("own_drawings.of_shared", token=here["token"], **asked)
    return url_for("own_drawings.at_desk", **asked)


def init_pictures(app: Flask) -> None:
    app.jinja_env.globals |= {"drawing_url": drawing_url, "body_map_url": body_map_url}
