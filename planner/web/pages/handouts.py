"""The handout for somebody who has just walked in: find, set the dose, print."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final
from zlib import compress

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.domain.exercise import ExerciseId
from planner.domain.kept import NamedPerson
from planner.domain.week import Reason
from planner.use_cases.handout import (
    KIND,
    Line,
    handout_from_text,
    items_of,
    keep_handout,
    people_to_pick,
    reasons_against,
    stopped_among,
)
from planner.use_cases.look_after import find_person
from planner.use_cases.practice import log_look
from planner.use_cases.templates import kept_templates
from planner.web.handout_page import HandoutPage
from planner.web.page import file_answer, services
from planner.web.practising import at_work
from planner.web.security.accounts import account_id
from planner.web.sheet_choices import handout_options
from planner.web.today import today_of

pages = Blueprint("handouts", __name__)

_BENCH: Final = "handout"
"""Where the session keeps what is picked while somebody looks at another page; the name that was typed never."""
_ROOM: Final = 1600
"""Characters of a cookie, packed. [D] Where the notes make it more, they are left out, and what has no room then."""


@pages.route("/practice/handout", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Looks alike however it is asked: links of the page send an address, its buttons the whole form."""
    at_work()
    return _shown(_page(_sent()))


@pages.get("/practice/handouts/<int:template>")
def reuse(template: int) -> ResponseReturnValue:
    at_work()
    s = services()
    kept = next((k for k in kept_templates(s.storage, account_id(), KIND) if k.id == template), None) or abort(404)
    lines = handout_from_text(kept.text, s.content.library)
    asked: MultiDict[str, str] = MultiDict({"title": kept.name, "person": request.args.get("person", "")})
    asked.setlist("pick", [line.exercise.id for line in lines])
    page = _page(asked)
    page.lines = lines
    return _shown(page)


@pages.post("/practice/handout/print")
def sheet() -> ResponseReturnValue:
    """For somebody who is picked from the practice, the person's log says what was printed."""
    me, s, page = at_work(), services(), _page(_sent())
    stopped = stopped_among(page.people, page.picked, page.name)
    if stopped is not None:
        return _shown(page, _("Screening has stopped %(name)s, so there is no sheet.", name=stopped.name)), 422
    if not page.lines:
        return _shown(page, _("Pick at least one exercise first.")), 422
    if not page.is_weighed:
        return _shown(page, _("Read what screening has against it. Print again if it is right all the same.")), 422
    if page.picked is not None:
        what = f"printed a handout: {', '.join(line.exercise.name for line in page.lines)}"
        if page.against:
            what += f"; left out by screening: {', '.join(line.exercise.name for line in page.left_out)}"
        log_look(s.storage, account_id(), page.picked.id, what, s.now())
    options = handout_options(request.form, me, {line.exercise.id: line.note for line in page.lines if line.note})
    pdf = s.handout_pdf(items_of(page.lines), page.head, options)
    return file_answer(pdf, "application/pdf", "handout.pdf", attached=False)


@pages.post("/practice/handout/keep")
def keep() -> ResponseReturnValue:
    at_work()
    page = _page(_sent())
    if not page.title or not page.lines:
        return _shown(page, _("Give the handout a title and at least one exercise to keep it.")), 422
    shared = request.form.get("shared") == "yes"
    kept = keep_handout(services().storage, account_id(), page.title, page.lines, shared, services().now())
    return redirect(url_for("handouts.reuse", template=(kept or abort(404)).id), 303)


def _sent() -> MultiDict[str, str]:
    """What the page sends; for who comes back to it from another page, what was picked before."""
    sent = MultiDict(request.form if request.method == "POST" else request.args)
    if request.method == "GET" and not {"pick", "person", "new"} & sent.keys():
        sent = MultiDict(session.get(_BENCH, {}) | sent.to_dict(flat=False))
    return sent


def _remember(page: HandoutPage) -> None:
    everything = page.travelling | {"title": page.title}
    without_notes = {key: value for key, value in everything.items() if not key.startswith("note.")}
    fitting = (kept for kept in (everything, without_notes) if len(compress(json.dumps(kept).encode())) <= _ROOM)
    session[_BENCH] = next(fitting, {})


def _page(asked: MultiDict[str, str]) -> HandoutPage:
    s = services()
    return HandoutPage(asked, s.content.library, s.words, people_to_pick(s.storage, account_id()), _against)


def _against(picked: NamedPerson, lines: Sequence[Line]) -> Mapping[ExerciseId, tuple[Reason, ...]] | None:
    s = services()
    person = find_person(s.storage, account_id(), picked.id)
    if person is None:
        return None
    return reasons_against(s.storage, account_id(), person, lines, s.content, today_of(person))


def _shown(page: HandoutPage, mistake: str = "") -> str:
    _remember(page)
    return render_template("pages/handouts/show.html", page=page, kept=_kept(), mistake=mistake)


def _kept() -> tuple[tuple[int, str], ...]:
    return tuple((k.id, k.name) for k in kept_templates(services().storage, account_id(), KIND))
