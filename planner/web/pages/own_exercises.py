"""Exercises of a practice's own: made here, drawn with sliders, brought along from elsewhere."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.domain.account import OwnExercise
from planner.exchange.exercise_archive import LARGEST as LARGEST_ARCHIVE
from planner.figures.uploaded import LARGEST, NoPicture, clean_png
from planner.library.own import FieldMistake
from planner.use_cases import own_exercises as own
from planner.use_cases.bring_exercises import NotTaken, Taken, bring_exercises
from planner.use_cases.bring_exercises import take_along as take
from planner.web.own_exercise_page import OwnExercisePage
from planner.web.page import file_answer, services
from planner.web.practising import at_work
from planner.web.security.accounts import account_id
from planner.web.security.uploads import takes_up_to

pages = Blueprint("own_exercises", __name__)
_FORM = 64 * 1024


@pages.get("/practice/exercises")
def list_all() -> ResponseReturnValue:
    at_work()
    return _list()


@pages.get("/practice/exercises/new")
def ask_new() -> ResponseReturnValue:
    at_work()
    return _page(_editor(MultiDict({"shared": "yes", "sides": "1", "step": "1"})))


@pages.post("/practice/exercises/new")
@takes_up_to(LARGEST + _FORM)
def make() -> ResponseReturnValue:
    at_work()
    return _sent(None)


@pages.get("/practice/exercises/<int:own_exercise>/edit")
def edit(own_exercise: int) -> ResponseReturnValue:
    s, row = services(), _mine(own_exercise)
    return _page(OwnExercisePage.of_row(row, s.words, s.postures, s.content.library))


@pages.post("/practice/exercises/<int:own_exercise>/edit")
@takes_up_to(LARGEST + _FORM)
def change(own_exercise: int) -> ResponseReturnValue:
    return _sent(_mine(own_exercise))


@pages.post("/practice/exercises/figure")
def figure() -> ResponseReturnValue:
    """The drawing as its sliders stand, for the page that asks while they are moved."""
    at_work()
    return render_template("pages/own_exercises/_drawn.html", page=_editor(request.form))


@pages.post("/practice/exercises/<int:own_exercise>/share")
def share(own_exercise: int) -> ResponseReturnValue:
    shared = request.form.get("shared") == "yes"
    if not own.share_own(services().storage, account_id(), own_exercise, shared):
        abort(404)
    return redirect(url_for("own_exercises.list_all"), 303)


@pages.post("/practice/exercises/<int:own_exercise>/delete")
def delete(own_exercise: int) -> ResponseReturnValue:
    if not own.delete_own(services().storage, account_id(), own_exercise):
        abort(404)
    return redirect(url_for("own_exercises.list_all"), 303)


@pages.get("/practice/exercises/export.zip")
def take_along() -> ResponseReturnValue:
    s = services()
    packed = take(s.storage, account_id(), s.now()) or abort(404)
    return file_answer(packed, "application/zip", "exercises.zip")


@pages.post("/practice/exercises/bring")
@takes_up_to(LARGEST_ARCHIVE + _FORM)
def bring() -> ResponseReturnValue:
    at_work()
    s, sent = services(), request.files.get("file")
    if sent is None or not sent.filename:
        return _list(NotTaken((_("Choose a file first."),))), 422
    raw = sent.read(LARGEST_ARCHIVE + 1)
    outcome = bring_exercises(s.storage, account_id(), raw, s.content, own.Words(s.words, s.postures), s.now())
    page = _list(outcome or abort(404))
    return (page, 422) if isinstance(outcome, NotTaken) else page


def _list(brought: Taken | NotTaken | None = None) -> str:
    listed = own.list_own(services().storage, account_id(), services().content)
    refused = brought.messages if isinstance(brought, NotTaken) else ()
    taken = brought if isinstance(brought, Taken) else None
    return render_template("pages/own_exercises/list.html", listed=listed or (), taken=taken, refused=refused)


def _sent(row: OwnExercise | None) -> ResponseReturnValue:
    """Every button of the editor sends the whole form; only two of them keep it."""
    asked = request.form.get("do")
    if asked not in ("ready", "keep"):
        return _page(_editor(request.form, row))
    try:
        picture = _picture()
    except NoPicture as refused:
        return _page(_editor(request.form, row, (FieldMistake("picture", str(refused)),))), 422
    s, page = services(), _editor(request.form, row)
    outcome = own.keep_own(
        s.storage, account_id(), page.draft(picture), s.content, own.Words(s.words, s.postures), s.now(),
        ready=asked == "ready", number=None if row is None else row.id,
    )  # fmt: skip
    if isinstance(outcome, tuple):
        return _page(_editor(request.form, row, outcome)), 422
    return redirect(url_for("own_exercises.list_all", _anchor=f"e{(outcome or abort(404)).id}"), 303)


def _picture() -> bytes | None:
    """The picture that was sent, empty to take the old one away, None to leave it. Raises NoPicture."""
    if request.form.get("remove_picture") == "yes":
        return b""
    sent = request.files.get("picture")
    return clean_png(sent.read(LARGEST + 1)) if sent and sent.filename else None


def _mine(number: int) -> OwnExercise:
    at_work()
    return own.find_mine(services().storage, account_id(), number) or abort(404)


def _editor(
    sent: MultiDict[str, str], row: OwnExercise | None = None, mistakes: tuple[FieldMistake, ...] = ()
) -> OwnExercisePage:
    s = services()
    return OwnExercisePage(MultiDict(sent), s.words, s.postures, s.content.library, row, mistakes)


def _page(page: OwnExercisePage) -> str:
    head = _("Change an exercise") if page.row else _("A new exercise")
    return render_template("pages/own_exercises/edit.html", page=page, head=head)
