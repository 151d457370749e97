"""How fast letters leave: ``python tests/benchmarks/bench_sending.py``.

One worker on PostgreSQL claims, judges, writes, sends and marks session letters; beside it, in turns, a bare smtplib
loop sends the very same bytes to the same server over one connection. The server is Postfix's ``smtp-sink`` (Debian:
``apt-get install postfix``), which takes everything and keeps nothing. The worker should reach half of the bare loop.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from local_postgresql import local_postgresql
from sqlalchemy import text

from planner.config import read_config
from planner.domain.exercise import Exercise
from planner.domain.person import PersonId, ReminderChoices
from planner.domain.reminder import LetterKind
from planner.domain.week import Week
from planner.exchange.week_file import week_to_json
from planner.mail.senders import MemorySender, SmtpSender, SmtpSettings
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.add_person import PersonAdded, add_person
from planner.use_cases.letter_facts import read_week
from planner.use_cases.letter_links import LetterLinks
from planner.use_cases.queue_week_letters import queue_week_letters
from planner.use_cases.send_due_letters import send_due_letters
from planner.use_cases.write_letter import LetterWriter
from planner.wiring import Services

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
LEAST = 0.5
PROFILE = Path(__file__).parents[2] / "profile.example.yaml"


@contextmanager
def smtp_sink() -> Iterator[int]:
    program = shutil.which("smtp-sink", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise SystemExit("smtp-sink is not installed: apt-get install postfix")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    sink = subprocess.Popen([program, *user, f"127.0.0.1:{port}", "100"])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        sink.terminate()
        sink.wait()


def shortened(week: Week, exercises: int) -> Week:
    """The week with so many exercises in Monday's session, and no other session."""
    monday = week.days[0]
    session = monday.sessions[0]
    items = [(block, item) for block in session.blocks for item in block.items][:exercises]
    blocks = tuple(
        dataclasses.replace(block, items=tuple(item for of, item in items if of is block)) for block in session.blocks
    )
    short = dataclasses.replace(session, blocks=tuple(block for block in blocks if block.items))
    rest = tuple(dataclasses.replace(day, rest=True, sessions=()) for day in week.days[1:])
    return dataclasses.replace(week, days=(dataclasses.replace(monday, sessions=(short,)), *rest))


def prepare(storage: Storage, services: Services, people: int, exercises: int) -> None:
    """So many people, each with a week of their own and a session letter that is due."""
    added = add_person(storage, PROFILE, MONDAY, services.content, NOW, "example.org")
    assert isinstance(added, PersonAdded)
    week = shortened(read_week(added.recorded.week), exercises)
    with storage.writing() as unit:
        first = unit.persons.get(added.recorded.person.id)
        unit.outbox.cancel_plan_letters(first.id, NOW)
        ids: list[PersonId] = []
        for n in range(people):
            person = unit.persons.add(f"Person {n}", first.time_zone, first.answers, NOW)
            unit.reminders.choose(person.id, ReminderChoices(f"p{n}@example.org", session_minutes_before=30))
            ids.append(person.id)
        unit.commit()
    for person_id in ids:
        own = dataclasses.replace(week, person=dataclasses.replace(week.person, name=f"Person {person_id}"))
        with storage.writing() as unit:
            kept = unit.weeks.add(person_id, MONDAY, week_to_json(own), NOW)
            unit.commit()
        queue_week_letters(storage, person_id, own, kept, NOW, "example.org")
    with storage.writing() as unit:
        for person_id in ids:
            unit.outbox.cancel_kinds(person_id, [LetterKind.WEEK_AHEAD], NOW)
        unit.commit()


def again(storage: Storage) -> None:
    """The session letters are due once more, as if nothing had been sent; not measured."""
    with storage.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE outbox SET done_at = NULL, outcome = NULL, claimed_by = NULL, attempts = 0, next_at = :due "
                "WHERE kind = 'session' AND outcome = 'sent'"
            ),
            {"due": DUE},
        )
    with storage.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE outbox"))


