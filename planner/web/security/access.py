"""Every page is closed unless it says that it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, request
from flask.typing import ResponseReturnValue

from planner.web.security.accounts import ask_to_sign_in, visitor

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])


def open_to_all(view: _View) -> _View:
    """Marks a page that needs no sign-in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def init_access(app: Flask) -> None:
    @app.before_request
    def closed_unless_open() -> ResponseReturnValue | None:
        view = app.view_functions.get(request.endpoint or "")
        if view is None or getattr(view, "open_to_all", False) or visitor() is not None:
            return None
        return ask_to_sign_in()
