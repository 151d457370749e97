"""Judge a week file, hand-edited ones too, for the person it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.domain.week import Stopped
from planner.exchange.profile_file import read_profile
from planner.exchange.week_file import read_week
from planner.generator.outcome import Breach
from planner.strict_yaml import Mistake
from planner.use_cases.diary_stop import stop_in_diary
from planner.use_cases.make_week import Content, judge_week
from planner.use_cases.prepare_week import history_in


@dataclass(frozen=True, slots=True)
class Judged:
    """Every breach, in the order of the week; none is a clean week."""

    breaches: tuple[Breach, ...]


def judge_week_file(
    week_file: Path, profile_file: Path, content: Content, history_folder: Path | None = None
) -> Judged | Stopped | tuple[Mistake, ...]:
    """``Stopped`` where screening lets this person have no week at all; mistakes where a file cannot be read."""
    week = read_week(week_file, to_judge=True)
    if isinstance(week, tuple):
        return week
    profile = read_profile(profile_file, week.start, content.library)
    history = history_in(history_folder, content.library)
    mistakes = tuple(m for read in (profile, history) if isinstance(read, tuple) for m in read)
    if isinstance(profile, tuple) or isinstance(history, tuple):
        return mistakes
    stop = stop_in_diary(profile, content, history, week.start)
    outcome = stop or judge_week(week, profile, content, history)
    return outcome if isinstance(outcome, Stopped) else Judged(outcome)
