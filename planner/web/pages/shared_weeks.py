"""A person's week behind a link that needs no account: the questions of the day, a session, "done" and how much it
hurt."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.domain.dose_words import dose_words
from planner.domain.kept import PersonState
from planner.domain.week import SessionId
from planner.use_cases.daily_gate import SignAnswers, session_of
from planner.use_cases.share_week import (
    SharedSession,
    SharedStop,
    SharedWeek,
    begin_shared,
    find_shared,
    find_shared_session,
    mark_shared,
)
from planner.web.forms.kinds import Sent
from planner.web.forms.news import NEW, signs_of
from planner.web.forms.question import Slips
from planner.web.forms.session import ending_behind_link, gate
from planner.web.page import as_of_today, services, use_content_of
from planner.web.security.access import open_to_all

pages = Blueprint("shared_weeks", __name__)


@pages.get("/shared/<token>")
@open_to_all
def show(token: str) -> ResponseReturnValue:
    return _page(token, _opened(token))


@pages.get("/shared/<token>/<session>")
@open_to_all
def session(token: str, session: str) -> ResponseReturnValue:
    opened, s = _opened(token), services()
    if not isinstance(opened, SharedWeek):
        return _page(token, opened)
    return _page(token, find_shared_session(s.storage, token, SessionId(session), s.content, s.now()))


@pages.post("/shared/<token>/<session>/begin")
@open_to_all
def begin(token: str, session: str) -> ResponseReturnValue:
    opened, s = _opened(token), services()
    if not isinstance(opened, SharedWeek):
        return _page(token, opened)
    values, slips = gate(opened.asked).read(request.form, {}, opened.today)
    if slips:
        found = find_shared_session(s.storage, token, SessionId(session), s.content, s.now())
        return _page(token, found, request.form, slips), 422
    answers = (values["pain"], values["tiredness"], signs_of(values, opened.asked))
    outcome = begin_shared(s.storage, token, SessionId(session), *answers, s.content, s.now())
    if isinstance(outcome, SharedSession):
        return redirect(url_for("shared_weeks.session", token=token, session=session), 303)
    return _page(token, outcome)


@pages.get("/shared/<token>/<session>/after")
@open_to_all
def after(token: str, session: str) -> ResponseReturnValue:
    opened = _opened(token)
    return _after(token, session, opened) if isinstance(opened, SharedWeek) else _page(token, opened)


@pages.post("/shared/<token>/<session>")
@open_to_all
def mark(token: str, session: str) -> ResponseReturnValue:
    opened, s = _opened(token), services()
    if not isinstance(opened, SharedWeek):
        return _page(token, opened)
    done = request.form.get("done") == "yes"
    values, slips = ending_behind_link(opened.asked).read(request.form, {}, opened.today)
    left_open = not done and not request.form.get(NEW)
    if slips and not left_open:
        return _after(token, session, opened, request.form, slips), 422
    signs = SignAnswers() if left_open else signs_of(values, opened.asked)
    pain = values.get("pain")
    outcome = mark_shared(s.storage, token, SessionId(session), done, pain, signs, s.content, s.now())
    if isinstance(outcome, SharedWeek):
        return redirect(url_for("shared_weeks.show", token=token, _anchor=session), 303)
    return _page(token, outcome)


def _after(token: str, session: str, shared: SharedWeek, sent: Sent | None = None, slips: Slips | None = None) -> str:
    place = session_of(shared.week, SessionId(session)) or abort(404)
    step, entry = ending_behind_link(shared.asked), shared.done.get(SessionId(session))
    known = step.shown({"pain": None if entry is None else entry.pain_during})
    return render_template(
        "pages/shared_weeks/after.html",
        day=place[0],
        planned=place[1],
        step=step,
        sent=sent or known,
        slips=slips or {},
        token=token,
    )


def _opened(token: str) -> SharedWeek | SharedStop | None:
    """What the link opens now; a clearance that has run out stops the plan here too."""
    s = services()
    found = find_shared(s.storage, token, s.content, s.now())
    if not isinstance(found, SharedWeek):
        return found
    use_content_of(found.person.id)
    if as_of_today(found.person).state is PersonState.STOPPED:
        return find_shared(s.storage, token, s.content, s.now())
    return found


def _page(
    token: str,
    found: SharedWeek | SharedSession | SharedStop | None,
    sent: Sent | None = None,
    slips: Slips | None = None,
) -> str:
    if found is None:
        abort(404)
    if isinstance(found, SharedStop):
        return render_template("pages/shared_weeks/stopped.html", stop=found)
    content = services().content
    is_week = isinstance(found, SharedWeek)
    return render_template(
        "pages/shared_weeks/show.html" if is_week else "pages/shared_weeks/session.html",
        found=found,
        shared=found if isinstance(found, SharedWeek) else found.shared,
        step=None if isinstance(found, SharedWeek) else gate(found.shared.asked),
        sent=sent or Sent(),
        slips=slips or {},
        token=token,
        dose=dose_words,
        stop_now=content.safety.messages["MSG-STOPNOW"],
        exercises=content.library.exercises,
    )
