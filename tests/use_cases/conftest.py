"""Sam, who is kept with a real week of the real library; every test has a copy of the database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from planner.config import read_config
from planner.domain.account import AccountId
from planner.domain.exercise import Exercise
from planner.domain.kept import KeptPerson, KeptWeek
from planner.domain.person import PersonId, Profile
from planner.domain.reminder import OutboxLetter
from planner.domain.week import Week
from planner.mail.senders import MemorySender
from planner.sheets.options import SheetOptions
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.add_person import PersonAdded, add_person
from planner.use_cases.letter_facts import read_week
from planner.use_cases.letter_links import LetterLinks
from planner.use_cases.make_week import Content
from planner.use_cases.send_due_letters import SendReport, send_due_letters
from planner.use_cases.write_letter import LetterWriter
from planner.wiring import open_content
from tests.use_cases.letter_cases import DOMAIN, MONDAY, NOW

PROFILE = Path(__file__).parents[2] / "profile.example.yaml"


class Pencil:
    """Draws nothing much: what letters look like is looked at elsewhere."""

    def sheet_pdf(self, week: Week, profile: Profile, options: SheetOptions) -> bytes:
        return f"%PDF-1.7 {week.start.isoformat()} {options}".encode()

    def png(self, exercise: Exercise, adaptations: tuple[str, ...] = ()) -> bytes:
        return b"\x89PNG " + exercise.id.encode()


@dataclass
class Desk:
    """The program around Sam, with a clock that a test sets."""

    storage: Storage
    content: Content
    person: PersonId
    account: AccountId
    now: datetime = NOW
    sender: MemorySender = field(default_factory=MemorySender)
    links: LetterLinks = field(default_factory=lambda: LetterLinks("a key"))

    def send(self) -> SendReport:
        writer = LetterWriter(
            self.storage,
            self.content,
            Pencil(),
            f"planner@{DOMAIN}",
            "https://planner.example.org".__add__,
            lambda: self.now,
            self.links,
            "https://planner.example.org",
        )
        return send_due_letters(self.storage, self.sender, writer, lambda: self.now, "w", prepare=writer.prepare)

    def letters(self) -> tuple[OutboxLetter, ...]:
        with self.storage.reading() as uow:
            return uow.outbox.of_person(self.person, self.now)

    def kept(self) -> KeptPerson:
        with self.storage.reading() as uow:
            return uow.persons.get(self.person)

    def weeks(self) -> tuple[KeptWeek, ...]:
        with self.storage.reading() as uow:
            return uow.weeks.of_person(self.person)

    def week(self) -> Week:
        return read_week(self.weeks()[0])

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(message, policy=policy.default) for _, message in self.sender.sent]

    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.mails()]


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return open_content(read_config({"PLANNER_DATA": str(tmp_path_factory.mktemp("data"))}))


@pytest.fixture(scope="session")
def kept_sam(tmp_path_factory: pytest.TempPathFactory, content: Content) -> tuple[Path, PersonId]:
    path = tmp_path_factory.mktemp("sam") / "planner.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    storage = Storage(make_engine(f"sqlite:///{path}"))
    added = add_person(storage, PROFILE, MONDAY, content, NOW, DOMAIN)
    storage.close()
    assert isinstance(added, PersonAdded)
    return path, added.recorded.person.id


@pytest.fixture
def desk(kept_sam: tuple[Path, PersonId], content: Content, tmp_path: Path) -> Iterator[Desk]:
    """Sam's address is person@example.org, sessions on four days, the week ahead on Sunday at six."""
    path, person = kept_sam
    shutil.copy(path, tmp_path / "planner.sqlite3")
    storage = Storage(make_engine(f"sqlite:///{tmp_path / 'planner.sqlite3'}"))
    with storage.reading() as uow:
        account = uow.accounts.find_by_email("person@example.org")
    assert account is not None
    yield Desk(storage, content, person, account.id)
    storage.close()
