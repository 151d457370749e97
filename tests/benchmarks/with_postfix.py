"""Send through a real Postfix: ``python tests/benchmarks/with_postfix.py`` (as root; Debian: apt-get install postfix).

An instance of its own on a loopback port, in a temporary folder. Every letter to somebody who is there must arrive
once, one to nobody must fail at once and silence the address, and one that is taken and comes back later must be known
by its return path. Nothing may be lost and nothing doubled, though Postfix is stopped in the middle.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

from planner.domain.reminder import LetterKind, LetterState, NewLetter, OutboxLetter
from planner.mail.bounces import BounceMailbox
from planner.mail.letters import try_out_letter
from planner.mail.message import Envelope, build_message
from planner.mail.senders import SmtpSender, SmtpSettings
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_links import LetterLinks
from planner.use_cases.send_due_letters import send_due_letters
from planner.use_cases.take_bounces import return_path_of, take_bounces

BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SENDER = "planner@example.org"
LETTERS, NOBODY, LATER = 300, 5, 5

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/state
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
local_recipient_maps =
alias_maps =
recipient_delimiter = +
virtual_mailbox_domains = example.org
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/people
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
relay_domains = later.example
relay_recipient_maps =
transport_maps = inline:{{ later.example=gone: }}
smtpd_relay_restrictions = reject_unauth_destination
default_process_limit = 20
smtpd_client_connection_count_limit = 0
bounce_queue_lifetime = 1h
"""


def master(port: int) -> str:
    """Debian's own services, not in a changed root, with the server on our port."""
    lines = []
    for line in Path("/usr/share/postfix/master.cf.dist").read_text().splitlines():
        if line.startswith(("#", " ")):
            continue
        fields = line.split()
        if len(fields) >= 8 and fields[:2] == ["smtp", "inet"]:
            fields[0] = f"127.0.0.1:{port}"
        elif len(fields) < 8 or fields[0] in ("maildrop", "uucp", "ifmail", "bsmtp", "scalemail-backend", "mailman"):
            continue
        fields[4] = "n"
        lines.append(" ".join(fields))
    gone = "gone unix - n n - 5 pipe\n  flags= user=nobody argv=/usr/bin/env sh {script}\n"
    return "\n".join(lines) + "\n" + gone


class Postfix:
    def __init__(self, folder: Path) -> None:
        from pwd import getpwnam

        self.folder, who = folder, getpwnam("nobody")
        folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        for name in ("queue", "state", "mail"):
            (folder / name).mkdir()
        shutil.chown(folder / "state", "postfix")
        os.chown(folder / "mail", who.pw_uid, who.pw_gid)
        people = [f"sam{n}@example.org sam/\n" for n in range(LETTERS)]
        (folder / "people").write_text("".join(people) + f"{SENDER} bounces/\n")
        script = folder / "gone.sh"
        script.write_text("cat > /dev/null\nexit 67\n")
        (folder / "main.cf").write_text(MAIN.format(folder=folder, uid=who.pw_uid, gid=who.pw_gid))
        (folder / "master.cf").write_text(master(self.port).replace("{script}", str(script)))

    def __call__(self, what: str) -> None:
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
        done = subprocess.run(
            ["postfix", "-c", self.folder, what],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PATH": path},
        )
        if done.returncode:
            raise SystemExit(f"postfix {what}: {done.stderr or done.stdout}")


def write(letter: OutboxLetter) -> bytes:
    envelope = Envelope("Plan", SENDER, letter.to_address, letter.message_id, BEGIN)
    return build_message(try_out_letter(BEGIN), envelope)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="planner-postfix-"))
    postfix = Postfix(folder)
    url = f"sqlite:///{folder / 'planner.sqlite3'}"
    migrate.upgrade(url)
    storage, links = Storage(make_engine(url)), LetterLinks("key")
    to = [f"sam{n}@example.org" for n in range(LETTERS)]
    to += [f"nobody{n}@example.org" for n in range(NOBODY)] + [f"x{n}@later.example" for n in range(LATER)]
    with storage.writing() as unit:
        for address in to:
            unit.outbox.put(
                NewLetter(address, LetterKind.SIGN_IN, address, BEGIN, BEGIN + timedelta(days=1)), BEGIN, "example.org"
            )
        unit.commit()
    clock = [BEGIN]
    postfix("start")
    try:
        version = subprocess.run(
            ["/usr/sbin/postconf", "-dh", "mail_version"], capture_output=True, text=True, check=True
        )
        stopped = False
        while True:
            sender = SmtpSender(SmtpSettings("127.0.0.1", postfix.port, "none", SENDER))
            sent = 0

            def stop_in_the_middle(letter: OutboxLetter) -> bytes:
                nonlocal sent, stopped
                sent += 1
                if sent == LETTERS // 2 and not stopped:
                    stopped = True
                    postfix("abort")
                return write(letter)

            report = send_due_letters(
                storage,
                sender,
                stop_in_the_middle,
                lambda: clock[0],
                "w",
                lambda one: return_path_of(one, SENDER, links),
            )
            if report.queue[LetterState.QUEUED] + report.queue[LetterState.LEASED] == 0:
                break
            if report.trouble:
                postfix("start")
            clock[0] += timedelta(minutes=6)
        mail = folder / "mail"
        for _ in range(240):
            arrived = [path.read_bytes() for path in (mail / "sam" / "new").glob("*")]
            returned = list((mail / "bounces" / "new").glob("*"))
            if len(arrived) >= LETTERS and len(returned) >= LATER:
                break
            time.sleep(0.5)
        back = take_bounces(storage, BounceMailbox(mail / "bounces"), links, clock[0])
        with storage.reading() as unit:
            ends = unit.outbox.counts(clock[0])
            silent = [address for address in to if unit.addresses.find_suspension(address) is not None]
        storage.close()
    finally:
        postfix("stop")
    ids = Counter(str(message_from_bytes(message)["Message-ID"]) for message in arrived)
    print(f"Postfix {version.stdout.strip()}, stopped once in the middle: {len(to)} letters")
    print(", ".join(f"{state.value} {number}" for state, number in ends.items() if number))
    print(f"arrived {len(ids)} of {LETTERS}, doubles {sum(ids.values()) - len(ids)}, came back {back} of {LATER}")
    print(f"addresses silenced {len(silent)} of {NOBODY + LATER}")
    good = len(ids) == LETTERS == sum(ids.values()) and back == LATER and len(silent) == NOBODY + LATER
    if good:
        shutil.rmtree(folder)
    else:
        print(re.sub(r"(?m)^.*(?:connect|disconnect) from.*\n", "", (folder / "log").read_text())[-3000:])
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
