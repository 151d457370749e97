"""Signing in by a link: asked for by address, sent by mail, good for one use and fifteen minutes."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from planner.domain.account import Account, AccountId, normalised_email
from planner.domain.reminder import LetterKind, NewLetter
from planner.storage.repositories.sign_in_keys import SignInKeys
from planner.storage.unit_of_work import Storage, UnitOfWork

LINK_LIFE: Final = timedelta(minutes=15)
SESSION_LIFE: Final = timedelta(days=14)
"""A browser that was not seen for so long is signed out."""
HOST_ADDRESS: Final = "host@localhost"
"""The account of whoever runs the program on this machine. Its links are printed there and never mailed."""

_WINDOW: Final = timedelta(minutes=15)
_KEPT: Final = timedelta(days=1)
"""Old links and counts are swept away after this, whenever somebody asks for a link."""
_SEEN_EVERY: Final = timedelta(hours=12)
"""The list of devices tells the day, so a page does not write more often than this."""
_LINKS_PER_ADDRESS: Final = 3
_LINKS_PER_CLIENT: Final = 20
_TRIES_PER_CLIENT: Final = 30
_ADDRESS: Final = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+")


@dataclass(frozen=True, slots=True)
class LinkSent:
    """The letter waits in the outbox. Said for every address alike, known or not."""

    email: str


@dataclass(frozen=True, slots=True)
class NoSuchAddress:
    """What was typed cannot be a mail address."""


@dataclass(frozen=True, slots=True)
class TooManyTries:
    wait: timedelta


@dataclass(frozen=True, slots=True)
class SignedIn:
    """``key`` and ``device`` are what the session remembers: the account, and this browser among its others."""

    account: Account
    key: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class LinkNotUsable:
    """Wrong, used already, or older than fifteen minutes; which of them is not told."""


def ask_for_link(
    storage: Storage, address: str, client: str, now: datetime, domain: str
) -> LinkSent | NoSuchAddress | TooManyTries:
    """Queues the letter with the link. ``client`` is who asks (network address), ``domain`` ends the Message-ID."""
    email = normalised_email(address)
    if len(email) > 254 or not email.isprintable() or _ADDRESS.fullmatch(email) is None:
        return NoSuchAddress()
    with storage.writing() as uow:
        uow.rate_limits.forget(now - _KEPT)
        uow.sign_in_links.forget_expired(now - _KEPT)
        uow.devices.forget_unseen(now - SESSION_LIFE - _KEPT)
        too_many = is_over(uow, "link-client", client, _LINKS_PER_CLIENT, now) or is_over(
            uow, "link-address", email, _LINKS_PER_ADDRESS, now
        )
        if not too_many:
            _queue_letter(uow, uow.accounts.get_or_add(email, now), now, domain)
        uow.commit()
    return TooManyTries(_WINDOW) if too_many else LinkSent(email)


def make_link(storage: Storage, account: AccountId, now: datetime) -> str:
    """The token for a letter that is being written; the outbox itself never holds one."""
    with storage.writing() as uow:
        token = uow.sign_in_links.make(account, now, LINK_LIFE)
        uow.commit()
    return token


def make_host_link(storage: Storage, now: datetime) -> str:
    """The token that signs in whoever runs the program here; for the terminal, never for a letter."""
    with storage.writing() as uow:
        token = uow.sign_in_links.make(uow.accounts.get_or_add(HOST_ADDRESS, now).id, now, LINK_LIFE)
        uow.commit()
    return token


def is_link_usable(storage: Storage, token: str, now: datetime) -> bool:
    """Changes nothing: mail scanners follow links."""
    with storage.reading() as uow:
        return uow.sign_in_links.find(token, now) is not None


def sign_in(
    storage: Storage, token: str, client: str, now: datetime, device_label: str = ""
) -> SignedIn | LinkNotUsable | TooManyTries:
    """Uses the link up. ``device_label`` is how the account's list calls this browser."""
    with storage.writing() as uow:
        outcome: SignedIn | LinkNotUsable | TooManyTries
        if is_over(uow, "sign-in", client, _TRIES_PER_CLIENT, now):
            outcome = TooManyTries(_WINDOW)
        else:
            found = uow.sign_in_links.use(token, now)
            account = None if found is None else uow.accounts.find(found)
            if account is not None and account.active:
                device = secrets.token_urlsafe(32)
                uow.devices.add(account.id, device, device_label, now)
                outcome = SignedIn(account, SignInKeys(uow.session).get(account.id), device)
            else:
                outcome = LinkNotUsable()
        uow.commit()
    return outcome


def find_signed_in(storage: Storage, key: str, device: str, now: datetime) -> Account | None:
    """Whose session this is; None where the account is closed, or was signed out here or everywhere."""
    with storage.reading() as uow:
        account = SignInKeys(uow.session).find_account(key)
        known = None if account is None else uow.devices.find(device)
    if account is None or not account.active or known is None or known.account != account.id:
        return None
    if now - known.last_seen >= _SEEN_EVERY:
        with storage.writing() as uow:
            uow.devices.seen(known.id, now)
            uow.commit()
    return account


def is_host(account: Account) -> bool:
    return account.email == HOST_ADDRESS


def _queue_letter(uow: UnitOfWork, account: Account, now: datetime, domain: str) -> None:
    key = f"{LetterKind.SIGN_IN.value}/{account.id}/{secrets.token_hex(8)}"
    letter = NewLetter(key, LetterKind.SIGN_IN, account.email, now, now + LINK_LIFE, None, {"account": account.id})
    uow.outbox.put(letter, now, domain)


def is_over(uow: UnitOfWork, what: str, who: str, limit: int, now: datetime) -> bool:
    """Counts one more try in this quarter of an hour, and says whether that is one too many."""
    # Hashed, so that the table tells nobody who asked.
    digest = hashlib.sha256(who.encode()).hexdigest()[:32]
    return uow.rate_limits.count(f"{what}:{digest}", now, _WINDOW) > limit
