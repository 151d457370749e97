"""The library in words, for its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.domain.exercise import Category, Exercise, ExerciseId, Position
from planner.domain.routine import Routine, RoutineKind
from planner.figures.region_map import RegionLink, region_map_svg
from planner.library.vocabulary import Vocabulary
from planner.use_cases.find_exercises import NOTHING, PlainNames, Wanted, find_exercises
from planner.use_cases.suit_person import Suited
from planner.web.forms.kinds import Words
from planner.web.page import services
from planner.web.week_words import POSITIONS

GOALS: Final[Mapping[Category, Words]] = {
    Category.CORE: _l("Core strength"),
    Category.STRETCH: _l("Stretching"),
    Category.YOGA: _l("Yoga"),
    Category.MOBILITY: _l("Loosening up"),
    Category.POSTURE: _l("Posture"),
    Category.BALANCE: _l("Balance"),
    Category.AEROBIC: _l("Walking and heart"),
}
LEVELS: Final[Mapping[int, Words]] = {
    1: _l("Level 1: the gentlest"),
    2: _l("Up to level 2"),
    3: _l("Up to level 3"),
    4: _l("Up to level 4"),
}
ROUTINE_KINDS: Final[Mapping[RoutineKind, Words]] = {
    RoutineKind.CORE: _l("Core strength"),
    RoutineKind.STRETCHING: _l("Stretching"),
    RoutineKind.YOGA: _l("Yoga"),
    RoutineKind.BALANCE: _l("Balance"),
}
PAGE_LENGTH: Final = 48
_LONGEST_SEARCH: Final = 60
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Way:
    """A choice that is a link."""

    label: Words
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One exercise of the list. ``reason`` says why this person's week may not hold it."""

    exercise: Exercise
    in_week: bool = False
    adaptations: tuple[str, ...] = ()
    reason: str = ""


