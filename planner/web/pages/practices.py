"""A practice: its people, newest trouble first, and who works there."""

from __future__ import annotations

from typing import Final, assert_never

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.care.trouble import TroubleKind
from planner.domain.account import Practice, PracticeRole, PractitionerId
from planner.use_cases import practice as at_practice
from planner.use_cases import templates
from planner.use_cases.import_people import import_people
from planner.use_cases.people_in_trouble import find_people
from planner.use_cases.practice import InvitationSpent, NotAllowed, Practising
from planner.web.page import services, typed
from planner.web.practising import at_work, visitor_practising
from planner.web.security.accounts import account_id
from planner.web.security.uploads import takes_up_to
from planner.web.today import next_monday

pages = Blueprint("practices", __name__)
WAY_ON: Final = {
    TroubleKind.STOPPED: ("stops.show", _l("See why")),
    TroubleKind.PAIN: ("progress.show", _l("See how it goes")),
    TroubleKind.CLEARANCE: ("programmes.show", _l("Record a new one")),
    TroubleKind.B12: ("b12.show", _l("Mark it or see the dates")),
    TroubleKind.SILENT: ("weeks.show", _l("See the week")),
}
"""The one click from a trouble to where something can be done about it."""
_LONGEST = 80
_SHOWN = 30
_LARGEST_IMPORT = 400 * 1024


@pages.get("/practice")
def show() -> ResponseReturnValue:
    if visitor_practising() is None:
        return redirect(url_for("practices.ask_new"), 303)
    return _people()


def _people(mistake: str = "") -> str:
    s, asked = services(), request.args.get("q", "").strip()[:_LONGEST]
    found = find_people(s.storage, account_id(), s.content.safety, s.now(), asked)
    ways = {f"way_{kind}": {t.value: way[at] for t, way in WAY_ON.items()} for at, kind in enumerate(("on", "words"))}
    shown = 10_000 if request.args.get("show") == "all" else _SHOWN
    return render_template(
        "pages/practices/show.html", found=found or abort(404), asked=asked, shown=shown, mistake=mistake, **ways
    )


@pages.get("/practice/new")
def ask_new() -> ResponseReturnValue:
    needed = request.args.get("needed") == "yes"
    return render_template("pages/practices/new.html", mistake="", sent={}, needed=needed)


@pages.post("/practice/new")
def found() -> ResponseReturnValue:
    practice, name, profession = (typed(key, _LONGEST) for key in ("practice", "name", "profession"))
    if not practice or not name:
        mistake = _("Please give the name of the practice and your own.")
        return render_template("pages/practices/new.html", mistake=mistake, sent=request.form, needed=False), 422
    at_practice.found_practice(services().storage, account_id(), practice, name, profession)
    return redirect(url_for("practices.show"), 303)


@pages.post("/practice/people")
def add_person() -> ResponseReturnValue:
    """Together at the desk, or by themselves before the visit where an address is given."""
    at_work()
    s = services()
    name, email = typed("name", _LONGEST), typed("email", _LONGEST)
    if email and "@" not in email:
        return _people(_("This does not look like a mail address.")), 422
    outcome = at_practice.add_person_to_practice(s.storage, account_id(), name, email, s.now())
    if isinstance(outcome, NotAllowed):
        abort(404)
    return redirect(url_for("programmes.show" if email else "people.show", number=outcome), 303)


@pages.post("/practice/people/import")
@takes_up_to(_LARGEST_IMPORT)
def import_files() -> ResponseReturnValue:
    """Profile files as in the contract; each is kept as a whole or not at all."""
    at_work()
    s, sent = services(), [file for file in request.files.getlist("files") if file.filename]
    if request.form.get("agreed") != "yes" or not sent:
        return render_template("pages/practices/imported.html", outcome=()), 422
    files = {str(file.filename): file.read() for file in sent}
    start = next_monday(s.now().date())
    outcome = import_people(s.storage, account_id(), files, s.content, start, s.now(), s.message_domain)
    return render_template("pages/practices/imported.html", outcome=outcome)


