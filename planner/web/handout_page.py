"""The walk-in handout as its page sends it: what is picked so far, and where the search stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.domain.dose_words import dose_words
from planner.domain.exercise import Category, Exercise, ExerciseId
from planner.domain.kept import NamedPerson
from planner.domain.library import Library
from planner.domain.routine import Routine, RoutineId
from planner.domain.week import Reason
from planner.library.vocabulary import Vocabulary
from planner.use_cases.handout import MOST, MOST_LINES, Line, line_of, lines_of_routine
from planner.web.forms.kinds import Words
from planner.web.library_words import GOALS, LibraryPage

Against = Callable[[NamedPerson, Sequence[Line]], Mapping[ExerciseId, tuple[Reason, ...]] | None]
"""What screening has against exercises for a person; None where it cannot say."""
PARTS: Final = ("sets", "reps", "hold_seconds", "minutes")
_SHOWN: Final = 12


class HandoutPage:
    """Everything travels with the form, so that nothing is kept of somebody who just walked in."""

    def __init__(
        self,
        asked: MultiDict[str, str],
        library: Library,
        words: Vocabulary,
        people: Sequence[NamedPerson],
        against: Against,
    ) -> None:
        self._asked = asked
        self._against = against
        self._library = library
        self.people = people
        self.picked = next((p for p in people if str(p.id) == asked.get("person")), None)
        self.lines = tuple(self._changed())[:MOST_LINES]
        self.finder = LibraryPage(asked, partial(url_for, "handouts.show", **self.travelling), words)

    @property
    def title(self) -> str:
        return " ".join(self._asked.get("title", "").split())[:80]

    @property
    def name(self) -> str:
        """As typed, for somebody who is not of the practice."""
        return " ".join(self._asked.get("name", "").split())[:80]

    @property
    def head(self) -> str:
        """What the sheet is headed with."""
        title: str = self.title or _("Your exercises")
        name = self.picked.name if self.picked else self.name
        return _("%(title)s, for %(name)s", title=title, name=name) if name else title

    def called(self, person: NamedPerson) -> str:
        """The name, with the number where two are called alike."""
        return person.name if self._names[person.name] == 1 else f"{person.name} ({person.id})"

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(person.name for person in self.people)

    @cached_property
    def against(self) -> Mapping[ExerciseId, tuple[Reason, ...]] | None:
        """What screening has against the exercises here, for somebody who is picked; None where it cannot say."""
        return self._against(self.picked, self.lines) if self.picked and self.lines else {}

    @property
    def left_out(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.exercise.id in (self.against or {}))

    @property
    def weighing(self) -> tuple[str, ...]:
        """For whom the page says of which exercises what screening has against them: its form may print those."""
        return tuple(f"{self.picked.id}.{line.exercise.id}" for line in self.left_out) if self.picked else ()

    @property
    def is_weighed(self) -> bool:
        return set(self.weighing) <= set(self._asked.getlist("weighed"))

    @property
    def found(self) -> tuple[Exercise, ...]:
        picked = {line.exercise.id for line in self.lines}
        return tuple(f.exercise for f in self.finder.found if f.exercise.id not in picked)[:_SHOWN]

    @property
    def goals(self) -> Mapping[Category, Words]:
        return GOALS

    @property
    def routines(self) -> tuple[Routine, ...]:
        return tuple(self._library.routines.values())

    @property
    def most(self) -> dict[str, int]:
        return dict(MOST)

    def dose(self, line: Line) -> str:
        return dose_words(line.dose, line.exercise.sides)

    def _changed(self) -> Iterator[Line]:
        """The lines so far with the one change that a button of the page asks for."""
        lines = list(self._sent())
        lines += [line for line in self._added() if line.exercise.id not in {old.exercise.id for old in lines}]
        up = self._asked.get("up")
        for place, line in enumerate(lines):
            if line.exercise.id == up and place:
                lines[place - 1], lines[place] = lines[place], lines[place - 1]
                break
        drop = self._asked.get("drop")
        return (line for line in lines if line.exercise.id != drop)

    def _sent(self) -> Iterator[Line]:
        everyone = self._numbers("all") if self._asked.get("bulk") else {}
        for exercise in dict.fromkeys(self._asked.getlist("pick")):
            known = self._library.exercises.get(ExerciseId(exercise))
            if known is not None:
                yield line_of(known, self._numbers(exercise) | everyone, self._asked.get(f"note.{exercise}", ""))

    def _added(self) -> tuple[Line, ...]:
        exercise = self._library.exercises.get(ExerciseId(self._asked.get("add", "")))
        routine = RoutineId(self._asked.get("add_routine", ""))
        one = () if exercise is None else (line_of(exercise),)
        return one + (lines_of_routine(self._library, routine) if routine in self._library.routines else ())

    def _numbers(self, exercise: str) -> dict[str, int]:
        typed = {part: self._asked.get(f"{part}.{exercise}", "") for part in PARTS}
        return {part: int(text) for part, text in typed.items() if text.isascii() and text.isdigit() and len(text) < 5}

    @property
    def travelling(self) -> dict[str, Any]:
        """What a link of the page has to carry; the person's name never is in an address."""
        carried: dict[str, Any] = {"pick": [line.exercise.id for line in self.lines]}
        carried |= {"person": str(self.picked.id)} if self.picked else {}
        for line in self.lines:
            dose, key = line.dose, line.exercise.id
            reps = None if isinstance(dose.reps, tuple) else dose.reps
            minutes = None if dose.minutes is None else round(dose.minutes)
            numbers = (None, None, None, minutes) if minutes else (dose.sets, reps, dose.hold_seconds, None)
            carried |= {f"{part}.{key}": str(n) for part, n in zip(PARTS, numbers, strict=True) if n is not None}
            if line.note:
                carried[f"note.{key}"] = line.note
        return carried