class LibraryPage:
    """The search as it stands and what it found. ``address`` makes the link of a changed search."""

    def __init__(
        self,
        asked: MultiDict[str, str],
        address: Callable[..., str],
        words: Vocabulary,
        suited: Suited | None = None,
    ) -> None:
        self._address = address
        self._vocabulary = words
        self.suited = suited
        self.wanted = _wanted(asked, words)
        self.all_shown = asked.get("show") == "all"
        self.found = self._narrow(find_exercises(services().content.library, self.wanted, _names(words)))
        self.pages = max(1, -(-len(self.found) // PAGE_LENGTH))
        self.page = min(max(1, _number(asked.get("page")) or 1), self.pages)

    @property
    def shown(self) -> tuple[Found, ...]:
        return self.found[(self.page - 1) * PAGE_LENGTH : self.page * PAGE_LENGTH]

    @property
    def is_narrowed(self) -> bool:
        return self.wanted != Wanted()

    @property
    def goals(self) -> tuple[Way, ...]:
        chosen = self.wanted.goal
        every = Way(_l("All"), self._to(goal=None), chosen is None)
        return (every, *(Way(words, self._to(goal=goal), goal is chosen) for goal, words in GOALS.items()))

    @property
    def regions(self) -> Mapping[str, str]:
        return {word: name for word, name in self._vocabulary.regions.items() if word != "whole-body"}

    @property
    def positions(self) -> Mapping[Position, Words]:
        return POSITIONS

    @property
    def equipment(self) -> Mapping[str, Words]:
        own = {word: name for word, name in self._vocabulary.equipment.items() if self._is_used(word)}
        return {NOTHING: _l("nothing special"), **own}

    @property
    def levels(self) -> Mapping[int, Words]:
        return LEVELS

    @property
    def region_map(self) -> str:
        chosen = self.wanted.region
        return region_map_svg(
            {
                word: RegionLink(self._to(region=None if word == chosen else word), name, word == chosen)
                for word, name in self.regions.items()
            }
        )

    @property
    def cleared(self) -> str:
        return self._address()

    @property
    def only_safe(self) -> Way:
        return Way(_l("Only what suits me now"), self._to(show=None), not self.all_shown)

    @property
    def everything(self) -> Way:
        return Way(_l("The whole library"), self._to(show="all"), self.all_shown)

    def turned_to(self, page: int) -> str:
        return self._to(page=page)

    def _to(self, **changes: Any) -> str:
        wanted = self.wanted
        now = {
            "q": wanted.words,
            "goal": wanted.goal,
            "region": wanted.region,
            "position": wanted.position,
            "equipment": wanted.equipment,
            "level": wanted.level,
            "show": "all" if self.all_shown else None,
        } | changes
        return self._address(**{name: str(value) for name, value in now.items() if value})

    def _is_used(self, thing: str) -> bool:
        return any(thing in group for e in services().content.library.exercises.values() for group in e.equipment)

    def _narrow(self, exercises: tuple[Exercise, ...]) -> tuple[Found, ...]:
        suited = self.suited
        if suited is None:
            return tuple(Found(exercise) for exercise in exercises)
        found = []
        for exercise in exercises:
            usable = suited.usable.get(exercise.id)
            if usable is None and not self.all_shown:
                continue
            reasons = suited.refused.get(exercise.id, ())
            found.append(
                Found(
                    exercise,
                    in_week=exercise.id in suited.in_week,
                    adaptations=() if usable is None else tuple(a.code for a in usable.adaptations),
                    reason=reasons[0].text if reasons else "",
                )
            )
        return tuple(found)


def _wanted(asked: MultiDict[str, str], words: Vocabulary) -> Wanted:
    """What the address asks for; anything it cannot mean is left out."""
    level = _number(asked.get("level"))
    return Wanted(
        words=asked.get("q", "").strip()[:_LONGEST_SEARCH],
        goal=_one_of(Category, asked.get("goal")),
        region=_known(asked.get("region"), words.regions),
        position=_one_of(Position, asked.get("position")),
        equipment=_known(asked.get("equipment"), {NOTHING: "", **words.equipment}),
        level=level if level in LEVELS else None,
    )


def _one_of(kind: type[_Word], text: str | None) -> _Word | None:
    return next((word for word in kind if word.value == text), None)


def _known(text: str | None, words: Mapping[str, str]) -> str | None:
    return text if text in words else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else None


def _names(words: Vocabulary) -> PlainNames:
    return PlainNames(words.regions, words.muscles, words.everyone_has)


class ExercisePage:
    """One exercise: what it needs, what it works, its easier and harder steps, and what it rests on."""

    def __init__(self, exercise: Exercise, suited: Suited | None = None) -> None:
        self._library = services().content.library
        self._words = services().words
        self.exercise = exercise
        self.suited = suited
        self.places = () if suited is None else suited.places(exercise.id)
        self.usable = None if suited is None else suited.usable.get(exercise.id)
        self.stop_now = services().content.safety.messages["MSG-STOPNOW"]

    @property
    def adaptations(self) -> tuple[str, ...]:
        """Codes of what is changed in it for this person, which the drawing shows."""
        return () if self.usable is None else tuple(a.code for a in self.usable.adaptations)

    @property
    def position(self) -> str:
        return str(POSITIONS[self.exercise.position])

    @property
    def goal(self) -> str:
        return str(GOALS[self.exercise.category])

    @property
    def equipment(self) -> tuple[str, ...]:
        names = self._words.equipment
        either: str = _(" or ")
        return tuple(either.join(names.get(t, t) for t in sorted(group)) for group in self.exercise.equipment)

    @property
    def regions(self) -> str:
        return ", ".join(self._words.regions.get(region, region) for region in self.exercise.regions)

    @property
    def muscles(self) -> str:
        return ", ".join(self._words.muscles.get(muscle, muscle) for muscle in self.exercise.targets)

    @property
    def ladder(self) -> tuple[Exercise, ...]:
        """The family, easiest first; empty where there is no other step."""
        family = self._library.family(self.exercise.family)
        return family if len(family) > 1 else ()

    @property
    def routines(self) -> tuple[Routine, ...]:
        return tuple(r for r in self._library.routines.values() if self.exercise.id in r.items)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the week does not hold it: screening's reasons, else what the week itself says."""
        if self.suited is None or self.places:
            return ()
        refused = self.suited.refused.get(self.exercise.id, ())
        known = refused or self.suited.left_out(self.exercise.id)
        return tuple(dict.fromkeys(reason.text for reason in known))

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        texts = services().sources
        return tuple((mark, texts[mark]) for mark in self.exercise.evidence if mark in texts)

    @property
    def rules(self) -> tuple[str, ...]:
        """Marks of our own rules, for whoever reviews the library."""
        texts = services().sources
        return tuple(mark for mark in self.exercise.evidence if mark not in texts and mark != "D")

    @property
    def is_partly_ours(self) -> bool:
        return "D" in self.exercise.evidence


def routine_words(routine: Routine) -> str:
    kind = str(ROUTINE_KINDS[routine.kind])
    return str(_("%(kind)s · about %(minutes)s minutes", kind=kind, minutes=routine.minutes))


def routine_items(routine: Routine) -> tuple[Exercise, ...]:
    library = services().content.library.exercises
    return tuple(library[ExerciseId(item)] for item in routine.items if item in library)
