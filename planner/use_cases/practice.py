"""A practice: who works there, and whom they look after together."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from planner.domain.account import (
    AccessRole,
    AccountId,
    Invitation,
    Practice,
    PracticeRole,
    Practitioner,
    PractitionerId,
    normalised_email,
)
from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.storage.unit_of_work import Storage, UnitOfWork

INVITATION_LIFE: Final = timedelta(days=7)
LARGEST_LOGO: Final = 40 * 1024
"""Bytes; a logo is on every sheet. [D]"""
PNG: Final = b"\x89PNG\r\n\x1a\n"
_SAME_LOOK: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Practising:
    """A clinician at work: not removed, and with a practice."""

    practitioner: Practitioner
    practice: Practice

    @property
    def is_administrator(self) -> bool:
        return self.practitioner.role is PracticeRole.ADMINISTRATOR

    @property
    def signature(self) -> str:
        """Name and profession, as on a signed plan."""
        p = self.practitioner
        return f"{p.name}, {p.profession}" if p.profession else p.name

    @property
    def in_log(self) -> str:
        """Who, and from where, for the person who reads the log."""
        return f"{self.signature} ({self.practice.name})"


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Not at work in a practice, not its administrator, or not this practice's."""


@dataclass(frozen=True, slots=True)
class InvitationSpent:
    """Wrong, used, or older than a week; which of them is not told."""


@dataclass(frozen=True, slots=True)
class Invited:
    """``token`` is shown once, for the link; it is not kept."""

    invitation: Invitation
    token: str


@dataclass(frozen=True, slots=True)
class PracticeView:
    practising: Practising
    colleagues: tuple[tuple[Practitioner, str], ...]
    """With their address, in the order in which they came; removed ones are left out."""
    invitations: tuple[Invitation, ...]
    """Those that still open."""


def find_practising(storage: Storage, account: AccountId) -> Practising | None:
    with storage.reading() as uow:
        return practising_of(uow, account)


def practising_of(uow: UnitOfWork, account: AccountId) -> Practising | None:
    found = uow.practitioners.find_by_account(account)
    if found is None or found.removed is not None or found.practice is None:
        return None
    return Practising(found, uow.practices.get(found.practice))


def found_practice(
    storage: Storage, account: AccountId, practice: str, name: str, profession: str
) -> Practising | NotAllowed:
    """A new practice with this account as its administrator. Somebody who is at work in one founds no second."""
    with storage.writing() as uow:
        if practising_of(uow, account) is not None:
            return NotAllowed()
        made = uow.practices.add(practice)
        _join(uow, account, made, name, profession, PracticeRole.ADMINISTRATOR)
        uow.commit()
    found = find_practising(storage, account)
    assert found is not None, "somebody who has just joined is at work"
    return found


def view_practice(storage: Storage, account: AccountId, now: datetime) -> PracticeView | None:
    with storage.reading() as uow:
        me = practising_of(uow, account)
        if me is None:
            return None
        here = [p for p in uow.practitioners.of_practice(me.practice.id) if p.removed is None]
        addresses = [uow.accounts.find(p.account) for p in here]
        return PracticeView(
            me,
            tuple((p, "" if a is None else a.email) for p, a in zip(here, addresses, strict=True)),
            tuple(i for i in uow.practices.invitations(me.practice.id) if i.used is None and i.expires > now),
        )


def change_header(
    storage: Storage, account: AccountId, name: str, telephone: str, logo: bytes | None
) -> Practice | NotAllowed:
    """What heads the sheets. ``logo`` None leaves the old one, empty takes it away.

    Raises ValueError for a picture that is too large or no PNG.
    """
    with storage.writing() as uow:
        me = practising_of(uow, account)
        if me is None or not me.is_administrator:
            return NotAllowed()
        uow.practices.change(me.practice.id, name, telephone)
        if logo is not None:
            uow.practices.change_logo(me.practice.id, logo or None, logo_type(logo) if logo else None)
        changed = uow.practices.get(me.practice.id)
        uow.commit()
    return changed


def logo_type(logo: bytes) -> str:
    """The media type of a picture. Raises ValueError for one that cannot be used."""
    if not logo.startswith(PNG) or len(logo) > LARGEST_LOGO:
        raise ValueError("A logo is a PNG picture of at most 40 kB.")
    return "image/png"


def invite(storage: Storage, account: AccountId, email: str, role: PracticeRole, now: datetime) -> Invited | NotAllowed:
    """A link for a colleague, good for one use within a week. It opens for that address alone."""
    token = secrets.token_urlsafe(32)
    with storage.writing() as uow:
        me = practising_of(uow, account)
        if me is None or not me.is_administrator:
            return NotAllowed()
        invitation = uow.practices.invite(
            me.practice.id, normalised_email(email), role, token, now, now + INVITATION_LIFE
        )
        uow.commit()
    return Invited(invitation, token)


