"""``planner db upgrade`` and ``planner db check``."""

from __future__ import annotations

import click

from planner.cli.report import complain, json_option, say
from planner.config import read_config


@click.group()
def db() -> None:
    """Bring the database up to date, or check it."""


@db.command()
@click.option("--quiet", is_flag=True, help="Say nothing when all is well.")
@json_option
def upgrade(quiet: bool, as_json: bool) -> int:
    """Bring the database to the newest version; make it where there is none."""
    from planner.storage.migrate import upgrade as bring_up

    bring_up(read_config().database)
    if not quiet:
        say("The database is up to date.", as_json=as_json, state="up to date")
    return 0


@db.command()
@json_option
def check(as_json: bool) -> int:
    """Say whether the database is as this program wants it. Exit code 1 where it is not."""
    from planner.storage.migrate import check as differences

    found = differences(read_config().database)
    if found:
        complain(found)
        return 1
    say("The database is as it should be.", as_json=as_json, state="up to date")
    return 0
