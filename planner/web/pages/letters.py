"""The local mailbox: every letter sent while no mail server is set. For whoever runs the program on this machine."""

from __future__ import annotations

import base64
import re

from flask import Blueprint, Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from planner.mail.local_mailbox import LocalMailbox, ReceivedLetter
from planner.web.page import services
from planner.web.security.accounts import visitor_is_host
from planner.web.security.headers import FRAMING_POLICY, LETTER_POLICY

pages = Blueprint("letters", __name__)


@pages.get("/mailbox")
def list_all() -> ResponseReturnValue:
    return render_template("pages/letters/list.html", headings=_mailbox().headings())


@pages.get("/mailbox/<letter>")
def show(letter: str) -> ResponseReturnValue:
    response = make_response(render_template("pages/letters/show.html", letter=_letter(letter)))
    response.headers["Content-Security-Policy"] = FRAMING_POLICY
    return response


@pages.get("/mailbox/<letter>/body")
def body(letter: str) -> ResponseReturnValue:
    """The letter's own HTML, which may do nothing but look like something."""
    response = Response(_with_pictures(_letter(letter)), mimetype="text/html")
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    return response


@pages.get("/mailbox/<letter>/attachments/<int:place>")
def attachment(letter: str, place: int) -> ResponseReturnValue:
    attachments = _letter(letter).attachments
    if place >= len(attachments):
        abort(404)
    found = attachments[place]
    response = Response(found.content, mimetype=found.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    return response


def _mailbox() -> LocalMailbox:
    mailbox = services().mailbox
    if mailbox is None or not visitor_is_host():
        abort(404)
    return mailbox


def _letter(name: str) -> ReceivedLetter:
    return _mailbox().find(name) or abort(404)


def _with_pictures(letter: ReceivedLetter) -> str:
    def data(match: re.Match[str]) -> str:
        picture = letter.pictures.get(match[1])
        return "" if picture is None else "data:image/png;base64," + base64.b64encode(picture).decode()

    # Links open beside the mailbox, not inside the frame.
    return '<base target="_blank">' + re.sub(r"cid:([A-Za-z0-9@._-]+)", data, letter.html)
