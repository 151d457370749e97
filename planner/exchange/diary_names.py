"""What a diary names must exist: sessions of the weeks that are there, exercises of the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planner.domain.week import Week
from planner.strict_yaml import KeyPath, did_you_mean, shown
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import day_of


@dataclass(frozen=True, slots=True)
class KnownNames:
    """``weeks`` by their start. No ``exercises`` means that nobody can say which there are."""

    weeks: Mapping[date, Week] = field(default_factory=dict)
    exercises: Collection[str] = ()


def check_names(entry: Mapping[str, Any], path: KeyPath, known: KnownNames, report: Report) -> None:
    """Adds a mistake for each session and exercise of a sound diary entry that does not exist.

    What is noted under a mistyped name would otherwise be lost, pain included. An exercise that an earlier library
    had counts as known where the week holds it.
    """
    start = day_of(entry["week"])
    week = known.weeks.get(start) if start is not None else None
    if week is not None:
        _check_session(entry["session"], week, (*path, "session"), report)
    if not known.exercises:
        return
    of_week = {str(item.exercise) for _, s in week.sessions for item in s.items} if week is not None else set()
    for place, name in _exercises_named(entry):
        if name not in known.exercises and name not in of_week:
            near = did_you_mean(name, sorted({*known.exercises, *of_week}))
            report.add((*path, *place), f"{shown(name)} is not a known exercise.{near}")


def _check_session(name: str, week: Week, path: KeyPath, report: Report) -> None:
    """[D] One session on a day that had none is taken: people move a session to another day."""
    weekday, number = name.split("-")
    day = next(day for day in week.days if day.weekday == weekday)
    if int(number) > max(1, len(day.sessions)):
        has = ", ".join(session.id for _, session in week.sessions) or "none"
        report.add(path, f"{shown(name)} is not in the week of {week.start}, which has {has}.")


def _exercises_named(entry: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    for key in ("done", "exercises"):
        named = entry.get(key)
        if isinstance(named, dict):
            yield from (((key, name), name) for name in named)
    yield from ((("skipped", number), name) for number, name in enumerate(entry.get("skipped") or ()))
