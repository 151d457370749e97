"""The library as the page that is asked for has it: the person's it is about, or the visitor's at work."""

from __future__ import annotations

from typing import Any, Final

from flask import g, request

from planner.domain.person import PersonId
from planner.use_cases.make_week import Content
from planner.use_cases.own_library import content_for_person, library_for
from planner.use_cases.practice import find_practising
from planner.web.security.accounts import account_id, visitor
from planner.web.services import Services

_BY_HAND: Final = frozenset({"handouts"})
"""The parts of the pages where exercises are picked by hand: those that nobody has reviewed may be picked there."""


class ServicesHere:
    """The services of the process, but that ``content`` is what this page may choose from: the shipped exercises with
    those of the practice. Whether the visitor may see the person is for the page to ask."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def content(self) -> Content:
        if "content" not in g:
            g.content = self._content((request.view_args or {}).get("number"))
        found: Content = g.content
        return found

    def use_content_of(self, person: PersonId) -> None:
        """For pages whose address does not say whom they are about."""
        g.content = self._content(person)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._services, name)

    def _content(self, person: int | None) -> Content:
        s = self._services
        if person is not None:
            return content_for_person(s.storage, PersonId(person), s.content)
        if visitor() is not None and find_practising(s.storage, account_id()) is not None:
            by_hand = request.blueprint in _BY_HAND
            return library_for(s.storage, account_id(), s.content, with_unreviewed=by_hand)
        return s.content
