"""What stands above every page of a person: the ways to their other pages, and what they must not miss."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.use_cases.look_after import suspension_of
from planner.web.forms.kinds import Words
from planner.web.page import services
from planner.web.rescreen_banner import WAY_ON, WAY_ON_LABEL, rescreen_for

PERSON_PAGES: Final[tuple[tuple[str, Words], ...]] = (
    ("weeks.show", _l("Week")),
    ("sessions.begin", _l("Session")),
    ("diaries.current", _l("Diary")),
    ("progress.show", _l("Progress")),
    ("exercises.list_for", _l("Exercises")),
    ("b12.show", _l("B12")),
    ("foods.show", _l("Food")),
    ("painkillers.show", _l("Painkillers")),
    ("reminders.show", _l("Reminders")),
)  # fmt: skip
"""Endpoint and label, in the order of the links; each endpoint takes ``number``. A page adds one line."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """``current`` is what ``aria-current`` says: empty on any other page."""

    address: str
    label: Words
    current: str


@dataclass(frozen=True, slots=True)
class Banner:
    """About ``person``. ``way_on`` is the endpoint of the page that settles it, which does not show the banner."""

    person: PersonId
    text: Words
    way_on: str
    way_on_label: Words
    warns: bool = False


def _stopped(person: KeptPerson) -> Banner | None:
    """A stop is shown on every page until it is cleared (SCR-04)."""
    if person.state is not PersonState.STOPPED:
        return None
    text = person.stop_message or _l("There is no plan for now.")
    return Banner(person.id, text, "stops.show", _l("See what happens next"), warns=True)


def _questions_due(person: KeptPerson) -> Banner | None:
    due = rescreen_for(person)
    return None if due is None else Banner(person.id, due.text, WAY_ON, WAY_ON_LABEL, warns=True)


def _unreachable(person: KeptPerson) -> Banner | None:
    """Mail that does not arrive is told on every page, with the way to put it right."""
    suspended = suspension_of(services().storage, person.id)
    if suspended is None:
        return None
    text = _("Mail to %(address)s does not arrive, so no letters go there.", address=suspended.address)
    return Banner(person.id, text, "reminders.show", _l("Put it right"))


BANNERS: Final[tuple[Callable[[KeptPerson], Banner | None], ...]] = (
    _stopped,
    _questions_due,
    _unreachable,
)  # fmt: skip
"""In the order in which they are shown; each gives a banner or None. At most one query each. One line each."""


def person_links(person: KeptPerson) -> tuple[PageLink, ...]:
    endpoints = [endpoint for endpoint, _label in PERSON_PAGES]
    return tuple(
        PageLink(url_for(endpoint, number=person.id), label, _current(endpoint, endpoints))
        for endpoint, label in PERSON_PAGES
    )


def _current(endpoint: str, endpoints: list[str]) -> str:
    if endpoint == request.endpoint:
        return "page"
    same_part = endpoint.partition(".")[0] == request.blueprint
    return "true" if same_part and request.endpoint not in endpoints else ""


def banners_of(person: KeptPerson) -> tuple[Banner, ...]:
    found = (banner(person) for banner in BANNERS)
    return tuple(banner for banner in found if banner is not None and banner.way_on != request.endpoint)


def stops_of(people: Iterable[KeptPerson]) -> tuple[Banner, ...]:
    """For pages about all of them: each stop with whose it is."""
    stops = ((person, _stopped(person)) for person in people)
    return tuple(replace(stop, text=f"{person.name}: {stop.text}") for person, stop in stops if stop is not None)


def init_navigation(app: Flask) -> None:
    app.jinja_env.globals |= {"person_links": person_links, "banners_of": banners_of, "stops_of": stops_of}
