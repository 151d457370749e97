"""The week: seven days at a glance, and its sheet, calendar, file and versions."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from planner.domain.person import PersonId
from planner.exchange.calendar_file import week_to_ics
from planner.sheets.options import USUAL_PARTS
from planner.use_cases.sheet_of_week import dress_sheet
from planner.use_cases.show_week import NotNow, ShownWeek, find_week
from planner.use_cases.week_versions import versions_of
from planner.web.forms.sheet import parts_for, read_options
from planner.web.page import file_answer, own_person, services
from planner.web.pages.people import where_to
from planner.web.security.accounts import account_id
from planner.web.today import day_in_address, today_of
from planner.web.week_edit_words import Said, WeekChoices
from planner.web.week_words import WeekPage

pages = Blueprint("weeks", __name__)

SAID: Final = "said"
"""Where the answer to a change waits in the session for the page that shows it."""


@pages.get("/people/<int:number>/week")
def show(number: int) -> ResponseReturnValue:
    return week_page(shown_week(number), Said.from_kept(session.pop(SAID, None)))


@pages.get("/people/<int:number>/weeks/<start>")
def show_other(number: int, start: str) -> ResponseReturnValue:
    return week_page(shown_week(number, start), Said.from_kept(session.pop(SAID, None)))


@pages.get("/people/<int:number>/weeks/<start>/print")
def choose_sheet(number: int, start: str) -> ResponseReturnValue:
    """How it is to be printed; the form leads to the sheet itself."""
    shown = shown_week(number, start)
    parts, usual = parts_for(shown.profile), USUAL_PARTS
    return render_template(
        "pages/weeks/print.html", person=shown.person, week=shown.week, start=start, parts=parts, usual=usual
    )


@pages.get("/people/<int:number>/weeks/<start>/week.pdf")
def sheet(number: int, start: str) -> ResponseReturnValue:
    shown = shown_week(number, start)
    s, chosen = services(), read_options(request.args, shown.profile)
    dressed = dress_sheet(s.storage, shown.kept, chosen, s.config.base_url, account_id())
    pdf = s.sheet_pdf(shown.week, shown.profile, dressed.options, marks=dressed.marks)
    return file_answer(pdf, "application/pdf", f"week-{shown.kept.start}.pdf", attached=False)


@pages.get("/people/<int:number>/weeks/<start>/week.ics")
def calendar(number: int, start: str) -> ResponseReturnValue:
    shown = shown_week(number, start)
    ics = week_to_ics(shown.week, shown.profile, person_key=shown.person.key, sequence=shown.kept.sequence)
    return file_answer(ics, "text/calendar", f"week-{shown.kept.start}.ics")


@pages.get("/people/<int:number>/weeks/<start>/week.json")
def data_file(number: int, start: str) -> ResponseReturnValue:
    shown = shown_week(number, start)
    return file_answer(shown.kept.text.encode(), "application/json", f"week-{shown.kept.start}.json")


@pages.get("/people/<int:number>/weeks/<start>/versions")
def versions(number: int, start: str) -> ResponseReturnValue:
    person = own_person(number)
    found = versions_of(services().storage, account_id(), person.id, day_in_address(start))
    if isinstance(found, NotNow):
        return redirect(where_to(person), 303)
    if found is None:
        abort(404)
    return render_template("pages/weeks/versions.html", person=person, found=found)


def shown_week(number: int, start: str | None = None) -> ShownWeek:
    """The week; somebody who is stopped or in the middle of the questions is led there, whatever they asked for."""
    person = own_person(number)
    day = None if start is None else day_in_address(start)
    found = find_week(services().storage, account_id(), PersonId(number), today_of(person), day)
    if isinstance(found, NotNow):
        abort(redirect(where_to(person), 303))
    return found or abort(404)


def week_page(shown: ShownWeek, said: Said | None = None) -> str:
    """The whole page; for htmx only the part that a change can touch."""
    today = today_of(shown.person)
    page = WeekPage(shown, services().content, today)
    if said is not None and said.day is not None:
        page.open_day = said.day
    name = "pages/weeks/_plan.html" if "HX-Request" in request.headers else "pages/weeks/show.html"
    choices = WeekChoices(shown, today, said)
    return render_template(name, page=page, week=shown.week, person=shown.person, can=choices, no_week=shown.no_week)
