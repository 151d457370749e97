"""B12: treatment dates as the clinic set them, what to expect, and blood results as the person's own record."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.care.blood import NotRead
from planner.care.treatments import Treatment
from planner.domain.health_record import BloodTest, TreatmentState
from planner.use_cases.care_person import NotAnswered
from planner.use_cases.keep_b12 import (
    B12View,
    DateNotUsable,
    Kept,
    NoSuchDate,
    add_blood_result,
    mark_treatment,
    remove_blood_result,
    show_b12,
    unmark_treatment,
)
from planner.web.b12_page import B12Page
from planner.web.forms.care import FUTURE, MARK, RESULT
from planner.web.forms.kinds import Sent
from planner.web.forms.question import Slips, Values
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.security.accounts import account_id
from planner.web.today import day_in_address, today_of

pages = Blueprint("b12", __name__)


@pages.get("/people/<int:number>/b12")
def show(number: int) -> ResponseReturnValue:
    return _page(_view(number), Sent(), {})


@pages.get("/people/<int:number>/b12/dates/<day>")
def ask(number: int, day: str) -> ResponseReturnValue:
    view, due = _view(number), day_in_address(day)
    treatment = _treatment(view, due)
    if treatment is None:
        return redirect(url_for("b12.show", number=number), 303)
    shown: Sent = MultiDict({"state": treatment.state or "", "on": treatment.on.isoformat()})
    return _mark_page(view, treatment, shown, {})


@pages.post("/people/<int:number>/b12/dates/<day>")
def mark(number: int, day: str) -> ResponseReturnValue:
    view, due = _view(number), day_in_address(day)
    treatment, today = _treatment(view, due), today_of(view.person)
    if treatment is None:
        return redirect(url_for("b12.show", number=number), 303)
    values, slips = MARK.read(request.form, {}, today)
    slips = slips or _keep_mark(view, due, values)
    if slips:
        return _mark_page(view, treatment, request.form, slips), 422
    return redirect(url_for("b12.show", number=number, _anchor="dates"), 303)


@pages.post("/people/<int:number>/b12/dates/<day>/open")
def unmark(number: int, day: str) -> ResponseReturnValue:
    person, due = own_person(number), day_in_address(day)
    unmark_treatment(services().storage, account_id(), person.id, due)
    return redirect(url_for("b12.show", number=number, _anchor="dates"), 303)


@pages.post("/people/<int:number>/b12/results")
def add_result(number: int) -> ResponseReturnValue:
    view = _view(number)
    values, slips = RESULT.read(request.form, {}, today_of(view.person))
    slips = slips or _keep_result(view, values)
    if slips:
        return _page(view, request.form, slips), 422
    return redirect(url_for("b12.show", number=number, _anchor="blood"), 303)


@pages.post("/people/<int:number>/b12/results/<int:result>/remove")
def remove_result(number: int, result: int) -> ResponseReturnValue:
    remove_blood_result(services().storage, account_id(), own_person(number).id, result)
    return redirect(url_for("b12.show", number=number, _anchor="blood"), 303)


def _view(number: int) -> B12View:
    person = own_person(number)
    view = show_b12(services().storage, account_id(), person.id, today_of(person))
    if isinstance(view, NotAnswered):
        abort(redirect(where_to(person), 303))
    return view or abort(404)


def _treatment(view: B12View, due: date) -> Treatment | None:
    known = (*view.coming, *view.past, *((view.overdue,) if view.overdue else ()))
    return next((treatment for treatment in known if treatment.due == due), None)


def _keep_mark(view: B12View, due: date, values: Values) -> Slips:
    """Keeps the mark; what is wrong with it, if anything is."""
    s, person = services(), view.person
    on = None if values["on"] is None else date.fromisoformat(values["on"])
    state = TreatmentState(values["state"])
    match mark_treatment(s.storage, account_id(), person.id, due, state, on, today_of(person), s.now()):
        case DateNotUsable(too_late):
            return {"on": FUTURE if too_late else _("Please give another date, not more than a year away.")}
        case Kept() | NoSuchDate() | NotAnswered() | None:
            return {}
        case other:
            assert_never(other)


def _keep_result(view: B12View, values: Values) -> Slips:
    s, taken = services(), date.fromisoformat(values["taken"])
    test = BloodTest(values["test"])
    kept = add_blood_result(s.storage, account_id(), view.person.id, test, taken, values["typed"], s.now())
    return {"typed": kept.text} if isinstance(kept, NotRead) else {}


def _page(view: B12View, sent: Sent, slips: Slips) -> str:
    today = today_of(view.person)
    return render_template(
        "pages/b12/show.html", person=view.person, page=B12Page(view, today), step=RESULT, sent=sent, slips=slips,
        latest=today.isoformat(),
    )  # fmt: skip


def _mark_page(view: B12View, treatment: Treatment, sent: Sent, slips: Slips) -> str:
    return render_template(
        "pages/b12/mark.html", person=view.person, treatment=treatment, step=MARK, sent=sent, slips=slips,
        page=B12Page(view, today_of(view.person)), latest="",
    )  # fmt: skip
