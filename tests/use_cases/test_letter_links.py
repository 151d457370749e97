from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind
from planner.domain.week import SessionId
from planner.use_cases.letter_links import LetterLink, LetterLinks, LinkKind

LINKS = LetterLinks("one key")
LINK = LetterLink(
    LinkKind.DONE,
    PersonId(7),
    "abcdef",
    date(2026, 11, 23),
    date(2026, 11, 23),
    SessionId("mon-1"),
    LetterKind.SESSION,
    "sam@example.org",
)


@pytest.mark.parametrize("kind", list(LinkKind))
def test_a_link_says_what_it_was_made_for(kind: LinkKind) -> None:
    for link in (LINK, LetterLink(kind, PersonId(1), "m")):
        token = LINKS.make(link)
        assert LINKS.read(token) == link
        assert re.fullmatch(r"[A-Za-z0-9_.~-]+", token)


def test_a_link_of_another_key_is_nothing() -> None:
    assert LetterLinks("another key").read(LINKS.make(LINK)) is None


def test_no_letter_of_a_link_can_be_changed() -> None:
    token = LINKS.make(LINK)
    for place in range(len(token)):
        for other in "Ax-.":
            changed = token[:place] + other + token[place + 1 :]
            # The last letter of base64 carries spare bits; whatever is read is still the very same link.
            assert changed == token or LINKS.read(changed) in (None, LINK)


@given(st.text(max_size=1200))
def test_whatever_is_typed_is_no_link(text: str) -> None:
    assert LINKS.read(text) is None
