"""What comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.domain.reminder import LetterId, LetterState, OutboxLetter
from planner.mail.bounces import BounceMailbox, read_bounce
from planner.use_cases.take_bounces import return_path_of, take_bounces
from tests.use_cases.conftest import Desk

REPORT = """\
Return-Path: <>
Delivered-To: {address}
From: MAILER-DAEMON@example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

I am sorry to have to tell you.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
X-Postfix-Queue-ID: 4E1B

Final-Recipient: rfc822; person@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user
    here

--x--
"""


@pytest.fixture
def mailbox(tmp_path: Path) -> BounceMailbox:
    (tmp_path / "bounces" / "new").mkdir(parents=True)
    return BounceMailbox(tmp_path / "bounces")


def sent(desk: Desk) -> OutboxLetter:
    desk.send()
    return next(letter for letter in desk.letters() if letter.state is LetterState.SENT)


def arrive(mailbox: BounceMailbox, address: str, action: str = "failed", status: str = "5.1.1") -> None:
    name = f"{len(list(mailbox.folder.rglob('*')))}.host"
    (mailbox.folder / "new" / name).write_text(REPORT.format(address=address, action=action, status=status))


def suspended(desk: Desk) -> bool:
    with desk.storage.reading() as uow:
        return uow.addresses.find_suspension("person@example.org") is not None


def take(desk: Desk, mailbox: BounceMailbox) -> int:
    return take_bounces(desk.storage, mailbox, desk.links, desk.now)


def path_of(desk: Desk, letter: OutboxLetter) -> str:
    return return_path_of(letter, "planner@example.org", desk.links)


def test_a_letter_that_came_back_has_failed_and_its_address_is_dead(desk: Desk, mailbox: BounceMailbox) -> None:
    letter = sent(desk)
    assert path_of(desk, letter).startswith(f"planner+b-{letter.id}-")
    arrive(mailbox, path_of(desk, letter))
    assert take(desk, mailbox) == 1
    found = next(each for each in desk.letters() if each.id == letter.id)
    assert (found.state, suspended(desk)) == (LetterState.FAILED, True)
    assert found.last_error == "It came back: smtp; 550 5.1.1 no such user here"
    assert list((mailbox.folder / "new").iterdir()) == []
    assert take(desk, mailbox) == 0


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "5.4.4"])
def test_a_full_mailbox_or_a_refusal_of_ours_does_not_kill_the_address(
    desk: Desk, mailbox: BounceMailbox, status: str
) -> None:
    arrive(mailbox, path_of(desk, sent(desk)), status=status)
    assert take(desk, mailbox) == 1
    assert not suspended(desk)


def test_a_report_of_a_delay_changes_nothing(desk: Desk, mailbox: BounceMailbox) -> None:
    arrive(mailbox, path_of(desk, sent(desk)), action="delayed", status="4.4.1")
    assert take(desk, mailbox) == 0
    assert not suspended(desk)


def test_nobody_can_make_up_a_report(desk: Desk, mailbox: BounceMailbox) -> None:
    letter = sent(desk)
    for address in (
        f"planner+b-{letter.id}-{'0' * 16}@example.org",
        path_of(desk, letter).replace(f"-{letter.id}-", "-2-"),
        "planner@example.org",
    ):
        arrive(mailbox, address)
    assert take(desk, mailbox) == 0
    assert not suspended(desk)
    assert list((mailbox.folder / "new").iterdir()) == []


def test_a_letter_that_was_never_sent_cannot_come_back(desk: Desk, mailbox: BounceMailbox) -> None:
    waiting = desk.letters()[-1]
    arrive(mailbox, path_of(desk, waiting))
    assert take(desk, mailbox) == 0
    assert next(letter for letter in desk.letters() if letter.id == waiting.id).state is LetterState.QUEUED


@pytest.mark.parametrize("arrived", [b"", b"\xff\x00garbage", b"Subject: away\n\nI am on holiday", b"\n" * 5000])
def test_whatever_else_arrives_is_put_away(desk: Desk, mailbox: BounceMailbox, arrived: bytes) -> None:
    (mailbox.folder / "new" / "1.host").write_bytes(arrived)
    assert take(desk, mailbox) == 0
    assert [path.name for path in (mailbox.folder / "cur").iterdir()] == ["1.host:2,S"]
    assert read_bounce(arrived) is None


def test_every_letter_has_a_return_path_of_its_own(desk: Desk) -> None:
    paths = {path_of(desk, letter) for letter in desk.letters()}
    assert len(paths) == len(desk.letters())
    assert LetterId(0) not in {letter.id for letter in desk.letters()}
