"""How long the pages take with 50 people's data: ``python tests/benchmarks/bench_pages_web.py [PEOPLE [PRACTICE]]``.

Machines differ and have other duties, so each page is measured against an empty page of the same application in the
same run: signed in, with the layout and a few words (the form to found a practice). Pages and empty pages take turns.
Processor time is what a page costs; wall time is printed beside it, and grows with whatever else the machine does.
The week, the gate, the player and the diary should take at most 8 times the empty page at the 95th percentile.
Everybody asks for each page once, so that nothing of theirs is remembered. What a page costs that nobody at all has
asked for yet (its templates are read, say) is the column "first".
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import defaultdict
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[2]))

from flask import Flask
from flask.testing import FlaskClient

from planner.config import Config
from planner.domain.account import AccountId
from planner.domain.person import PersonId
from planner.domain.week import Week
from planner.use_cases.sign_in import make_link
from planner.web.app import create_app
from planner.web.warm_up import settle
from planner.wiring import Services
from tests.benchmarks.fifty_people import Lived, live, patterns

PEOPLE, WEEKS, PRACTICE = 50, 8, 300
START = date(2026, 11, 23)
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
"""A Thursday: some of the week is done, some to come."""
MOST = 8.0
EMPTY = "empty page"
BOUND = frozenset({"week", "session: gate", "session: player", "diary"})
PRACTICE_PAGE = "practice list"
PASSING = "session: passing"
"""Sends the gate: the session is fitted to the day, once for the player and its reloads."""
ROUNDS_OF_LIST = 10
Turn = tuple[str, FlaskClient, str, dict[str, str] | None]
"""Name of the page, who asks, the path, and the form where one is sent."""
Times = dict[str, list[tuple[float, float]]]


class StillServices(Services):
    """The real ones on a day that stands still."""

    def now(self) -> datetime:
        return NOW


def sign_in(app: Flask, services: Services, account: AccountId) -> FlaskClient:
    client = app.test_client()
    # Each from an address of its own: many from one are refused.
    where = {"REMOTE_ADDR": f"10.0.{account // 256}.{account % 256}"}
    answer = client.post(f"/sign-in/{make_link(services.storage, account, NOW)}", environ_base=where)
    assert answer.status_code == 303, answer.status
    return client


def visit(person: PersonId, week: Week, client: FlaskClient) -> list[list[Turn]]:
    """What one person asks for, in parts that keep their order: the player comes when the gate was passed."""
    home = f"/people/{person}"
    first, last = (f"{home}/session/{START}/{s.id}" for _day, s in (week.sessions[0], week.sessions[-1]))
    fine = {"pain": "3", "tiredness": "4", "new": "no"}
    return [
        [(EMPTY, client, "/practice/new", None)],
        [("week", client, f"{home}/week", None)],
        [("session: gate", client, last, None)],
        [(PASSING, client, first, fine), ("session: player", client, f"{first}?again=1", None)],
        [("diary", client, f"{home}/diary", None)],
        [("progress", client, f"{home}/progress", None)],
        [("their exercises", client, f"{home}/exercises", None)],
        [("library", client, "/exercises", None)],
    ]


def turns_of(app: Flask, services: Services, lived: Lived, weeks: tuple[Week, ...]) -> tuple[list[Turn], list[Turn]]:
    """Every page of the first person, one after the other; then every page of everybody else once, without pattern."""
    clinician = sign_in(app, services, lived.clinician)
    desk: list[Turn] = [(PRACTICE_PAGE, clinician, "/practice", None)]
    visits = [
        visit(person, weeks[number % len(weeks)], sign_in(app, services, account))
        for number, (account, person) in enumerate(lived.people)
    ]
    rest = [part for parts in visits[1:] for part in parts] + [desk] * ROUNDS_OF_LIST
    random.Random(8).shuffle(rest)
    return [*chain(*visits[0]), *desk], [*chain(*rest)]


def measure(turns: list[Turn]) -> Times:
    """Processor and wall seconds of each request by the name of its page."""
    took: Times = defaultdict(list)
    for name, client, path, form in turns:
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(path) if form is None else client.post(path, data=form)
        took[name].append((time.process_time() - cpu, time.perf_counter() - wall))
        assert answer.status_code == (200 if form is None else 303), (name, answer.status)
    return took


def table(first: Times, took: Times) -> bool:
    """Prints it; whether what is bound keeps its bound."""
    empty = [median(column) for column in zip(*took[EMPTY], strict=True)]
    print(f"{'':18}{'asked':>6} {'processor ms: first':>20}  median     p95   p95 / empty       wall ms: the same")
    kept = True
    for name, pairs in took.items():
        line = f"{name:18}{len(pairs):>6}"
        for at, column in enumerate(zip(*pairs, strict=True)):
            high = quantiles(column, n=20, method="inclusive")[-1]
            milliseconds = [1000 * seconds for seconds in (first[name][0][at], median(column), high)]
            line += "{:>14.0f}{:>8.1f}{:>8.1f}".format(*milliseconds) + f"{high / empty[at]:>8.1f}"
            kept = kept and (at > 0 or name not in BOUND or high <= MOST * empty[at])
        print(line + ("  *" if name in BOUND else ""))
    print(f"* at most {MOST:g} x the empty page's median in processor time: {'kept' if kept else 'NOT KEPT'}")
    return kept


def main() -> int:
    people, practice = (int(given) for given in (*sys.argv[1:], *map(str, (PEOPLE, PRACTICE)[len(sys.argv) - 1 :])))
    with tempfile.TemporaryDirectory() as folder:
        services = StillServices(Config(Path(folder)))
        services.bring_database_up()
        kinds = patterns(services.content, Path(__file__).parents[2] / "profile.example.yaml", START)
        lived = live(services.storage, kinds, NOW, people, WEEKS, practice)
        weeks = tuple(kind.week for kind in kinds)
        app = create_app(services)
        app.config["WTF_CSRF_ENABLED"] = False
        settle()  # as the server does
        first, rest = turns_of(app, services, lived, weeks)
        kept = table(measure(first), measure(rest))
        services.storage.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
