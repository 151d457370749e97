"""A mailbox in a folder of this machine (Maildir), for places without a mail server.

Crash safe without a database: a message is written beside the mailbox and moved into it whole. Its file is named by
its Message-ID, so a letter that is sent again after a crash replaces itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from re import fullmatch

from planner.mail.message import Attachment
from planner.mail.senders import Delivery, Sent, Unreachable


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the list of letters. ``id`` is the name under which ``LocalMailbox.find`` finds it."""

    id: str
    subject: str
    to: str
    date: datetime


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """``pictures`` by content id: the HTML names them ``cid:<content id>``."""

    heading: Heading
    text: str
    html: str
    pictures: Mapping[str, bytes]
    attachments: tuple[Attachment, ...]
    source: bytes


class LocalMailbox:
    """A sender that keeps everything in ``folder``, and the reader of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: object = None
    ) -> Delivery:
        del to_address, return_path, meanwhile  # one mailbox for everyone, the letter itself says to whom
        headers = BytesHeaderParser(policy=policy.compat32).parsebytes(message)
        name = hashlib.sha256(str(headers["Message-ID"]).encode()).hexdigest()[:32] + ".planner"
        try:
            for part in ("tmp", "new", "cur"):
                (self._folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = self._folder / "tmp" / f"{name}.{os.getpid()}"
            with unfinished.open("wb") as file:
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._folder / "new" / name)
        except OSError as error:
            return Unreachable(f"The local mailbox cannot be written: {error.strerror or error}.")
        return Sent()

    def close(self) -> None:
        """Nothing is kept open."""

    def headings(self) -> tuple[Heading, ...]:
        """Every letter, newest first."""
        parser = BytesHeaderParser(policy=policy.default)
        found = []
        for path in self._paths():
            with path.open("rb") as file:
                found.append(_heading(path.name, parser.parse(file)))
        return tuple(sorted(found, key=lambda heading: (heading.date, heading.id), reverse=True))

    def find(self, letter: str) -> ReceivedLetter | None:
        """The letter with this id; None for an id that is not there, whatever it contains."""
        if not fullmatch(r"[0-9a-f]{32}\.planner", letter):
            return None
        path = next((path for path in self._paths() if path.name == letter), None)
        return None if path is None else _letter(letter, path.read_bytes())

    def forget(self, addresses: Iterable[str]) -> None:
        """Deletes every letter to one of these addresses."""
        gone = {address.casefold() for address in addresses}
        for heading in self.headings():
            if heading.to.casefold() in gone:
                for path in self._paths():
                    if path.name == heading.id:
                        path.unlink(missing_ok=True)

    def _paths(self) -> list[Path]:
        return [path for part in ("new", "cur") for path in sorted((self._folder / part).glob("*.planner"))]


def _heading(name: str, message: EmailMessage) -> Heading:
    date = parsedate_to_datetime(str(message["Date"])) if message["Date"] else datetime.fromtimestamp(0, UTC)
    return Heading(name, str(message["Subject"]), str(message["To"]), date)


def _letter(name: str, source: bytes) -> ReceivedLetter:
    message = message_from_bytes(source, policy=policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    pictures = {
        str(part["Content-ID"]).strip("<>"): _content(part) for part in message.walk() if part["Content-ID"] is not None
    }
    attachments = tuple(
        Attachment(part.get_filename() or "file", part.get_content_type(), _content(part))
        for part in message.walk()
        if part.get_content_disposition() == "attachment"
    )
    return ReceivedLetter(
        _heading(name, message),
        "" if text is None else text.get_content().replace("\r\n", "\n"),
        "" if html is None else html.get_content().replace("\r\n", "\n"),
        pictures,
        attachments,
        source,
    )


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
