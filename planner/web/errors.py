"""Everything that can go wrong, turned into one calm page."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from planner.domain.errors import StorageUnavailable

_log = logging.getLogger(__name__)


def init_errors(app: Flask) -> None:
    app.register_error_handler(CSRFError, _open_too_long)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StorageUnavailable, _no_database)
    app.register_error_handler(Exception, _bug)


def calm_page(status: int, title: str, text: str) -> ResponseReturnValue:
    # Not render_template: that looks up who is signed in, and the database may be what is broken.
    page = current_app.jinja_env.get_template("pages/errors/show.html")
    return page.render(title=title, text=text), status


def _open_too_long(_error: CSRFError) -> ResponseReturnValue:
    return calm_page(
        HTTPStatus.BAD_REQUEST,
        _("Please try that once more"),
        _("The page was open for a long time, or came from somewhere else. Nothing was changed. Please try again."),
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    title, text = _words(status)
    return calm_page(status, title, text)


def _words(status: int) -> tuple[str, str]:
    match status:
        case HTTPStatus.NOT_FOUND:
            return _("There is nothing here"), _("The address may have a slip in it, or the page is not yours to see.")
        case HTTPStatus.FORBIDDEN:
            return _("This page is not for you"), _("Sign in with the account it belongs to.")
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return _("That does not work here"), _("Go back and use the buttons of the page.")
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return _("That was too much at once"), _("Nothing was changed. Please shorten what you sent.")
        case HTTPStatus.TOO_MANY_REQUESTS:
            return _("That was a lot of tries"), _("Please wait a quarter of an hour, then try again.")
        case HTTPStatus.MISDIRECTED_REQUEST:
            return _("Not under this name"), _("This program does not answer to the address you used.")
        case _:
            return _("That did not work"), _("Nothing was changed. Please go back and try again.")


def _no_database(error: StorageUnavailable) -> ResponseReturnValue:
    _log.error("database %s: %s", error.fault.value, error)
    return calm_page(HTTPStatus.SERVICE_UNAVAILABLE, _("We cannot reach your records just now"), str(error))


def _bug(error: Exception) -> ResponseReturnValue:
    _log.exception("unexpected error", exc_info=error)
    return calm_page(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something went wrong on our side"),
        _("Nothing was changed. Please try again in a moment."),
    )
