"""A small week, a picture, and mail servers on the loopback address that behave as they are told."""

from __future__ import annotations

import gc
import ssl
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from planner.domain.exercise import ExerciseId, Level
from planner.domain.person import weekday_of
from planner.domain.week import (
    Block,
    BlockKind,
    Caps,
    CareItem,
    CareKind,
    Day,
    Item,
    Message,
    PassState,
    ScreeningReport,
    SessionId,
    SolverReport,
    Week,
    WeekPerson,
)
from planner.domain.week import Session as ExerciseSession

MONDAY = date(2026, 11, 23)


def _item(name: str, **changes: Any) -> Item:
    values: dict[str, Any] = {
        "exercise": ExerciseId(name),
        "name": name.replace("-", " ").capitalize(),
        "sets": 2,
        "reps": 8,
        "hold_seconds": 5,
        "minutes": None,
        "sides": 1,
        "rest_seconds": 30,
        "effort": 4,
        "seconds": 158,
        "adaptations": (),
        "instead_of": None,
        "why": "Steadies the middle of the back.",
    }
    return Item(**values | changes)


@pytest.fixture
def week() -> Week:
    items = (
        _item("diaphragm-breath", sets=1, reps=None, hold_seconds=None, minutes=2.0),
        _item(
            "bird-dog",
            sides=2,
            adaptations=("AD-06",),
            adaptation_texts=("Keep the back flat & slide the foot along the floor.",),
        ),
        _item("hamstring-chair", sets=1, reps=2, hold_seconds=30),
    )
    session = ExerciseSession(
        SessionId("mon-1"), time(7, 30), 20, 18.5, "Core and stretch", (Block(BlockKind.CORE, None, items),)
    )
    b12 = CareItem(CareKind.B12, None, "Your B12 treatment is due today.", "B12-09")
    posture = CareItem(CareKind.POSTURE, time(9), "Stand up and reach for a minute.", "DOSE-10")
    days = tuple(
        Day(day, weekday_of(day), n > 0, (session,) if n == 0 else (), (b12, posture) if n == 0 else (posture,))
        for n, day in enumerate(MONDAY + timedelta(days=n) for n in range(7))
    )
    return Week(
        start=MONDAY,
        library="1",
        person=WeekPerson("Sam <the> Example", 58, Level.BEGINNER, "Europe/London", "A4"),
        screening=ScreeningReport(
            PassState.PASS_RESTRICTED,
            ("AMB-01",),
            ("OP", "PN"),
            Caps(),
            (Message("MSG-AMBER", "You told us about thin bones. We left out some movements."),),
        ),
        days=days,
        left_out=(),
        laws=(),
        changes=(),
        solver=SolverReport("optimal", 1, 1, 0.1),
    )


def _png(grey: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes([0, grey])))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def drawings(week: Week) -> dict[ExerciseId, bytes]:
    return {item.exercise: _png(n) for n, item in enumerate(week.days[0].sessions[0].items)}


@pytest.fixture
def lines(week: Week) -> dict[ExerciseId, str]:
    return {item.exercise: f"Move slowly in {item.name}." for item in week.days[0].sessions[0].items}


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class AnyPort(Controller):
    """Listens on a port that the machine chooses."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Answers:
    """What the server says; ``None`` lets the usual happen, ``"hang up"`` drops the line."""

    def __init__(self) -> None:
        self.mail: str | None = None
        self.rcpt: str | None = None
        self.data: str | None = None
        self.received: list[Envelope] = []
        self.connections = 0
        self.pipelining = False

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += session.host_name is None
        session.host_name = hostname
        # The first line is the server's name, whatever it says.
        return [responses[0], "250-PIPELINING", *responses[1:]] if self.pipelining else responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mail is not None:
            return self._say(server, self.mail)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt is not None:
            return self._say(server, self.rcpt)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data is not None:
            return self._say(server, self.data)
        self.received.append(envelope)
        return "250 Accepted"

    @staticmethod
    def _say(server: SMTP, answer: str) -> str:
        if answer == "hang up":
            assert server.transport is not None
            server.transport.close()
            return "250 too late"
        return answer


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def start_server(answers: Answers) -> Iterator[Callable[..., int]]:
    """Starts a server with these answers and gives its port."""
    running: list[Controller] = []

    def start(**options: Any) -> int:
        controller = AnyPort(answers, hostname="127.0.0.1", port=0, **options)
        controller.start()
        running.append(controller)
        return int(controller.port)

    yield start
    for controller in running:
        controller.stop()
    gc.collect()  # what a server left open is told off in the test that opened it


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that vouches for itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def trusting_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate[0]))


@pytest.fixture
def gatekeeper() -> Callable[..., AuthResult]:
    """Lets in ``sam`` with the password ``secret``."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"sam", b"secret")
        return AuthResult(success=good, handled=False)

    return check
