"""Changing a week: each change is a form of its page, with or without a script."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.domain.edits import Edit
from planner.domain.exercise import ExerciseId
from planner.domain.kept import KeptPerson
from planner.domain.week import SessionId, Stopped
from planner.generator.outcome import NotAllowed, NoWeekPossible
from planner.use_cases.ask_for_letter import AskedAlready, LetterAsked, NoAddress, ask_for_letter
from planner.use_cases.edit_week import WeekChanged, change_week, offer_swaps
from planner.use_cases.show_week import NotNow
from planner.web.forms.week_edit import anchor_of, day_of, item_anchor, place_of_refusal, read_edit
from planner.web.page import own_person, services
from planner.web.pages.people import where_to
from planner.web.pages.weeks import SAID, shown_week, week_page
from planner.web.security.accounts import account_id
from planner.web.today import day_in_address, today_of
from planner.web.week_edit_words import Said

pages = Blueprint("week_edits", __name__)


@pages.post("/people/<int:number>/weeks/<start>/change")
def change(number: int, start: str) -> ResponseReturnValue:
    person, first, s = own_person(number), day_in_address(start), services()
    edit = read_edit(request.form) or abort(400)
    outcome = change_week(s.storage, account_id(), person.id, first, edit, s.content, s.now(), s.message_domain)
    match outcome:
        case WeekChanged():
            return _changed(person, first, Said(anchor_of(edit, first), outcome.told, day=day_of(edit, first)))
        case NotAllowed():
            return _refused(person, first, edit, tuple(breach.text for breach in outcome.breaches))
        case NoWeekPossible():
            return _refused(person, first, edit, outcome.in_words)
        case Stopped() | NotNow():
            return _away(person)
        case None:
            return abort(404)
        case _:
            assert_never(outcome)


@pages.get("/people/<int:number>/weeks/<start>/sessions/<which>/<exercise>/swap")
def swap(number: int, start: str, which: str, exercise: str) -> ResponseReturnValue:
    """The best three that could stand in its place."""
    person, first, s = own_person(number), day_in_address(start), services()
    session_id, old = SessionId(which), ExerciseId(exercise)
    swaps = offer_swaps(s.storage, account_id(), person.id, first, session_id, old, s.content, today_of(person))
    if isinstance(swaps, NotNow | Stopped):
        return _away(person)
    known = s.content.library.exercises.get(old)
    if swaps is None or known is None:
        abort(404)
    back = url_for("weeks.show_other", number=number, start=start, _anchor=item_anchor(session_id, old))
    return render_template(
        "pages/weeks/swap.html", person=person, start=start, session=session_id, old=known, swaps=swaps, back=back
    )


@pages.post("/people/<int:number>/weeks/<start>/letter")
def letter(number: int, start: str) -> ResponseReturnValue:
    person, first, s = own_person(number), day_in_address(start), services()
    outcome = ask_for_letter(s.storage, account_id(), person.id, first, s.now(), s.message_domain)
    match outcome:
        case LetterAsked(address):
            s.send_soon()
            return _changed(person, first, Said("letter", (_("On its way to %(address)s.", address=address),)))
        case AskedAlready(address):
            text = _("It went to %(address)s a little while ago. You can ask again in an hour.", address=address)
            return week_page(shown_week(number, start), Said("letter", (text,), refused=True)), 422
        case NoAddress():
            text = _("We have no mail address for this person. Add one in the answers.")
            return week_page(shown_week(number, start), Said("letter", (text,), refused=True)), 422
        case None:
            return _away(person)
        case _:
            assert_never(outcome)


def _changed(person: KeptPerson, start: date, said: Said) -> ResponseReturnValue:
    """Back to the place on the page; a script swaps the plan in without leaving it."""
    if "HX-Request" in request.headers:
        return week_page(shown_week(person.id, start.isoformat()), said)
    session[SAID] = said.kept()
    anchor = said.anchor if said.anchor != "plan" else None
    return redirect(url_for("weeks.show_other", number=person.id, start=start.isoformat(), _anchor=anchor), 303)


def _refused(person: KeptPerson, start: date, edit: Edit, texts: tuple[str, ...]) -> ResponseReturnValue:
    said = Said(place_of_refusal(edit, start), texts, refused=True, day=day_of(edit, start))
    return week_page(shown_week(person.id, start.isoformat()), said), 422


def _away(person: KeptPerson) -> ResponseReturnValue:
    """To where the person stands now. htmx is told to leave the page instead of swapping that into the plan."""
    if "HX-Request" in request.headers:
        return "", 200, {"HX-Redirect": where_to(person)}
    return redirect(where_to(person), 303)
