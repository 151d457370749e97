"""Signed links in letters: whoever holds the letter may do the one thing that the link names, without signing in."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

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
    return hashlib.sha256(f"letter link\n{person.key}".encode()).hexdigest()[:12]


class LetterLinks:
    """``secret_key`` is the application's; another key makes every older link useless."""

    def __init__(self, secret_key: str) -> None:
        self._key = hashlib.sha256(f"letter links\n{secret_key}".encode()).digest()

    def make(self, link: LetterLink) -> str:
        """A token of letters that may stand in an address."""
        content = json.dumps(_fields(link), separators=(",", ":"), sort_keys=True).encode()
        return f"{_text(content)}.{_text(self._sign(content))}"

    def read(self, token: str) -> LetterLink | None:
        """The link, or None for anything that was not made here."""
        if len(token) > _LONGEST or not token.isascii():
            return None
        content_text, _, signature_text = token.partition(".")
        try:
            content, signature = _bytes(content_text), _bytes(signature_text)
        except ValueError:
            return None
        if not hmac.compare_digest(signature, self._sign(content)):
            return None
        return _link(json.loads(content))

    def sign_number(self, number: int, purpose: str) -> str:
        """A short signature for a number where there is little room: a bounce address. Small letters and digits."""
        return hmac.new(self._key, f"{purpose}\n{number}".encode(), hashlib.sha256).hexdigest()[:16]

    def _sign(self, content: bytes) -> bytes:
        return hmac.new(self._key, content, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _fields(link: LetterLink) -> dict[str, Any]:
    fields = {
        "k": link.kind.value,
        "p": link.person,
        "m": link.mark,
        "d": None if link.day is None else link.day.isoformat(),
        "w": None if link.week is None else link.week.isoformat(),
        "s": link.session,
        "l": None if link.letters is None else link.letters.value,
        "a": link.address,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _link(fields: dict[str, Any]) -> LetterLink | None:
    day, week, letters, session = (fields.get(name) for name in ("d", "w", "l", "s"))
    try:
        return LetterLink(
            LinkKind(fields["k"]),
            PersonId(fields["p"]),
            fields["m"],
            None if day is None else date.fromisoformat(day),
            None if week is None else date.fromisoformat(week),
            None if session is None else SessionId(session),
            None if letters is None else LetterKind(letters),
            fields.get("a"),
        )
    except (KeyError, ValueError):
        return None  # signed by us, but of another version


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
