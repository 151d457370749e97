"""People as profile files would have them: a healthy base, named cases, and seeded random ones."""

from __future__ import annotations

import copy
import random
from datetime import date, timedelta
from typing import Any

START = date(2026, 11, 23)

BASE: dict[str, Any] = {
    "format": "planner.profile/1",
    "name": "Somebody",
    "age": 45,
    "sex": "female",
    "country": "GB",
    "time_zone": "Europe/London",
    "days": {
        "mon": {"minutes": 20, "at": "18:00"},
        "wed": {"minutes": 20, "at": "18:00"},
        "fri": {"minutes": 20, "at": "18:00"},
        "sat": {"minutes": 20, "at": "10:00"},
    },
    "back_pain": {"weeks": 10, "now": 3, "worst": 5, "average": 3, "below_knee": "no", "worse_with": "neither"},
    "activity": {"days": 3, "minutes": 100},
    "floor": "yes",
    "stand_10_minutes": "yes",
    "walk_10_minutes": "yes",
    "equipment": ["chair", "wall", "worktop", "mat", "pillow"],
    "tiredness": 2,
    "numbness": {"areas": [], "change": "same", "assessed": "yes"},
    "b12": {"low": "no"},
    "falls": {"last_12_months": "no", "afraid": "no"},
    "blood_pressure": {"high": "no", "low": "no", "last": "120/78"},
    "bones": {"thin": "no", "small_fall_fracture": "no", "lost_height": "no", "spine_fracture": "no"},
    "spine": {"diagnosis": "no", "surgery": "no", "myelopathy": "no"},
    "surgery_within_12_weeks": "no",
    "hip_replacement": {"had": "no"},
    "pregnancy": {"pregnant": "no"},
    "red_flags": "none",
}


def someone(**changes: Any) -> dict[str, Any]:
    """The base with some answers changed; a dict value is merged into the base's."""
    answers = copy.deepcopy(BASE)
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(answers.get(key), dict) and key != "days":
            answers[key] = answers[key] | value
        else:
            answers[key] = value
    return answers


def anybody(seed: int) -> dict[str, Any]:
    """A random person who may have any mixture of conditions; the same seed gives the same person."""
    dice = random.Random(seed)

    def sometimes(chance: float, value: Any, otherwise: Any) -> Any:
        return value if dice.random() < chance else otherwise

    weekdays = dice.sample(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], dice.randint(2, 7))
    kit = [
        "chair",
        "wall",
        "worktop",
        "mat",
        "bed",
        "pillow",
        "band",
        "strap",
        "block",
        "step",
        "stick",
        "bolster",
        "light weight",
        "table",
    ]
    pregnant = dice.random() < 0.06
    clearance = {
        "date": (START - timedelta(days=10)).isoformat(),
        "role": "physiotherapist",
        "limits": "none",
        "for": ["MYE", "SUR", "AMB-19", "AMB-08", "THR"],
        "allows": [],
    }
    return someone(
        age=dice.randint(18, 88),
        sex=sometimes(0.5, "male", "female") if not pregnant else "female",
        level=dice.choice(["beginner", "beginner", "intermediate", "advanced"]),
        days={
            d: {"minutes": dice.choice([8, 10, 12, 15, 20, 25, 30, 45]), "at": dice.choice(["07:30", "12:15", "18:00"])}
            for d in weekdays
        },
        best_day=dice.choice(weekdays),
        back_pain={
            "now": dice.choice([0, 1, 2, 3, 4, 5, 6, 8]),
            "below_knee": sometimes(0.15, "yes", "no"),
            "worse_with": dice.choice(
                ["bending_or_sitting", "arching_or_standing", "both", "neither", "neither", "not sure"]
            ),
        },
        activity={"days": dice.randint(0, 5), "minutes": dice.randint(0, 200)},
        floor=sometimes(0.8, "yes", "no"),
        stand_10_minutes=sometimes(0.9, "yes", "no"),
        walk_10_minutes=sometimes(0.85, "yes", "not sure"),
        equipment=dice.sample(kit, dice.randint(1, len(kit))),
        tiredness=dice.choice([0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9]),
        numbness={"areas": sometimes(0.2, ["feet"], [])},
        b12=dice.choice(
            [
                {"low": "no"},
                {
                    "low": "yes",
                    "cause": "absorption",
                    "treatment": "injections",
                    "schedule": {"every_weeks": 12},
                    "started": "2025-03-03",
                    "last_injection": "2026-09-14",
                },
            ]
        ),
        falls={"last_12_months": sometimes(0.15, "yes", "no"), "afraid": sometimes(0.1, "yes", "no")},
        blood_pressure={"high": sometimes(0.2, "yes", "no"), "low": sometimes(0.08, "yes", "no")},
        bones={"thin": sometimes(0.2, "yes", "no"), "spine_fracture": sometimes(0.08, "yes", "no")},
        spine={"myelopathy": sometimes(0.04, "yes", "no")},
        surgery_within_12_weeks=sometimes(0.03, "yes", "no"),
        hip_replacement=sometimes(
            0.06,
            {
                "had": "yes",
                "date": "2026-10-01",
                "approach": dice.choice(["posterior", "anterior", "unknown"]),
                "limits": "yes",
            },
            {"had": "no"},
        ),
        pregnancy={"pregnant": "yes", "weeks": dice.randint(5, 36)} if pregnant else {"pregnant": "no"},
        conditions=[
            c
            for c in ("glaucoma", "reflux", "vertigo", "dizzy_on_standing", "diabetes", "heart", "epilepsy")
            if dice.random() < 0.07
        ],
        joint_pain={j: sometimes(0.2, dice.randint(1, 8), 0) for j in ("knee", "wrist", "shoulder", "neck")},
        medicines=[
            m for m in ("nsaid", "blood_thinner", "steroid_over_3_months", "bp_tablets") if dice.random() < 0.07
        ],
        clearance=sometimes(0.6, clearance, None),
        dislikes=sometimes(0.2, ["bridge"], []),
        likes=sometimes(0.3, ["yoga"], []),
    )
