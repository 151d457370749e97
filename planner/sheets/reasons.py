"""What was left out, gave way or changed, short enough to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.domain.library import Library
from planner.domain.week import LeftOut, Week
from planner.sheets.words import caps_words

NAMES_SHOWN: Final = 12
LONG_GROUPS_BY_NUMBER: Final = ("LEVEL", "EQUIPMENT")
"""Rules whose names are no news to the person: the number is enough."""


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """All exercises left out for one reason. ``names`` is one line of names, or how many there are."""

    reason: str
    names: str


@dataclass(frozen=True, slots=True)
class Background:
    left_out: tuple[ReasonGroup, ...]
    gave_way: tuple[str, ...]
    changes: tuple[str, ...]
    messages: tuple[str, ...]
    caps: tuple[str, ...]


def background_of(week: Week, library: Library) -> Background:
    return Background(
        grouped(week.left_out, library),
        tuple(law.text for law in week.laws if not law.kept),
        tuple(change.text for change in week.changes),
        tuple(message.text for message in week.screening.messages if message.id != "LBL-ABS"),
        caps_words(week.screening.caps),
    )


def grouped(left_out: tuple[LeftOut, ...], library: Library) -> tuple[ReasonGroup, ...]:
    """Exercises under the first reason that speaks against each, the largest group first."""
    groups: dict[tuple[str, bool], list[str]] = {}
    for out in left_out:
        reason = out.reasons[0]
        exercise = library.exercises.get(out.exercise)
        by_number = reason.rule.split("/")[0] in LONG_GROUPS_BY_NUMBER
        groups.setdefault((reason.text, by_number), []).append(exercise.name if exercise else out.exercise)
    ordered = sorted(groups.items(), key=lambda group: (group[0][1], -len(group[1]), group[0][0]))
    return tuple(ReasonGroup(text, _names(names, by_number)) for (text, by_number), names in ordered)


def _names(names: list[str], by_number: bool) -> str:
    count = len(names)
    if by_number:
        return f"{count} exercise{'' if count == 1 else 's'}"
    more = f" and {count - NAMES_SHOWN} more" if count > NAMES_SHOWN else ""
    return ", ".join(names[:NAMES_SHOWN]) + more
