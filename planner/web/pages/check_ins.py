"""Check-ins: the morning after, the week, and the safety questions when they are due again."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.domain.kept import KeptPerson
from planner.domain.week import Stopped
from planner.use_cases.check_in import (
    CheckInKept,
    WeekToCheck,
    find_morning,
    find_week_to_check,
    keep_morning,
    keep_week_check,
)
from planner.use_cases.rescreening import find_rescreen
from planner.web.forms.check_in import (
    MORNING,
    back_to_usual_of,
    changes_of,
    shown_morning,
    shown_week,
    week_of,
    weekly,
)
from planner.web.forms.kinds import Sent
from planner.web.forms.news import signs_of
from planner.web.forms.question import Slips, Step
from planner.web.page import own_person, services
from planner.web.security.accounts import account_id
from planner.web.today import today_of

pages = Blueprint("check_ins", __name__)


@pages.get("/people/<int:number>/safety-questions")
def due(number: int) -> ResponseReturnValue:
    """Why the safety questions come again, with the one button that opens them (SCR-07)."""
    person, s = own_person(number), services()
    found = find_rescreen(s.storage, person, s.content.safety, today_of(person))
    return render_template("pages/check_ins/due.html", person=person, due=found)


@pages.get("/people/<int:number>/check-in/morning")
def morning(number: int) -> ResponseReturnValue:
    person = own_person(number)
    log = find_morning(services().storage, account_id(), person.id, today_of(person)) or abort(404)
    return _page(person, MORNING, MORNING.shown(shown_morning(log)), {})


@pages.post("/people/<int:number>/check-in/morning")
def answer_morning(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    values, slips = MORNING.read(request.form, {}, today_of(person))
    if slips:
        return _page(person, MORNING, request.form, slips), 422
    usual = back_to_usual_of(values)
    keep_morning(s.storage, account_id(), person.id, values["pain"], values["tiredness"], usual, s.now())
    return redirect(url_for("progress.show", number=number), 303)


@pages.get("/people/<int:number>/check-in/weekly")
def week(number: int) -> ResponseReturnValue:
    person = own_person(number)
    found = _week(person)
    step = weekly(found.asked, on_b12=found.on_b12)
    return _page(person, step, step.shown(shown_week(found.known)), {}, found)


@pages.post("/people/<int:number>/check-in/weekly")
def answer_week(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    found = _week(person)
    values, slips = weekly(found.asked, on_b12=found.on_b12).read(request.form, {}, today_of(person))
    if slips:
        return _page(person, weekly(found.asked, on_b12=found.on_b12), request.form, slips, found), 422
    diary, signs = week_of(values, found.start), signs_of(values, found.asked)
    changes, account = changes_of(values), account_id()
    match keep_week_check(s.storage, account, person.id, diary, changes, signs, s.content, s.now()):
        case CheckInKept(due=None):
            return redirect(url_for("progress.show", number=number), 303)
        case CheckInKept():
            return redirect(url_for("check_ins.due", number=number), 303)
        case Stopped() | None:
            return redirect(url_for("people.show", number=number), 303)


def _week(person: KeptPerson) -> WeekToCheck:
    """The week in question; somebody whose first week has not begun has nothing to tell yet."""
    s = services()
    found = find_week_to_check(s.storage, account_id(), person.id, s.content, today_of(person))
    if found is None:
        abort(redirect(url_for("people.show", number=person.id), 303))
    return found


def _page(person: KeptPerson, step: Step, sent: Sent, slips: Slips, week: WeekToCheck | None = None) -> str:
    return render_template(
        "pages/check_ins/ask.html",
        person=person,
        step=step,
        sent=sent,
        slips=slips,
        latest=today_of(person).isoformat(),
        start=None if week is None else week.start,
    )
