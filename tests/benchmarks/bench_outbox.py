"""What a claim costs in a long queue: ``python tests/benchmarks/bench_outbox.py``.

Two queues on each database, one of 1,000,000 letters and one of 10,000, most of them sent long ago. Workers claim and
mark the same number of letters in one and in the other, in turns, so that whatever else the machine does meets both.
The cost of a claim must not grow with the table: at most 1.3 times as much in the long one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from local_postgresql import local_postgresql
from sqlalchemy import text

from planner.domain.reminder import LetterState
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MOST = 1.3
A_ROUND = 400
BATCH = 20

FILL = """
INSERT INTO outbox (once_key, kind, person_id, to_address, parameters, next_at, expires_at, attempts,
                    done_at, outcome, message_id, created_at)
SELECT 'session/' || n, 'session', 1 + n % 100, 'sam' || n || '@example.org', '{"week": 1}',
       CASE WHEN n % 100 < 84 THEN :past WHEN n % 100 < 90 THEN :due ELSE :later END, :expires, 0,
       CASE WHEN n % 100 < 84 THEN :past END, CASE WHEN n % 100 < 84 THEN 'sent' END,
       '<' || n || '@example.org>', :past
FROM numbers
"""
NUMBERS = {
    "postgresql": "WITH numbers AS (SELECT n FROM generate_series(1, :rows) AS n) ",
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows) ",
}


def fill(url: str, rows: int) -> None:
    """84 of 100 letters were sent, 6 are due, 10 come later."""
    migrate.upgrade(url)
    engine = make_engine(url)
    storage = Storage(engine)
    with storage.writing() as unit:
        for n in range(100):
            unit.persons.add(f"Person {n}", "UTC", "{}", NOW)
        unit.commit()
    kind = engine.dialect.name
    head, _, tail = FILL.partition("SELECT")
    statement = head + NUMBERS[kind] + "SELECT" + tail
    times = {
        "past": NOW - timedelta(days=30),
        "due": NOW - timedelta(minutes=5),
        "later": NOW + timedelta(days=3),
        "expires": NOW + timedelta(days=9),
    }
    if kind == "sqlite":
        times = {name: at.replace(tzinfo=None).isoformat(" ") + ".000000" for name, at in times.items()}  # type: ignore[misc]
    with engine.begin() as connection:
        connection.execute(text(statement), {"rows": rows, **times})
    tidy(url)
    storage.close()


def tidy(url: str) -> None:
    engine = make_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE outbox" if engine.dialect.name == "postgresql" else "ANALYZE"))
    engine.dispose()


def again(url: str) -> None:
    """What was sent in the last round is due once more; not measured."""
    engine = make_engine(url)
    due = NOW - timedelta(minutes=5)
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE outbox SET done_at = NULL, outcome = NULL, claimed_by = NULL, attempts = 0, next_at = :due "
                "WHERE done_at = :now"
            ),
            {"due": due, "now": NOW}
            if engine.dialect.name == "postgresql"
            else {k: v.replace(tzinfo=None).isoformat(" ") + ".000000" for k, v in {"due": due, "now": NOW}.items()},
        )
    engine.dispose()
    if url.startswith("postgresql"):
        tidy(url)


def work(channel: Connection, urls: dict[str, str]) -> None:
    """Claims and marks as many letters as it is told to, in the queue it is told."""
    storages = {name: Storage(make_engine(url)) for name, url in urls.items()}
    name = f"w{multiprocessing.current_process().pid}"
    while (order := channel.recv()) is not None:
        which, letters = order
        storage = storages[which]
        while letters > 0:
            with storage.writing() as unit:
                batch = unit.outbox.claim(name, NOW, min(BATCH, letters)).letters
                unit.commit()
            with storage.writing() as unit:
                for letter in batch:
                    assert unit.outbox.mark_done(letter.id, name, LetterState.SENT, NOW)
                unit.commit()
            assert batch
            letters -= len(batch)
        channel.send("done")


@contextmanager
def crew(size: int, urls: dict[str, str]) -> Iterator[list[Connection]]:
    context = multiprocessing.get_context("spawn")
    ends = [context.Pipe() for _ in range(size)]
    crew = [context.Process(target=work, args=(theirs, urls)) for _, theirs in ends]
    for process in crew:
        process.start()
    try:
        yield [ours for ours, _ in ends]
    finally:
        for ours, _ in ends:
            ours.send(None)
        for process in crew:
            process.join()


def one_round(workers: list[Connection], which: str) -> float:
    began = time.perf_counter()
    for worker in workers:
        worker.send((which, A_ROUND // len(workers)))
    for worker in workers:
        worker.recv()
    return time.perf_counter() - began


def compare(name: str, urls: dict[str, str], rounds: int) -> bool:
    good = True
    for size in (1, 2, 4):
        with crew(size, urls) as workers:
            took: dict[str, list[float]] = {which: [] for which in urls}
            for number in range(rounds + 1):
                for which in urls if number % 2 else reversed(urls):
                    seconds = one_round(workers, which)
                    again(urls[which])
                    if number:  # the first warms up
                        took[which].append(seconds)
        ratio = median(a / b for a, b in zip(took["long"], took["short"], strict=True))
        rates = {which: A_ROUND / median(seconds) for which, seconds in took.items()}
        print(
            f"{name}, {size} worker{'s' * (size > 1)}: {rates['long']:,.0f} letters a second in the long queue, "
            f"{rates['short']:,.0f} in the short one; cost {ratio:.2f} times (at most {MOST})"
        )
        good = good and ratio <= MOST
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--database", choices=("postgresql", "sqlite"), action="append")
    given = parser.parse_args()
    good = True
    for name in given.database or ("postgresql", "sqlite"):
        with tempfile.TemporaryDirectory() as folder:
            if name == "sqlite":
                urls = {which: f"sqlite:///{Path(folder) / which}.sqlite3" for which in ("long", "short")}
                good = prepare_and_compare(name, urls, given) and good
            else:
                with local_postgresql("long", "short") as (long, short):
                    good = prepare_and_compare(name, {"long": long, "short": short}, given) and good
    sys.exit(0 if good else 1)


def prepare_and_compare(name: str, urls: dict[str, str], given: argparse.Namespace) -> bool:
    fill(urls["long"], given.rows)
    fill(urls["short"], given.few)
    return compare(name, urls, given.rounds)


if __name__ == "__main__":
    main()
