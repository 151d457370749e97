"""Who may see whom. An account signs in, a person has a back, a practitioner hands out programmes: three things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from planner.domain.person import PersonId

AccountId = NewType("AccountId", int)
PractitionerId = NewType("PractitionerId", int)
PracticeId = NewType("PracticeId", int)


class AccessRole(StrEnum):
    """Why an account may look after a person."""

    SELF = "self"
    CARER = "carer"
    PRACTITIONER = "practitioner"


class PracticeRole(StrEnum):
    """An administrator invites and removes the practitioners of a practice."""

    ADMINISTRATOR = "administrator"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who can sign in. ``email`` is normalised."""

    id: AccountId
    email: str
    active: bool


@dataclass(frozen=True, slots=True)
class Access:
    account: AccountId
    person: PersonId
    role: AccessRole


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A clinician; ``profession`` in their own words, ``practice`` None where they work alone."""

    id: PractitionerId
    account: AccountId
    name: str
    profession: str
    practice: PracticeId | None = None
    role: PracticeRole = PracticeRole.MEMBER
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """``telephone`` and ``logo`` (bytes of ``logo_type``, a media type) head its sheets."""

    id: PracticeId
    name: str
    telephone: str = ""
    logo: bytes | None = None
    logo_type: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    id: int
    practice: PracticeId
    email: str
    role: PracticeRole
    expires: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """Who looked at or changed a person's record, in words that stay readable."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class HandoutLink:
    """Opens a person's week without an account until it is revoked; the token itself is not kept."""

    id: int
    person: PersonId
    made_by: str
    created: datetime
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A week or handout to be used again; ``practice`` None is its maker's own. ``kind`` is week or handout."""

    id: int
    account: AccountId
    practice: PracticeId | None
    name: str
    kind: str
    text: str
    created: datetime


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """An exercise of a practitioner's own (``state`` ready: ``text`` is its YAML) or one brought along (``unreviewed``:
    never generated into a week)."""

    id: int
    account: AccountId
    practice: PracticeId | None
    exercise: str
    state: str
    text: str
    licence: str
    author: str
    source: str
    picture: bytes | None
    picture_type: str | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that is signed in."""

    id: int
    account: AccountId
    label: str
    since: datetime
    last_seen: datetime


def normalised_email(address: str) -> str:
    """The form under which an address is kept and looked up: no outer space, small letters.

    Some servers tell "A" from "a" before the @, none known to us uses it to tell two people apart. [D]
    """
    return address.strip().casefold()
