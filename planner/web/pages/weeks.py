"""The week: seven days at a glance, and its sheet, calendar and file."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, abort, redirect, render_template
from flask.typing import ResponseReturnValue

from planner.domain.person import PersonId
from planner.exchange.calendar_file import week_to_ics
from planner.use_cases.show_week import NotNow, ShownWeek, find_week
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.security.accounts import account_id
from planner.web.today import today_of
from planner.web.week_words import WeekPage

pages = Blueprint("weeks", __name__)


@pages.get("/people/<int:number>/week")
def show(number: int) -> ResponseReturnValue:
    return _page(_shown(number))


@pages.get("/people/<int:number>/weeks/<start>")
def show_other(number: int, start: str) -> ResponseReturnValue:
    return _page(_shown(number, start))


@pages.get("/people/<int:number>/weeks/<start>/week.pdf")
def sheet(number: int, start: str) -> ResponseReturnValue:
    shown = _shown(number, start)
    pdf = services().sheet_pdf(shown.week, shown.profile)
    return _file(pdf, "application/pdf", f"week-{shown.kept.start}.pdf", "inline")


@pages.get("/people/<int:number>/weeks/<start>/week.ics")
def calendar(number: int, start: str) -> ResponseReturnValue:
    shown = _shown(number, start)
    ics = week_to_ics(shown.week, shown.profile, person_key=shown.person.key, sequence=shown.kept.sequence)
    return _file(ics, "text/calendar", f"week-{shown.kept.start}.ics", "attachment")


@pages.get("/people/<int:number>/weeks/<start>/week.json")
def data_file(number: int, start: str) -> ResponseReturnValue:
    shown = _shown(number, start)
    return _file(shown.kept.text.encode(), "application/json", f"week-{shown.kept.start}.json", "attachment")


def _shown(number: int, start: str | None = None) -> ShownWeek:
    """The week; somebody who is stopped or in the middle of the questions is led there, whatever they asked for."""
    person = own_person(number)
    day = None if start is None else _day_of(start)
    found = find_week(services().storage, account_id(), PersonId(number), today_of(person), day)
    if isinstance(found, NotNow):
        abort(redirect(where_to(person), 303))
    return found or abort(404)


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _page(shown: ShownWeek) -> str:
    page = WeekPage(shown, services().content, today_of(shown.person))
    return render_template("pages/weeks/show.html", page=page, week=shown.week, person=shown.person)


def _file(content: bytes, media_type: str, name: str, disposition: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
