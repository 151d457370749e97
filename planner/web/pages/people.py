"""The people an account looks after; with one person there is nothing to choose. A clinician begins at the desk."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.domain.kept import KeptPerson, PersonState
from planner.use_cases.intake import is_open
from planner.use_cases.look_after import has_consented, people_of
from planner.web.page import own_person, services
from planner.web.practising import visitor_practising
from planner.web.security.accounts import account_id

pages = Blueprint("people", __name__)


@pages.get("/people")
def list_all() -> ResponseReturnValue:
    people = people_of(services().storage, account_id())
    if not people:
        return redirect(url_for("practices.show" if visitor_practising() else "consents.ask"), 303)
    if len(people) == 1:
        return redirect(url_for("people.show", number=people[0].id), 303)
    return render_template("pages/people/list.html", people=people, is_open=is_open)


@pages.get("/people/<int:number>")
def show(number: int) -> ResponseReturnValue:
    """To wherever this person stands."""
    return redirect(where_to(own_person(number)), 303)


def where_to(person: KeptPerson) -> str:
    if person.state is PersonState.STOPPED:
        return url_for("stops.show", number=person.id)
    if not has_consented(services().storage, person.id):
        return url_for("consents.ask_again", number=person.id)
    return url_for("intakes.begin" if is_open(person) else "weeks.show", number=person.id)
