"""Spine and operations, pregnancy and birth."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    NOT_SURE,
    YES_NO_NOT_SURE,
    Day,
    OneOf,
    Whole,
)
from planner.web.forms.question import Answers, Question, Slips, Step, Values


def _operation_clashes(values: Values, _answers: Answers, today: date) -> Slips:
    day = values.get("hip_replacement.date")
    if day is not None and date.fromisoformat(day) > today:
        return {"hip_replacement.date": _l("This date has not come yet. Please correct it.")}
    return {}


OPERATIONS: Final = Step(
    "operations",
    _l("Spine and operations"),
    (
        Question(
            "spine.diagnosis",
            _l("Have you ever had a diagnosis about your spine?"),
            YES_NO_NOT_SURE,
            _l("So that we can ask about the ones that matter here."),
        ),
        Question(
            "spine.myelopathy",
            _l("Have you been told that your spinal cord is pressed or damaged (myelopathy)?"),
            YES_NO_NOT_SURE,
            _l("Then a clinician should agree first which movements are safe. B12 can affect the spinal cord too."),
        ),
        Question(
            "spine.surgery",
            _l("Have you ever had an operation on your spine?"),
            YES_NO_NOT_SURE,
            _l("So that the sheet can remind you of what your surgeon said."),
        ),
        Question(
            "surgery_within_12_weeks",
            _l("Any operation in the last 12 weeks?"),
            YES_NO_NOT_SURE,
            _l("Then your surgical team should say which movements are allowed."),
        ),
        Question(
            "hip_replacement.had",
            _l("Do you have a replaced hip?"),
            YES_NO_NOT_SURE,
            _l("Some movements of the hip may be off limits."),
            follow=(
                Question(
                    "hip_replacement.date",
                    _l("When was it?"),
                    Day(),
                    hint=_l("Leave it empty if you do not know."),
                    must=False,
                ),
                Question(
                    "hip_replacement.approach",
                    _l("From which side was it done?"),
                    OneOf(
                        (
                            ("posterior", _l("From behind")),
                            ("anterior", _l("From the front")),
                            ("unknown", _l("Not sure")),
                        )
                    ),
                    _l("It decides which movements to avoid."),
                ),
                Question(
                    "hip_replacement.limits",
                    _l("Does your surgeon still set limits?"),
                    YES_NO_NOT_SURE,
                    _l("Those limits come first."),
                ),
            ),
        ),
    ),
    keys=("spine", "surgery_within_12_weeks", "hip_replacement"),
    clashes=_operation_clashes,
)


def _fold_pregnancy(values: Values, _answers: Answers) -> Answers:
    pregnancy: dict[str, Any] = {"pregnant": values["pregnancy.pregnant"]}
    for name in ("weeks", "birth_weeks_ago"):
        if values.get(f"pregnancy.{name}") is not None:
            pregnancy[name] = values[f"pregnancy.{name}"]
    # A birth in the last 12 weeks with no number is read as just now, the most careful reading. [D]
    if values["birth"] in ("yes", NOT_SURE) and "birth_weeks_ago" not in pregnancy:
        pregnancy["birth_weeks_ago"] = 0
    return {"pregnancy": pregnancy}


def _unfold_pregnancy(answers: Answers) -> Values:
    pregnancy = answers.get("pregnancy")
    if not isinstance(pregnancy, dict):
        return {"pregnancy.pregnant": pregnancy}
    ago = pregnancy.get("birth_weeks_ago")
    return {
        "pregnancy.pregnant": pregnancy.get("pregnant", "no"),
        "pregnancy.weeks": pregnancy.get("weeks"),
        "birth": "no" if ago is None or ago > 12 else "yes",
        "pregnancy.birth_weeks_ago": ago,
    }


def _pregnancy_clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    weeks, ago = values.get("pregnancy.weeks"), values.get("pregnancy.birth_weeks_ago")
    if values["pregnancy.pregnant"] == "no" and weeks is not None:
        return {
            "pregnancy.weeks": _l("You said that you are not pregnant, and gave weeks. Please correct one of the two.")
        }
    if values["pregnancy.pregnant"] == "yes" and weeks is not None and ago is not None and weeks > ago:
        return {
            "pregnancy.birth_weeks_ago": _l(
                "This does not fit the weeks of this pregnancy. Please correct one of the two."
            )
        }
    return {}


PREGNANCY: Final = Step(
    "pregnancy",
    _l("Pregnancy and birth"),
    (
        Question(
            "pregnancy.pregnant",
            _l("Are you pregnant?"),
            YES_NO_NOT_SURE,
            _l("Some positions are left out in pregnancy, and effort stays at a level at which you can talk."),
        ),
        Question(
            "pregnancy.weeks",
            _l("If you are: in which week?"),
            Whole(0, 45, _l("weeks")),
            _l("What suits you changes with the weeks."),
            hint=_l("Leave it empty if you are not pregnant or do not know."),
            must=False,
        ),
        Question(
            "birth",
            _l("Have you given birth in the last 12 weeks?"),
            YES_NO_NOT_SURE,
            _l("Loads on the belly wait for a while."),
            follow=(
                Question(
                    "pregnancy.birth_weeks_ago",
                    _l("How many weeks ago?"),
                    Whole(0, 12, _l("weeks")),
                    must=False,
                ),
            ),
        ),
    ),
    keys=("pregnancy",),
    fold=_fold_pregnancy,
    unfold=_unfold_pregnancy,
    clashes=_pregnancy_clashes,
)
