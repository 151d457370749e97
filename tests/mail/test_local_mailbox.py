from __future__ import annotations

import dataclasses
import mailbox
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planner.mail.local_mailbox import LocalMailbox
from planner.mail.message import Attachment, Envelope, Letter, Picture, build_message
from planner.mail.senders import Sent, Unreachable

LETTER = Letter(
    "Your plan for Łódź",
    "Grüße\n",
    '<img src="cid:p1@planner.invalid">',
    (Picture("p1@planner.invalid", b"\x89PNG"),),
    (Attachment("week.pdf", "application/pdf", b"%PDF"),),
)


@pytest.fixture
def envelope(now: datetime) -> Envelope:
    return Envelope("Your weekly plan", "planner@example.org", "sam@example.org", "<one@example.org>", now)


def test_a_letter_comes_back_as_it_was_sent(tmp_path: Path, envelope: Envelope, now: datetime) -> None:
    box = LocalMailbox(tmp_path / "mail")
    source = build_message(LETTER, envelope)
    assert box.send("sam@example.org", source) == Sent()
    (heading,) = box.headings()
    assert (heading.subject, heading.to, heading.date) == (LETTER.subject, "sam@example.org", now)
    found = box.find(heading.id)
    assert found is not None
    assert found.heading == heading
    assert (found.text, found.html.strip()) == (LETTER.text, LETTER.html)
    assert found.pictures == {"p1@planner.invalid": b"\x89PNG"}
    assert found.attachments == LETTER.attachments
    assert found.source == source


def test_a_letter_sent_again_after_a_crash_is_there_once(tmp_path: Path, envelope: Envelope, now: datetime) -> None:
    box = LocalMailbox(tmp_path)
    for minutes in (0, 5):
        later = dataclasses.replace(envelope, date=now + timedelta(minutes=minutes))
        box.send("sam@example.org", build_message(LETTER, later))
    assert [heading.date for heading in box.headings()] == [now + timedelta(minutes=5)]


def test_the_newest_letter_comes_first(tmp_path: Path, envelope: Envelope, now: datetime) -> None:
    box = LocalMailbox(tmp_path)
    for hours in (1, 3, 2):
        changed = dataclasses.replace(envelope, message_id=f"<{hours}@example.org>", date=now + timedelta(hours=hours))
        box.send("sam@example.org", build_message(LETTER, changed))
    assert [heading.date - now for heading in box.headings()] == [timedelta(hours=n) for n in (3, 2, 1)]


def test_any_mail_program_can_read_the_folder(tmp_path: Path, envelope: Envelope) -> None:
    LocalMailbox(tmp_path).send("sam@example.org", build_message(LETTER, envelope))
    box = mailbox.Maildir(tmp_path, create=False)
    assert [message["Message-ID"] for message in box] == ["<one@example.org>"]
    box.close()


def test_an_empty_mailbox_has_no_letters(tmp_path: Path) -> None:
    assert LocalMailbox(tmp_path / "none").headings() == ()


@pytest.mark.parametrize(
    "letter", ["../secret", "/etc/passwd", "", "*", "0" * 32 + ".planner", "0" * 32 + ".planner\n"]
)
def test_no_id_leads_out_of_the_mailbox(tmp_path: Path, letter: str) -> None:
    (tmp_path / "secret").write_text("no letter")
    box = LocalMailbox(tmp_path / "mail")
    assert box.find(letter) is None


def test_a_half_written_letter_is_not_shown(tmp_path: Path, envelope: Envelope) -> None:
    box = LocalMailbox(tmp_path)
    box.send("sam@example.org", build_message(LETTER, envelope))
    (whole,) = (tmp_path / "new").iterdir()
    (tmp_path / "tmp" / (whole.name + ".4711")).write_bytes(b"Subject: hal")
    assert len(box.headings()) == 1


def test_a_mailbox_that_cannot_be_written_is_unreachable(tmp_path: Path, envelope: Envelope) -> None:
    (tmp_path / "file").write_text("in the way")
    delivery = LocalMailbox(tmp_path / "file").send("sam@example.org", build_message(LETTER, envelope))
    assert isinstance(delivery, Unreachable)
