"""``planner person add``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import assert_never

import click

from planner.cli.report import complain, json_option, say
from planner.cli.weeks import PLANNED, PROFILE, START, WRONG_FILE, start_date, tell_refusal
from planner.wiring import build_services


@click.group()
def person() -> None:
    """Keep a person and their week in the database."""


@person.command()
@click.argument("profile", type=PROFILE)
@click.option("--start", type=START, help="First day of the week (default: next Monday).")
@json_option
def add(profile: Path, start: datetime | None, as_json: bool) -> int:
    """Keep the person in PROFILE, make and keep their week, queue its letters.

    By running this you say that the person agreed to have the file kept. Exit codes as for ``planner week``.
    """
    from planner.domain.week import Stopped
    from planner.generator.outcome import NoWeekPossible
    from planner.use_cases.add_person import PersonAdded, add_person
    from planner.use_cases.look_after import let_host_look_after

    services = build_services()
    outcome = add_person(
        services.storage, profile, start_date(start), services.content, services.now(), services.message_domain
    )
    match outcome:
        case PersonAdded(recorded, week):
            # Whoever runs the program here sees the person in the application under the link it prints.
            let_host_look_after(services.storage, recorded.person.id, services.now())
            waiting = recorded.letters.waiting
            say(
                f"Kept {recorded.person.name} and the week of {week.start}. New letters in the queue: {waiting}.",
                as_json=as_json,
                person=recorded.person.id,
                start=week.start,
                letters=waiting,
            )
            return PLANNED
        case Stopped() | NoWeekPossible():
            return tell_refusal(outcome, as_json=as_json)
        case tuple():
            complain(outcome)
            return WRONG_FILE
        case _:
            assert_never(outcome)
