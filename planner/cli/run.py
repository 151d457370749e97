"""Runs one command: loads its module, turns what a person can cause into one plain sentence."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import cast

import click

from planner.config import ConfigError
from planner.domain.errors import StorageUnavailable
from planner.wiring import BrokenLibrary


class LazyCommands(click.Group):
    """A group whose commands are imported when they are called."""

    def __init__(self, table: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(name="planner", help="Weekly exercise plans, reminders and printable sheets.")
        self.table = table

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        return cast(click.Command, getattr(import_module(module), name))


def run(table: Mapping[str, tuple[str, str]], arguments: Sequence[str]) -> int:
    """Exit code of the command; usage mistakes give 2, as do settings that cannot be used."""
    try:
        result = LazyCommands(table).main(list(arguments), prog_name="planner", standalone_mode=False)
    except click.ClickException as mistake:
        mistake.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("Stopped.\n")
        return 130
    except ConfigError as mistake:
        sys.stderr.write(f"{mistake}\n")
        return 2
    except (BrokenLibrary, StorageUnavailable) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except OSError as trouble:
        place = f" ({trouble.filename})" if trouble.filename else ""
        sys.stderr.write(f"A file could not be used{place}: {trouble.strerror or trouble}.\n")
        return 1
    return result if isinstance(result, int) else 0
