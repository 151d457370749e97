"""The named routines: exercises in order with one purpose."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from planner.domain.dose_words import dose_words
from planner.domain.routine import RoutineId, RoutineKind
from planner.web.library_words import ROUTINE_KINDS, routine_items, routine_words
from planner.web.page import services
from planner.web.security.access import open_to_all

pages = Blueprint("routines", __name__)


@pages.get("/routines")
@open_to_all
def list_all() -> ResponseReturnValue:
    order = list(RoutineKind)
    routines = sorted(services().content.library.routines.values(), key=lambda r: (order.index(r.kind), r.minutes))
    parts = [(ROUTINE_KINDS[kind], tuple(some)) for kind, some in groupby(routines, key=lambda r: r.kind)]
    return render_template("pages/routines/list.html", parts=parts, items=routine_items, words=routine_words)


@pages.get("/routines/<routine>")
@open_to_all
def show(routine: str) -> ResponseReturnValue:
    found = services().content.library.routines.get(RoutineId(routine)) or abort(404)
    return render_template(
        "pages/routines/show.html",
        routine=found,
        items=routine_items(found),
        words=routine_words(found),
        dose=lambda exercise: dose_words(exercise.dose, exercise.sides),
    )
