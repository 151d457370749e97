"""The account: devices, a copy of everything, and the end of it."""

from __future__ import annotations

from typing import assert_never

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound, TooManyRequests

from planner.use_cases.count_tries import is_one_too_many
from planner.use_cases.delete_account import AccountGone, HostStays, delete_account
from planner.use_cases.export_everything import export_everything
from planner.use_cases.look_after import people_of
from planner.use_cases.sign_out import devices_of, sign_out_device, sign_out_everywhere
from planner.web.page import file_answer, services
from planner.web.security.access import open_to_all
from planner.web.security.accounts import account_id, end_session, this_device, visitor, visitor_is_host

pages = Blueprint("accounts", __name__)

_COPIES = 20


@pages.get("/account")
def show() -> ResponseReturnValue:
    s, account = services(), visitor()
    return render_template(
        "pages/accounts/show.html",
        account=account,
        devices=devices_of(s.storage, account_id(), this_device()),
        people=people_of(s.storage, account_id()),
    )


@pages.post("/account/devices/<int:device>/sign-out")
def sign_out(device: int) -> ResponseReturnValue:
    sign_out_device(services().storage, account_id(), device)
    return redirect(url_for("accounts.show"), 303)


@pages.post("/account/sign-out-everywhere")
def sign_out_all() -> ResponseReturnValue:
    sign_out_everywhere(services().storage, account_id(), services().now())
    end_session()
    return redirect(url_for("sign_in.ask"), 303)


@pages.get("/account/everything.zip")
def export() -> ResponseReturnValue:
    s = services()
    if is_one_too_many(s.storage, "export", str(account_id()), _COPIES, s.now()):
        raise TooManyRequests
    return file_answer(export_everything(s.storage, account_id(), s.now()), "application/zip", "everything.zip")


@pages.get("/account/delete")
def ask_delete() -> ResponseReturnValue:
    if visitor_is_host():
        abort(404)
    people = people_of(services().storage, account_id())
    return render_template("pages/accounts/delete.html", people=people, mistake="")


@pages.post("/account/delete")
def delete() -> ResponseReturnValue:
    s = services()
    if not said_delete():
        people = people_of(s.storage, account_id())
        return render_template("pages/accounts/delete.html", people=people, mistake=delete_mistake()), 422
    outcome = delete_account(s.storage, account_id())
    match outcome:
        case AccountGone(_people, addresses):
            if s.mailbox is not None:
                s.mailbox.forget(addresses)
            end_session()
            return redirect(url_for("accounts.deleted"), 303)
        case HostStays() | None:
            raise NotFound
    assert_never(outcome)


@pages.get("/account/deleted")
@open_to_all
def deleted() -> ResponseReturnValue:
    return render_template("pages/accounts/deleted.html")


def said_delete() -> bool:
    """The word was typed that shows that somebody means it, in the language of the page or in English."""
    return request.form.get("sure", "").strip().casefold() in {"delete", str(_("delete")).casefold()}


def delete_mistake() -> str:
    """What to say to somebody who did not type it."""
    text: str = _("Type the word to go on. Nothing was deleted.")
    return text
