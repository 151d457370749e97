"""People for the tests of this folder."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.domain.person import B12, Activity, Bones, EverySchedule, Numbness, Profile, Spine
from tests import people
from tests.people import NO, YES


def a_person(**changes: Any) -> Profile:
    """Forty, well, sore back, level beginner, three days a week, in Britain, with the usual things at home."""
    usual = {
        "country": "GB",
        "activity": Activity(3, 60),
        "equipment": frozenset({"chair", "wall", "worktop", "mat", "pillow"}),
    }
    return people.a_person(**usual | changes)


ON_INJECTIONS = a_person(
    b12=B12(YES, "absorption", "injections", EverySchedule("weeks", 12), date(2025, 3, 3), date(2026, 9, 3)),
    numbness=Numbness(("feet",), "same", YES),
)
LOW_BY_DIET = a_person(
    b12=B12(YES, "diet", "tablets", EverySchedule("days", 1), date(2026, 10, 26)),
    tiredness=5,
    spine=Spine(YES, NO, NO),
    bones=Bones(YES, NO, NO, NO),
)
BACK_PAIN_ONLY = a_person()
