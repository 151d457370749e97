"""A letter as the bytes that go over the wire."""

from __future__ import annotations

import hashlib
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime, formataddr
from functools import lru_cache
from typing import Final

from planner.domain.reminder import header_text

# Written here line by line: the standard library's generators take ten times as long, one of them tears a long
# List-Unsubscribe apart, and a picture that twenty letters show is encoded once this way.
_UTF8: Final = Charset("utf-8")
_UTF8.header_encoding = QP
_END: Final = "\r\n"


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
    """What a letter says, in plain text and in HTML. ``unsubscribe`` is the address at which letters like it stop."""

    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    unsubscribe: str | None = None


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
    sender = _named(envelope.sender_name, envelope.sender_address)
    subject = header_text(letter.subject)
    headers = [
        f"From: {sender}",
        f"To: {ascii_address(envelope.to_address)}",
        f"Subject: {subject if subject.isascii() else Header(subject, _UTF8, 76, 'Subject').encode(linesep=_END)}",
        f"Date: {format_datetime(envelope.date)}",
        f"Message-ID: {header_text(envelope.message_id)}",
        "Auto-Submitted: auto-generated",
    ]
    if envelope.unsubscribe_url is not None:
        headers += [
            f"List-Unsubscribe: <{header_text(envelope.unsubscribe_url)}>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ]
    mark = hashlib.sha256(envelope.message_id.encode()).hexdigest()[:24]
    return _END.join([*headers, "MIME-Version: 1.0", _body(letter, mark), ""]).encode("ascii")


@lru_cache(maxsize=64)
def _named(name: str, address: str) -> str:
    return formataddr((header_text(name), ascii_address(address)))


def _body(letter: Letter, mark: str) -> str:
    # Least faithful first: a reader shows the last part that it understands.
    html = _text("html", letter.html)
    if letter.pictures:
        pictures = (_picture(picture.content_id, picture.png) for picture in letter.pictures)
        html = _multipart('related; type="text/html"', f"=_{mark}.related", [html, *pictures])
    body = _multipart("alternative", f"=_{mark}.alternative", [_text("plain", letter.text), html])
    if letter.attachments:
        body = _multipart("mixed", f"=_{mark}.mixed", [body, *map(_attachment, letter.attachments)])
    return body


def _multipart(kind: str, boundary: str, parts: list[str]) -> str:
    def lines() -> Iterator[str]:
        yield f'Content-Type: multipart/{kind}; boundary="{boundary}"'
        yield ""
        for part in parts:
            yield f"--{boundary}"
            yield part
        yield f"--{boundary}--"

    return _END.join(lines())


def _text(kind: str, text: str) -> str:
    *lines, last = text.replace(_END, "\n").replace("\r", "\n").split("\n")
    return (
        f'Content-Type: text/{kind}; charset="utf-8"{_END}'
        f"Content-Transfer-Encoding: quoted-printable{_END}{_END}" + "".join(map(_quoted, lines)) + _quoted(last, "")
    )


@lru_cache(maxsize=8192)
def _quoted(line: str, end: str = _END) -> str:
    """Each line is encoded by itself, and most lines stand in many letters."""
    return b2a_qp((line + end).encode(), istext=True).decode("ascii").replace("=\n", "=\r\n")


@lru_cache(maxsize=512)
def _picture(content_id: str, png: bytes) -> str:
    return (
        f"Content-Type: image/png{_END}Content-Transfer-Encoding: base64{_END}"
        f"Content-ID: <{header_text(content_id)}>{_END}Content-Disposition: inline{_END}{_END}" + _base64(png)
    )


def _attachment(attachment: Attachment) -> str:
    more = '; charset="utf-8"; method="PUBLISH"' if attachment.media_type == "text/calendar" else ""
    name = header_text(attachment.name)
    if not name.isascii() or any(c in '"\\;' for c in name):
        raise ValueError("the name of an attachment is plain ASCII")
    return (
        f"Content-Type: {header_text(attachment.media_type)}{more}{_END}Content-Transfer-Encoding: base64{_END}"
        f'Content-Disposition: attachment; filename="{name}"{_END}{_END}' + _base64(attachment.content)
    )


def _base64(content: bytes) -> str:
    return encodebytes(content).decode("ascii").replace("\n", _END).removesuffix(_END)
