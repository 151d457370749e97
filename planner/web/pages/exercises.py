"""One exercise: its drawing and how to do it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from planner.domain.exercise import ExerciseId
from planner.web.page import services
from planner.web.security.access import open_to_all
from planner.web.week_words import POSITIONS, equipment_words

pages = Blueprint("exercises", __name__)


@pages.get("/exercises/<exercise>")
@open_to_all
def show(exercise: str) -> ResponseReturnValue:
    content = services().content
    found = content.library.exercises.get(ExerciseId(exercise))
    if found is None:
        abort(404)
    return render_template(
        "pages/exercises/show.html",
        exercise=found,
        position=POSITIONS[found.position],
        equipment=equipment_words(found),
        regions=", ".join(region.replace("-", " ") for region in found.regions),
        stop_now=content.safety.messages["MSG-STOPNOW"],
    )
