"""A prepared week into its folder: plan, sheet, calendar and text; or the file that says why not.

This module loads little: the process that prints waits for the one that plans, and needs only this of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from planner.domain.person import Profile
from planner.domain.week import Stopped, Week
from planner.generator.outcome import NoWeekPossible

if TYPE_CHECKING:
    from planner.strict_yaml import Mistake

PrintWeek = Callable[[Week, Profile], bytes]
"""Makes the sheet, a PDF, of a finished week."""


@dataclass(frozen=True, slots=True)
class PreparedWeek:
    """A planned week and its files, all but the sheet. ``summary`` is the week on one screen."""

    week: Week
    profile: Profile
    summary: str
    files: Mapping[str, bytes]


def hand_out_week(
    prepared: PreparedWeek | NoWeekPossible | Stopped | tuple[Mistake, ...], folder: Path, print_week: PrintWeek
) -> None:
    """Writes ``week.json``, ``week.pdf``, ``week.ics`` and ``week.txt``, or ``stopped.json``.

    Files of an earlier run are removed first, so that no printable sheet survives a stop. Mistakes in the files
    leave the folder as it is. Raises OSError where the folder cannot be written.
    """
    match prepared:
        case PreparedWeek(week, profile, _, files):
            _replace_files(folder, {**files, "week.pdf": print_week(week, profile)})
        case Stopped():
            from planner.exchange.week_file import stopped_to_json

            _replace_files(folder, {"stopped.json": stopped_to_json(prepared).encode()})
        case NoWeekPossible():
            _replace_files(folder, {})
        case tuple():
            pass
        case _:
            assert_never(prepared)


def _replace_files(folder: Path, files: dict[str, bytes]) -> None:
    if folder.is_dir():
        for old in (*folder.glob("week.*"), folder / "stopped.json"):
            old.unlink(missing_ok=True)
    if files:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
