"""Drawings of own exercises, for whoever may see them: at work, in one's own week, or behind a link to a week."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from planner.domain.exercise import Exercise, ExerciseId
from planner.use_cases.own_exercises import find_usable
from planner.use_cases.own_library import known_to
from planner.use_cases.share_week import SharedWeek, find_shared
from planner.web.page import own_person, services
from planner.web.security.access import open_to_all
from planner.web.security.accounts import account_id
from planner.web.security.headers import DRAWING_POLICY

pages = Blueprint("own_drawings", __name__)
_KEPT = "private, max-age=3600"


@pages.get("/practice/drawing/<exercise>.svg")
def at_desk(exercise: str) -> ResponseReturnValue:
    return _drawing(find_usable(services().storage, account_id(), exercise, services().content))


@pages.get("/people/<int:number>/drawing/<exercise>.svg")
def of_person(number: int, exercise: str) -> ResponseReturnValue:
    person = own_person(number)
    return _drawing(known_to(services().storage, person.id, ExerciseId(exercise), services().content))


@pages.get("/shared/<token>/drawing/<exercise>.svg")
@open_to_all
def of_shared(token: str, exercise: str) -> ResponseReturnValue:
    shared = find_shared(services().storage, token, services().content, services().now())
    if not isinstance(shared, SharedWeek):
        abort(404)
    return _drawing(known_to(services().storage, shared.person.id, ExerciseId(exercise), services().content))


def _drawing(exercise: Exercise | None) -> ResponseReturnValue:
    """``?adapted`` and ``?moving`` as for the shipped ones; ``?map`` shows where the exercise works."""
    s, known = services(), exercise or abort(404)
    asked = request.args.get("adapted", "").split(",")
    codes = [code for code in s.content.safety.adaptations if code in asked]
    if "map" in request.args:
        svg = s.body_map(known)
    else:
        svg = s.draw(known, animated="moving" in request.args, adaptations=codes)
    response = Response(svg, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = _KEPT
    response.headers["Content-Security-Policy"] = f"{DRAWING_POLICY}; img-src data:"
    response.set_etag(hashlib.sha256(svg.encode()).hexdigest()[:32])
    return response.make_conditional(request)
