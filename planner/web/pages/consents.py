"""Consent comes before the first question (SCR-01)."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.use_cases.look_after import begin_person, give_consent
from planner.web.page import own_person, services
from planner.web.security.accounts import account_id

pages = Blueprint("consents", __name__)


@pages.get("/consent")
def ask() -> ResponseReturnValue:
    return render_template("pages/consents/ask.html", mistake="")


@pages.post("/consent")
def begin() -> ResponseReturnValue:
    if request.form.get("agree") != "yes":
        return _again()
    person = begin_person(services().storage, account_id(), services().now())
    return redirect(url_for("intakes.begin", number=person), 303)


@pages.get("/people/<int:number>/consent")
def ask_again(number: int) -> ResponseReturnValue:
    own_person(number)
    return render_template("pages/consents/ask.html", mistake="")


@pages.post("/people/<int:number>/consent")
def renew(number: int) -> ResponseReturnValue:
    person = own_person(number)
    if request.form.get("agree") != "yes":
        return _again()
    give_consent(services().storage, account_id(), person.id, services().now())
    return redirect(url_for("people.show", number=number), 303)


def _again() -> ResponseReturnValue:
    mistake = _("Tick the box if you agree. Without it we keep nothing and cannot go on.")
    return render_template("pages/consents/ask.html", mistake=mistake), 422