@pages.get("/practice/team")
def team() -> ResponseReturnValue:
    return _team()


@pages.post("/practice/team/invite")
def invite() -> ResponseReturnValue:
    s, email = services(), typed("email", _LONGEST)
    role = PracticeRole.ADMINISTRATOR if request.form.get("role") == "administrator" else PracticeRole.MEMBER
    if "@" not in email:
        return _team(mistake=_("This does not look like a mail address.")), 422
    outcome = at_practice.invite(s.storage, account_id(), email, role, s.now())
    if isinstance(outcome, NotAllowed):
        abort(404)
    return _team(link=s.address_of(url_for("practices.ask_join", token=outcome.token)), invited=email)


@pages.post("/practice/team/invitations/<int:invitation>/take-back")
def take_back(invitation: int) -> ResponseReturnValue:
    if not at_practice.take_back_invitation(services().storage, account_id(), invitation):
        abort(404)
    return redirect(url_for("practices.team"), 303)


@pages.post("/practice/team/<int:colleague>/remove")
def remove(colleague: int) -> ResponseReturnValue:
    s = services()
    if not at_practice.remove_colleague(s.storage, account_id(), PractitionerId(colleague), s.now()):
        abort(404)
    return redirect(url_for("practices.show" if visitor_practising() else "people.list_all"), 303)


@pages.post("/practice/templates/<int:template>/delete")
def drop_template(template: int) -> ResponseReturnValue:
    """Of a week or a handout; only its maker's."""
    templates.drop_template(services().storage, account_id(), template)
    return redirect(url_for("practices.team", _anchor="templates"), 303)


@pages.post("/practice/header")
def change_header() -> ResponseReturnValue:
    """Name, telephone and logo, as they head the sheets."""
    logo = request.files.get("logo")
    new = b"" if request.form.get("remove_logo") == "yes" else logo.read() if logo and logo.filename else None
    name = typed("name", _LONGEST) or at_work().practice.name
    try:
        changed = at_practice.change_header(services().storage, account_id(), name, typed("telephone", _LONGEST), new)
    except ValueError:
        return _team(mistake=_("A logo is a PNG picture of at most 40 kB.")), 422
    if isinstance(changed, NotAllowed):
        abort(404)
    return redirect(url_for("practices.team"), 303)


@pages.get("/practice/join/<token>")
def ask_join(token: str) -> ResponseReturnValue:
    return _join_page(token, at_practice.find_invitation(services().storage, account_id(), token, services().now()))


@pages.post("/practice/join/<token>")
def join(token: str) -> ResponseReturnValue:
    s, name = services(), typed("name", _LONGEST)
    if not name:
        found = at_practice.find_invitation(s.storage, account_id(), token, s.now())
        return _join_page(token, found, mistake=_("Please give your name."))
    outcome = at_practice.accept_invitation(
        s.storage, account_id(), token, name, typed("profession", _LONGEST), s.now()
    )
    match outcome:
        case Practising():
            return redirect(url_for("practices.show"), 303)
        case InvitationSpent():
            return _join_page(token, outcome)
        case _:
            assert_never(outcome)


def _join_page(token: str, found: Practice | InvitationSpent, mistake: str = "") -> ResponseReturnValue:
    if isinstance(found, InvitationSpent):
        return render_template("pages/practices/spent.html"), 410
    page = render_template("pages/practices/join.html", practice=found, token=token, mistake=mistake)
    return (page, 422) if mistake else page


def _team(*, mistake: str = "", link: str = "", invited: str = "") -> str:
    view = at_practice.view_practice(services().storage, account_id(), services().now())
    return render_template(
        "pages/practices/team.html",
        view=view or abort(404),
        templates=templates.own_templates(services().storage, account_id()),
        mistake=mistake,
        link=link,
        invited=invited,
    )
