"""Work for every day with thin bones, numb feet or falls, also on days without a session (DOSE-04, DOSE-08)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planner.care.week import DailyWork
from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.person import Profile
from planner.screening.answers import counts_as_able
from planner.screening.outcome import Pace, Passed

MOST_MINUTES: Final = 5.0
"""Contract, "Daily work and rest": at most so long on a day without a session, all of it together."""
SITTING_LAST: Final = {"lying": 0, "standing": 1, "sitting": 2}
"""SAFE-09: load on the spine, lowest first."""
BOTH_FEET, ONE_AFTER_THE_OTHER, SITTING = range(3)
"""What balance work stands on, steadiest first; sitting trains standing least, so it comes last [D]."""


def _posture(exercise: Exercise) -> str:
    if exercise.position.value in ("supine", "prone", "side-lying"):
        return "lying"
    return "sitting" if exercise.position.value.startswith("seated") else "standing"


def _support(exercise: Exercise) -> int:
    if _posture(exercise) == "sitting":
        return SITTING
    return BOTH_FEET if exercise.sides == 1 else ONE_AFTER_THE_OTHER


def _usable(profile: Profile, passed: Passed, dose_row: str) -> list[Exercise]:
    """Easiest first; with a spine fracture lying and standing before sitting (SAFE-09)."""
    fracture = "VF" in passed.conditions
    found = [
        usable.exercise
        for usable in passed.exercises.usable.values()
        if usable.exercise.dose_row == dose_row
        and usable.exercise.id not in profile.dislikes
        and usable.exercise.category.value not in profile.dislikes
    ]
    return sorted(found, key=lambda e: (SITTING_LAST[_posture(e)] if fracture else 0, e.level, e.step, e.id))


def _back_work(profile: Profile, passed: Passed) -> tuple[ExerciseId, ...]:
    return tuple(exercise.id for exercise in _usable(profile, passed, "DOSE-04"))


def _balance_work(profile: Profile, passed: Passed) -> tuple[ExerciseId, ...]:
    """On both feet before one after the other. Who cannot stand ten minutes sits, or stands on both feet (Q-08) [D]."""
    found = _usable(profile, passed, "DOSE-08")
    if counts_as_able(profile.stand_10_minutes):
        found.sort(key=lambda e: (e.level, _support(e)))
    else:
        found = [e for e in found if _support(e) != ONE_AFTER_THE_OTHER] or found
        found.sort(key=lambda e: _support(e) != SITTING)
    return tuple(exercise.id for exercise in found)


def _extensors(passed: Passed, candidates: tuple[ExerciseId, ...]) -> DailyWork:
    rule = "AMB-02" if "VF" in passed.conditions else "AMB-01"
    text = "A little back work every day keeps bones and posture strong."
    return DailyWork("extensors", candidates, MOST_MINUTES, text, rule, ("A15", "A19"))


def _balance(passed: Passed, candidates: tuple[ExerciseId, ...]) -> DailyWork:
    rules = {"OP": "AMB-01", "PN": "AMB-04", "FAL": "AMB-05"}
    rule = next((rule for code, rule in rules.items() if code in passed.conditions), "DOSE-08")
    text = "A little balance work every day keeps you steady. Keep a worktop or a heavy chair within reach."
    return DailyWork("balance", candidates, MOST_MINUTES, text, rule, ("A17",))


def daily_work(profile: Profile, passed: Passed) -> tuple[DailyWork, ...]:
    """What must come every day, extensors first; nothing on a week of rest (FAT-04) or with nothing usable.

    Two kinds of work share the five minutes.
    """
    if passed.pace is Pace.RED or passed.breathing_and_easy_walk_only:
        return ()
    work = []
    back, balance = _back_work(profile, passed), _balance_work(profile, passed)
    if passed.daily_extensors and back:
        work.append(_extensors(passed, back))
    if passed.daily_balance and balance:
        work.append(_balance(passed, balance))
    return tuple(replace(one, most_minutes=MOST_MINUTES / len(work)) for one in work)
