"""Which language a page is in. Sentences in the code are British English; others are translation files."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from flask import Flask, g, request
from flask_babel import Babel, get_locale, get_translations
from flask_babel import gettext as _
from markupsafe import Markup

DEFAULT: Final = "en_GB"
_DIGITAL: Final = "%H:%M"
_TEMPLATE_TEXTS: Final[dict[str, dict[str, Markup]]] = {}
"""The sentences of the templates by language, once they were looked up."""


def init_language(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    babel = Babel()

    def choose() -> str:
        known = sorted({str(locale) for locale in babel.list_translations()} | {DEFAULT})
        return request.accept_languages.best_match([k.replace("_", "-") for k in known], DEFAULT).replace("-", "_")

    babel.init_app(app, locale_selector=choose)
    # In place of the usual one, which looks the locale up five times for every word of a page.
    app.jinja_env.globals |= {"page_language": page_language, "_": template_text, "gettext": template_text}
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


def template_text(message: str, /, **values: Any) -> Markup:
    """A sentence of a template in the language of the page; values are escaped, and ``%%`` is a per cent sign."""
    if "template_texts" not in g:
        g.template_texts = _TEMPLATE_TEXTS.setdefault(page_language(), {})
    texts: dict[str, Markup] = g.template_texts
    text = texts.get(message)
    if text is None:
        text = texts[message] = Markup(get_translations().ugettext(message))
    return text % values if values or "%" in text else text


def weekday(day: date) -> str:
    return _date_in(day, "EEEE", get_locale())


def short_date(day: date) -> str:
    """``23 Nov``."""
    return _date_in(day, _("d MMM"), get_locale())


def long_date(day: date) -> str:
    """``Monday 23 November``."""
    return _date_in(day, _("EEEE d MMMM"), get_locale())


def month_and_year(day: date) -> str:
    """``Nov 2026``."""
    return _date_in(day, "MMM yyyy", get_locale())


def full_date(day: date) -> str:
    """``23 November 2026``."""
    return _date_in(day, _("d MMMM yyyy"), get_locale())


@lru_cache(maxsize=4096)
def _date_in(day: date, pattern: str, locale: Locale | None) -> str:
    return format_date(day, pattern, locale=locale)


def clock(at: time) -> str:
    return at.strftime(_DIGITAL)


def local_time(instant: datetime, zone: str) -> str:
    """``23 Nov, 14:05``, as the clocks there showed it."""
    there = instant.astimezone(ZoneInfo(zone))
    return f"{short_date(there.date())}, {clock(there.time())}"
