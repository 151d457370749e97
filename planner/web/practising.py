"""Who of the visitors works in a practice, and the log of whose records they look at and change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Flask, Response, abort, g, redirect, request, url_for

from planner.domain.person import PersonId
from planner.use_cases.practice import Practising, find_practising, log_look
from planner.web.page import services
from planner.web.security.accounts import account_id, visitor

_RECORDS: Final[Mapping[str, str]] = {
    "b12": "B12 record",
    "consents": "consent",
    "exercises": "exercises",
    "foods": "food record",
    "intakes": "answers",
    "painkillers": "painkiller record",
    "programmes": "programme",
    "progress": "progress",
    "sessions": "session",
    "stops": "stop",
    "week_edits": "week",
    "weeks": "week",
}
"""What a part of the pages shows of somebody, in the words of the log; any other is named as it is."""


def visitor_practising() -> Practising | None:
    """The visitor at work, or None."""
    if "practising" not in g:
        g.practising = None if visitor() is None else find_practising(services().storage, account_id())
    found: Practising | None = g.practising
    return found


def at_work() -> Practising:
    """The visitor at work. Anybody else is led to where they can begin to be, and nothing of theirs is taken."""
    return visitor_practising() or abort(redirect(url_for("practices.ask_new", needed="yes"), 303))


def init_practising(app: Flask) -> None:
    app.jinja_env.globals |= {"visitor_practising": visitor_practising}

    @app.after_request
    def write_down(response: Response) -> Response:
        person = (request.view_args or {}).get("number")
        if person is not None and response.status_code < 400 and visitor_practising() is not None:
            part = request.blueprint or ""
            verb = "looked at" if request.method == "GET" else "changed"
            what = f"{verb}: {_RECORDS.get(part, part.replace('_', ' '))}"
            log_look(services().storage, account_id(), PersonId(person), what, services().now())
        return response
