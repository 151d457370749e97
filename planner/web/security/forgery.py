"""Every change needs the token of its page, but for one: the one-click unsubscribing of mail programs (RFC 8058)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])

csrf = CSRFProtect()

_ONE_CLICK: Final = ("List-Unsubscribe", "One-Click")


def guards_itself(view: _View) -> _View:
    """Marks a view that asks for the token by itself (``protect_unless_one_click``)."""
    csrf.exempt(view)
    return view


def is_one_click() -> bool:
    """Sent by a mail program, without cookie and token: the signed address is its only right."""
    field, value = _ONE_CLICK
    return request.form.get(field) == value


def protect_unless_one_click() -> None:
    """For a view that is exempt from the general rule. Raises CSRFError."""
    if not is_one_click():
        csrf.protect()
