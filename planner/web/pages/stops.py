"""The stop page: the exact message, what happens next, and the ways on."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.domain.kept import KeptPerson
from planner.use_cases.intake import NotOpen, draft_of
from planner.use_cases.take_clearance import Agreement, StopView, TooEarly, find_stop, take_clearance
from planner.web.forms.kinds import Day, Line, OneOf, Sent
from planner.web.forms.question import Question, Slips, Step, Values
from planner.web.page import own_person, services
from planner.web.security.accounts import account_id
from planner.web.today import today_of

pages = Blueprint("stops", __name__)

_ROLES = (
    ("doctor", _l("Doctor")),
    ("nurse", _l("Nurse")),
    ("physiotherapist", _l("Physiotherapist")),
    ("surgical team", _l("Surgical team")),
    ("midwife", _l("Midwife")),
)
CLEARANCE = Step(
    "clearance",
    _l("A clinician has agreed"),
    (
        Question("role", _l("Who agreed?"), OneOf(_ROLES)),
        Question("day", _l("When?"), Day(), hint=_l("An agreement counts for 12 weeks.")),
        Question(
            "limits",
            _l("What limits did they set, if any?"),
            Line(400),
            hint=_l("In their words. We print them on your sheet."),
            must=False,
        ),
    ),
    keys=(),
)


@pages.get("/people/<int:number>/stopped")
def show(number: int) -> ResponseReturnValue:
    person = own_person(number)
    stop = find_stop(services().storage, account_id(), person.id, services().now())
    if stop is None:
        return redirect(url_for("people.show", number=number), 303)
    return _page(person, stop, Sent(), {})


@pages.post("/people/<int:number>/stopped")
def clear(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    stop = find_stop(s.storage, account_id(), person.id, s.now())
    if stop is None:
        return redirect(url_for("people.show", number=number), 303)
    values, slips = CLEARANCE.read(request.form, {}, today_of(person))
    slips = slips or _dates(values["day"], person) or _keep(values, person)
    if slips:
        return _page(person, stop, request.form, slips), 422
    return redirect(url_for("people.show", number=number), 303)


def _keep(values: Values, person: KeptPerson) -> Slips:
    """Keeps the agreement; what is wrong with it, if anything is."""
    s = services()
    agreement = Agreement(date.fromisoformat(values["day"]), values["role"], values["limits"] or "")
    days = s.content.safety.limits.clearance_days
    match take_clearance(s.storage, account_id(), person.id, agreement, days, s.now()):
        case TooEarly():
            return {"day": _("That was before these answers. Please ask again, and give the new date.")}
        case KeptPerson() | NotOpen():
            return {}


def _dates(day: str, person: KeptPerson) -> Slips:
    age = (today_of(person) - date.fromisoformat(day)).days
    if age < 0:
        return {"day": _("This date has not come yet. Please correct it.")}
    if age > services().content.safety.limits.clearance_days:
        return {"day": _("That is more than 12 weeks ago. Please ask again, and give the new date.")}
    return {}


def _number_to_call(person: KeptPerson) -> str | None:
    """The emergency number, where it is one that can be dialled."""
    number = services().content.safety.numbers_for(draft_of(person).get("country")).emergency
    return number if number.isdigit() else None


def _page(person: KeptPerson, stop: StopView, sent: Sent, slips: Slips) -> str:
    return render_template(
        "pages/stops/show.html",
        person=person,
        message=person.stop_message or stop.entry.message,
        state=stop.entry.state,
        number_to_call=_number_to_call(person),
        stop=stop,
        step=CLEARANCE,
        sent=sent,
        slips=slips,
        latest=today_of(person).isoformat(),
    )
