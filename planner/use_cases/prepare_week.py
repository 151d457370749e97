"""From a profile file to a planned week and its files, all but the sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planner.domain.diary import Diary
from planner.domain.library import Library
from planner.domain.week import Stopped
from planner.exchange.calendar_file import week_to_ics
from planner.exchange.diary_file import read_history
from planner.exchange.profile_file import read_profile
from planner.exchange.week_file import week_to_json
from planner.exchange.week_summary import week_summary
from planner.exchange.week_text import week_to_text
from planner.generator.outcome import NoWeekPossible, Planned
from planner.strict_yaml import Mistake
from planner.use_cases.diary_stop import stop_in_diary
from planner.use_cases.hand_out_week import PreparedWeek
from planner.use_cases.make_week import NO_HISTORY, Content, History, make_week


def prepare_week(
    profile_file: Path, start: date, content: Content, history_folder: Path | None = None
) -> PreparedWeek | NoWeekPossible | Stopped | tuple[Mistake, ...]:
    """Reads, screens and plans; writes nothing. Every mistake of the files where there are any."""
    profile = read_profile(profile_file, start, content.library)
    history = history_in(history_folder, content.library)
    mistakes = tuple(m for read in (profile, history) if isinstance(read, tuple) for m in read)
    if isinstance(profile, tuple) or isinstance(history, tuple):
        return mistakes
    outcome = stop_in_diary(profile, content, history, start) or make_week(profile, content, start, history)
    if not isinstance(outcome, Planned):
        return outcome
    week = outcome.week
    files = {
        "week.json": week_to_json(week).encode(),
        "week.ics": week_to_ics(week, profile),
        "week.txt": week_to_text(week, content.library).encode(),
    }
    return PreparedWeek(week, profile, week_summary(week), files)


def history_in(folder: Path | None, library: Library) -> History | tuple[Mistake, ...]:
    """Earlier weeks and diaries in a folder, searched to any depth."""
    if folder is None:
        return NO_HISTORY
    weeks, diary = (read := read_history(folder, library))[0], read[-1]
    if isinstance(weeks, tuple) and isinstance(diary, Diary):
        return History(weeks, diary)
    return tuple(mistake for mistake in read if isinstance(mistake, Mistake))
