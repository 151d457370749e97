"""The table of commands: where each lives and what it does in one line."""

from __future__ import annotations

from typing import Final

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "week": ("planner.cli.weeks:week", "Plan one week from a profile file: plan, sheet, calendar, text."),
    "batch": ("planner.cli.batch:batch", "The same for every profile file in a folder."),
    "sheet": ("planner.cli.sheets:sheet", "Print a week file, in the parts and the look you choose."),
    "check": ("planner.cli.weeks:check", "Judge a week file by the limits, without a solver."),
    "library": ("planner.cli.library:library", "Check the exercises and routines, print the contact sheet."),
    "figure": ("planner.cli.figures:figure", "Draw one exercise."),
    "schema": ("planner.cli.schemas:schema", "Print the JSON Schema of a file."),
    "person": ("planner.cli.persons:person", "Keep a person and their week in the database."),
    "send": ("planner.cli.letters:send", "Send the letters that are due, once."),
    "mail": ("planner.cli.mail:mail", "Try out the settings for mail."),
    "serve": ("planner.cli.serve:serve", "Start the web application and the reminder worker."),
    "worker": ("planner.cli.serve:worker", "Start the reminder worker alone."),
    "db": ("planner.cli.database:db", "Bring the database up to date, or check it."),
}


def top_help() -> str:
    """What ``planner --help`` prints."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {summary}" for name, (_, summary) in COMMANDS.items()]
    return (
        "Usage: planner COMMAND [OPTIONS]\n\n"
        "Weekly exercise plans, reminders and printable sheets for a sore back.\n\n"
        "Commands:\n" + "\n".join(lines) + "\n\n"
        "planner COMMAND --help explains one command. --json prints JSON lines instead of prose.\n"
    )
