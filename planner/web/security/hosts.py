"""Which names we answer to. A page elsewhere must not reach us under a name of its own (DNS rebinding)."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import HTTPException


class UnknownName(HTTPException):
    code = 421
    description = "This program does not answer to that name."


LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def init_hosts(app: Flask, base_url: str) -> None:
    allowed = LOOPBACK | ({name.lower()} if (name := urlsplit(base_url).hostname) else set())

    @app.before_request
    def known_name() -> None:
        if _name_of(request.environ.get("HTTP_HOST", "")) not in allowed:
            raise UnknownName


def is_asked_from_here() -> bool:
    """By a program on this machine, under a loopback name, and through no proxy."""
    passed_on = any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"))
    asks = request.remote_addr in LOOPBACK and _name_of(request.environ.get("HTTP_HOST", "")) in LOOPBACK
    return asks and not passed_on


def _name_of(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
