"""Letters that come back: reports of the mail system, delivered into a mailbox (Maildir) of their own.

Each letter leaves with a return path of its own (VERP), signed, so that a report says by its address which letter it
is about, and nobody can make one up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path
from typing import Final

_RETURN_PATH: Final = re.compile(r"\+b-(\d{1,18})-([0-9a-f]{16})@", re.IGNORECASE)
_LARGEST: Final = 512 * 1024
"""Reports may carry the whole letter behind them; so much is read."""
_ADDRESSED: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
_DEAD: Final = re.compile(r"5\.(1\.\d{1,3}|2\.[01])\b")


def return_path(sender_address: str, number: int, signature: str) -> str:
    """``planner+b-17-0123456789abcdef@example.org``."""
    local, _, domain = sender_address.rpartition("@")
    return f"{local}+b-{number}-{signature}@{domain}"


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report says about the letter ``number``. ``dead_address``: nobody is there, for good."""

    number: int
    signature: str
    reason: str
    dead_address: bool


def read_bounce(source: bytes) -> Bounce | None:
    """The report, or None for anything else: an answer of a person or of a holiday notice, a report of a delay, or one
    about a letter that is not named."""
    message = message_from_bytes(source[:_LARGEST], policy=policy.compat32)
    addressed = " ".join(str(value) for name in _ADDRESSED for value in message.get_all(name, []))
    named = _RETURN_PATH.search(addressed)
    status = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    if named is None or status is None:
        return None
    fields = _fields(status)
    if fields.get("action", "").strip().casefold() != "failed":
        return None
    code = fields.get("status", "").strip()
    reason = " ".join(fields.get("diagnostic-code", "").split()) or code
    return Bounce(int(named[1]), named[2].lower(), reason[:500] or "It came back.", bool(_DEAD.match(code)))


def _fields(status: Message) -> dict[str, str]:
    """The fields of the first recipient; each of our letters has one."""
    blocks = status.get_payload()
    if not isinstance(blocks, list):
        return {}
    return {
        name.casefold(): str(value) for block in blocks if isinstance(block, Message) for name, value in block.items()
    }


@dataclass(frozen=True, slots=True)
class BounceMailbox:
    """A Maildir into which the mail server delivers what comes to the return paths."""

    folder: Path

    def unread(self) -> Iterator[tuple[Path, bytes]]:
        """What has arrived and was not put away, oldest name first. Raises OSError where it cannot be read."""
        for path in sorted((self.folder / "new").glob("*")):
            try:
                with path.open("rb") as file:
                    content = file.read(_LARGEST)
            except FileNotFoundError:
                continue  # another worker was faster
            yield path, content

    def put_away(self, path: Path) -> None:
        """Marks a report as read; one that another worker has put away is no trouble."""
        read = self.folder / "cur"
        read.mkdir(mode=0o700, exist_ok=True)
        try:
            path.rename(read / f"{path.name.partition(':')[0]}:2,S")
        except FileNotFoundError:
            return
