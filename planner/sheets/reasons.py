"""What was left out, gave way or changed, short enough to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.domain.library import Library
from planner.domain.week import LeftOut, Week
from planner.sheets.halves import Point, Section
from planner.sheets.words import caps_words

NAMES_SHOWN: Final = 3
WAYS_WITH_NAMES: Final = 2
"""A cause that bears on exercises in more ways than these gives numbers: the list of names would fill a page."""
BY_NUMBER: Final = "LEVEL"
"""The rule whose names are no news to the person: the number is enough."""

SAID_ELSEWHERE: Final = frozenset({"LBL-ABS", "WEEK-07"})
ASKING_FOR_HELP: Final = "HELP-"


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """All exercises left out for one cause. ``parts`` has a line for each way in which it bears on them."""

    cause: str
    parts: tuple[str, ...]


def background_of(week: Week, library: Library) -> tuple[Section, ...]:
    """How the week was made. A heading that would have nothing under it is left out."""
    messages = [m for m in week.screening.messages if m.id not in SAID_ELSEWHERE]
    told = {
        "What we took into account": (m.text for m in messages if not m.id.startswith(ASKING_FOR_HELP)),
        "When to ask for help": (m.text for m in messages if m.id.startswith(ASKING_FOR_HELP)),
        "Your limits": caps_words(week.screening.caps),
        "What changed since last week": (change.text for change in week.changes),
        "What gave way": (law.text for law in week.laws if not law.kept),
    }
    sections = [Section(title, tuple(Point("", text) for text in texts)) for title, texts in told.items()]
    left_out = (Point(group.cause, f"{'; '.join(group.parts)}.") for group in grouped(week.left_out, library))
    sections.append(Section("What we left out, and why", tuple(left_out)))
    return tuple(section for section in sections if section.points)


def grouped(left_out: tuple[LeftOut, ...], library: Library) -> tuple[ReasonGroup, ...]:
    """Exercises under the first reason that speaks against each: by cause, and within it by what they do.

    A reason reads "Left out because you told us …: it arches the back …. More words."; the cause is what stands
    before the colon, and only the sentence after it is kept.
    """
    causes: dict[tuple[str, bool], dict[str, list[str]]] = {}
    for out in sorted(left_out, key=lambda out: out.reasons[0].rule.startswith(BY_NUMBER)):
        reason = out.reasons[0]
        cause, way = _cause_and_way(reason.text)
        exercise = library.exercises.get(out.exercise)
        ways = causes.setdefault((cause, reason.rule.startswith(BY_NUMBER)), {})
        ways.setdefault(way, []).append(exercise.name if exercise else out.exercise)
    said: dict[str, tuple[str, ...]] = {}
    for (cause, by_number), ways in causes.items():
        parts = (_part(way, names, by_number, len(ways) > WAYS_WITH_NAMES) for way, names in ways.items())
        said[cause] = (*said.get(cause, ()), *parts)
    return tuple(ReasonGroup(cause, parts) for cause, parts in said.items())


def _cause_and_way(text: str) -> tuple[str, str]:
    cause, _, way = text.removeprefix("Left out ").partition(": ")
    return _capital(cause.rstrip(".")), way.split(". ")[0].rstrip(".")


def _part(way: str, names: list[str], by_number: bool, many: bool) -> str:
    count = len(names)
    if many and way and not by_number:
        return f"{way} ({count})"
    more = f" and {count - NAMES_SHOWN} more" if count > NAMES_SHOWN else ""
    said = f"{count} exercise{'' if count == 1 else 's'}" if by_number else " · ".join(names[:NAMES_SHOWN]) + more
    return f"{way} ({said})" if way else said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
