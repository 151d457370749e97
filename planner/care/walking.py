"""Walks outside the offered minutes: how long, how often, and how gently (WEEK-02, DOSE-09, D4, Q-08)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from planner.domain.exercise import Category, ExerciseId, Level
from planner.domain.person import Answer, Profile
from planner.screening.outcome import Pace, Passed

EASY_MINUTES: Final = 5
WITHOUT_SEAT_MINUTES: Final = 10
"""Longest time on the feet without a seat where STAND_LONG is not allowed (C1)."""
WALKS: Final = {
    5: ExerciseId("walk-5"),
    10: ExerciseId("walk-10"),
    20: ExerciseId("walk-20"),
    30: ExerciseId("walk-30"),
}
LONG_WALKS: Final = (ExerciseId("walk-interval-12"), ExerciseId("walk-20"), ExerciseId("walk-30"))
INSTEAD_OF_WALKING: Final = tuple(
    ExerciseId(name) for name in ("seated-march", "march-support", "cycle-easy", "seated-step-jack")
)


@dataclass(frozen=True, slots=True)
class _Default:
    """WEEK-02: days and minutes of a first week; DOSE-09: the most of both, and the effort."""

    days: int
    minutes: tuple[int, int]
    most_days: int
    most_minutes: int
    effort: int
    active_minutes: int
    """Weekly minutes of activity (Q-06) from which the longer walk is the start [D]."""


DEFAULTS: Final = {
    Level.BEGINNER: _Default(3, (5, 10), 5, 15, 5, 30),
    Level.INTERMEDIATE: _Default(4, (15, 20), 5, 30, 6, 150),
    Level.ADVANCED: _Default(5, (30, 30), 5, 60, 6, 0),
}


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """So many minutes a walk on so many days; zero days where no walking is possible.

    ``most_minutes`` and ``most_days`` are what this person may be asked for this week; ``effort`` 0 to 10.
    ``ladder`` are the usable walks with their minutes, shortest first. The text is a property, so that it fits.
    """

    minutes: int
    days: int
    exercise: ExerciseId | None
    effort: int
    rule: str
    article: tuple[str, ...]
    most_minutes: int
    most_days: int
    hints: tuple[str, ...] = ()
    ladder: tuple[tuple[int, ExerciseId], ...] = ()
    name: str = "Walk"

    @property
    def text(self) -> str:
        """The care item's words: how long, how hard, what to mind."""
        if self.days == 0:
            return "No walks this week."
        return " ".join([f"{self.name}, {self.minutes} minutes, {effort_words(self.effort)}.", *self.hints])

    def asked_for(self, days: int | None, minutes: int | None) -> WalkPlan:
        """The same walks with the numbers that progression asks for, never more than is allowed this week."""
        if self.days == 0:
            return self
        longer = self.minutes if minutes is None else max(1, min(minutes, self.most_minutes))
        return replace(
            self,
            days=self.days if days is None else max(0, min(days, self.most_days)),
            minutes=longer,
            exercise=_longest_within(self.ladder, longer) or self.exercise,
        )


def effort_words(effort: int) -> str:
    """EFF-01 and the talk test (FAT-10) in words."""
    if effort <= 2:
        return "very easy"
    if effort <= 4:
        return "easy: you can talk in full sentences"
    return "at most so brisk that you can talk in short sentences"


def _longest_within(ladder: tuple[tuple[int, ExerciseId], ...], minutes: int) -> ExerciseId | None:
    fitting = [exercise for length, exercise in ladder if length <= minutes]
    return fitting[-1] if fitting else (ladder[0][1] if ladder else None)


def _wanted(profile: Profile, passed: Passed, exercise: ExerciseId) -> bool:
    return exercise in passed.exercises.usable and exercise not in profile.dislikes


def _starts_short(profile: Profile) -> bool:
    """Q-08: no to standing or to walking ten minutes."""
    return profile.stand_10_minutes is not Answer.YES or profile.walk_10_minutes is not Answer.YES


def _only_easy(profile: Profile, passed: Passed) -> bool:
    return (
        passed.breathing_and_easy_walk_only
        or passed.pace is Pace.ORANGE
        or passed.restorative_days > 0
        or _starts_short(profile)
    )


