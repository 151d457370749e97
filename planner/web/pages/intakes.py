"""The questions, one topic a page; every page is kept before the next one opens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never, cast

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.domain.kept import KeptPerson
from planner.domain.week import Stopped
from planner.generator.outcome import NoWeekPossible
from planner.use_cases.intake import (
    NotOpen,
    WeekKept,
    begin_again,
    draft_of,
    finish_intake,
    is_open,
    save_answers,
    stop_at_signs,
)
from planner.web.forms.intake import Intake, is_urgent, profile_of, profile_of_signs
from planner.web.forms.kinds import Sent
from planner.web.forms.question import Slips, Step
from planner.web.forms.summary import summary_of
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.security.accounts import account_id
from planner.web.suggestions import with_suggestions
from planner.web.today import next_monday, today_of

pages = Blueprint("intakes", __name__)


@pages.get("/people/<int:number>/questions")
def begin(number: int) -> ResponseReturnValue:
    """To the first question that is open, or to the last look."""
    person = _answering(own_person(number))
    step = _intake().first_open(draft_of(person))
    return redirect(_address(person, step), 303)


@pages.post("/people/<int:number>/questions")
def again(number: int) -> ResponseReturnValue:
    """Answers may be changed at any time; the warning signs are then asked anew."""
    outcome = begin_again(services().storage, account_id(), own_person(number).id, services().now())
    if isinstance(outcome, NotOpen):
        return redirect(url_for("people.show", number=number), 303)
    return redirect(url_for("intakes.begin", number=number), 303)


@pages.get("/people/<int:number>/questions/<slug>")
def ask(number: int, slug: str) -> ResponseReturnValue:
    person, step = _answering(own_person(number)), _step(slug)
    draft = draft_of(person)
    if not _intake().may_open(step, draft):
        return redirect(_address(person, _intake().first_open(draft)), 303)
    return _page(person, step, step.shown(with_suggestions(draft)), {})


@pages.post("/people/<int:number>/questions/<slug>")
def answer(number: int, slug: str) -> ResponseReturnValue:
    person, step = _answering(own_person(number)), _step(slug)
    draft = draft_of(person)
    if not _intake().may_open(step, draft):
        return redirect(_address(person, _intake().first_open(draft)), 303)
    values, slips = step.read(request.form, draft, today_of(person))
    if slips:
        return _page(person, step, request.form, slips), 422
    kept = save_answers(services().storage, account_id(), person.id, step.fold(values, draft))
    if isinstance(kept, NotOpen):
        return redirect(url_for("people.show", number=number), 303)
    return redirect(_after(kept, step), 303)


@pages.get("/people/<int:number>/check")
def check(number: int) -> ResponseReturnValue:
    """A last look at all answers."""
    person = _answering(own_person(number))
    if (step := _intake().first_open(draft_of(person))) is not None:
        return redirect(_address(person, step), 303)
    return _last_look(person, ())


@pages.post("/people/<int:number>/check")
def finish(number: int) -> ResponseReturnValue:
    person, s = _answering(own_person(number)), services()
    profile, start = profile_of(draft_of(person)), _start_of(request.form.get("start"), person)
    domain = s.config.mail_from.rpartition("@")[2]
    outcome = finish_intake(s.storage, account_id(), person.id, profile, s.content, start, s.now(), domain)
    match outcome:
        case WeekKept():
            s.send_soon()
            return redirect(url_for("weeks.show", number=number), 303)
        case Stopped() | NotOpen():
            return redirect(url_for("people.show", number=number), 303)
        case NoWeekPossible():
            return _last_look(person, outcome.in_words), 422
        case tuple():
            return _last_look(person, tuple(f"{m.key}: {m.message}" for m in outcome)), 422
    assert_never(outcome)


def _intake() -> Intake:
    return cast(Intake, current_app.extensions["intake"])


def _step(slug: str) -> Step:
    return _intake().find(slug) or abort(404)


def _answering(person: KeptPerson) -> KeptPerson:
    """The person, where they are in the middle of the questions; otherwise to where they stand."""
    if not is_open(person) or where_to(person) != url_for("intakes.begin", number=person.id):
        abort(redirect(where_to(person), 303))
    return person


def _address(person: KeptPerson, step: Step | None) -> str:
    if step is None:
        return url_for("intakes.check", number=person.id)
    return url_for("intakes.ask", number=person.id, slug=step.slug)


def _after(person: KeptPerson, step: Step) -> str:
    """The next open question; or the stop, at once for an emergency and else after the last warning sign."""
    intake, s = _intake(), services()
    draft = draft_of(person)
    is_sign, signs_done = step in intake.signs, all(sign.is_answered(draft) for sign in intake.signs)
    if is_sign and (signs_done or is_urgent(draft, s.content.safety)):
        known, today = profile_of_signs(draft), today_of(person)
        stopped = stop_at_signs(s.storage, account_id(), person.id, known, s.content, today, s.now())
        if stopped is not None:
            return url_for("stops.show", number=person.id)
    return _address(person, intake.first_open(draft))


def _page(person: KeptPerson, step: Step, sent: Sent, slips: Slips) -> str:
    intake = _intake()
    before = intake.before(step)
    return render_template(
        "pages/intakes/ask.html",
        person=person,
        step=step,
        sent=sent,
        slips=slips,
        place=intake.place(step),
        total=len(intake.steps),
        back=None if before is None else _address(person, before),
        latest=today_of(person).isoformat(),
    )


def _last_look(person: KeptPerson, mistakes: tuple[str, ...]) -> str:
    draft, today = draft_of(person), today_of(person)
    return render_template(
        "pages/intakes/check.html",
        person=person,
        summary=summary_of(_intake(), draft),
        mistakes=mistakes,
        starts=tuple({day: (name, words, day) for name, words, day in reversed(_starts(today))}.values())[::-1],
    )


def _starts(today: date) -> tuple[tuple[str, str, date], ...]:
    monday = next_monday(today)
    return (
        ("monday", _("Next Monday"), monday),
        ("tomorrow", _("Tomorrow"), today + timedelta(days=1)),
        ("today", _("Today"), today),
    )


def _start_of(choice: str | None, person: KeptPerson) -> date:
    starts = {name: day for name, _words, day in _starts(today_of(person))}
    return starts.get(choice or "", starts["monday"])
