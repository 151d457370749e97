"""Answers to every step, as a browser sends them. Each test changes a copy."""

from __future__ import annotations

from typing import Any

from planner.web.forms.signs import ASKED, PAGES

Form = dict[str, Any]
Forms = dict[str, Form]

WORDS = {
    "conditions": (
        "glaucoma", "diabetic_eye_disease", "eye_surgery_within_12_weeks", "reflux", "vertigo", "dizzy_on_standing",
        "diabetes", "diabetes_insulin", "heart", "lung", "kidney", "epilepsy", "bleeding_disorder",
    ),
    "medicines": ("nsaid", "blood_thinner", "steroid_over_3_months", "bp_tablets", "acid_reducer", "metformin"),
}  # fmt: skip


def healthy() -> Forms:
    """A back that hurts a little, and nothing else."""
    forms: Forms = {
        "person": {"name": "Ann", "age": "45", "sex": "female", "country": "GB", "time_zone": "Europe/London"},
        "back": {
            "back_pain.weeks": "20", "back_pain.now": "3", "back_pain.worst": "5", "back_pain.average": "4",
            "back_pain.below_knee": "no", "back_pain.worse_with": "neither",
        },
        "moving": {
            "activity.days": "3", "activity.minutes": "90", "floor": "yes", "stand_10_minutes": "yes",
            "walk_10_minutes": "yes", "level": "beginner",
        },
        "things": {"equipment": ["chair", "wall", "worktop", "mat", "bed", "pillow"]},
        "days": {
            "days.mon.minutes": "20", "days.mon.at": "07:30", "days.thu.minutes": "20", "days.thu.at": "07:30",
            "days.sat.minutes": "30", "days.sat.at": "10:00", "best_day": "sat",
        },
        "nerves": {"tiredness": "2", "numb": "no"},
        "b12": {"b12.low": "no"},
        "blood": {"haemoglobin-known": "no", "blood_pressure.high": "no", "blood_pressure.low": "no"},
        "falls": {
            "falls.last_12_months": "no", "falls.afraid": "no", "bones.thin": "no", "bones.small_fall_fracture": "no",
            "bones.lost_height": "no", "bones.spine_fracture": "no",
        },
        "operations": {
            "spine.diagnosis": "no", "spine.myelopathy": "no", "spine.surgery": "no", "surgery_within_12_weeks": "no",
            "hip_replacement.had": "no",
        },
        "pregnancy": {"pregnancy.pregnant": "no", "birth": "no"},
        "conditions": {f"conditions.{word}": "no" for word in WORDS["conditions"]},
        "joints": {f"joint_pain.{joint}": "0" for joint in ("knee", "wrist", "shoulder", "neck")},
        "medicines": {f"medicines.{word}": "no" for word in WORDS["medicines"]},
        "wishes": {"likes": ["yoga"], "paper": "A4"},
        "reminders": {
            "letters": "yes", "reminders.email": "ann@example.org", "session-letter": "yes",
            "reminders.minutes_before": "30", "weekly-day": "sun", "weekly-at": "18:00", "quiet-from": "21:00",
            "quiet-to": "07:00",
        },
    }  # fmt: skip
    for slug, _title, flags in PAGES:
        forms[slug] = dict.fromkeys(flags, "no")
    assert len(ASKED) == sum(len(flags) for _slug, _title, flags in PAGES)
    return forms


def with_answers(**changes: Form) -> Forms:
    """``healthy`` with some answers changed, by step; ``signs_heart`` names the step ``signs-heart``."""
    forms = healthy()
    for slug, form in changes.items():
        forms[slug.replace("_", "-")] |= form
    return forms