def _most_minutes(profile: Profile, passed: Passed) -> int:
    most = DEFAULTS[passed.level].most_minutes
    if passed.pace is Pace.YELLOW:
        most = most * 7 // 10
    if not any(walk in passed.exercises.usable for walk in LONG_WALKS):
        most = min(most, WITHOUT_SEAT_MINUTES)
    if "ANA" in passed.conditions:  # C3: bouts of 5 to 10 minutes
        most = min(most, WITHOUT_SEAT_MINUTES)
    if passed.caps.session_minutes is not None:
        most = min(most, passed.caps.session_minutes)
    return EASY_MINUTES if _only_easy(profile, passed) else max(EASY_MINUTES, most)


def _first_minutes(profile: Profile, passed: Passed) -> int:
    default = DEFAULTS[passed.level]
    active = profile.activity is not None and profile.activity.minutes >= default.active_minutes
    minutes = default.minutes[1 if active else 0]
    return max(EASY_MINUTES, minutes * 7 // 10) if passed.pace is Pace.YELLOW else minutes


def _effort(profile: Profile, passed: Passed) -> int:
    pace_cap = {Pace.YELLOW: 5, Pace.ORANGE: 3, Pace.RED: 1}.get(passed.pace)
    gentle = 3 if passed.restorative_days or passed.breathing_and_easy_walk_only else None
    short = 4 if _starts_short(profile) else None  # full sentences on the short walk to begin with [D]
    caps = [cap for cap in (passed.caps.effort, pace_cap, gentle, short) if cap is not None]
    return min([DEFAULTS[passed.level].effort, *caps])


def _hints(profile: Profile, passed: Passed, walking: bool) -> tuple[str, ...]:
    """What this person minds on a walk, one sentence each (C3, AD-21, AMB-24)."""
    hints = []
    if passed.restorative_days:
        hints.append("Only as far as is comfortable.")
    rests = any(
        adaptation.code == "AD-21"
        for walk in LONG_WALKS
        if walk in passed.exercises.usable
        for adaptation in passed.exercises.usable[walk].adaptations
    )
    if walking and ("EXT" in passed.conditions or rests or _starts_short(profile)):
        hints.append("Choose a way with seats, and sit down every 5 minutes or when you need to.")
    if walking and "PN" in passed.conditions:
        hints.append("Wear shoes, and look at your feet before and after.")
    if walking and ("FAL" in passed.conditions or "MYE" in passed.conditions):
        hints.append("Choose even ground; have someone or a support with you if you feel unsteady.")
    if passed.pace in (Pace.YELLOW, Pace.ORANGE) or "ANA" in passed.conditions:
        hints.append("Turn back while you still feel fresh.")
    return tuple(hints)


def _rule(profile: Profile, passed: Passed) -> str:
    if passed.restorative_days:
        return "AMB-24"
    if passed.breathing_and_easy_walk_only:
        return "SCR-10" if "SUR" in passed.conditions else "SCR-11"
    if _starts_short(profile):
        return "Q-08"
    return {Pace.YELLOW: "FAT-02", Pace.ORANGE: "FAT-03"}.get(passed.pace, "WEEK-02")


def walk_plan(profile: Profile, passed: Passed) -> WalkPlan:
    """The walks of a first week; progression asks for more or less with ``asked_for``.

    A dislike is a limit: who dislikes walks gets another aerobic exercise, who dislikes aerobic work none.
    """
    most, default = _most_minutes(profile, passed), DEFAULTS[passed.level]
    ladder = tuple((long, walk) for long, walk in WALKS.items() if long <= most and _wanted(profile, passed, walk))
    instead = next((name for name in INSTEAD_OF_WALKING if _wanted(profile, passed, name)), None)
    nothing = passed.pace is Pace.RED or Category.AEROBIC.value in profile.dislikes or not (ladder or instead)
    # SCR-10 and SCR-11 allow the easy walk and nothing in its place.
    if nothing or (passed.breathing_and_easy_walk_only and not ladder):
        rule = "FAT-04" if passed.pace is Pace.RED else _rule(profile, passed)
        return WalkPlan(0, 0, None, 0, rule, ("A9",), 0, 0)
    minutes = min(_first_minutes(profile, passed), most)
    exercise = _longest_within(ladder, minutes) or instead
    assert exercise is not None
    days = 3 if _only_easy(profile, passed) else default.days
    return WalkPlan(
        minutes=minutes,
        days=days,
        exercise=exercise,
        effort=_effort(profile, passed),
        rule=_rule(profile, passed),
        article=("A3", "A9"),
        most_minutes=most,
        most_days=default.most_days,
        hints=_hints(profile, passed, bool(ladder)),
        ladder=ladder,
        name="Walk" if ladder else passed.exercises.usable[exercise].exercise.name,
    )
