"""Which language a page is in. Sentences in the code are British English; others are translation files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import support
from babel.dates import format_date
from flask import Flask, g, request
from flask_babel import Babel, Domain, get_locale, get_translations
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

DEFAULT: Final = "en_GB"
_DIGITAL: Final = "%H:%M"
_DAYS: Final = {"weekday": "EEEE", "short": _l("d MMM"), "long": _l("EEEE d MMMM"), "full": _l("d MMMM yyyy")}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A language, and the sentences that were looked up in it: a page says hundreds, most as the page before."""

    name: str
    texts: dict[str, Markup] = field(default_factory=dict)

    def text(self, message: str) -> Markup:
        found = self.texts.get(message)
        if found is None:
            found = self.texts[message] = Markup(get_translations().ugettext(message))
        return found


class _Sentences(Domain):  # type: ignore[misc]  # the library has no types
    """Asks once for each page which language it is in; the usual one asks again for every sentence."""

    def get_translations(self) -> support.NullTranslations:
        found: support.NullTranslations | None = g.get("translations")
        if found is None:
            found = g.translations = super().get_translations()
        return found


class _Babel(Babel):  # type: ignore[misc]
    domain_instance = _Sentences()


_SPOKEN: Final[dict[str, _Spoken]] = {}


def init_language(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    babel = _Babel()

    @cache
    def known() -> tuple[str, ...]:
        """Read from the folders of the translations once."""
        return tuple(sorted({str(locale).replace("_", "-") for locale in babel.list_translations()} | {"en-GB"}))

    def choose() -> str:
        return request.accept_languages.best_match(known(), DEFAULT).replace("-", "_")

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
    text = _spoken().text(message)
    return text % values if values or "%" in text else text


def _spoken() -> _Spoken:
    """The language of the page."""
    found: _Spoken | None = g.get("spoken")
    if found is None:
        name = page_language()
        found = g.spoken = _SPOKEN.setdefault(name, _Spoken(name))
    return found


def weekday(day: date) -> str:
    return _in_words(day, "weekday", _spoken().name)


def short_date(day: date) -> str:
    """``23 Nov``."""
    return _in_words(day, "short", _spoken().name)


def long_date(day: date) -> str:
    """``Monday 23 November``."""
    return _in_words(day, "long", _spoken().name)


def month_and_year(day: date) -> str:
    """``Nov 2026``."""
    return format_date(day, "MMM yyyy", locale=get_locale())


def full_date(day: date) -> str:
    """``23 November 2026``."""
    return _in_words(day, "full", _spoken().name)


@lru_cache(maxsize=4096)
def _in_words(day: date, which: str, _language: str) -> str:
    """The same for everybody who reads this language."""
    return format_date(day, str(_DAYS[which]), locale=get_locale())


def clock(at: time) -> str:
    return at.strftime(_DIGITAL)


def local_time(instant: datetime, zone: str) -> str:
    """``23 Nov, 14:05``, as the clocks there showed it."""
    there = instant.astimezone(ZoneInfo(zone))
    return f"{short_date(there.date())}, {clock(there.time())}"
