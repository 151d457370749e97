"""A week on one screen, for the terminal; ``week.txt`` has all of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from planner.domain.week import CareItem, CareKind, Day, Week

WIDTH: Final = 80
_COLUMN: Final = 12
_TOLD: Final = frozenset({CareKind.B12, CareKind.WALK, CareKind.CHECK_IN})


def week_summary(week: Week) -> str:
    """Days, sessions and dates in a few lines, what gave way, and how much was left out."""
    person = week.person
    lines = [f"The week of {person.name} from {week.start:%A} {week.start.day} {week.start:%B %Y}", ""]
    for day in week.days:
        lines += _day(day)
    gave_way = [law.text for law in week.laws if not law.kept]
    if gave_way:
        lines += ["", "What gave way:", *(line for text in gave_way for line in _hang("- ", text))]
    exercises = {item.exercise for _, session in week.sessions for item in session.items}
    lines += [
        "",
        *_hang(
            "",
            f"{len(exercises)} exercises, level {person.level.value}. {len(week.left_out)} others are left out;"
            " week.txt says why, and has every dose.",
        ),
    ]
    return "\n".join(lines) + "\n"


def _day(day: Day) -> Iterator[str]:
    first = f"{day.date:%a} {day.date.day} {day.date:%b}"
    told = [f"{s.at:%H:%M}  {s.title}, {s.whole_minutes} minutes" for s in day.sessions]
    told += [_short(care) for care in day.care if care.kind in _TOLD]
    for text in told or ["rest"]:
        yield from _hang(f"{first:<{_COLUMN}}", text)
        first = ""


def _short(care: CareItem) -> str:
    """The first sentence or clause of a care item."""
    if care.kind is CareKind.WALK and care.minutes is not None:
        return f"Walk, {care.minutes:g} minutes"
    return care.text.partition(". ")[0].partition(": ")[0].rstrip(".")


def _hang(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False)
