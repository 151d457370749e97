"""Progress over the weeks, and the outcome measures."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.use_cases.measure_outcomes import Outcomes, find_outcomes, keep_outcomes
from planner.use_cases.show_progress import find_progress
from planner.web.forms.kinds import Sent
from planner.web.forms.outcomes import outcome_step, taken_of
from planner.web.forms.question import Slips
from planner.web.page import own_person, services
from planner.web.progress_words import measure_lines, plots
from planner.web.security.accounts import account_id
from planner.web.today import today_of

pages = Blueprint("progress", __name__)


@pages.get("/people/<int:number>/progress")
def show(number: int) -> ResponseReturnValue:
    person = own_person(number)
    view = find_progress(services().storage, account_id(), person.id, today_of(person)) or abort(404)
    return render_template(
        "pages/progress/show.html", person=person, view=view, plots=plots(view), measures=measure_lines(view)
    )


@pages.get("/people/<int:number>/check-in/four-weekly")
def measure(number: int) -> ResponseReturnValue:
    return _page(_outcomes(number), Sent(), {})


@pages.post("/people/<int:number>/check-in/four-weekly")
def keep(number: int) -> ResponseReturnValue:
    outcomes, s = _outcomes(number), services()
    values, slips = outcome_step(outcomes).read(request.form, {}, outcomes.today)
    if slips:
        return _page(outcomes, request.form, slips), 422
    keep_outcomes(s.storage, account_id(), outcomes.person.id, taken_of(values, outcomes), s.now())
    return redirect(url_for("progress.show", number=number, _anchor="measures"), 303)


def _outcomes(number: int) -> Outcomes:
    person, s = own_person(number), services()
    return find_outcomes(s.storage, account_id(), person.id, s.now()) or abort(404)


def _page(outcomes: Outcomes, sent: Sent, slips: Slips) -> str:
    return render_template(
        "pages/progress/measure.html",
        person=outcomes.person,
        outcomes=outcomes,
        step=outcome_step(outcomes),
        sent=sent,
        slips=slips,
    )
