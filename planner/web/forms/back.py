"""The back, and how the person moves."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    YES_NO_NOT_SURE,
    OnBody,
    OneOf,
    Scale,
    Whole,
)
from planner.web.forms.question import Answers, Question, Slips, Step, Values

_NO_PAIN, _WORST_PAIN = _l("no pain"), _l("worst you can imagine")


def _pain_clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    now, worst, average = (values[f"back_pain.{key}"] for key in ("now", "worst", "average"))
    slips: Slips = {}
    if worst is not None and worst < now:
        slips["back_pain.worst"] = _l(
            "The worst pain cannot be lower than the pain now. Please correct one of the two."
        )
    if worst is not None and average is not None and average > worst:
        slips["back_pain.average"] = _l("The average cannot be higher than the worst. Please correct one of the two.")
    if "below-knee" in values[PAIN_AREAS] and values["back_pain.below_knee"] == "no":
        slips["back_pain.below_knee"] = _l("You ticked below the knee on the body. Please correct one of the two.")
    return slips


PAIN_AREAS: Final = "pain_areas"
"""Kept in the draft only, to ask again where it does not fit the answers beside it: a profile has no place for it."""
_PAIN_PLACES: Final = (
    ("neck", _l("Neck")),
    ("arms", _l("Shoulders or arms")),
    ("upper-back", _l("Upper back")),
    ("low-back", _l("Lower back")),
    ("buttocks", _l("Buttocks")),
    ("thighs", _l("Thighs")),
    ("below-knee", _l("Below the knee")),
)
BACK: Final = Step(
    "back",
    _l("Your back"),
    (
        Question(
            PAIN_AREAS,
            _l("Where does it hurt?"),
            OnBody(_PAIN_PLACES),
            _l("So that we notice when it does not fit your other answers."),
            hint=_l("Tick all that fit, or point at the body. You may leave it empty."),
            must=False,
        ),
        Question(
            "back_pain.weeks",
            _l("For how many weeks have you had your back pain?"),
            Whole(0, 5200, _l("weeks")),
            _l("It helps to set the aim of the plan. A year has 52 weeks."),
            must=False,
        ),
        Question(
            "back_pain.now",
            _l("How strong is your back pain now?"),
            Scale(_NO_PAIN, _WORST_PAIN),
            _l("With strong pain the first two days hold only restful routines and easy walking."),
        ),
        Question(
            "back_pain.worst",
            _l("And the worst in the last week?"),
            Scale(_NO_PAIN, _WORST_PAIN),
            _l("So that you can see later whether it changes."),
        ),
        Question(
            "back_pain.average",
            _l("And on average in the last week?"),
            Scale(_NO_PAIN, _WORST_PAIN),
            _l("So that you can see later whether it changes."),
        ),
        Question(
            "back_pain.below_knee",
            _l("Does pain go below the knee?"),
            YES_NO_NOT_SURE,
            _l("Some movements can stir up a nerve that runs down the leg. We leave those out or change them."),
        ),
        Question(
            "back_pain.worse_with",
            _l("What makes it worse?"),
            OneOf(
                (
                    ("bending_or_sitting", _l("Bending or sitting")),
                    ("arching_or_standing", _l("Arching, standing or walking")),
                    ("both", _l("Both")),
                    ("neither", _l("Neither")),
                    ("not sure", _l("Not sure")),
                )
            ),
            _l("The plan leans away from what makes it worse."),
        ),
    ),
    keys=("back_pain",),
    clashes=_pain_clashes,
)


def _moving_clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    days, minutes = values["activity.days"], values["activity.minutes"]
    if (days == 0) != (minutes == 0):
        return {"activity.minutes": _l("Days and minutes do not fit together: one of them is nought.")}
    return {}


MOVING: Final = Step(
    "moving",
    _l("How you move"),
    (
        Question(
            "activity.days",
            _l("On how many days a week were you active in the last 3 months?"),
            Whole(0, 7, _l("days a week")),
            _l("Active is anything that makes you breathe a little faster, walking too. It sets where you start."),
        ),
        Question(
            "activity.minutes",
            _l("How many minutes a week was that in all?"),
            Whole(0, 10080, _l("minutes a week")),
            _l("It sets where you start."),
        ),
        Question(
            "floor",
            _l("Can you get down to the floor and up again without help?"),
            YES_NO_NOT_SURE,
            _l("If not, everything is done standing, on a chair or on a bed."),
        ),
        Question(
            "stand_10_minutes",
            _l("Can you stand for 10 minutes?"),
            YES_NO_NOT_SURE,
            _l("If not, there is no long standing work in the plan."),
        ),
        Question(
            "walk_10_minutes",
            _l("Can you walk for 10 minutes?"),
            YES_NO_NOT_SURE,
            _l("If not, walking starts with 5 minutes or on a chair."),
        ),
        Question(
            "level",
            _l("How used are you to exercises like these?"),
            OneOf(
                (
                    ("beginner", _l("New to them, or starting again")),
                    ("intermediate", _l("I do them every week")),
                    ("advanced", _l("I have trained for years")),
                )
            ),
            _l("It is the highest step of difficulty. If your answers ask for care, the plan starts lower."),
        ),
    ),
    keys=("activity", "floor", "stand_10_minutes", "walk_10_minutes", "level"),
    clashes=_moving_clashes,
)
