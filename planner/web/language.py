"""Which language a page is in. Sentences in the code are British English; others are translation files."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Flask, request
from flask_babel import Babel, get_locale
from flask_babel import gettext as _

DEFAULT: Final = "en_GB"
_DIGITAL: Final = "%H:%M"


def init_language(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    babel = Babel()

    def choose() -> str:
        known = sorted({str(locale) for locale in babel.list_translations()} | {DEFAULT})
        return request.accept_languages.best_match([k.replace("_", "-") for k in known], DEFAULT).replace("-", "_")

    babel.init_app(app, locale_selector=choose)
    app.jinja_env.globals["page_language"] = page_language
    app.jinja_env.filters |= {
        "weekday": weekday,
        "short_date": short_date,
        "long_date": long_date,
        "full_date": full_date,
        "clock": clock,
        "local_time": local_time,
    }


def page_language() -> str:
    """For the ``lang`` attribute."""
    return str(get_locale() or DEFAULT).replace("_", "-")


def weekday(day: date) -> str:
    return format_date(day, "EEEE", locale=get_locale())


def short_date(day: date) -> str:
    """``23 Nov``."""
    return format_date(day, _("d MMM"), locale=get_locale())


def long_date(day: date) -> str:
    """``Monday 23 November``."""
    return format_date(day, _("EEEE d MMMM"), locale=get_locale())


def month_and_year(day: date) -> str:
    """``Nov 2026``."""
    return format_date(day, "MMM yyyy", locale=get_locale())


def full_date(day: date) -> str:
    """``23 November 2026``."""
    return format_date(day, _("d MMMM yyyy"), locale=get_locale())


def clock(at: time) -> str:
    return at.strftime(_DIGITAL)


def local_time(instant: datetime, zone: str) -> str:
    """``23 Nov, 14:05``, as the clocks there showed it."""
    there = instant.astimezone(ZoneInfo(zone))
    return f"{short_date(there.date())}, {clock(there.time())}"
