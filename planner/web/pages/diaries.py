"""The diary of a week: the paper sheet as one screen."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.domain.diary_fields import WEEK_FIELDS, FieldKind
from planner.use_cases.keep_diary import WeekPaper, find_paper, keep_week
from planner.web.forms.diary import DONE_OPTIONS, day_name, read_entries, rows, shown, treatment_due, words
from planner.web.forms.kinds import Sent
from planner.web.forms.question import Slips
from planner.web.page import own_person, services
from planner.web.security.accounts import account_id
from planner.web.today import day_in_address, today_of

pages = Blueprint("diaries", __name__)


@pages.get("/people/<int:number>/diary")
def current(number: int) -> ResponseReturnValue:
    person = own_person(number)
    paper = find_paper(services().storage, account_id(), person.id, today_of(person))
    if paper is None:
        return redirect(url_for("people.show", number=number), 303)
    return _page(paper, shown(paper), {}, kept="kept" in request.args)


@pages.get("/people/<int:number>/diary/<start>")
def show(number: int, start: str) -> ResponseReturnValue:
    paper = _paper(number, start)
    return _page(paper, shown(paper), {}, kept="kept" in request.args)


@pages.post("/people/<int:number>/diary/<start>")
def keep(number: int, start: str) -> ResponseReturnValue:
    paper, s = _paper(number, start), services()
    entries, slips = read_entries(paper, request.form)
    if slips:
        return _page(paper, request.form, slips), 422
    keep_week(s.storage, account_id(), paper.person.id, paper.start, entries, s.now())
    return redirect(url_for("diaries.show", number=number, start=start, kept=1), 303)


def _paper(number: int, start: str) -> WeekPaper:
    person = own_person(number)
    first = day_in_address(start)
    return find_paper(services().storage, account_id(), person.id, today_of(person), first) or abort(404)


def _page(paper: WeekPaper, sent: Sent, slips: Slips, *, kept: bool = False) -> str:
    place = paper.starts.index(paper.start)
    return render_template(
        "pages/diaries/show.html",
        person=paper.person,
        paper=paper,
        week=paper.week,
        sent=sent,
        slips=slips,
        kept=kept,
        rows=rows(paper),
        week_fields=WEEK_FIELDS,
        done_options=DONE_OPTIONS,
        TICK=FieldKind.TICK,
        DONE=FieldKind.DONE,
        words=words,
        day_name=day_name,
        treatment_due=treatment_due,
        today=today_of(paper.person),
        before=paper.starts[place - 1] if place else None,
        after=paper.starts[place + 1] if place + 1 < len(paper.starts) else None,
    )
