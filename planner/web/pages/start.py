"""The first page: what this is, for whom, and what it is not."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.domain.exercise import ExerciseId
from planner.web.page import services
from planner.web.security.access import open_to_all
from planner.web.security.accounts import visitor

pages = Blueprint("start", __name__)

_SHOWN = ("bird-dog", "bridge", "cat-camel", "wall-posture-check", "sit-to-stand", "knee-to-chest")


@pages.get("/")
@open_to_all
def show() -> ResponseReturnValue:
    library = services().content.library.exercises
    shown = [library[ExerciseId(name)] for name in _SHOWN if name in library]
    return render_template("pages/start/show.html", shown=shown[:3])


@pages.get("/begin")
def begin() -> ResponseReturnValue:
    """The button of the first page: to the week, or to the questions."""
    assert visitor() is not None
    return redirect(url_for("people.list_all"), 303)
