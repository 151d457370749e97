"""Read what came back: a letter that could not be delivered has failed, and a dead address gets no more letters."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

from planner.domain.reminder import LetterId, OutboxLetter
from planner.mail.bounces import Bounce, BounceMailbox, read_bounce, return_path
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_links import LetterLinks

_PURPOSE: Final = "bounce"


def return_path_of(letter: OutboxLetter, sender_address: str, links: LetterLinks) -> str:
    """Where this letter comes back to."""
    return return_path(sender_address, letter.id, links.sign_number(letter.id, _PURPOSE))


def take_bounces(storage: Storage, mailbox: BounceMailbox, links: LetterLinks, now: datetime) -> int:
    """Takes in every unread report; how many letters came back. Whatever is no report is put away unread.

    Raises OSError where the mailbox cannot be read.
    """
    taken = 0
    for path, content in mailbox.unread():
        bounce = read_bounce(content)
        if bounce is not None and hmac.compare_digest(bounce.signature, links.sign_number(bounce.number, _PURPOSE)):
            taken += _take(storage, bounce, now)
        mailbox.put_away(path)
    return taken


def _take(storage: Storage, bounce: Bounce, now: datetime) -> bool:
    with storage.writing() as uow:
        address = uow.outbox.mark_bounced(LetterId(bounce.number), f"It came back: {bounce.reason}")
        if address is not None and bounce.dead_address:
            uow.addresses.suspend(address, bounce.reason, now)
        uow.commit()
    return address is not None
