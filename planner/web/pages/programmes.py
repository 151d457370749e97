"""What a clinician does about one person: sign, note, admit an exercise, record an agreement, share."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId, Level
from planner.domain.kept import KeptPerson, MadeBy
from planner.domain.person import PersonId
from planner.exchange.words import CLEARABLE
from planner.generator.outcome import NotAllowed
from planner.use_cases import programme as of_clinician
from planner.use_cases import share_week, week_templates
from planner.use_cases.edit_week import WeekChanged, change_week
from planner.use_cases.handout import MOST
from planner.use_cases.plan_again import PlannedAgain
from planner.use_cases.practice import NotAllowed as NotForThem
from planner.use_cases.programme import Corrected, NoClearance
from planner.use_cases.show_week import ShownWeek, find_week
from planner.use_cases.take_clearance import Agreement
from planner.use_cases.templates import kept_templates
from planner.web.forms.kinds import date_of
from planner.web.left_out_page import LeftOutPage
from planner.web.page import own_person, services, typed
from planner.web.pages.weeks import SAID
from planner.web.practising import visitor_practising
from planner.web.qr import qr_svg
from planner.web.security.accounts import account_id
from planner.web.today import day_in_address, today_of
from planner.web.week_edit_words import Said

pages = Blueprint("programmes", __name__)
LEVELS: Final = {
    Level.BEGINNER.value: _l("beginner"),
    Level.INTERMEDIATE.value: _l("intermediate"),
    Level.ADVANCED.value: _l("advanced"),
}
_LONGEST = 1000


@pages.get("/people/<int:number>/programme")
def show(number: int) -> ResponseReturnValue:
    return _page(own_person(number))


@pages.post("/people/<int:number>/programme/<start>/sign")
def sign(number: int, start: str) -> ResponseReturnValue:
    person, s = own_person(number), services()
    return _done(number, of_clinician.sign_week(s.storage, account_id(), person.id, day_in_address(start), s.now()))


@pages.post("/people/<int:number>/programme/<start>/notes")
def note(number: int, start: str) -> ResponseReturnValue:
    person, s = own_person(number), services()
    notes = {ExerciseId(key[5:]): text for key, text in request.form.items() if key.startswith("note.")}
    return _done(
        number, of_clinician.keep_notes(s.storage, account_id(), person.id, day_in_address(start), notes, s.now())
    )


@pages.post("/people/<int:number>/programme/<start>/doses")
def dose(number: int, start: str) -> ResponseReturnValue:
    """The doses of the whole week at once, judged like any other change: all of them or none."""
    person, first, s = own_person(number), day_in_address(start), services()
    shown = find_week(s.storage, account_id(), person.id, today_of(person), first)
    if not isinstance(shown, ShownWeek) or visitor_practising() is None:
        abort(404)
    edits = of_clinician.doses_to_set(shown.week, _numbers(), shown.done)
    if not edits:
        return _done(number, True)
    outcome = change_week(
        s.storage, account_id(), person.id, first, edits, s.content, s.now(), s.message_domain,
        made_by=MadeBy.PRACTITIONER,
    )  # fmt: skip
    match outcome:
        case WeekChanged():
            return _done(number, True)
        case NotAllowed(breaches):
            return _page(person, " ".join(dict.fromkeys(breach.text for breach in breaches))), 422
        case _:
            return _page(person, _("The week cannot be changed like that.")), 422


@pages.post("/people/<int:number>/programme/exercises")
def admit(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    exercise, reason = ExerciseId(request.form.get("exercise", "")), typed("reason", _LONGEST)
    outcome = of_clinician.admit_exercise(
        s.storage, account_id(), person.id, exercise, reason, s.content, s.now(), s.message_domain
    )
    return _corrected(person, outcome, _("Choose an exercise and write why."))


@pages.post("/people/<int:number>/programme/exercises/<exercise>/take-back")
def take_back(number: int, exercise: str) -> ResponseReturnValue:
    person, s = own_person(number), services()
    outcome = of_clinician.take_back_exercise(
        s.storage, account_id(), person.id, ExerciseId(exercise), s.content, s.now(), s.message_domain
    )
    return _corrected(person, outcome)


@pages.post("/people/<int:number>/programme/clearance")
def clear(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    day, covers = date_of(request.form.get("date", "").strip()), tuple(request.form.getlist("for"))
    allows = tuple(request.form.getlist("allows"))
    if day is None or not typed("role", _LONGEST) or not covers:
        return _page(person, _("A clearance needs its date, who gave it and what it is for.")), 422
    agreement = Agreement(day, typed("role", _LONGEST), typed("limits", _LONGEST))
    outcome = of_clinician.record_agreement(
        s.storage, account_id(), person.id, agreement, covers, allows, s.content, s.now(), s.message_domain
    )
    return _corrected(person, outcome, _("A clearance cannot be from the future, and a plan must be under way."))


@pages.post("/people/<int:number>/programme/oswestry")
def oswestry(number: int) -> ResponseReturnValue:
    person, s, score = own_person(number), services(), typed("score", _LONGEST)
    if not score.isdecimal() or not of_clinician.keep_oswestry(
        s.storage, account_id(), person.id, int(score), today_of(person), s.now()
    ):
        return _page(person, _("The Oswestry index is a number from 0 to 100.")), 422
    return redirect(url_for("progress.show", number=number, _anchor="measures"), 303)


@pages.post("/people/<int:number>/programme/level")
def correct_level(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    level = next((level for level in Level if level.value == request.form.get("level")), None) or abort(404)
    outcome = of_clinician.correct_level(
        s.storage, account_id(), person.id, level, s.content, s.now(), s.message_domain
    )
    return _corrected(person, outcome)


@pages.post("/people/<int:number>/programme/<start>/keep")
def keep(number: int, start: str) -> ResponseReturnValue:
    """The week as a template, without anything about the person."""
    person, s, name = own_person(number), services(), typed("template_name", 80)
    if not name:
        return _page(person, _("Give the template a name.")), 422
    shared = request.form.get("shared") == "yes"
    kept = week_templates.keep_week(s.storage, account_id(), person.id, day_in_address(start), name, shared, s.now())
    return _done(number, kept is not None)


@pages.post("/people/<int:number>/programme/<start>/template")
def use_template(number: int, start: str) -> ResponseReturnValue:
    person, first, s = own_person(number), day_in_address(start), services()
    number_typed = typed("template", 9)
    template = int(number_typed) if number_typed.isdecimal() else 0
    outcome = week_templates.put_on(
        s.storage, account_id(), person.id, first, template, s.content, s.now(), s.message_domain
    )
    match outcome:
        case WeekChanged():
            session[SAID] = Said("plan", outcome.told).kept()
            return redirect(url_for("weeks.show_other", number=number, start=start), 303)
        case NotAllowed(breaches):
            return _page(person, " ".join(dict.fromkeys(breach.text for breach in breaches))), 422
        case _:
            return _page(person, _("Choose a template first.")), 422


@pages.post("/people/<int:number>/links")
def share(number: int) -> ResponseReturnValue:
    """The link with its code to scan, shown once."""
    person, s = own_person(number), services()
    token = share_week.make_link(s.storage, account_id(), person.id, s.now()) or abort(404)
    address = s.address_of(url_for("shared_weeks.show", token=token))
    return render_template("pages/programmes/link.html", person=person, address=address, code=qr_svg(address))


@pages.post("/people/<int:number>/links/<int:link>/revoke")
def revoke(number: int, link: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    return _done(number, share_week.revoke_link(s.storage, account_id(), person.id, link, s.now()))


def _page(person: KeptPerson, mistake: str = "") -> str:
    s = services()
    view = of_clinician.find_programme(s.storage, account_id(), person.id, s.now()) or abort(404)
    return render_template(
        "pages/programmes/show.html",
        person=person,
        view=view,
        links=share_week.links_of(s.storage, account_id(), PersonId(person.id)),
        clearable=CLEARABLE,
        levels=LEVELS,
        templates=kept_templates(s.storage, account_id(), week_templates.KIND),
        most=MOST,
        dose_words=dose_words,
        left_out=LeftOutPage(view, s.content.library.exercises, request.values.get("left", "")),
        library=s.content.library,
        sign_in_address=s.address_of(url_for("sign_in.ask")),
        mistake=mistake,
        sent=request.form,
    )


def _done(number: int, kept: bool) -> ResponseReturnValue:
    return redirect(url_for("programmes.show", number=number), 303) if kept else abort(404)


def _corrected(
    person: KeptPerson, outcome: Corrected | NoClearance | NotForThem, mistake: str = ""
) -> ResponseReturnValue:
    match outcome:
        case Corrected(_person, PlannedAgain(_starts, why)) if why:
            kept = _("This counts from now on. The rest of the week could not be planned by it:")
            return _page(person, " ".join((kept, *why)))
        case Corrected():
            return _done(person.id, True)
        case NoClearance():
            text = _(
                "An exercise is admitted under a clearance and lapses with it. None on file holds today: "
                "record one first."
            )
            return _page(person, text), 422
        case NotForThem():
            return (_page(person, mistake), 422) if mistake else abort(404)


def _numbers() -> dict[ExerciseId, dict[str, int]]:
    """Numbers by exercise, from fields named ``sets.bridge``; ``all`` stands for every exercise that is listed."""
    numbers: dict[ExerciseId, dict[str, int]] = {}
    more = {"more": 1, "fewer": -1}.get(request.form.get("all_sets", ""), 0)
    for key, text in request.form.items():
        part, _dot, exercise = key.partition(".")
        if part in MOST and text.isascii() and text.isdigit() and len(text) < 5:
            numbers.setdefault(ExerciseId(exercise), {})[part] = min(max(1, int(text)), MOST[part])
    return {exercise: {**parts, "more_sets": more} for exercise, parts in numbers.items()}
