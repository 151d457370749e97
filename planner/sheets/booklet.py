"""Every exercise of a week once, with the number that the rest of the sheet calls it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planner.domain.dose_words import amount_words, dose_words, hold_words
from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.library import Library
from planner.domain.week import CareItem, CareKind, Day, Item, Week
from planner.sheets.dates import WEEKDAY_NAMES
from planner.sheets.spelling import Own
from planner.sheets.words import and_list


@dataclass(frozen=True, slots=True)
class DoseOnDays:
    """One dose of an exercise and the days on which it is meant: ``Mon and Thu``."""

    amount: str
    hold: str
    days: str


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An exercise explained once. ``doses`` has more than one entry where sessions of the week differ."""

    number: int
    exercise: Exercise
    doses: tuple[DoseOnDays, ...]
    rest_seconds: int
    """Between sets; 0 where there is one set only."""
    purpose: str
    changed: tuple[str, ...]
    easier: str
    harder: str
    note: str = ""
    """A practitioner's own words to this person."""
    adaptations: tuple[str, ...] = ()
    """Codes that the drawing shows."""

    @property
    def body_map(self) -> str:
        """The name of the drawing that shows where it works."""
        return f"map/{'+'.join(self.exercise.regions)}"

    @property
    def works(self) -> str:
        """Where it works, in words."""
        return and_list(tuple(region.replace("-", " ") for region in self.exercise.regions))


@dataclass(slots=True)
class _Met:
    number: int
    items: list[tuple[Day | None, Item]] = field(default_factory=list)
    daily: CareItem | None = None
    """Daily work, for an exercise that stands in no session."""


class Booklet:
    """Numbers the exercises of a week in the order in which a person meets them."""

    def __init__(
        self,
        week: Week | None,
        library: Library,
        *,
        items: Iterable[Item] = (),
        notes: Mapping[ExerciseId, str] | None = None,
    ) -> None:
        """Raises KeyError where an exercise of the week, or of ``items`` picked without one, is not in the library."""
        self._library = library
        self._notes = notes or {}
        self._refused = frozenset(out.exercise for out in week.left_out) if week else frozenset()
        self._screened = week is not None
        met: dict[ExerciseId, _Met] = {}
        for day, item in items_of(week) if week else ((None, item) for item in items):
            met.setdefault(item.exercise, _Met(len(met) + 1)).items.append((day, item))
        for exercise, care in daily_work_of(week.days) if week else ():
            if exercise in library.exercises and exercise not in met:
                met[exercise] = _Met(len(met) + 1, daily=care)
        self.numbers: Mapping[ExerciseId, int] = {exercise: seen.number for exercise, seen in met.items()}
        self.cards: tuple[ExerciseCard, ...] = tuple(
            self._card(library.exercises[exercise], seen) for exercise, seen in met.items()
        )

    def _card(self, exercise: Exercise, met: _Met) -> ExerciseCard:
        items = [item for _, item in met.items]
        return ExerciseCard(
            met.number,
            exercise,
            doses_on_days(met.items) if met.daily is None else (_daily_dose(met.daily, exercise),),
            max((item.rest_seconds for item in items if item.sets > 1), default=0),
            _sentence(items[0].why.split(";")[0]) if items else "",
            self._changed(items),
            self._step(exercise, -1),
            self._step(exercise, 1),
            Own(self._notes.get(exercise.id, "").strip()),
            items[0].adaptations if items else (),
        )

    def _changed(self, items: Sequence[Item]) -> tuple[str, ...]:
        """What was adapted for this person, each change once."""
        lines: dict[str, None] = {}
        for item in items:
            if item.instead_of is not None:
                original = self._library.exercises.get(item.instead_of)
                lines[f"In place of {original.name if original else item.instead_of}."] = None
            lines.update(dict.fromkeys(item.adaptation_texts))
            if item.overridden is not None:
                lines[Own(f"Allowed by your {item.overridden.by}: {_sentence(item.overridden.reason)}")] = None
        return tuple(lines)

    def _step(self, exercise: Exercise, direction: int) -> str:
        """The name of the next usable step of the family, easier (-1) or harder (1); empty where there is none.

        Without a week nobody has looked which steps this person may do, so none is named.
        """
        if not self._screened:
            return ""
        steps = [e for e in self._library.family(exercise.family) if (e.step - exercise.step) * direction > 0]
        usable = [e for e in steps if e.id not in self._refused and e.tags is not None]
        if not usable:
            return ""
        nearest = min(usable, key=lambda e: ((e.step - exercise.step) * direction, e.id))
        number = self.numbers.get(nearest.id)
        return f"{nearest.name} (number {number})" if number else nearest.name


def items_of(week: Week) -> Iterator[tuple[Day, Item]]:
    for day, session in week.sessions:
        for item in session.items:
            yield day, item


def daily_work_of(days: Sequence[Day]) -> Iterator[tuple[ExerciseId, CareItem]]:
    """Exercises for days without a session (contract, "Daily work and rest")."""
    for day in days:
        for care in day.care:
            if care.kind is CareKind.EXERCISE and care.exercise is not None:
                yield care.exercise, care


def _daily_dose(care: CareItem, exercise: Exercise) -> DoseOnDays:
    """The dose as the care text gives it: name, dose, full stop."""
    said = care.text.split(". ")[0].rstrip(".").removeprefix(exercise.name).lstrip(", :")
    return DoseOnDays(said, "", "")


def doses_on_days(items: Sequence[tuple[Day | None, Item]]) -> tuple[DoseOnDays, ...]:
    """The doses of one exercise over the week; ``days`` is empty where all sessions agree."""
    by_dose: dict[str, tuple[Item, list[str]]] = {}
    for day, item in items:
        days = by_dose.setdefault(dose_words(item.dose, item.sides), (item, []))[1]
        name = WEEKDAY_NAMES[day.date.weekday()][:3] if day else ""
        if name and name not in days:
            days.append(name)
    differ = len(by_dose) > 1
    return tuple(
        DoseOnDays(amount_words(item.dose, item.sides), hold_words(item.dose), and_list(tuple(days)) if differ else "")
        for item, days in by_dose.values()
    )


def _sentence(text: str) -> str:
    """A clause as a sentence: first letter large, full stop at the end."""
    text = text.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
