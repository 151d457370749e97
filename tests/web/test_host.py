"""The pages of whoever runs the program, and the health endpoint."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from planner.config import Config
from planner.domain.errors import StorageFault, StorageUnavailable
from planner.domain.reminder import LetterKind, LetterState, NewLetter, OutboxLetter
from planner.web import create_app
from planner.web.host_words import Setting, settings_in_force
from tests.web.conftest import START, TestServices, Visitor


@pytest.fixture
def host(ann_with_a_week: Visitor, visit: Callable[[], Visitor]) -> Visitor:
    del ann_with_a_week
    return visit().sign_in_as_host()


def _find(services: TestServices, kind: LetterKind) -> OutboxLetter:
    with services.storage.reading() as unit:
        return next(x for x in unit.outbox.list_letters(services.now(), 200) if x.kind is kind)


def _fail(services: TestServices) -> OutboxLetter:
    """The week's letter failed for good."""
    letter = _find(services, LetterKind.WEEK_AHEAD)
    with services.storage.writing() as unit:
        unit.outbox.claim("worker", services.now())
        unit.outbox.mark_done(letter.id, "worker", LetterState.FAILED, services.now(), "550 no such user")
        unit.commit()
    return _find(services, LetterKind.WEEK_AHEAD)


def test_nobody_else_learns_that_the_pages_exist(ann_with_a_week: Visitor) -> None:
    for path in ("/host", "/host/outbox", "/host/people"):
        assert ann_with_a_week.get(path).status_code == 404
    assert ann_with_a_week.send("/host/outbox/1/cancel").status_code == 404
    assert "/host" not in ann_with_a_week.get("/account").text


def test_the_outbox_says_what_waits_and_what_failed_and_why(host: Visitor, services: TestServices) -> None:
    _fail(services)
    page = host.get("/host/outbox").text
    assert "550 no such user" in page
    assert "Session" in page
    failed = host.get("/host/outbox?state=failed").text
    assert "The week ahead" in failed
    assert ">Session<" not in failed
    assert "No letters here." in host.get("/host/outbox?state=expired").text
    assert host.get("/host/outbox?state=made-up").status_code == 200


def test_a_letter_that_failed_can_be_sent_again_and_one_that_waits_taken_back(
    host: Visitor, services: TestServices
) -> None:
    failed = _fail(services)
    assert host.send(f"/host/outbox/{failed.id}/resend").status_code == 303
    again = _find(services, LetterKind.WEEK_AHEAD)
    assert (again.state, again.message_id) == (LetterState.QUEUED, failed.message_id)
    assert services.sent_soon
    waiting = _find(services, LetterKind.SESSION)
    assert host.send(f"/host/outbox/{waiting.id}/cancel").status_code == 303
    with services.storage.reading() as unit:
        assert unit.outbox.get(waiting.id, services.now()).state is LetterState.CANCELLED


def test_a_long_outbox_has_pages(host: Visitor, services: TestServices) -> None:
    with services.storage.writing() as unit:
        for number in range(60):
            letter = NewLetter(f"x/{number}", LetterKind.SIGN_IN, f"p{number:02}@x.org", START, START + timedelta(1))
            unit.outbox.put(letter, START, "example.org")
        unit.commit()
    page = host.get("/host/outbox").text
    assert "p59@x.org" in page
    assert "p05@x.org" not in page
    older = re.search(r'href="(/host/outbox\?before=\d+)"', page)
    assert older
    assert "p05@x.org" in host.get(older[1]).text


def test_people_are_shown_by_name_and_state_and_nothing_of_their_health(host: Visitor) -> None:
    page = host.get("/host/people").text
    assert "Ann" in page
    assert "plan under way" in page
    assert not any(word in page.casefold() for word in ("bones", "pain", "b12", "example.org"))


def test_the_settings_in_force_hold_no_secret(host: Visitor, services: TestServices) -> None:
    page = host.get("/host").text
    assert "PLANNER_SMTP_PORT" in page
    config = Config(
        services.config.data, database_url="postgresql://planner:hunter2@db/planner", smtp_password="letmein",
        smtp_host="mail.example",
    )  # fmt: skip
    told = {setting.variable: str(setting.value) for setting in _told(config, services)}
    assert told["PLANNER_SMTP_PASSWORD"] == "set, not shown"
    assert told["PLANNER_DATABASE_URL"] == "postgresql://planner:***@db/planner"
    assert told["PLANNER_SMTP_HOST"] == "mail.example"
    assert "hunter2" not in str(told)
    assert "letmein" not in str(told)


def _told(config: Config, services: TestServices) -> tuple[Setting, ...]:
    with create_app(services).test_request_context():
        return settings_in_force(config)


def test_health_tells_how_the_queue_stands(nobody: Visitor, host: Visitor, services: TestServices) -> None:
    del host
    _fail(services)
    services.clock += timedelta(days=5, hours=2)
    answer = nobody.get("/health")
    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["status"], answer.json["database"]) == ("ok", "ok")
    queue = answer.json["queue"]
    assert queue["waiting"] == 3
    assert queue["failed"] == 1
    assert queue["oldest_due_age_seconds"] > 3600
    assert "ann" not in answer.text.casefold()


@pytest.mark.parametrize(
    "asked",
    [
        {"environ_overrides": {"REMOTE_ADDR": "192.0.2.7"}},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
        {"headers": {"Forwarded": "for=192.0.2.7"}},
    ],
)
def test_health_is_for_this_machine_or_the_host(
    nobody: Visitor, host: Visitor, asked: dict[str, dict[str, str]]
) -> None:
    assert nobody.get("/health", **asked).status_code == 404
    assert host.get("/health", **asked).status_code == 200


def test_health_says_when_the_database_is_away(
    nobody: Visitor, services: TestServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object) -> None:
        raise StorageUnavailable(StorageFault.UNREACHABLE, "gone")

    monkeypatch.setattr("planner.web.pages.host.health_of", away)
    del services
    answer = nobody.get("/health")
    assert answer.status_code == 503
    assert answer.json == {"status": "down", "database": StorageFault.UNREACHABLE.value}
