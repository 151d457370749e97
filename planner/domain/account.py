"""Who may see whom. An account signs in, a person has a back, a practitioner hands out programmes: three things."""

from __future__ import annotations

from dataclasses import dataclass
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


def normalised_email(address: str) -> str:
    """The form under which an address is kept and looked up: no outer space, small letters.

    Some servers tell "A" from "a" before the @, none known to us uses it to tell two people apart. [D]
    """
    return address.strip().casefold()
