"""What can be guessed about somebody who begins, so that they only need to look at it."""

from __future__ import annotations

from babel.core import Locale
from flask import request

from planner.use_cases.intake import Draft
from planner.web.forms.places import zone_of_country
from planner.web.security.accounts import visitor, visitor_is_host


def with_suggestions(draft: Draft) -> Draft:
    """What can be guessed is filled in and may be changed: the country by the browser, the clock by the country."""
    suggested = dict(draft)
    account = visitor()
    if account is not None and not visitor_is_host():
        suggested["suggested_email"] = account.email
    if "country" not in suggested and (country := _country_of_browser()) is not None:
        suggested["country"] = country
    if "time_zone" not in suggested and (zone := zone_of_country(suggested.get("country", ""))) is not None:
        suggested["time_zone"] = zone
    return suggested


def _country_of_browser() -> str | None:
    for language, _quality in request.accept_languages:
        try:
            territory = Locale.parse(language, sep="-").territory
        except ValueError:
            continue
        if territory is not None:
            return str(territory)
    return None
