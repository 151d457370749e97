"""Ways for a message to leave: a mail server, a mailbox on this machine, or a list for tests."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import RLock
from typing import Final, Literal, Protocol

from planner.mail.message import UnusableAddress, ascii_address

_Envelope = tuple[str, str]
"""Where a message comes back to and where it goes, in ASCII."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@-]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side took the message."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This message was refused, for good or for now; ``text`` is what the other side said. ``dead_address``: nobody
    is there, so that other letters need not be tried either."""

    text: str
    permanent: bool
    dead_address: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing can be sent at all just now; other letters need not be tried."""

    text: str


Delivery = Sent | Refused | Unreachable


@dataclass(frozen=True, slots=True)
class Following:
    """For whom the next message is, where that is known while this one is on its way."""

    to_address: str
    return_path: str | None = None


Meanwhile = Callable[[], Following | None]
"""Other work, done at most once after the whole message was handed over, while its answer is awaited. Raises nothing
that is meant to be caught."""


def _nothing() -> None:
    pass


class Sender(Protocol):
    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = _nothing
    ) -> Delivery:
        """Hands one message over. Whatever goes wrong is in the answer. What cannot be delivered later comes back to
        ``return_path``, by default to the sender's own address. A sender that waits for nothing leaves ``meanwhile``
        undone."""
        ...

    def close(self) -> None:
        """Lets go of the connection, if there is one."""
        ...


@dataclass(slots=True)
class MemorySender:
    """Keeps what it is given."""

    sent: list[tuple[str, bytes]] = field(default_factory=list)

    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = _nothing
    ) -> Delivery:
        del return_path
        self.sent.append((to_address, message))
        meanwhile()
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
        self._said_ahead: _Envelope | None = None
        self._alone = RLock()

    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = _nothing
    ) -> Delivery:
        try:
            envelope = self._envelope(Following(to_address, return_path))
        except UnusableAddress as error:
            return Refused(str(error), permanent=True)
        with self._alone:
            was_open = self._connection is not None
            delivery = self._try(envelope, message, meanwhile)
            # A server may hang up on an idle connection; nothing was handed over then: a second try is no double.
            if was_open and delivery is None:
                delivery = self._try(envelope, message, meanwhile)
        return delivery or Unreachable("The mail server hung up.")

    def close(self) -> None:
        with self._alone:
            if self._said_ahead is not None:
                self._drop()  # a letter that was announced does not come: it waits for that, not for QUIT
            connection, self._connection = self._connection, None
            if connection is not None:
                try:
                    connection.quit()
                except (OSError, smtplib.SMTPException):
                    connection.close()

    def check(self) -> Unreachable | None:
        """Connects, signs in and hangs up: whether the settings work. Nothing is sent."""
        with self._alone:
            self._drop()
            connection = self._connect()
            self.close()
        return connection if isinstance(connection, Unreachable) else None

    def _envelope(self, letter: Following) -> _Envelope:
        path = letter.return_path
        return self._from if path is None else ascii_address(path), ascii_address(letter.to_address)

    def _try(self, envelope: _Envelope, message: bytes, meanwhile: Meanwhile) -> Delivery | None:
        """None where the server hung up before it had anything of this message."""
        if self._said_ahead not in (None, envelope):
            self._drop()  # there is no way to take DATA back
        if self._connection is None and isinstance(connection := self._connect(), Unreachable):
            return connection
        assert self._connection is not None
        pipelined = self._connection.has_extn("pipelining")
        try:
            if not pipelined:
                code, answer = self._connection.mail(envelope[0])
            else:
                if self._said_ahead is None:
                    self._connection.send(_beginning(envelope))
                self._said_ahead = None
                code, answer = self._connection.getreply()
        except (OSError, smtplib.SMTPException):
            self._drop()
            return None
        try:
            if pipelined:
                return self._go_on(self._connection, message, code, answer, meanwhile)
            if code == 250:
                code, answer = self._connection.rcpt(envelope[1])
                if code not in (250, 251):
                    return self._refused(code, answer, dead_address=_is_dead(code, answer))
                code, answer = self._connection.docmd("DATA")
                if code == 354:
                    _hand_over(self._connection, message)
                    meanwhile()
                    code, answer = self._connection.getreply()
                if code == 250:
                    return Sent()
            return self._refused(code, answer)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Refused(f"The connection broke: {_words(error)}", permanent=False)

    def _go_on(
        self, connection: smtplib.SMTP, message: bytes, code: int, answer: bytes, meanwhile: Meanwhile
    ) -> Delivery:
        """What the server said to the recipient and to DATA, then the message itself."""
        rcpt_code, rcpt_answer = connection.getreply()
        data_code, data_answer = connection.getreply()
        taken = code == 250 and rcpt_code in (250, 251)
        if data_code == 354:
            # A server that says so although it refused the rest gets nothing, and then says that that is too little.
            _hand_over(connection, message if taken else b"")
            if taken and (following := meanwhile()) is not None:
                self._say_ahead(connection, following)
            end_code, end_answer = connection.getreply()
            if taken:
                return Sent() if end_code == 250 else self._refused(end_code, end_answer)
        if code != 250:
            return self._refused(code, answer)
        if not taken:
            return self._refused(rcpt_code, rcpt_answer, dead_address=_is_dead(rcpt_code, rcpt_answer))
        return self._refused(data_code, data_answer)

    def _say_ahead(self, connection: smtplib.SMTP, following: Following) -> None:
        """The beginning of the next letter, right behind the end of this one, as RFC 2920 allows: the server answers
        it while this one is marked. Whatever goes wrong shows when the answers are read."""
        with suppress(UnusableAddress, OSError):
            envelope = self._envelope(following)
            assert connection.sock is not None
            connection.sock.sendall(_beginning(envelope))
            self._said_ahead = envelope

    def _refused(self, code: int, answer: bytes | str, *, dead_address: bool = False) -> Delivery:
        text = f"{code} {_decoded(answer)}".strip()
        if code == 421 or not 400 <= code < 600:
            self._drop()
        elif self._said_ahead is None:
            self._reset()
        if code == 530:
            return Unreachable(text)  # it wants a sign-in: our settings are wrong, not this letter
        return Refused(text, 500 <= code < 600, dead_address)

    def _reset(self) -> None:
        try:
            if self._connection is not None:
                self._connection.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        connection, self._connection, self._said_ahead = self._connection, None, None
        if connection is not None:
            connection.close()

    def _connect(self) -> smtplib.SMTP | Unreachable:
        s = self._settings
        context = None if s.security == "none" else s.ssl_context or ssl.create_default_context()
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
        assert connection.sock is not None
        # What is said ahead goes out at once, instead of when the end of the letter was acknowledged: 40 ms later.
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection = connection
        return connection


