"""Ways for a message to leave: a mail server, a mailbox on this machine, or a list for tests."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from threading import RLock
from typing import Literal, Protocol

from planner.mail.message import UnusableAddress, ascii_address


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side took the message."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This message was refused, for good or for now; ``text`` is what the other side said."""

    text: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing can be sent at all just now; other letters need not be tried."""

    text: str


Delivery = Sent | Refused | Unreachable


class Sender(Protocol):
    def send(self, to_address: str, message: bytes) -> Delivery:
        """Hands one message over. Whatever goes wrong is in the answer."""
        ...

    def close(self) -> None:
        """Lets go of the connection, if there is one."""
        ...


@dataclass(slots=True)
class MemorySender:
    """Keeps what it is given."""

    sent: list[tuple[str, bytes]] = field(default_factory=list)

    def send(self, to_address: str, message: bytes) -> Delivery:
        self.sent.append((to_address, message))
        return Sent()

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """``sender_address`` is the envelope sender; ``ssl_context`` is for tests, the default checks certificates."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    sender_address: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 30
    ssl_context: ssl.SSLContext | None = field(default=None, repr=False)


class SmtpSender:
    """A mail server, over one connection that is kept until ``close()`` or an error; threads take turns.

    Raises UnusableAddress at once where the sender's own address cannot be used.
    """

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._from = ascii_address(settings.sender_address)
        self._connection: smtplib.SMTP | None = None
        self._alone = RLock()

    def send(self, to_address: str, message: bytes) -> Delivery:
        try:
            to = ascii_address(to_address)
        except UnusableAddress as error:
            return Refused(str(error), permanent=True)
        with self._alone:
            was_open = self._connection is not None
            delivery = self._try(to, message)
            # A server may hang up on an idle connection; nothing was handed over then: a second try is no double.
            if was_open and delivery is None:
                delivery = self._try(to, message)
        return delivery or Unreachable("The mail server hung up.")

    def close(self) -> None:
        with self._alone:
            connection, self._connection = self._connection, None
            if connection is not None:
                try:
                    connection.quit()
                except (OSError, smtplib.SMTPException):
                    connection.close()

    def _try(self, to: str, message: bytes) -> Delivery | None:
        """None where the server hung up before it had anything of this message."""
        if self._connection is None and isinstance(connection := self._connect(), Unreachable):
            return connection
        assert self._connection is not None
        try:
            code, answer = self._connection.mail(self._from)
        except (OSError, smtplib.SMTPException):
            self._drop()
            return None
        try:
            if code == 250:
                code, answer = self._connection.rcpt(to)
            if code in (250, 251):
                code, answer = self._connection.data(message)
                if code == 250:
                    return Sent()
            return self._refused(code, answer)
        except smtplib.SMTPDataError as error:
            return self._refused(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Refused(f"The connection broke: {_words(error)}", permanent=False)

    def _refused(self, code: int, answer: bytes | str) -> Delivery:
        text = f"{code} {_decoded(answer)}".strip()
        if code == 421 or not 400 <= code < 600:
            self._drop()
        else:
            self._reset()
        if code == 530:
            return Unreachable(text)  # it wants a sign-in: our settings are wrong, not this letter
        return Refused(text, permanent=500 <= code < 600)

    def _reset(self) -> None:
        try:
            if self._connection is not None:
                self._connection.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _connect(self) -> smtplib.SMTP | Unreachable:
        s = self._settings
        context = s.ssl_context or ssl.create_default_context()
        # The name we greet with; the default asks the DNS, which may hang on a machine without one.
        name = self._from.rpartition("@")[2]
        connection: smtplib.SMTP | None = None
        try:
            if s.security == "tls":
                connection = smtplib.SMTP_SSL(s.host, s.port, name, timeout=s.timeout_seconds, context=context)
            else:
                connection = smtplib.SMTP(s.host, s.port, name, timeout=s.timeout_seconds)
            connection.ehlo_or_helo_if_needed()
            if s.security == "starttls":
                connection.starttls(context=context)
                connection.ehlo_or_helo_if_needed()
            if s.user:
                connection.login(s.user, s.password)
        except (OSError, smtplib.SMTPException) as error:
            if connection is not None:
                connection.close()
            return Unreachable(f"The mail server {s.host}:{s.port} cannot be used: {_words(error)}")
        self._connection = connection
        return connection


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    return str(error) or type(error).__name__


def _decoded(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:500]
