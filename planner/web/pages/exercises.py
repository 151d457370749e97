"""The library: look for exercises, and one exercise with all that is known about it."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.domain.exercise import Exercise, ExerciseId
from planner.use_cases.show_week import NotNow
from planner.use_cases.suit_person import Suited, suit_person
from planner.web.library_words import ExercisePage, LibraryPage
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.security.access import open_to_all
from planner.web.security.accounts import account_id
from planner.web.today import today_of

pages = Blueprint("exercises", __name__)


@pages.get("/exercises")
@open_to_all
def list_all() -> ResponseReturnValue:
    page = LibraryPage(request.args, partial(url_for, "exercises.list_all"), services().words)
    return render_template("pages/exercises/list.html", page=page)


@pages.get("/exercises/<exercise>")
@open_to_all
def show(exercise: str) -> ResponseReturnValue:
    return render_template("pages/exercises/show.html", page=ExercisePage(_exercise(exercise)))


@pages.get("/people/<int:number>/exercises")
def list_for(number: int) -> ResponseReturnValue:
    suited = _suited(number)
    page = LibraryPage(request.args, partial(url_for, "exercises.list_for", number=number), services().words, suited)
    return render_template("pages/exercises/list_for.html", page=page, person=suited.person)


@pages.get("/people/<int:number>/exercises/<exercise>")
def show_for(number: int, exercise: str) -> ResponseReturnValue:
    suited = _suited(number)
    page = ExercisePage(_exercise(exercise), suited)
    return render_template("pages/exercises/show_for.html", page=page, person=suited.person)


def _exercise(name: str) -> Exercise:
    return services().content.library.exercises.get(ExerciseId(name)) or abort(404)


def _suited(number: int) -> Suited:
    """What suits the person; somebody who may have no plan now is led to the page that says why."""
    person = own_person(number)
    suited = suit_person(services().storage, account_id(), person.id, services().content, today_of(person))
    if isinstance(suited, NotNow):
        abort(redirect(where_to(person), 303))
    return suited or abort(404)
