"""The intake as a whole: its steps in order (SCR-01), and the draft as a profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from planner.screening.tables import SafetyTables, Tier
from planner.web.forms.b12 import B12
from planner.web.forms.back import BACK, MOVING, PAIN_AREAS
from planner.web.forms.blood import BLOOD
from planner.web.forms.bones import STEADY
from planner.web.forms.conditions import CONDITIONS, JOINTS, MEDICINES
from planner.web.forms.days import DAYS, THINGS
from planner.web.forms.nerves import NERVES
from planner.web.forms.operations import OPERATIONS, PREGNANCY
from planner.web.forms.person import PERSON
from planner.web.forms.question import Answers, Step
from planner.web.forms.signs import ASKED, red_flags, sign_steps
from planner.web.forms.wishes import REMINDERS, WISHES

_AFTER_SIGNS: Final = (
    BACK, MOVING, THINGS, DAYS, NERVES, B12, BLOOD, STEADY, OPERATIONS, PREGNANCY, CONDITIONS, JOINTS, MEDICINES,
    WISHES, REMINDERS,
)  # fmt: skip


class Intake:
    def __init__(self, safety: SafetyTables) -> None:
        self.signs = sign_steps(safety)
        self.steps: tuple[Step, ...] = (PERSON, *self.signs, *_AFTER_SIGNS)

    def find(self, slug: str) -> Step | None:
        return next((step for step in self.steps if step.slug == slug), None)

    def first_open(self, answers: Mapping[str, Any]) -> Step | None:
        """The first step that is not answered; None where all are."""
        return next((step for step in self.steps if not step.is_answered(dict(answers))), None)

    def before(self, step: Step) -> Step | None:
        place = self.place(step)
        return self.steps[place - 2] if place > 1 else None

    def place(self, step: Step) -> int:
        """From 1."""
        return [known.slug for known in self.steps].index(step.slug) + 1

    def may_open(self, step: Step, answers: Answers) -> bool:
        """Nobody jumps ahead: the warning signs come before the rest."""
        first = self.first_open(answers)
        return first is None or self.place(step) <= self.place(first)


_HARMLESS: Final[Answers] = {
    "days": {"mon": {"minutes": 10, "at": "10:00"}},
    "back_pain": {"now": 0, "below_knee": "no", "worse_with": "neither"},
    "floor": "yes",
    "stand_10_minutes": "yes",
    "walk_10_minutes": "yes",
    "tiredness": 0,
    "numbness": {"areas": []},
    "b12": {"low": "no"},
    "falls": {"last_12_months": "no", "afraid": "no"},
    "blood_pressure": {"high": "no", "low": "no"},
    "bones": {"thin": "no", "small_fall_fracture": "no", "lost_height": "no", "spine_fracture": "no"},
    "spine": {"diagnosis": "no", "surgery": "no", "myelopathy": "no"},
    "surgery_within_12_weeks": "no",
    "hip_replacement": {"had": "no"},
    "pregnancy": {"pregnant": "no"},
}
_DRAFT_ONLY: Final = ("signs", "severe_signs", PAIN_AREAS)
_OF_THE_PERSON: Final = ("name", "age", "sex", "country", "time_zone", "clearance")


def profile_of(answers: Answers) -> Answers:
    """The finished draft as the profile file has it."""
    kept = {key: value for key, value in answers.items() if key not in _DRAFT_ONLY and value is not None}
    return kept | {"red_flags": red_flags(answers)}


def profile_of_signs(answers: Answers) -> Answers:
    """Only the person and the warning signs as answered so far; nothing that was not asked stops anybody."""
    known = {key: answers[key] for key in _OF_THE_PERSON if key in answers}
    answered = {**answers, "signs": dict.fromkeys(ASKED, "no") | answers.get("signs", {})}
    return _HARMLESS | known | {"red_flags": red_flags(answered)}


def is_urgent(answers: Answers, safety: SafetyTables) -> bool:
    """An emergency sign was not denied: say so now, and ask nothing more."""
    signs, severe = answers.get("signs", {}), answers.get("severe_signs", [])
    return any(
        answer != "no" and safety.red_flags[flag].tier_when(severe=flag in severe) is Tier.EMERGENCY
        for flag, answer in signs.items()
    )
