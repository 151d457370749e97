"""Other conditions, other joints, medicines."""

from __future__ import annotations

from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    NOT_SURE,
    Scale,
    ThreeWay,
)
from planner.web.forms.question import Answers, Question, Step, Values


def _fold_list(key: str) -> Any:
    def fold(values: Values, _answers: Answers) -> Answers:
        given = values[key]
        return {
            key: [word for word, answer in given.items() if answer == "yes"],
            f"{key}_not_sure": [word for word, answer in given.items() if answer == NOT_SURE],
        }

    return fold


def _unfold_list(key: str, words: tuple[tuple[str, Any], ...]) -> Any:
    def unfold(answers: Answers) -> Values:
        if key not in answers:
            return {}
        yes, doubtful = answers[key], answers.get(f"{key}_not_sure", [])
        return {key: {w: "yes" if w in yes else NOT_SURE if w in doubtful else "no" for w, _label in words}}

    return unfold


_CONDITIONS: Final = (
    ("glaucoma", _l("Glaucoma (high pressure in the eye)")),
    ("diabetic_eye_disease", _l("Eye disease from diabetes")),
    ("eye_surgery_within_12_weeks", _l("An eye operation in the last 12 weeks")),
    ("reflux", _l("Reflux (acid coming up)")),
    ("vertigo", _l("Spinning dizziness")),
    ("dizzy_on_standing", _l("Dizziness on standing up")),
    ("diabetes", _l("Diabetes")),
    ("diabetes_insulin", _l("Insulin or tablets that can make sugar too low")),
    ("heart", _l("Heart disease")),
    ("lung", _l("Lung disease")),
    ("kidney", _l("Kidney disease")),
    ("epilepsy", _l("Epilepsy")),
    ("bleeding_disorder", _l("A bleeding disorder")),
)
CONDITIONS: Final = Step(
    "conditions",
    _l("Other conditions"),
    (
        Question(
            "conditions",
            _l("Do you have any of these?"),
            ThreeWay(_CONDITIONS),
            _l("Each asks for care with some movements. We leave those out or change them, and say why."),
        ),
    ),
    keys=("conditions",),
    fold=_fold_list("conditions"),
    unfold=_unfold_list("conditions", _CONDITIONS),
)

_JOINTS: Final = (
    ("knee", _l("How strong is knee pain today?")),
    ("wrist", _l("And wrist pain?")),
    ("shoulder", _l("And shoulder pain?")),
    ("neck", _l("And neck pain?")),
)
JOINTS: Final = Step(
    "joints",
    _l("Other joints"),
    tuple(
        Question(
            f"joint_pain.{joint}",
            words,
            Scale(_l("no pain"), _l("worst you can imagine"), not_sure=True),
            _l("Up to 3, movements of this joint are changed; from 4 on they are left out."),
        )
        for joint, words in _JOINTS
    ),
    keys=("joint_pain",),
)

_MEDICINES: Final = (
    ("nsaid", _l("Painkillers such as ibuprofen, naproxen or diclofenac")),
    ("blood_thinner", _l("Blood thinners")),
    ("steroid_over_3_months", _l("Steroid tablets for over 3 months")),
    ("bp_tablets", _l("Blood-pressure tablets")),
    ("acid_reducer", _l("Acid reducers for the stomach")),
    ("metformin", _l("Metformin")),
)
MEDICINES: Final = Step(
    "medicines",
    _l("Medicines"),
    (
        Question(
            "medicines",
            _l("Do you take any of these?"),
            ThreeWay(_MEDICINES),
            _l("Some thin the bones or the blood, or make you dizzy. Two of them can lower B12."),
        ),
    ),
    keys=("medicines",),
    fold=_fold_list("medicines"),
    unfold=_unfold_list("medicines", _MEDICINES),
)
