"""What stands beside the exercises: a short line for the overview, the whole of it in a part of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.domain.dose_words import minutes_words
from planner.domain.exercise import ExerciseId
from planner.domain.week import BlockKind, CareItem, CareKind, Day, Week
from planner.sheets.booklet import daily_work_of
from planner.sheets.dates import WEEKDAY_NAMES
from planner.sheets.halves import Point, Section
from planner.sheets.words import and_list

EVERY_DAY_FROM: Final = 5
"""A sentence said on so many days stands once, under "Every day"."""

LABEL_ID: Final = "LBL-ABS"
_SENTENCE: Final = re.compile(r"(?<=[.!?]) +(?=[A-Z])")
_KIND_NAMES: Final = {
    CareKind.B12: "Vitamin B12",
    CareKind.POSTURE: "Breaks from sitting",
    CareKind.WALK: "Walking",
    CareKind.EXERCISE: "Daily work",
    CareKind.FOOD: "Food",
    CareKind.PAINKILLERS: "Painkillers",
    CareKind.CHECK_IN: "Looking back",
}


@dataclass(frozen=True, slots=True)
class CareLine:
    """One line of the overview, with a box to tick where something is to be done."""

    text: str
    tick: bool
    strong: bool


class Beside:
    """The care of a week, sorted for the sheet."""

    def __init__(self, week: Week, numbers: Mapping[ExerciseId, int]) -> None:
        """``numbers`` are those of the booklet."""
        self._numbers = numbers
        self._days = week.days
        self._label = label_of(week)
        said = Counter(s for day in week.days for s in {s for care in day.care for s in self._sentences(care)})
        self._common = frozenset(s for s, count in said.items() if count >= EVERY_DAY_FROM)

    @property
    def every_day(self) -> tuple[str, ...]:
        """What is said on most days, walks left out: they have their own boxes."""
        ordered = dict.fromkeys(
            s
            for day in self._days
            for care in day.care
            if care.kind is not CareKind.WALK
            for s in self._sentences(care)
            if s in self._common
        )
        return tuple(ordered)

    def lines(self, day: Day) -> tuple[CareLine, ...]:
        """The day's care in a line each; the rest of the text is under ``topics``."""
        lines = [line for care in day.care if (line := self._line(care)) is not None]
        daily = sorted({self._numbers[e] for e, _ in daily_work_of((day,)) if e in self._numbers})
        if daily:
            lines.append(CareLine(f"Daily work: {and_list(tuple(map(str, daily)))}", tick=True, strong=False))
        return tuple(lines)

    def _line(self, care: CareItem) -> CareLine | None:
        own = [s for s in self._sentences(care) if s not in self._common]
        match care.kind:
            case CareKind.WALK:
                text = f"Walk {minutes_words(care.minutes)}" if care.minutes is not None else care.text
                return CareLine(text, tick=True, strong=True)
            case CareKind.B12:
                return CareLine(care.text, tick=" today" in care.text, strong=True)
            case CareKind.EXERCISE if care.exercise in self._numbers:
                return None
            case CareKind.CHECK_IN:
                return CareLine(f"{own[0].split(':')[0].rstrip('.')}.", tick=True, strong=False) if own else None
            case _:
                return CareLine(own[0], tick=False, strong=False) if own else None

    def topics(self) -> tuple[Section, ...]:
        """The whole of the care texts and of the ideas to read, by matter."""
        made = [Section(name, self._advice(kind) + self._ideas(kind.value)) for kind, name in _KIND_NAMES.items()]
        made.append(Section("Exercising", tuple(idea for kind in BlockKind for idea in self._ideas(kind.value))))
        return tuple(topic for topic in made if topic.points)

    def _advice(self, kind: CareKind) -> tuple[Point, ...]:
        """Common sentences first and once, then what is particular to some days, each text once."""
        texts: dict[str, list[str]] = {}
        common: dict[str, None] = {}
        for day in self._days:
            for care in day.care:
                if care.kind is not kind:
                    continue
                sentences = self._sentences(care)
                common.update(dict.fromkeys(s for s in sentences if s in self._common))
                own = " ".join(s for s in sentences if s not in self._common)
                if own:
                    texts.setdefault(own, []).append(WEEKDAY_NAMES[day.date.weekday()][:3])
        shared = (Point("", " ".join(common)),) if common else ()
        particular = tuple(Point(and_list(tuple(dict.fromkeys(days))), text) for text, days in texts.items())
        return shared + _with_one_beginning(particular)

    def _ideas(self, beside: str) -> tuple[Point, ...]:
        texts = dict.fromkeys(card.text for day in self._days for card in day.cards if card.beside == beside)
        return tuple(Point("", text, quiet=True) for text in texts)

    def _sentences(self, care: CareItem) -> list[str]:
        """The sentences of a text; the absorption label is left out, it stands beside them anyway (B12-02)."""
        text = care.text.replace(self._label, "") if self._label else care.text
        return [s for s in _SENTENCE.split(text.strip()) if s]


def _with_one_beginning(advice: tuple[Point, ...]) -> tuple[Point, ...]:
    """``Today try: …`` of several days as one line that says the beginning once; others as they are."""
    alike: dict[str, list[Point]] = {}
    for one in advice:
        beginning, colon, rest = one.text.partition(": ")
        alike.setdefault(beginning if colon and ". " not in rest else one.text, []).append(one)
    out = []
    for beginning, found in alike.items():
        if len(found) < 3:
            out += found
            continue
        tries = "; ".join(f"{one.lead} {one.text.partition(': ')[2].rstrip('.')}" for one in found)
        out.append(Point("", f"{beginning}: {tries}."))
    return tuple(out)


def label_of(week: Week) -> str:
    """LBL-ABS where screening sent it, else empty."""
    return next((m.text for m in week.screening.messages if m.id == LABEL_ID), "")
