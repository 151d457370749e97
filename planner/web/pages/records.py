"""Who may see a person's record and who did; consent taken back; a person deleted."""

from __future__ import annotations

from typing import assert_never

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.use_cases.own_record import Gone, LetGo, RecordView, delete_person, show_record, withdraw_consent
from planner.use_cases.practice import end_practice_access
from planner.web.page import own_person, services
from planner.web.pages.accounts import delete_mistake, said_delete
from planner.web.security.accounts import account_id
from planner.web.today import today_of

pages = Blueprint("records", __name__)


@pages.get("/people/<int:number>/access")
def show(number: int) -> ResponseReturnValue:
    view = _view(number)
    return render_template("pages/records/show.html", person=view.person, view=view, name_of=_name_of)


@pages.post("/people/<int:number>/access/consent")
def withdraw(number: int) -> ResponseReturnValue:
    view, s = _view(number), services()
    withdraw_consent(s.storage, account_id(), view.person.id, s.now())
    return redirect(url_for("records.show", number=number), 303)


@pages.post("/people/<int:number>/access/practices/<int:practice>/end")
def end(number: int, practice: int) -> ResponseReturnValue:
    view, s = _view(number), services()
    end_practice_access(s.storage, account_id(), view.person.id, practice, s.now())
    return redirect(url_for("records.show", number=number), 303)


@pages.get("/people/<int:number>/delete")
def ask_delete(number: int) -> ResponseReturnValue:
    view = _view(number)
    return render_template("pages/records/delete.html", person=view.person, view=view, mistake="")


@pages.post("/people/<int:number>/delete")
def delete(number: int) -> ResponseReturnValue:
    view, s = _view(number), services()
    if not said_delete():
        mistake = delete_mistake()
        return render_template("pages/records/delete.html", person=view.person, view=view, mistake=mistake), 422
    outcome = delete_person(s.storage, account_id(), view.person.id)
    match outcome:
        case Gone(addresses):
            if s.mailbox is not None:
                s.mailbox.forget(addresses)
            return redirect(url_for("accounts.show"), 303)
        case LetGo():
            return redirect(url_for("accounts.show"), 303)
        case None:
            raise NotFound
    assert_never(outcome)


def _view(number: int) -> RecordView:
    person, s = own_person(number), services()
    days = s.content.safety.limits.clearance_days
    return show_record(s.storage, account_id(), person.id, days, today_of(person)) or abort(404)


def _name_of(exercise: str) -> str:
    found = next((e for e in services().content.library.exercises.values() if e.id == exercise), None)
    return exercise if found is None else found.name
