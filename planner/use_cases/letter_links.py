"""Signed links in letters: whoever holds the letter may do the one thing that the link names, without signing in."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind
from planner.domain.week import SessionId

_SIGNATURE_BYTES: Final = 16
_LONGEST: Final = 1000


class LinkKind(StrEnum):
    """What the link does when the page behind it is sent off."""

    DONE = "done"
    NOT_TODAY = "not_today"
    HURT = "hurt"
    AS_USUAL = "as_usual"
    NOT_YET = "not_yet"
    TREATED = "treated"
    UNSUBSCRIBE = "unsubscribe"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class LetterLink:
    """``mark`` binds the link to this very person, should the number ever be given again. ``week`` and ``session``
    name a session, ``day`` a morning, a treatment date or the day a confirmation was asked for."""

    kind: LinkKind
    person: PersonId
    mark: str
    day: date | None = None
    week: date | None = None
    session: SessionId | None = None
    letters: LetterKind | None = None
    address: str | None = None


def mark_of(person: KeptPerson) -> str:
    """What a link says of the person it was made for; tells nothing about them."""
    return _mark(person.key)


@lru_cache(maxsize=64)
def _mark(key: str) -> str:
    return hashlib.sha256(f"letter link\n{key}".encode()).hexdigest()[:12]


class LetterLinks:
    """``secret_key`` is the application's; another key makes every older link useless."""

    def __init__(self, secret_key: str) -> None:
        self._key = hashlib.sha256(f"letter links\n{secret_key}".encode()).digest()

    def make(self, link: LetterLink) -> str:
        """A token of letters that may stand in an address; short, for it stands in plain text too."""
        content = _content(link)
        return f"{content}.{self._sign(content)}"

    def read(self, token: str) -> LetterLink | None:
        """The link, or None for anything that was not made here."""
        content, _, signature = token.rpartition(".")
        if len(token) > _LONGEST or not token.isascii() or not hmac.compare_digest(signature, self._sign(content)):
            return None
        return _link(content)

    def sign_number(self, number: int, purpose: str) -> str:
        """A short signature for a number where there is little room: a bounce address. Small letters and digits."""
        return hmac.new(self._key, f"{purpose}\n{number}".encode(), hashlib.sha256).hexdigest()[:16]

    def _sign(self, content: str) -> str:
        return _text(hmac.digest(self._key, content.encode(), "sha256")[:_SIGNATURE_BYTES])


def _content(link: LetterLink) -> str:
    parts = (
        link.kind.value,
        str(link.person),
        link.mark,
        *("" if day is None else f"{day:%Y%m%d}" for day in (link.day, link.week)),
        link.session or "",
        "" if link.letters is None else link.letters.value,
        "" if link.address is None else _text(link.address.encode()),
    )
    return "~".join(parts).rstrip("~")


def _link(content: str) -> LetterLink | None:
    parts = content.split("~")
    kind, person, mark, day, week, session, letters, address = (*parts, *[""] * (8 - len(parts)))[:8]
    try:
        return LetterLink(
            LinkKind(kind),
            PersonId(int(person)),
            mark,
            _day(day),
            _day(week),
            SessionId(session) if session else None,
            LetterKind(letters) if letters else None,
            urlsafe_b64decode(address + "=" * (-len(address) % 4)).decode() if address else None,
        )
    except ValueError:
        return None  # signed by us, but of another version


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
