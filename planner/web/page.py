"""What every page has at hand: the services, the person a page is about, and addresses of our own files."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, cast

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from markupsafe import Markup

from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.use_cases.intake import draft_of
from planner.use_cases.lapse import stop_if_lapsed
from planner.use_cases.look_after import ConsentNeeded, consent_needed, find_person
from planner.web.library_here import ServicesHere
from planner.web.security.accounts import account_id, visitor, visitor_is_host
from planner.web.services import Services
from planner.web.shipped import static_files


def services() -> Services:
    """Those of the process, with the library that this page may choose from."""
    if "services" not in g:
        g.services = ServicesHere(current_app.extensions["services"])
    return cast(Services, g.services)


def typed(field: str, longest: int) -> str:
    """One line of a sent form, without stray blanks, cut to ``longest`` characters."""
    return " ".join(request.form.get(field, "").split())[:longest]


def file_answer(content: bytes, media_type: str, name: str, *, attached: bool = True) -> Response:
    """A file to keep, or to look at in the browser first."""
    headers = {"Content-Disposition": f'{"attachment" if attached else "inline"}; filename="{name}"'}
    return Response(content, mimetype=media_type, headers=headers)


def use_content_of(person: PersonId) -> None:
    """The library of somebody whom the address of the page does not name."""
    services()
    cast(ServicesHere, g.services).use_content_of(person)


_WITHOUT_CONSENT: Final = frozenset({"consents", "records"})
"""The parts of the pages that stay open without consent: to agree, and to delete."""


def own_person(number: int) -> KeptPerson:
    """The person of the address. A stranger gets the same answer as for a person who does not exist."""
    person = find_person(services().storage, account_id(), PersonId(number))
    if person is None:
        abort(404)
    if request.blueprint not in _WITHOUT_CONSENT:
        needed = consent_needed(services().storage, account_id(), person.id)
        if needed is not None:
            page = "records.show" if needed is ConsentNeeded.AGAIN else "consents.ask_again"
            abort(redirect(url_for(page, number=number), 303))
    return as_of_today(person)


def as_of_today(person: KeptPerson) -> KeptPerson:
    """The person; stopped where a clearance that carried the plan has run out (SCR-05)."""
    s = services()
    if draft_of(person).get("clearance") and stop_if_lapsed(s.storage, person, s.content, s.now()):
        with s.storage.reading() as uow:
            return uow.persons.get(person.id)
    return person


def static_url(name: str) -> str:
    """The address of a file of ours; its mark changes with the file, so browsers may keep it for a year."""
    return url_for("files.static_file", name=name, v=static_files()[name].mark)


def template_url(endpoint: str, /, **values: Any) -> str:
    """The address of a page, as Flask makes it. A page asks for a hundred, most of them again and again."""
    return _address(request.script_root, endpoint, **values)


@lru_cache(maxsize=8192, typed=True)
def _address(_root: str, _endpoint: str, /, **values: Any) -> str:
    return url_for(_endpoint, **values)


@cache
def body_to_point_at(places: tuple[str, ...]) -> Markup:
    from planner.figures.body_question import body_question_svg

    return Markup(body_question_svg(places))


def init_page(app: Flask) -> None:
    app.jinja_env.globals |= {
        "url_for": template_url,
        "static_url": static_url,
        "body_to_point_at": body_to_point_at,
        "visitor": visitor,
        "visitor_is_host": visitor_is_host,
        "has_mailbox": lambda: services().mailbox is not None,
    }