def take_back_invitation(storage: Storage, account: AccountId, invitation: int) -> bool:
    with storage.writing() as uow:
        me = practising_of(uow, account)
        if me is None or not me.is_administrator:
            return False
        uow.practices.take_back_invitation(me.practice.id, invitation)
        uow.commit()
    return True


def find_invitation(storage: Storage, account: AccountId, token: str, now: datetime) -> Practice | InvitationSpent:
    """Where the link leads, for its page; changes nothing."""
    with storage.reading() as uow:
        found = _open_invitation(uow, account, token, now)
        return InvitationSpent() if found is None else uow.practices.get(found.practice)


def accept_invitation(
    storage: Storage, account: AccountId, token: str, name: str, profession: str, now: datetime
) -> Practising | InvitationSpent:
    """Joins, or comes back. Somebody at work in another practice leaves that one."""
    with storage.writing() as uow:
        invitation = _open_invitation(uow, account, token, now)
        if invitation is None:
            return InvitationSpent()
        uow.practices.use_invitation(invitation.id, now)
        _join(uow, account, uow.practices.get(invitation.practice), name, profession, invitation.role)
        found = practising_of(uow, account)
        uow.commit()
    assert found is not None, "somebody who has just joined is at work"
    return found


def remove_colleague(storage: Storage, account: AccountId, colleague: PractitionerId, now: datetime) -> bool:
    """From now on they see nobody of this practice. The last administrator cannot be removed."""
    with storage.writing() as uow:
        me = practising_of(uow, account)
        if me is None or not me.is_administrator:
            return False
        here = [p for p in uow.practitioners.of_practice(me.practice.id) if p.removed is None]
        heads = [p for p in here if p.role is PracticeRole.ADMINISTRATOR]
        if colleague not in [p.id for p in here] or [p.id for p in heads] == [colleague]:
            return False
        uow.practitioners.remove(colleague, now)
        uow.commit()
    return True


def add_person_to_practice(
    storage: Storage, account: AccountId, name: str, email: str, now: datetime
) -> PersonId | NotAllowed:
    """A new person of the practice, whose questions are still to be answered: together, or by themselves.

    ``name`` may be empty: they are asked for it. With an address the person gets an account of their own and may sign
    in and answer before the visit. Consent is asked of the person, before the first question (SCR-01).
    """
    with storage.writing() as uow:
        me = practising_of(uow, account)
        if me is None:
            return NotAllowed()
        answers = json.dumps({"name": name} if name else {}, ensure_ascii=False)
        person = uow.persons.add(name, "UTC", answers, now).id
        uow.persons.change_state(person, PersonState.PAUSED)
        uow.practices.give_access(me.practice.id, person, now)
        if email:
            own = uow.accounts.get_or_add(email, now)
            uow.accounts.give_access(own.id, person, AccessRole.SELF, now)
        uow.practices.log_access(person, account, me.in_log, "added", now)
        uow.commit()
    return person


def end_practice_access(storage: Storage, account: AccountId, person: PersonId, practice: int, now: datetime) -> bool:
    """The person, or the practice itself, ends that the practice may see them."""
    with storage.writing() as uow:
        me = practising_of(uow, account)
        theirs = [p for p in uow.practices.practices_of(person) if p.id == practice]
        own = uow.accounts.may_see(account, person) or (me is not None and me.practice.id == practice)
        if not theirs or not own:
            return False
        uow.practices.end_access(theirs[0].id, person)
        uow.practices.log_access(person, account, "", f"ended the access of {theirs[0].name}", now)
        uow.commit()
    return True


def log_look(storage: Storage, account: AccountId, person: PersonId, what: str, now: datetime) -> None:
    """Writes down that a clinician looked at or changed something; the same again within hours is one line.

    Nothing is written about somebody who looks at their own record or at whom they care for themselves.
    """
    with storage.reading() as uow:
        me = practising_of(uow, account)
        if me is None or uow.accounts.may_see(account, person) or not uow.practices.works_for(account, person):
            return
        who = me.in_log
        lately = [e for e in uow.practices.access_log(person, limit=50) if e.at > now - _SAME_LOOK]
    if any(entry.who == who and entry.what == what for entry in lately):
        return
    with storage.writing() as uow:
        uow.practices.log_access(person, account, who, what, now)
        uow.commit()


def _open_invitation(uow: UnitOfWork, account: AccountId, token: str, now: datetime) -> Invitation | None:
    found, mine = uow.practices.find_invitation(token), uow.accounts.find(account)
    if found is None or mine is None or found.used is not None or found.expires <= now:
        return None
    return found if mine.email == found.email else None


def _join(
    uow: UnitOfWork, account: AccountId, practice: Practice, name: str, profession: str, role: PracticeRole
) -> None:
    known = uow.practitioners.find_by_account(account)
    if known is None:
        uow.practitioners.add(account, name, profession, practice.id, role)
    else:
        uow.practitioners.join(known.id, practice.id, role, name, profession)
