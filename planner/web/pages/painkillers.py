"""Painkillers: days of use, and the cautions around them."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.use_cases.care_person import NotAnswered
from planner.use_cases.keep_painkillers import last_fortnight, note_painkillers, show_painkillers
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.security.accounts import account_id
from planner.web.today import today_of

pages = Blueprint("painkillers", __name__)

_ANSWERS: Final = {"yes": True, "no": False, "open": None}


@pages.get("/people/<int:number>/painkillers")
def show(number: int) -> ResponseReturnValue:
    person = own_person(number)
    view = show_painkillers(services().storage, account_id(), person.id, today_of(person))
    if isinstance(view, NotAnswered):
        return redirect(where_to(person), 303)
    return render_template("pages/painkillers/show.html", person=person, view=view or abort(404))


@pages.post("/people/<int:number>/painkillers")
def note(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    today = today_of(person)
    sent = {day: request.form.get(day.isoformat(), "") for day in last_fortnight(today)}
    answers = {day: _ANSWERS[answer] for day, answer in sent.items() if answer in _ANSWERS}
    note_painkillers(s.storage, account_id(), person.id, answers, today, s.now())
    return redirect(url_for("painkillers.show", number=number), 303)
