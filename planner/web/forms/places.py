"""Countries and clocks to pick from, under names that people know."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from babel import Locale
from flask_babel import get_locale
from flask_babel.speaklater import LazyString

from planner.exchange.words import COUNTRIES

_ENGLISH: Final = Locale("en", "GB")


def _name(country: str) -> str:
    locale = get_locale() or _ENGLISH
    return str(locale.territories.get(country) or _ENGLISH.territories[country])


def _zones() -> dict[str, str]:
    """Time zones of the world with the country each lies in, from the zone database's own list."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text()
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


def _city_first(zone: str) -> str:
    """``London (Europe)``: people look for their city."""
    *region, city = zone.replace("_", " ").split("/")
    return f"{city} ({', '.join(region)})" if region else city


_COUNTRY_OF_ZONE: Final = _zones()
COUNTRY_NAMES: Final = tuple(
    (country, LazyString(_name, country)) for country in sorted(COUNTRIES, key=lambda c: str(_ENGLISH.territories[c]))
)
TIME_ZONES: Final = tuple(
    sorted(((zone, _city_first(zone)) for zone in ("UTC", *_COUNTRY_OF_ZONE)), key=lambda z: z[1])
)


def zone_of_country(country: str) -> str | None:
    """The clock of a country that has only one, to save a question; None for the others."""
    zones = [zone for zone, owner in _COUNTRY_OF_ZONE.items() if owner == country]
    return zones[0] if len(zones) == 1 else None
