"""Addresses of drawings. They change with the library, so a browser may keep a drawing for a year."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, url_for

from planner.domain.exercise import ExerciseId
from planner.web.page import services


def drawing_url(exercise: ExerciseId, adaptations: Iterable[str] = (), *, moving: bool = False) -> str:
    """The drawing of an exercise with its adaptations, as ``Item.adaptations`` names them; ``moving`` moves."""
    mark, adapted = services().content.library.version, ",".join(adaptations) or None
    return url_for("files.drawing", exercise=exercise, moving="1" if moving else None, adapted=adapted, v=mark)


def init_pictures(app: Flask) -> None:
    app.jinja_env.globals["drawing_url"] = drawing_url
