"""What screening gives to the layers above. ``screening.gate.screen`` is the only maker of ``ScreenedExercises``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from planner.domain.exercise import Exercise, ExerciseId, Level
from planner.domain.week import Caps, Message, Overridden, PassState, Reason


class Pace(Enum):
    """Tiredness state of the week (FAT-01 … FAT-04)."""

    GREEN = "FAT-01"
    YELLOW = "FAT-02"
    ORANGE = "FAT-03"
    RED = "FAT-04"


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A change that keeps the exercise: the code (``AD-06``), the rules that ask for it, and the change in words."""

    code: str
    rules: tuple[str, ...]
    text: str
    hold_seconds: int | None = None
    """Longest hold that the adaptation leaves (AD-12, AD-16)."""
    minutes: float | None = None
    """Longest stay in the position (AD-04, AD-05)."""
    sets: int | None = None
    reps: int | None = None
    """Most sets and repeats (AD-20)."""


@dataclass(frozen=True, slots=True)
class UsableExercise:
    """An exercise this person may do, with everything that is changed for them.

    ``hold_cap_seconds`` is None for exercises that the hold cap does not bind (stretches, rests, breathing).
    ``needs_floor`` is False where a bed is used instead.
    """

    exercise: Exercise
    adaptations: tuple[Adaptation, ...]
    hold_cap_seconds: int | None
    needs_floor: bool
    overridden: Overridden | None = None
    cues: tuple[Reason, ...] = ()
    """What a condition adds to the instructions (section C3): ``rule`` is the condition, ``text`` the words."""

    @property
    def changes_in_words(self) -> tuple[str, ...]:
        """Everything that is different for this person: each adaptation in its order, then what conditions add."""
        return tuple(dict.fromkeys((*(a.text for a in self.adaptations), *(cue.text for cue in self.cues))))


_SEAL: Final = object()


class ScreenedExercises:
    """Exercises that went through the gate. Checked is a type: the generator accepts nothing else.

    ``usable`` in library order; ``refused`` with every reason; ``replacements`` gives, for an exercise refused
    because its adaptation replaces it (AD-01, AD-03, AD-07, AD-10), the usable substitutes, best first.
    """

    __slots__ = ("refused", "replacements", "usable")

    def __init__(
        self,
        usable: Mapping[ExerciseId, UsableExercise],
        refused: Mapping[ExerciseId, tuple[Reason, ...]],
        replacements: Mapping[ExerciseId, tuple[ExerciseId, ...]],
        *,
        seal: object,
    ) -> None:
        if seal is not _SEAL:
            raise TypeError("only planner.screening.gate.screen makes ScreenedExercises")
        self.usable = usable
        self.refused = refused
        self.replacements = replacements


@dataclass(frozen=True, slots=True)
class Passed:
    """Exercise may go on, within these restrictions.

    ``flags`` in id order, ``conditions`` in matrix order. ``level`` is the person's level after the level cap.
    ``get_up_seconds`` is SAFE-06 for one getting up from the floor; ``floor_changes`` the most allowed in a session.
    ``restorative_days``: the first so many days of the week are restorative only (AMB-24: 2).
    ``breathing_and_easy_walk_only``: SCR-11 or SCR-10 leave nothing else.
    """

    state: PassState
    flags: tuple[str, ...]
    conditions: tuple[str, ...]
    caps: Caps
    messages: tuple[Message, ...]
    level: Level
    pace: Pace
    exercises: ScreenedExercises
    floor_changes: int
    get_up_seconds: int
    restorative_days: int
    daily_extensors: bool
    daily_balance: bool
    fallback: tuple[ExerciseId, ...]
    """SAFE-08, filled only where fewer than four exercises are usable (SCR-09); a subset of ``usable``."""
    breathing_and_easy_walk_only: bool = False
