"""The next letter is written while the answer to one is awaited; nothing of it leaves before that one is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.reminder import LetterId, LetterKind, LetterState, NewLetter, OutboxLetter
from planner.mail.senders import Delivery, Following, Meanwhile, MemorySender, Refused, Sent, Unreachable
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.send_due_letters import WriteLetter, send_due_letters

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    url = f"sqlite:///{tmp_path / 'planner.sqlite3'}"
    migrate.upgrade(url)
    storage = Storage(make_engine(url))
    yield storage
    storage.close()


def queue(storage: Storage, *addresses: str) -> None:
    with storage.writing() as unit:
        for n, address in enumerate(addresses):
            letter = NewLetter(f"key-{n}", LetterKind.SIGN_IN, address, NOW, NOW + timedelta(hours=3))
            assert unit.outbox.put(letter, NOW, "example.org")
        unit.commit()


def state(storage: Storage, number: int) -> LetterState:
    with storage.reading() as unit:
        return unit.outbox.get(LetterId(number), NOW).state


class Server(MemorySender):
    """Writes down what happens, and answers what it is told to."""

    def __init__(self, events: list[str], answers: list[Delivery]) -> None:
        super().__init__()
        self.events, self.answers = events, answers
        self.announced: list[Following | None] = []
        self.before: Callable[[], None] = lambda: None

    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = lambda: None
    ) -> Delivery:
        self.before()
        self.events.append(f"handed over {to_address}")
        self.announced.append(meanwhile())
        self.events.append(f"answer for {to_address}")
        return self.answers.pop(0) if self.answers else Sent()


@pytest.fixture
def events() -> list[str]:
    return []


@pytest.fixture
def write(events: list[str]) -> WriteLetter:
    def writes(letter: OutboxLetter) -> bytes:
        events.append(f"written {letter.to_address}")
        return letter.to_address.encode()

    return writes


def send(storage: Storage, server: Server, write: WriteLetter, clock: Callable[[], datetime] = lambda: NOW) -> None:
    send_due_letters(storage, server, write, clock, "w", lambda letter: f"back-{letter.to_address}")


def test_the_next_letter_is_written_and_announced_while_an_answer_is_awaited(
    storage: Storage, events: list[str], write: WriteLetter
) -> None:
    queue(storage, "sam@example.org", "ida@example.org")
    server = Server(events, [])
    send(storage, server, write)
    assert events == [
        "written sam@example.org",
        "handed over sam@example.org",
        "written ida@example.org",
        "answer for sam@example.org",
        "handed over ida@example.org",
        "answer for ida@example.org",
    ]
    assert server.announced == [Following("ida@example.org", "back-ida@example.org"), None]


def test_a_letter_is_marked_before_the_next_is_handed_over(
    storage: Storage, events: list[str], write: WriteLetter
) -> None:
    queue(storage, *(f"p{n}@example.org" for n in range(5)))
    server = Server(events, [])

    def all_marked() -> None:
        gone = sum(event.startswith("answer") for event in events)
        assert [state(storage, n + 1) for n in range(gone)] == [LetterState.SENT] * gone

    server.before = all_marked
    send(storage, server, write)
    assert len(server.announced) == 5


@pytest.mark.parametrize("second", ["sam@example.org", "Sam@Example.org"])
def test_what_comes_of_a_letter_decides_about_the_next_to_the_same_address(
    storage: Storage, events: list[str], write: WriteLetter, second: str
) -> None:
    queue(storage, "sam@example.org", second)
    server = Server(events, [])
    send(storage, server, write)
    assert events[2:4] == ["answer for sam@example.org", f"written {second}"]
    assert server.announced == [None, None]


@pytest.mark.parametrize(("seconds", "times"), [(1, 1), (2, 2)])
def test_a_letter_that_waited_for_a_slow_answer_is_written_again(
    storage: Storage, events: list[str], write: WriteLetter, seconds: int, times: int
) -> None:
    queue(storage, "sam@example.org", "ida@example.org")
    now = [NOW]

    class Slow(Server):
        def send(
            self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = lambda: None
        ) -> Delivery:
            delivery = super().send(to_address, message, return_path, meanwhile)
            now[0] += timedelta(seconds=seconds)
            return delivery

    send(storage, Slow(events, []), write, lambda: now[0])
    assert events.count("written ida@example.org") == times


@pytest.mark.parametrize("answer", [Refused("451 later", permanent=False), Refused("550 no", permanent=True)])
def test_a_refusal_does_not_stop_the_letter_that_is_written_already(
    storage: Storage, events: list[str], write: WriteLetter, answer: Refused
) -> None:
    queue(storage, "sam@example.org", "ida@example.org")
    send(storage, Server(events, [answer]), write)
    assert state(storage, 1) is (LetterState.FAILED if answer.permanent else LetterState.QUEUED)
    assert state(storage, 2) is LetterState.SENT


def test_a_letter_that_was_written_for_a_server_gone_since_waits_in_the_queue(
    storage: Storage, events: list[str], write: WriteLetter
) -> None:
    queue(storage, "sam@example.org", "ida@example.org")
    send(storage, Server(events, [Unreachable("down")]), write)
    assert "handed over ida@example.org" not in events
    assert [state(storage, 1), state(storage, 2)] == [LetterState.QUEUED, LetterState.QUEUED]


def test_a_letter_that_cannot_be_written_early_says_so_when_its_turn_comes(
    storage: Storage, events: list[str], write: WriteLetter, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(letter: OutboxLetter) -> bytes:
        if letter.to_address.startswith("ida"):
            raise KeyError("no drawing")
        written = write(letter)
        assert isinstance(written, bytes)
        return written

    queue(storage, "sam@example.org", "ida@example.org", "eve@example.org")
    server = Server(events, [])
    send(storage, server, broken)
    assert [state(storage, n) for n in (1, 2, 3)] == [LetterState.SENT, LetterState.QUEUED, LetterState.SENT]
    assert server.announced == [None, None]
    assert "Letter 2 cannot be written." in caplog.text
    assert "no drawing" in caplog.text
