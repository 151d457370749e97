"""``planner schema``."""

from __future__ import annotations

import json

import click

from planner.cli.report import say

KINDS = ("profile", "week", "exercise", "routine", "diary")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
def schema(kind: str) -> int:
    """Print the JSON Schema (draft 2020-12) of a file."""
    from planner.wiring import json_schema

    say(json.dumps(json_schema(kind), indent=2, ensure_ascii=False))
    return 0
