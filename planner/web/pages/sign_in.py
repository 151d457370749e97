"""Signing in: ask for a link, look in your mail, press the button."""

from __future__ import annotations

from typing import assert_never
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from planner.use_cases.sign_in import (
    LinkNotUsable,
    LinkSent,
    NoSuchAddress,
    SignedIn,
    TooManyTries,
    ask_for_link,
    is_link_usable,
)
from planner.use_cases.sign_in import sign_in as use_link
from planner.use_cases.sign_out import forget_device
from planner.web.page import services
from planner.web.security.access import open_to_all
from planner.web.security.accounts import account_id, end_session, start_session, this_device, visitor
from planner.web.security.browsers import browser_words

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
@open_to_all
def ask() -> ResponseReturnValue:
    if visitor() is not None:
        return redirect(url_for("people.list_all"), 303)
    if onward := _own_path(request.args.get("next")):
        session["onward"] = onward
    return render_template("pages/sign_in/ask.html", email="", mistake="")


@pages.post("/sign-in")
@open_to_all
def send() -> ResponseReturnValue:
    s, email = services(), request.form.get("email", "")
    outcome = ask_for_link(s.storage, email, request.remote_addr or "", s.now(), s.config.mail_from.rpartition("@")[2])
    match outcome:
        case LinkSent(address):
            s.send_soon()
            return render_template("pages/sign_in/sent.html", email=address)
        case NoSuchAddress():
            mistake = _("This does not look like a mail address. It needs an @ and a dot, such as name@example.org.")
            return render_template("pages/sign_in/ask.html", email=email, mistake=mistake), 422
        case TooManyTries():
            raise TooManyRequests
        case _:
            assert_never(outcome)


@pages.get("/sign-in/<token>")
@open_to_all
def confirm(token: str) -> ResponseReturnValue:
    """Mail scanners follow links, so looking at this page changes nothing."""
    s = services()
    if not is_link_usable(s.storage, token, s.now()):
        return render_template("pages/sign_in/spent.html"), 410
    return render_template("pages/sign_in/confirm.html", token=token)


@pages.post("/sign-in/<token>")
@open_to_all
def finish(token: str) -> ResponseReturnValue:
    s = services()
    label = browser_words(request.user_agent.string)
    outcome = use_link(s.storage, token, request.remote_addr or "", s.now(), label)
    match outcome:
        case SignedIn():
            onward = _own_path(session.get("onward"))
            session.clear()
            session.permanent = True
            start_session(outcome)
            return redirect(onward or url_for("people.list_all"), 303)
        case LinkNotUsable():
            return render_template("pages/sign_in/spent.html"), 410
        case TooManyTries():
            raise TooManyRequests
        case _:
            assert_never(outcome)


@pages.post("/sign-out")
def leave() -> ResponseReturnValue:
    forget_device(services().storage, account_id(), this_device())
    end_session()
    response = redirect(url_for("start.show"), 303)
    # Nothing of a session that was under way stays on a shared device.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _own_path(address: str | None) -> str | None:
    """The address where it is a path of ours; a link must not send anybody elsewhere after signing in."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc and address.isprintable() else None
