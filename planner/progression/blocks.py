"""Weeks after which nothing gets harder (PROG-05, PAIN-03): one class for each reason."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from planner.domain.person import Answer, Profile
from planner.progression.facts import WeekFacts, trials_of, usual_pain

FATIGUE_LIMIT: Final = 6
SHARE_OF_SESSIONS: Final = 0.7
CLIMB: Final = 1.0
"""PAIN-03: a rise of the weekly average by so much is climbing [D]."""


@dataclass(frozen=True, slots=True)
class Past:
    """The weeks to judge by, oldest first; at least one."""

    weeks: tuple[WeekFacts, ...]
    profile: Profile

    @property
    def last(self) -> WeekFacts:
        return self.weeks[-1]


class WeekLaw(ABC):
    """Judges the last of the weeks. ``text`` is the reason in words."""

    rule: ClassVar[str]
    text: ClassVar[str]

    @abstractmethod
    def blocks(self, past: Past) -> bool: ...


class NothingGetsHarderAfterTooMuchPain(WeekLaw):
    rule, text = "PROG-05", "some pain was too high or had not settled by next morning"

    def blocks(self, past: Past) -> bool:
        usual = usual_pain(past.profile)
        trials = [trial for session in past.last.sessions for trial in trials_of(session, usual)]
        return any(trial.pain_too_high or trial.unsettled for trial in trials)


class NothingGetsHarderWhilePainClimbs(WeekLaw):
    rule, text = "PAIN-03", "pain was climbing from week to week"

    def blocks(self, past: Past) -> bool:
        levels = [week.pain for week in past.weeks[-3:] if week.pain is not None]
        if len(levels) > 1 and levels[-1] >= levels[-2] + CLIMB:
            return True
        return len(levels) == 3 and levels[0] < levels[1] < levels[2]


class NothingGetsHarderAfterATiredWeek(WeekLaw):
    rule, text = "PROG-05", "the week was a tired one"

    def blocks(self, past: Past) -> bool:
        return past.last.tiredness is not None and past.last.tiredness >= FATIGUE_LIMIT


class NothingGetsHarderAfterAThinWeek(WeekLaw):
    rule, text = "PROG-05", "fewer than seven in ten sessions took place"

    def blocks(self, past: Past) -> bool:
        return past.last.share_done < SHARE_OF_SESSIONS


class NothingGetsHarderAfterAMissedB12Treatment(WeekLaw):
    """With symptoms: a new one, tiredness of 4 or more (unknown counts), or numbness [D]."""

    rule, text = "PROG-05", "a B12 treatment was missed"

    def blocks(self, past: Past) -> bool:
        week = past.last
        if week.check_in is None or week.check_in.b12_done is not False or past.profile.b12.low is Answer.NO:
            return False
        tired = week.tiredness is None or week.tiredness >= 4
        numb = past.profile.numbness.areas is None or bool(past.profile.numbness.areas)
        return tired or numb or bool(week.symptoms)


class NothingGetsHarderAfterANewSymptom(WeekLaw):
    rule, text = "SCR-07", "you told us about something new"

    def blocks(self, past: Past) -> bool:
        return bool(past.last.symptoms)


LAWS: Final[tuple[WeekLaw, ...]] = (
    NothingGetsHarderAfterTooMuchPain(),
    NothingGetsHarderWhilePainClimbs(),
    NothingGetsHarderAfterATiredWeek(),
    NothingGetsHarderAfterAThinWeek(),
    NothingGetsHarderAfterAMissedB12Treatment(),
    NothingGetsHarderAfterANewSymptom(),
)


def reasons_to_stay(weeks: Sequence[WeekFacts], profile: Profile) -> tuple[WeekLaw, ...]:
    """Every reason why nothing gets harder after the last of these weeks; empty when it may."""
    return tuple(law for law in LAWS if law.blocks(Past(tuple(weeks), profile)))
