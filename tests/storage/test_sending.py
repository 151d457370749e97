"""Workers that die in the middle of sending, on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

from planner.domain.reminder import LetterKind, LetterState, NewLetter
from planner.storage.unit_of_work import Storage

WORKER = """
import os, random, signal, sys
from datetime import datetime
from pathlib import Path
from planner.mail.message import Envelope, Letter, build_message
from planner.mail.senders import Sent
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.send_due_letters import send_due_letters

url, name, fate = sys.argv[1], sys.argv[2], int(sys.argv[5])
now, folder = datetime.fromisoformat(sys.argv[3]), Path(sys.argv[4])
sent = 0

class Files:
    def send(self, to_address, message, return_path=None, meanwhile=lambda: None):
        global sent
        sent += 1
        (folder / f"{name}-{sent}").write_bytes(message)
        meanwhile()
        if sent == fate:
            os.kill(os.getpid(), signal.SIGKILL)  # the server has it, we have not marked it
        return Sent()
    def close(self):
        pass

def write(letter):
    envelope = Envelope("Plan", "planner@example.org", letter.to_address, letter.message_id, now)
    return build_message(Letter(letter.once_key, "text", "<p>html</p>"), envelope)

send_due_letters(Storage(make_engine(url)), Files(), write, lambda: now, name)
"""


def _work(url: str, now: datetime, folder: Path, fates: dict[str, int]) -> list[int]:
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, url, name, now.isoformat(), str(folder), str(fate)])
        for name, fate in fates.items()
    ]
    return [worker.wait() for worker in workers]


def test_workers_killed_while_sending_lose_nothing_and_double_only_what_was_in_flight(
    url: str, storage: Storage, now: datetime, tmp_path: Path
) -> None:
    letters, folder = 160, tmp_path / "sent"
    folder.mkdir()
    with storage.writing() as unit:
        for n in range(letters):
            letter = NewLetter(f"key-{n}", LetterKind.SIGN_IN, "sam@example.org", now, now + timedelta(hours=1))
            unit.outbox.put(letter, now, "example.org")
        unit.commit()
    storage.close()
    # Each dies within its first batch, so there is one for both of them.
    assert _work(url, now, folder, {"a": 3, "b": 7}) == [-9, -9]
    assert _work(url, now + timedelta(minutes=5), folder, {"c": 0}) == [0]
    seen = Counter(str(message_from_bytes(path.read_bytes())["Subject"]) for path in folder.iterdir())
    ids = {str(message_from_bytes(path.read_bytes())["Message-ID"]) for path in folder.iterdir()}
    assert len(seen) == len(ids) == letters
    assert sum(seen.values()) == letters + 2
    with storage.reading() as unit:
        assert unit.outbox.counts(now)[LetterState.SENT] == letters


def test_workers_killed_at_random_moments_leave_an_exact_balance(postgresql: str) -> None:
    script = Path(__file__).parents[1] / "benchmarks" / "kill_workers.py"
    done = subprocess.run(
        [sys.executable, script, "--kills", "4", "--letters", "150"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every letter in exactly one end: yes" in done.stdout
    assert "lost 0" in done.stdout
