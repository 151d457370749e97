"""Posture breaks through the day (DOSE-10), outside the sessions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from planner.domain.exercise import ExerciseId
from planner.domain.person import Profile
from planner.domain.week import CareItem, CareKind
from planner.screening.outcome import Pace, Passed

BREAKS: Final = tuple(
    ExerciseId(name)
    for name in (
        "seated-posture-reset",
        "walk-break",
        "chin-tuck-seated",
        "stand-reach-break",
        "wall-posture-check",
        "scapular-squeeze",
        "shoulder-roll",
    )
)
"""Drills for a break, in the order in which the days take them [D]."""


NEEDS_HANDS_ON_SUPPORT: Final = "AD-08"
"""A break is for any place where one sits, and with both hands on a worktop nobody reaches up [D]."""


def sitting_minutes(passed: Passed) -> int:
    """Longest sitting in one go: 30 (DOSE-10), 20 with SCI (C3)."""
    return 20 if "SCI" in passed.conditions else 30


def posture_item(profile: Profile, passed: Passed, day: date, avoid: Collection[ExerciseId] = ()) -> CareItem:
    """The item of one day, with a drill of the screened ones that changes from day to day.

    No drill is named that needs a support to hold, that the person dislikes, by itself or by its category, or that the
    diary sets aside (``avoid``).
    """
    usable_now = passed.exercises.usable
    drills = [
        name
        for name in BREAKS
        if name in usable_now
        and name not in avoid
        and NEEDS_HANDS_ON_SUPPORT not in {adaptation.code for adaptation in usable_now[name].adaptations}
        and not {name, usable_now[name].exercise.category.value}.intersection(profile.dislikes)
    ]
    text = f"After each {sitting_minutes(passed)} minutes of sitting, get up or change position for 1 to 3 minutes."
    exercise = None
    if drills and passed.pace is not Pace.RED:
        exercise = drills[day.toordinal() % len(drills)]
        usable = passed.exercises.usable[exercise]
        changed = " ".join(usable.changes_in_words)
        text = f"{text} Today try: {usable.exercise.name}. {changed}".strip()
    at = profile.reminders.posture.start if profile.reminders.posture else None
    return CareItem(CareKind.POSTURE, at, text, "DOSE-10", ("A9", "A15"), exercise=exercise)
