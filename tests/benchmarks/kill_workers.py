"""Kill workers again and again while they send: ``python tests/benchmarks/kill_workers.py --kills 200``.

Three workers empty one queue on one PostgreSQL; at random moments one of them gets SIGKILL and another takes its
place. The mail server refuses some letters for good and some for now, some are not wanted any more, some run out of
time. In the end every letter must be in exactly one state, and none that was marked as sent may be missing from what
the mail server took. A letter that it took twice is a double; each needs a worker that died between the server's
"accepted" and our mark, so there are never more doubles than kills.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from local_postgresql import local_postgresql

from planner.domain.reminder import LetterKind, LetterState, NewLetter, OutboxLetter
from planner.mail.message import Envelope, Letter, build_message
from planner.mail.senders import Delivery, Meanwhile, Refused, Sent
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_judge import NotWanted
from planner.use_cases.send_due_letters import send_due_letters

WORKERS = 3
BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SPEED = 400
"""So much faster than real time: the lease of a dead worker ends in less than a second."""


class Server:
    """Writes down the Message-ID of each letter that it takes, before it says so."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.file = os.open(folder / f"taken-{os.getpid()}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.chance = chance

    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = lambda: None
    ) -> Delivery:
        luck = self.chance.random()
        time.sleep(luck / 1000)
        if to_address.startswith("nobody"):
            return Refused("550 no such user", permanent=True)
        if luck < 0.05:
            return Refused("451 try later", permanent=False)
        identity = message.split(b"Message-ID: ", 1)[1].split(b"\r\n", 1)[0]
        os.write(self.file, identity + b"\n")
        meanwhile()
        time.sleep(luck / 1000)  # the answer takes its time too
        return Sent()

    def close(self) -> None:
        pass


def write(letter: OutboxLetter) -> bytes | NotWanted:
    if letter.to_address.startswith("unwanted"):
        return NotWanted("It is not needed any more.")
    envelope = Envelope("Plan", "planner@example.org", letter.to_address, letter.message_id, BEGIN)
    return build_message(Letter(letter.once_key, "text", "<p>html</p>"), envelope)


def work(url: str, folder: Path, began: float) -> None:
    """What a worker does until it is killed."""
    storage = Storage(make_engine(url))
    server, chance = Server(folder, random.Random(os.getpid())), random.Random(os.getpid())
    while True:
        send_due_letters(
            storage, server, write, lambda: BEGIN + SPEED * timedelta(seconds=time.time() - began), f"w{os.getpid()}"
        )
        time.sleep(0.02 * chance.random())


def start(url: str, folder: Path, began: float) -> int:
    child = os.fork()
    if child == 0:
        try:
            work(url, folder, began)
        finally:
            os._exit(1)
    return child


def fill(storage: Storage, letters: int, chance: random.Random) -> None:
    with storage.writing() as unit:
        for n in range(letters):
            name = chance.choices(("sam", "nobody", "unwanted"), (90, 5, 5))[0]
            due = BEGIN + timedelta(minutes=chance.uniform(0, 10))
            useful = timedelta(minutes=chance.choices((15, 600_000), (5, 95))[0])
            unit.outbox.put(
                NewLetter(f"key-{n}", LetterKind.SIGN_IN, f"{name}{n}@example.org", due, due + useful),
                BEGIN,
                "example.org",
            )
        unit.commit()


def count(storage: Storage) -> dict[LetterState, int]:
    with storage.reading() as unit:
        return unit.outbox.counts(BEGIN + timedelta(days=300))


def run(url: str, letters: int, kills: int, seed: int) -> bool:
    chance = random.Random(seed)
    storage = Storage(make_engine(url))
    fill(storage, letters, chance)
    storage.close()
    with tempfile.TemporaryDirectory() as name:
        folder, began = Path(name), time.time()
        workers = [start(url, folder, began) for _ in range(WORKERS)]
        done = 0
        while done < kills:
            time.sleep(chance.uniform(0.05, 0.8))
            victim = chance.randrange(WORKERS)
            os.kill(workers[victim], signal.SIGKILL)
            os.waitpid(workers[victim], 0)
            workers[victim] = start(url, folder, began)
            done += 1
        storage = Storage(make_engine(url))
        while (left := count(storage))[LetterState.QUEUED] + left[LetterState.LEASED] > 0:
            time.sleep(0.2)
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
        return judge(storage, folder, letters, kills)


def judge(storage: Storage, folder: Path, letters: int, kills: int) -> bool:
    taken = Counter(line for path in folder.iterdir() for line in path.read_text().split())
    ends = count(storage)
    with storage.reading() as unit:
        every = unit.outbox.list_letters(BEGIN, limit=letters + 1)
    sent = {letter.message_id for letter in every if letter.state is LetterState.SENT}
    storage.close()
    doubles = sum(number - 1 for number in taken.values())
    # The server had it, the worker died, and before anybody tried again the letter was of no use any more.
    unmarked = len(set(taken) - sent)
    print(f"{letters} letters, {kills} kills of {WORKERS} workers")
    print(", ".join(f"{state.value} {number}" for state, number in ends.items() if number))
    print(f"lost {len(sent - set(taken))}, doubles {doubles}, taken but not marked {unmarked}")
    exact = sum(ends[state] for state in ends if state not in (LetterState.QUEUED, LetterState.LEASED)) == letters
    print("every letter in exactly one end:", "yes" if exact else "NO")
    return exact and not sent - set(taken) and doubles + unmarked <= kills


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--letters", type=int, default=0, help="default: 60 for each kill")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with local_postgresql("kills") as (url,):
        migrate.upgrade(url)
        good = run(url, given.letters or 60 * given.kills, given.kills, given.seed)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
