"""For whoever runs the program: the outbox, the people, health and settings. Nobody else learns that it exists."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.domain.errors import StorageUnavailable
from planner.domain.reminder import LetterId, LetterState, QueueHealth
from planner.use_cases.host_desk import hosted_people
from planner.use_cases.outbox_desk import cancel, health_of, list_letters, resend
from planner.web.host_words import END_WORDS, STATE_WORDS, settings_in_force
from planner.web.page import services
from planner.web.reminder_page import LETTER_NAMES
from planner.web.security.access import open_to_all
from planner.web.security.accounts import visitor_is_host
from planner.web.security.hosts import is_asked_from_here

pages = Blueprint("host", __name__)

_PAGE: Final = 50


@pages.before_request
def host_only() -> None:
    if request.endpoint != "host.health" and not visitor_is_host():
        abort(404)


@pages.get("/host")
def show() -> ResponseReturnValue:
    s = services()
    health = health_of(s.storage, s.now())
    return render_template("pages/host/show.html", health=health, now=s.now(), settings=settings_in_force(s.config))


@pages.get("/host/outbox")
def outbox() -> ResponseReturnValue:
    s = services()
    asked, before = request.args.get("state", ""), request.args.get("before", type=int)
    state = LetterState(asked) if asked in END_WORDS else None
    letters = list_letters(
        s.storage, s.now(), state=state, before=None if before is None else LetterId(before), limit=_PAGE + 1
    )
    return render_template(
        "pages/host/outbox.html",
        letters=letters[:_PAGE],
        more=letters[_PAGE - 1].id if len(letters) > _PAGE else None,
        state=state,
        ends=END_WORDS,
        states=STATE_WORDS,
        names=LETTER_NAMES,
    )


@pages.post("/host/outbox/<int:number>/resend")
def send_again(number: int) -> ResponseReturnValue:
    s = services()
    if resend(s.storage, LetterId(number), s.now()):
        s.send_soon()
    return redirect(url_for("host.outbox"), 303)


@pages.post("/host/outbox/<int:number>/cancel")
def take_back(number: int) -> ResponseReturnValue:
    cancel(services().storage, LetterId(number), services().now())
    return redirect(url_for("host.outbox"), 303)


@pages.get("/host/people")
def people() -> ResponseReturnValue:
    return render_template("pages/host/people.html", people=hosted_people(services().storage))


@pages.get("/health")
@open_to_all
def health() -> ResponseReturnValue:
    """For a watcher on the same machine, or the host. [D] A request that came through a proxy is not from here."""
    if not (is_asked_from_here() or visitor_is_host()):
        abort(404)
    s = services()
    try:
        queue = health_of(s.storage, s.now())
    except StorageUnavailable as error:
        return jsonify(status="down", database=error.fault.value), 503
    return jsonify(status="ok", database="ok", queue=_queue(queue, s.now()))


def _queue(queue: QueueHealth, now: datetime) -> dict[str, int | str | None]:
    oldest = queue.oldest_due
    return {
        "waiting": queue.waiting,
        "oldest_due": None if oldest is None else oldest.isoformat(),
        "oldest_due_age_seconds": 0 if oldest is None else max(0, round((now - oldest).total_seconds())),
        "sent": queue.sent,
        "failed": queue.failed,
    }
