"""A person's week behind a link that needs no account: look, say "done" and how much it hurt."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.domain.dose_words import dose_words
from planner.domain.week import SessionId
from planner.use_cases.share_week import SharedStop, SharedWeek, find_shared, mark_shared
from planner.web.page import services, use_content_of
from planner.web.security.access import open_to_all

pages = Blueprint("shared_weeks", __name__)


@pages.get("/shared/<token>")
@open_to_all
def show(token: str) -> ResponseReturnValue:
    return _page(token, find_shared(services().storage, token, services().now()))


@pages.post("/shared/<token>/<session>")
@open_to_all
def mark(token: str, session: str) -> ResponseReturnValue:
    s, pain = services(), request.form.get("pain", "")
    worst = int(pain) if pain in {str(n) for n in range(11)} else None
    done = request.form.get("done") == "yes"
    outcome = mark_shared(s.storage, token, SessionId(session), done, worst, s.now())
    if isinstance(outcome, SharedWeek):
        return redirect(url_for("shared_weeks.show", token=token, _anchor=session), 303)
    return _page(token, outcome)


def _page(token: str, shared: SharedWeek | SharedStop | None) -> ResponseReturnValue:
    if shared is None:
        abort(404)
    if isinstance(shared, SharedStop):
        return render_template("pages/shared_weeks/stopped.html", message=shared.message)
    use_content_of(shared.person.id)
    content = services().content
    return render_template(
        "pages/shared_weeks/show.html",
        shared=shared,
        token=token,
        dose=dose_words,
        stop_now=content.safety.messages["MSG-STOPNOW"],
        exercises=content.library.exercises,
    )