class Drawn:
    """Drawings that are there already, as in a worker that has been at work for a while."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.kept: dict[object, bytes] = {}

    def png(self, exercise: Exercise, adaptations: tuple[str, ...] = ()) -> bytes:
        key = exercise.id, adaptations
        if key not in self.kept:
            self.kept[key] = self.services.png(exercise, adaptations)
        return self.kept[key]

    def sheet_pdf(self, week: Week, profile: object, options: object) -> bytes:
        raise AssertionError("no week ahead is sent here")


def bare(port: int, letters: list[tuple[str, bytes]]) -> float:
    began = time.perf_counter()
    connection = smtplib.SMTP("127.0.0.1", port, "example.org")
    connection.ehlo()
    for to, message in letters:
        connection.mail("planner@example.org")
        connection.rcpt(to)
        connection.data(message)
    connection.quit()
    return len(letters) / (time.perf_counter() - began)


def measure(storage: Storage, services: Services, port: int, people: int, rounds: int, what: str) -> bool:
    links, drawn = LetterLinks("key"), Drawn(services)

    def worker(sender: MemorySender | SmtpSender) -> float:
        writer = LetterWriter(
            storage, services.content, drawn, "planner@example.org", "https://planner.example.org".__add__,
            lambda: DUE, links,
        )  # fmt: skip
        began = time.perf_counter()
        report = send_due_letters(storage, sender, writer, lambda: DUE, "w", prepare=writer.prepare)
        rate = people / (time.perf_counter() - began)
        assert sum(report.done.values()) == people, report.done
        return rate

    memory = MemorySender()
    worker(memory)
    again(storage)
    size = sum(len(message) for _, message in memory.sent) / len(memory.sent)
    pictures = memory.sent[0][1].count(b"Content-Type: image/png")
    rates: list[tuple[float, float]] = []
    for number in range(rounds):
        smtp = SmtpSender(SmtpSettings("127.0.0.1", port, "none", "planner@example.org"))
        if number % 2:
            plain, ours = bare(port, memory.sent), worker(smtp)
        else:
            ours = worker(smtp)
            plain = bare(port, memory.sent)
        again(storage)
        rates.append((ours, plain))
    ratio = median(ours / plain for ours, plain in rates)
    ours, plain = (median(values) for values in zip(*rates, strict=True))
    print(
        f"{what} ({pictures} pictures, {size / 1024:.0f} KiB): worker {ours:,.0f} letters a second, bare loop "
        f"{plain:,.0f}; ratio {ratio:.2f} (at least {LEAST})"
    )
    return ratio >= LEAST


def profile(storage: Storage, services: Services, people: int) -> None:
    import cProfile
    import pstats

    drawn = Drawn(services)
    writer = LetterWriter(
        storage,
        services.content,
        drawn,
        "planner@example.org",
        "https://x.example".__add__,
        lambda: DUE,
        LetterLinks("k"),
    )
    running = cProfile.Profile()
    running.enable()
    send_due_letters(storage, MemorySender(), writer, lambda: DUE, "w", prepare=writer.prepare)
    running.disable()
    pstats.Stats(running).sort_stats("cumulative").print_stats(45)
    again(storage)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--profile", action="store_true", help="show where the worker's time goes instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = read_config({"PLANNER_DATA": folder})
        services = Services(config)
        good = True
        with local_postgresql("one", "six") as urls, smtp_sink() as port:
            for url, exercises, what in zip(urls, (1, 6), ("one exercise", "six exercises"), strict=True):
                migrate.upgrade(url)
                storage = Storage(make_engine(url))
                prepare(storage, services, given.people, exercises)
                if given.profile:
                    profile(storage, services, given.people)
                else:
                    good = measure(storage, services, port, given.people, given.rounds, what) and good
                storage.close()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
