"""What an exercise's last sessions ask of its next one: one class for each rule, the most careful first."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import ClassVar, Final

from planner.progression.facts import Trial

MEMORY: Final = timedelta(days=14)
"""Hard sessions further back than this are not held against an exercise [D]."""
EXTRA_REPS: Final = 2
EXTRA_HOLD_SECONDS: Final = 4


class Move(Enum):
    """``LESS`` holds for the next week only; ``AWAY`` removes the exercise for a week."""

    AWAY = "away"
    REPLACE = "replace"
    DOWN = "down"
    LESS = "less"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Verdict:
    move: Move
    rule: str
    text: str


class ExerciseLaw(ABC):
    """Judges the trials of one exercise, oldest first; the last one is in the week just past."""

    rule: ClassVar[str]
    move: ClassVar[Move]
    text: ClassVar[str]

    def judge(self, trials: Sequence[Trial]) -> Verdict | None:
        return Verdict(self.move, self.rule, self.text) if self.applies(trials) else None

    @abstractmethod
    def applies(self, trials: Sequence[Trial]) -> bool: ...


def _recent(trials: Sequence[Trial], bad: Callable[[Trial], bool]) -> int:
    """How many of the last two weeks' trials were so."""
    return sum(bad(trial) for trial in trials if trials[-1].day - trial.day < MEMORY)


def _hard(trial: Trial) -> bool:
    return trial.pain_too_high or trial.too_hard


class ThreeHardSessionsTakeTheExerciseAwayForAWeek(ExerciseLaw):
    rule, move = "REG-02", Move.AWAY
    text = "Left out for a week after three hard or painful sessions."

    def applies(self, trials: Sequence[Trial]) -> bool:
        return _hard(trials[-1]) and _recent(trials, _hard) >= 3


class TwoUnsettledMorningsReplaceTheExercise(ExerciseLaw):
    rule, move = "PAIN-04", Move.REPLACE
    text = "Replaced: twice in a row the pain had not settled by next morning."

    def applies(self, trials: Sequence[Trial]) -> bool:
        return len(trials) > 1 and trials[-1].unsettled and trials[-2].unsettled


class TwoHardSessionsGoBackOneStep(ExerciseLaw):
    rule, move = "REG-02", Move.DOWN
    text = "One step easier after two hard or painful sessions."

    def applies(self, trials: Sequence[Trial]) -> bool:
        return _hard(trials[-1]) and _recent(trials, _hard) >= 2


class AnUnsettledMorningTakesOneSetOff(ExerciseLaw):
    rule, move = "PAIN-04", Move.LESS
    text = "A little less next time: the pain had not settled by next morning."

    def applies(self, trials: Sequence[Trial]) -> bool:
        return trials[-1].unsettled


class AHardSessionTakesOneSetOff(ExerciseLaw):
    rule, move = "REG-01", Move.LESS
    text = "A little less next time: the last session was harder or more painful than planned."

    def applies(self, trials: Sequence[Trial]) -> bool:
        return _hard(trials[-1])


class TwoMoreInTheLastSetTwiceMakeItHarder(ExerciseLaw):
    """PROG-01, and PROG-06's two sessions at a step: ``trials`` begin after the last change."""

    rule, move = "PROG-01", Move.UP
    text = "A little more: two sessions in a row had room to spare."

    def applies(self, trials: Sequence[Trial]) -> bool:
        return len(trials) > 1 and all(_room_to_spare(trial) and trial.comfortable for trial in trials[-2:])


def _room_to_spare(trial: Trial) -> bool:
    asked = trial.item.dose.reps_of_sets()
    if not asked:
        return False
    reps = asked[-1] if trial.last_set_reps is None else trial.last_set_reps
    if reps >= asked[-1] + EXTRA_REPS:
        return True
    hold, held = trial.item.hold_seconds, trial.last_set_hold_seconds
    return hold is not None and held is not None and reps * held >= asked[-1] * hold + EXTRA_HOLD_SECONDS


LAWS: Final[tuple[ExerciseLaw, ...]] = (
    ThreeHardSessionsTakeTheExerciseAwayForAWeek(),
    TwoUnsettledMorningsReplaceTheExercise(),
    TwoHardSessionsGoBackOneStep(),
    AnUnsettledMorningTakesOneSetOff(),
    AHardSessionTakesOneSetOff(),
    TwoMoreInTheLastSetTwiceMakeItHarder(),
)


def verdict_on(trials: Sequence[Trial]) -> Verdict | None:
    """The first law that applies; None leaves everything as it is. ``trials`` must not be empty."""
    return next((verdict for law in LAWS if (verdict := law.judge(trials)) is not None), None)
