"""Addresses of drawings. They change with the library, so a browser may keep a drawing for a year."""

from __future__ import annotations

from flask import Flask, url_for

from planner.domain.exercise import ExerciseId
from planner.web.page import services


def drawing_url(exercise: ExerciseId, *, moving: bool = False) -> str:
    """The drawing of an exercise; ``moving`` moves between its frames."""
    mark = services().content.library.version
    return url_for("files.drawing", exercise=exercise, moving="1" if moving else None, v=mark)


def init_pictures(app: Flask) -> None:
    app.jinja_env.globals["drawing_url"] = drawing_url
