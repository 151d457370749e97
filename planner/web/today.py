"""Which day it is where the person lives."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import abort

from planner.domain.kept import KeptPerson
from planner.web.forms.kinds import date_of
from planner.web.page import services


def today_of(person: KeptPerson) -> date:
    return services().now().astimezone(ZoneInfo(person.time_zone)).date()


def next_monday(today: date) -> date:
    """The first Monday after ``today``."""
    return today + timedelta(days=7 - today.weekday())


def day_in_address(text: str) -> date:
    """A date that stands in an address; anything else there is no page."""
    return date_of(text) or abort(404)
