"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys

from planner.cli.commands import COMMANDS, top_help


def main() -> None:
    """Entry point of ``planner``: answers ``--help`` from a table, loads only the command that is called."""
    arguments = sys.argv[1:]
    if arguments in ([], ["--help"], ["-h"]):
        sys.stdout.write(top_help())
        return
    from planner.cli.run import run

    sys.exit(run(COMMANDS, arguments))
