"""Reminders: which letters come and when, a pause, the calendar feed, notices in the open application."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from planner.care.b12 import BEFORE_DELETING_REMINDERS
from planner.domain.reminder import LetterKind
from planner.use_cases.choose_letters import (
    BadAddress,
    NotPausable,
    Paused,
    ReminderView,
    TooManyLetters,
    choose_reminders,
    lift_suspension,
    pause_letters,
    reminder_view,
    renew_feed,
    resume_letters,
)
from planner.web.forms.kinds import Sent
from planner.web.forms.question import Slips, Values
from planner.web.forms.reminders import PAUSE, REMINDERS, choices_of, shown
from planner.web.page import own_person, services
from planner.web.reminder_page import ReminderPage
from planner.web.security.accounts import account_id
from planner.web.today import today_of

pages = Blueprint("reminders", __name__)

_WEEK = timedelta(days=7)


@pages.get("/people/<int:number>/reminders")
def show(number: int) -> ResponseReturnValue:
    view = _view(number)
    return _page(view, told=request.args.get("told", ""))


@pages.post("/people/<int:number>/reminders")
def choose(number: int) -> ResponseReturnValue:
    view = _view(number)
    values, slips = REMINDERS.read(request.form, {}, today_of(view.person))
    if not slips and _ends_treatment_letters(view, values):
        return _page(view, request.form, {"letters": BEFORE_DELETING_REMINDERS}, sure=True), 422
    outcome = slips or _keep(view, values)
    if isinstance(outcome, dict):
        return _page(view, request.form, outcome), 422
    told = "confirm" if outcome.to_confirm else "kept"
    return redirect(url_for("reminders.show", number=number, told=told), 303)


@pages.post("/people/<int:number>/reminders/pause")
def pause(number: int) -> ResponseReturnValue:
    view, s = _view(number), services()
    today = today_of(view.person)
    values, slips = PAUSE.read(request.form, {}, today)
    if slips:
        return _page(view, slips=slips), 422
    until = today + _WEEK if values["length"] == "week" else date.fromisoformat(values["until"])
    match pause_letters(s.storage, account_id(), view.person.id, until, s.now(), s.message_domain):
        case Paused():
            s.send_soon()
            return redirect(url_for("reminders.show", number=number, told="paused"), 303)
        case NotPausable() | None:
            slip = _("Please give a day between tomorrow and a year from now.")
            return _page(view, slips={"until": slip}), 422
        case other:
            assert_never(other)


@pages.post("/people/<int:number>/reminders/resume")
def resume(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    resume_letters(s.storage, account_id(), person.id, s.now(), s.message_domain)
    s.send_soon()
    return redirect(url_for("reminders.show", number=number, told="resumed"), 303)


@pages.post("/people/<int:number>/reminders/feed")
def renew(number: int) -> ResponseReturnValue:
    renew_feed(services().storage, account_id(), own_person(number).id)
    return redirect(url_for("reminders.show", number=number, told="renewed", _anchor="feed"), 303)


@pages.post("/people/<int:number>/reminders/address")
def lift(number: int) -> ResponseReturnValue:
    """The person says that mail arrives again; the letter that goes there proves it."""
    person, s = own_person(number), services()
    asked = lift_suspension(s.storage, account_id(), person.id, s.now(), s.message_domain)
    s.send_soon()
    return redirect(url_for("reminders.show", number=number, told="confirm" if asked else "enough"), 303)


def _view(number: int) -> ReminderView:
    view = reminder_view(services().storage, account_id(), own_person(number).id, services().now())
    return view or abort(404)


def _ends_treatment_letters(view: ReminderView, values: Values) -> bool:
    """B12-10: asked once more before letters about a treatment for life are turned off."""
    off = LetterKind.B12.value not in values["letters"] or values["email"] is None
    was_off = LetterKind.B12 in view.letters.off or view.choices.email is None
    return view.for_life and off and not was_off and request.form.get("sure") != "yes"


def _keep(view: ReminderView, values: Values) -> ReminderView | Slips:
    s = services()
    choices, letters = choices_of(values)
    outcome = choose_reminders(s.storage, account_id(), view.person.id, choices, letters, s.now(), s.message_domain)
    match outcome:
        case ReminderView():
            s.send_soon()
            return outcome
        case BadAddress():
            return {"email": _("This does not look like a mail address. It needs an @ and a dot.")}
        case TooManyLetters():
            return {"email": _("Enough letters went out for one day. Please try again tomorrow.")}
        case None:
            raise NotFound
    assert_never(outcome)


def _page(
    view: ReminderView, sent: Sent | None = None, slips: Slips | None = None, *, sure: bool = False, told: str = ""
) -> str:
    today = today_of(view.person)
    return render_template(
        "pages/reminders/show.html",
        person=view.person,
        view=view,
        page=ReminderPage(view),
        choose=REMINDERS,
        pause=PAUSE,
        sent=sent or shown(view.choices, view.letters, view.choices.email),
        slips=slips or {},
        sure=sure,
        told=told,
        latest=(today + timedelta(days=365)).isoformat(),
    )
