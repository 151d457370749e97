"""From a profile file to the files of a week: plan, sheet, calendar and text; or the file that says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import assert_never

from planner.domain.diary import Diary
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Stopped, Week
from planner.exchange.calendar_file import week_to_ics
from planner.exchange.diary_file import read_history
from planner.exchange.profile_file import read_profile
from planner.exchange.week_file import stopped_to_json, week_to_json
from planner.exchange.week_summary import week_summary
from planner.exchange.week_text import week_to_text
from planner.generator.outcome import NoWeekPossible, Planned
from planner.strict_yaml import Mistake
from planner.use_cases.make_week import NO_HISTORY, Content, History, make_week

PrintWeek = Callable[[Week, Profile], bytes]
"""Makes the sheet, a PDF, of a finished week."""


@dataclass(frozen=True, slots=True)
class PreparedWeek:
    """A planned week and its files, all but the sheet. ``summary`` is the week on one screen."""

    week: Week
    profile: Profile
    summary: str
    files: Mapping[str, bytes]


def prepare_week(
    profile_file: Path, start: date, content: Content, history_folder: Path | None = None
) -> PreparedWeek | NoWeekPossible | Stopped | tuple[Mistake, ...]:
    """Reads, screens and plans; writes nothing. Every mistake of the files where there are any."""
    profile = read_profile(profile_file, start, content.library)
    history = history_in(history_folder, content.library)
    mistakes = tuple(m for read in (profile, history) if isinstance(read, tuple) for m in read)
    if isinstance(profile, tuple) or isinstance(history, tuple):
        return mistakes
    outcome = make_week(profile, content, start, history)
    if not isinstance(outcome, Planned):
        return outcome
    week = outcome.week
    files = {
        "week.json": week_to_json(week).encode(),
        "week.ics": week_to_ics(week, profile),
        "week.txt": week_to_text(week, content.library).encode(),
    }
    return PreparedWeek(week, profile, week_summary(week), files)


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
            _replace_files(folder, {"stopped.json": stopped_to_json(prepared).encode()})
        case NoWeekPossible():
            _replace_files(folder, {})
        case tuple():
            pass
        case _:
            assert_never(prepared)


def history_in(folder: Path | None, library: Library) -> History | tuple[Mistake, ...]:
    """Earlier weeks and diaries in a folder, searched to any depth."""
    if folder is None:
        return NO_HISTORY
    weeks, diary = (read := read_history(folder, library))[0], read[-1]
    if isinstance(weeks, tuple) and isinstance(diary, Diary):
        return History(weeks, diary)
    return tuple(mistake for mistake in read if isinstance(mistake, Mistake))


def _replace_files(folder: Path, files: dict[str, bytes]) -> None:
    if folder.is_dir():
        for old in (*folder.glob("week.*"), folder / "stopped.json"):
            old.unlink(missing_ok=True)
    if files:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
