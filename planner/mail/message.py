"""A letter as the bytes that go over the wire."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from typing import Final

from planner.domain.reminder import header_text

# compat32 builds a letter in a third of the time EmailMessage takes, and with this line length it leaves a long
# List-Unsubscribe alone, which EmailMessage turns into an encoded word that mail programs ignore.
_POLICY: Final = policy.compat32.clone(linesep="\r\n", max_line_length=998)
_UTF8: Final = Charset("utf-8")
_UTF8.body_encoding = QP


class UnusableAddress(ValueError):
    """An address that cannot be written into a letter."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG shown inside the letter as ``cid:<content_id>``."""

    content_id: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file at the letter's end; ``media_type`` like ``application/pdf``."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, in plain text and in HTML."""

    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """``message_id`` has its angle brackets; ``date`` is aware. ``unsubscribe_url`` is an https address that takes
    the one-click POST of RFC 8058."""

    sender_name: str
    sender_address: str
    to_address: str
    message_id: str
    date: datetime
    unsubscribe_url: str | None = None


def ascii_address(address: str) -> str:
    """``address`` with its domain in ASCII. Raises UnusableAddress where it has no form that every server takes."""
    local, at, domain = header_text(address).rpartition("@")
    if not (at and local and domain and local.isascii() and " " not in address):
        raise UnusableAddress(f'The address "{address}" cannot be used for mail.')
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise UnusableAddress(f'The address "{address}" cannot be used for mail.') from error


def build_message(letter: Letter, envelope: Envelope) -> bytes:
    """The whole message, lines ending in CR LF. The same arguments give the same bytes.

    Raises UnusableAddress, and LineBreakInHeader where a header would hold a line break.
    """
    message = _body(letter, hashlib.sha256(envelope.message_id.encode()).hexdigest()[:24])
    sender = formataddr((header_text(envelope.sender_name), ascii_address(envelope.sender_address)))
    subject = header_text(letter.subject)
    message["From"] = sender
    message["To"] = ascii_address(envelope.to_address)
    # Folded by us: with 998 characters allowed, the generator would not fold an encoded subject.
    message["Subject"] = subject if subject.isascii() else Header(subject, _UTF8, 76, "Subject").encode()
    message["Date"] = format_datetime(envelope.date)
    message["Message-ID"] = header_text(envelope.message_id)
    message["Auto-Submitted"] = "auto-generated"
    if envelope.unsubscribe_url is not None:
        message["List-Unsubscribe"] = f"<{header_text(envelope.unsubscribe_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message.as_bytes(policy=_POLICY)


def _body(letter: Letter, mark: str) -> MIMEMultipart:
    html: MIMEBase = MIMEText(letter.html, "html", _UTF8)  # type: ignore[arg-type]
    if letter.pictures:
        related = MIMEMultipart("related", boundary=f"=_{mark}.related", type="text/html")
        related.attach(html)
        for picture in letter.pictures:
            related.attach(_picture(picture))
        html = related
    # Least faithful first: a reader shows the last part that it understands.
    body = MIMEMultipart("alternative", boundary=f"=_{mark}.alternative")
    body.attach(MIMEText(letter.text, "plain", _UTF8))  # type: ignore[arg-type]
    body.attach(html)
    if not letter.attachments:
        return body
    whole = MIMEMultipart("mixed", boundary=f"=_{mark}.mixed")
    whole.attach(body)
    for attachment in letter.attachments:
        whole.attach(_attachment(attachment))
    return whole


def _picture(picture: Picture) -> MIMEImage:
    part = MIMEImage(picture.png, "png")
    part["Content-ID"] = f"<{header_text(picture.content_id)}>"
    part["Content-Disposition"] = "inline"
    return part


def _attachment(attachment: Attachment) -> MIMENonMultipart:
    part = MIMENonMultipart(*attachment.media_type.split("/"))
    if attachment.media_type == "text/calendar":
        part.set_param("charset", "utf-8")
        part.set_param("method", "PUBLISH")
    part.set_payload(attachment.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=header_text(attachment.name))
    return part
