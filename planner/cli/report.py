"""How commands speak: prose on standard output, or JSON lines with ``--json``; mistakes on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """Adds ``--json`` to a command that reports."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON lines instead of prose.")(command)


def say(text: str, *, as_json: bool = False, **facts: object) -> None:
    """One report: the sentence, or the facts as one JSON line."""
    if as_json:
        text = json.dumps(facts, ensure_ascii=False, default=str)
    sys.stdout.write(text.rstrip("\n") + "\n")


def complain(lines: Iterable[object]) -> None:
    """Mistakes, a line each, on standard error."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