def _beginning(envelope: _Envelope) -> bytes:
    """All that comes before the message, said at once (RFC 2920): one wait instead of three. Three answers follow."""
    sender, to = envelope
    return f"MAIL FROM:{_quoted(sender)}\r\nRCPT TO:{_quoted(to)}\r\nDATA\r\n".encode("ascii")


def _quoted(address: str) -> str:
    return f"<{address}>" if _PLAIN.fullmatch(address) else smtplib.quoteaddr(address)


def _hand_over(connection: smtplib.SMTP, message: bytes) -> None:
    """After DATA, the same bytes as smtplib's own ``data``, which searches every letter line by line for dots."""
    if message.startswith(b".") or b"\n." in message:
        message = (b"." if message.startswith(b".") else b"") + message.replace(b"\n.", b"\n..")
    connection.send(message + (b".\r\n" if message.endswith(b"\r\n") or not message else b"\r\n.\r\n"))


def _is_dead(code: int, answer: bytes | str) -> bool:
    """A refusal of the address itself, for good: not a full mailbox (x.2.2), nor something the server has against
    us or against letters like this one (x.7.z), nor trouble on its own side."""
    enhanced = re.match(r"5\.(\d+)\.(\d+)", _decoded(answer))
    if enhanced is not None:
        return code >= 500 and (enhanced[1] == "1" or (enhanced[1] == "2" and enhanced[2] in ("0", "1")))
    return code in (550, 551, 553, 554)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    return str(error) or type(error).__name__


def _decoded(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:500]
