"""A session: the gate, one exercise after the other, and the diary at the end."""

from __future__ import annotations

from typing import assert_never

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from planner.domain.week import SessionId, Stopped
from planner.screening.rescreen import RescreenDue
from planner.use_cases.begin_session import Begun, begin_session
from planner.use_cases.daily_gate import SessionView, find_session
from planner.use_cases.record_session import SessionKept, record_session
from planner.use_cases.show_week import NotNow
from planner.web.forms.kinds import Sent
from planner.web.forms.news import signs_of
from planner.web.forms.question import Slips
from planner.web.forms.session import diary_of, ending, gate
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.security.access import open_to_all
from planner.web.security.accounts import account_id
from planner.web.session_page import next_session, play_page, remember_today
from planner.web.shipped import static_files
from planner.web.today import day_in_address, today_of

pages = Blueprint("sessions", __name__)


@pages.get("/people/<int:number>/session")
def begin(number: int) -> ResponseReturnValue:
    """To the session of today, or the next one that is still to come."""
    person = own_person(number)
    found = next_session(person, today_of(person))
    if found is None:
        return redirect(where_to(person), 303)
    return redirect(url_for("sessions.show", number=number, start=found[0].isoformat(), which=found[1]), 303)


@pages.get("/people/<int:number>/session/<start>/<which>")
def show(number: int, start: str, which: str) -> ResponseReturnValue:
    view = _view(number, start, which)
    if not view.may_begin:
        return redirect(where_to(view.person), 303)
    if view.due is not None:
        return redirect(url_for("check_ins.due", number=number), 303)
    if view.written is not None and "again" not in request.args:
        return render_template("pages/sessions/written.html", person=view.person, view=view)
    if view.gate is None:
        return _gate(view, Sent(), {})
    return play_page(view, Sent(), {})


@pages.post("/people/<int:number>/session/<start>/<which>")
def answer_gate(number: int, start: str, which: str) -> ResponseReturnValue:
    view, s = _view(number, start, which), services()
    person = view.person
    if not view.may_begin:
        return redirect(where_to(person), 303)
    values, slips = gate(view.asked).read(request.form, {}, today_of(person))
    if slips:
        return _gate(view, request.form, slips), 422
    answers = (values["pain"], values["tiredness"], signs_of(values, view.asked))
    match begin_session(s.storage, account_id(), view, *answers, s.content, s.now()):
        case Begun(gate=passed, today=today):
            remember_today(view, passed, today)
            return redirect(url_for("sessions.show", number=number, start=start, which=which, again=1), 303)
        case RescreenDue():
            return redirect(url_for("check_ins.due", number=number), 303)
        case Stopped() | NotNow() | None:
            return redirect(url_for("people.show", number=number), 303)
        case other:
            assert_never(other)


@pages.post("/people/<int:number>/session/<start>/<which>/done")
def finish(number: int, start: str, which: str) -> ResponseReturnValue:
    """Sent by the form, by its script, or days later by a browser that had no network."""
    view, s = _view(number, start, which), services()
    person = view.person
    values, slips = ending(view.asked).read(request.form, {}, today_of(person))
    diary, item_slips = diary_of(view, values, request.form, s.content.library.exercises)
    if slips or item_slips:
        return play_page(view, request.form, slips | item_slips), 422
    signs = signs_of(values, view.asked)
    outcome = record_session(s.storage, account_id(), person.id, diary, signs, s.content, s.now())
    match outcome:
        case SessionKept(due=due):
            endpoint = "check_ins.due" if due is not None else "sessions.done"
        case Stopped():
            endpoint = "stops.show"
        case None:
            abort(404)
        case other:
            assert_never(other)
    return _onward(url_for(endpoint, number=number), stopped=isinstance(outcome, Stopped))


@pages.get("/people/<int:number>/session-done")
def done(number: int) -> ResponseReturnValue:
    person = own_person(number)
    return render_template("pages/sessions/done.html", person=person, next=next_session(person, today_of(person)))


@pages.get("/session-token")
def token() -> ResponseReturnValue:
    """For a diary that waited until the network was back: the token of the page it was written on may be too old."""
    return jsonify(token=generate_csrf())


@pages.get("/session-worker.js")
@open_to_all
def worker() -> ResponseReturnValue:
    """At the top of all addresses, because a service worker sees only what lies below its own."""
    response = Response(static_files()["session-worker.js"].content, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _view(number: int, start: str, which: str) -> SessionView:
    person, s = own_person(number), services()
    first = day_in_address(start)
    return find_session(s.storage, account_id(), person.id, first, SessionId(which), s.content, s.now()) or abort(404)


def _gate(view: SessionView, sent: Sent, slips: Slips) -> str:
    step = gate(view.asked)
    return render_template(
        "pages/sessions/gate.html",
        person=view.person,
        view=view,
        step=step,
        sent=sent,
        slips=slips,
        today=today_of(view.person),
        stop_now=services().content.safety.messages["MSG-STOPNOW"],
    )


def _onward(address: str, *, stopped: bool) -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(next=address, stopped=stopped)
    return redirect(address, 303)
