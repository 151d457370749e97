"""Pages that take files may be sent more than others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, request
from flask.typing import ResponseReturnValue

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])


def takes_up_to(size: int) -> Callable[[_View], _View]:
    """Marks a page that takes forms of up to ``size`` bytes."""

    def mark(view: _View) -> _View:
        view.takes_up_to = size  # type: ignore[attr-defined]
        return view

    return mark


def init_uploads(app: Flask) -> None:
    """Before anything reads the form, the check of its token included."""

    @app.before_request
    def allow() -> None:
        size = getattr(app.view_functions.get(request.endpoint or ""), "takes_up_to", None)
        if size is not None:
            request.max_content_length = size
