"""Food: what holds B12, what was eaten on a day, the week, and ideas for the next ones."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.use_cases.care_person import NotAnswered
from planner.use_cases.keep_food import FoodView, note_food, show_food
from planner.web.food_page import FoodPage
from planner.web.forms.portions import read_portions, show_portions
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.security.accounts import account_id
from planner.web.today import day_in_address, today_of

pages = Blueprint("foods", __name__)


@pages.get("/people/<int:number>/food")
def show(number: int) -> ResponseReturnValue:
    view = _view(number, None)
    return _page(view, show_portions(view.log.foods), {})


@pages.get("/people/<int:number>/food/<day>")
def show_day(number: int, day: str) -> ResponseReturnValue:
    view = _view(number, day_in_address(day))
    return _page(view, show_portions(view.log.foods), {})


@pages.post("/people/<int:number>/food/<day>")
def note(number: int, day: str) -> ResponseReturnValue:
    view = _view(number, day_in_address(day))
    portions, slips = read_portions(request.form)
    if slips:
        return _page(view, request.form.to_dict(), slips), 422
    s = services()
    note_food(s.storage, account_id(), view.person.id, view.day, portions, view.today, s.now())
    return redirect(url_for("foods.show_day", number=number, day=view.day.isoformat(), _anchor="day"), 303)


def _view(number: int, day: date | None) -> FoodView:
    person = own_person(number)
    today = today_of(person)
    if day is not None and day > today:
        abort(404)
    view = show_food(services().storage, account_id(), person.id, day or today, today)
    if isinstance(view, NotAnswered):
        abort(redirect(where_to(person), 303))
    return view or abort(404)


def _page(view: FoodView, sent: dict[str, str], slips: dict[str, str]) -> str:
    page = FoodPage(view)
    return render_template("pages/foods/show.html", person=view.person, page=page, view=view, sent=sent, slips=slips)
