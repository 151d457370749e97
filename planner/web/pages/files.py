"""Files of our own that a browser may keep: styles, scripts, the typeface, drawings."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from planner.domain.exercise import Exercise, ExerciseId
from planner.library.own import number_of
from planner.web.page import services
from planner.web.security.access import open_to_all
from planner.web.security.headers import A_DAY, DRAWING_POLICY, LONG
from planner.web.shipped import fonts, static_files

pages = Blueprint("files", __name__)


@pages.get("/static/<path:name>")
@open_to_all
def static_file(name: str) -> ResponseReturnValue:
    found = static_files().get(name) or abort(404)
    response = Response(found.content, mimetype=found.media_type)
    response.headers["Cache-Control"] = LONG if "v" in request.args else A_DAY
    return response


@pages.get("/fonts/<name>")
@open_to_all
def font(name: str) -> ResponseReturnValue:
    found = fonts().get(name) or abort(404)
    response = Response(found.content, mimetype=found.media_type)
    response.headers["Cache-Control"] = LONG
    return response


@pages.get("/drawing/<exercise>.svg")
@open_to_all
def drawing(exercise: str) -> ResponseReturnValue:
    """Drawings are the same for everyone and say nothing about anybody. ``?moving`` moves between its frames.

    ``?adapted=AD-08,AD-09`` draws the exercise with these adaptations; words that are no adaptation change nothing.
    """
    known = services().content.safety.adaptations
    codes = [code for code in known if code in request.args.get("adapted", "").split(",")]
    return _picture(services().draw(_exercise(exercise), animated="moving" in request.args, adaptations=codes))


@pages.get("/body-map/<exercise>.svg")
@open_to_all
def body_map(exercise: str) -> ResponseReturnValue:
    return _picture(services().body_map(_exercise(exercise)))


def _exercise(name: str) -> Exercise:
    """A shipped one; those of a practice's own have pages that ask who is looking."""
    return abort(404) if number_of(name) else services().content.library.exercises.get(ExerciseId(name)) or abort(404)


def _picture(svg: str) -> ResponseReturnValue:
    content = svg.encode()
    response = Response(content, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = LONG if "v" in request.args else A_DAY
    response.headers["Content-Security-Policy"] = DRAWING_POLICY
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    return response.make_conditional(request)
