"""A letter that says nothing but that mail works."""

from __future__ import annotations

import secrets
from datetime import datetime

from planner.mail.letters import try_out_letter
from planner.mail.message import Envelope, UnusableAddress, build_message
from planner.mail.senders import Delivery, Refused, Sender
from planner.use_cases.write_letter import SENDER_NAME


def try_out_mail(sender: Sender, sender_address: str, address: str, message_domain: str, now: datetime) -> Delivery:
    """Sends it at once, past the queue. An address that cannot be used is refused."""
    message_id = f"<{secrets.token_hex(20)}@{message_domain}>"
    try:
        envelope = Envelope(SENDER_NAME, sender_address, address, message_id, now)
        message = build_message(try_out_letter(now), envelope)
    except (UnusableAddress, ValueError) as error:
        return Refused(str(error), permanent=True)
    try:
        return sender.send(address, message)
    finally:
        sender.close()
