"""Who the plan is for, their back, how they move, and when they have time."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    YES_NO_NOT_SURE,
    Line,
    OneOf,
    Pick,
    Scale,
    Several,
    Week,
    Whole,
)
from planner.web.forms.places import COUNTRY_NAMES, TIME_ZONES
from planner.web.forms.question import Answers, Question, Slips, Step, Values, look_up, nest

WEEKDAYS: Final = (
    ("mon", _l("Monday")),
    ("tue", _l("Tuesday")),
    ("wed", _l("Wednesday")),
    ("thu", _l("Thursday")),
    ("fri", _l("Friday")),
    ("sat", _l("Saturday")),
    ("sun", _l("Sunday")),
)
_NO_PAIN, _WORST_PAIN = _l("no pain"), _l("worst you can imagine")


def _fold_person(values: Values, _answers: Answers) -> Answers:
    # American paper where it is in use; everyone may change it on the last page.
    paper = "Letter" if values["country"] in ("US", "CA", "MX", "PH") else "A4"
    return nest(values) | {"paper": paper}


PERSON: Final = Step(
    "person",
    _l("About you"),
    (
        Question(
            "name",
            _l("What may we call you?"),
            Line(fills="name"),
            _l("It stands on your sheet. A first name is enough."),
        ),
        Question(
            "age",
            _l("How old are you?"),
            Whole(0, 130, _l("years")),
            _l("The plan is made for adults. From 65 on it holds balance work every week."),
        ),
        Question(
            "sex",
            _l("Which blood reference range does your clinic use for you?"),
            OneOf((("female", _l("Women")), ("male", _l("Men")), ("not said", _l("I would rather not say")))),
            _l("Only to read a haemoglobin value, which has different ranges for women and men."),
        ),
        Question(
            "country",
            _l("Where do you live?"),
            Pick(COUNTRY_NAMES),
            _l("So that we name the right number to call in an emergency."),
        ),
        Question(
            "time_zone",
            _l("Which clock do you live by?"),
            Pick(TIME_ZONES),
            _l("So that reminders come at the right hour, in summer and in winter."),
        ),
    ),
    keys=("name", "age", "sex", "country", "time_zone"),
    fold=_fold_person,
)


def _pain_clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    now, worst, average = (values[f"back_pain.{key}"] for key in ("now", "worst", "average"))
    slips: Slips = {}
    if worst is not None and worst < now:
        slips["back_pain.worst"] = _l(
            "The worst pain cannot be lower than the pain now. Please correct one of the two."
        )
    if worst is not None and average is not None and average > worst:
        slips["back_pain.average"] = _l("The average cannot be higher than the worst. Please correct one of the two.")
    return slips


BACK: Final = Step(
    "back",
    _l("Your back"),
    (
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

THINGS: Final = Step(
    "things",
    _l("What you have at home"),
    (
        Question(
            "equipment",
            _l("Which of these do you have?"),
            Several(
                (
                    ("chair", _l("A heavy chair that does not slip")),
                    ("wall", _l("A free wall")),
                    ("worktop", _l("A kitchen worktop to hold on to")),
                    ("table", _l("A sturdy table")),
                    ("mat", _l("A mat or carpet")),
                    ("bed", _l("A firm bed")),
                    ("pillow", _l("A pillow")),
                    ("bolster", _l("A bolster or rolled blanket")),
                    ("strap", _l("A strap or belt")),
                    ("band", _l("An exercise band")),
                    ("block", _l("A yoga block or thick book")),
                    ("step", _l("A step")),
                    ("stick", _l("A broomstick")),
                    ("light weight", _l("A light weight, such as a full bottle")),
                    ("exercise bike", _l("An exercise bike")),
                )
            ),
            _l("We choose only exercises that you can do with what is there. Nothing needs to be bought."),
            must=False,
        ),
    ),
    keys=("equipment",),
)


def _fold_days(values: Values, _answers: Answers) -> Answers:
    folded: Answers = {"days": values["days"]}
    if values["best_day"] != "any":
        folded["best_day"] = values["best_day"]
    else:
        folded["best_day"] = None
    return folded


def _unfold_days(answers: Answers) -> Values:
    best = look_up(answers, "best_day")
    return {"days": answers.get("days"), "best_day": best if best else ("any" if "days" in answers else None)}


def _days_clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    if values["best_day"] != "any" and values["best_day"] not in values["days"]:
        return {"best_day": _l("You gave no minutes on this day. Please choose one of your days.")}
    return {}


DAYS: Final = Step(
    "days",
    _l("Your days"),
    (
        Question(
            "days",
            _l("Which days and how many minutes a day suit you?"),
            Week(WEEKDAYS),
            _l("Two to four days a week with 15 to 30 minutes do well. At least one day stays free."),
            hint=_l("Leave the minutes of a free day empty."),
        ),
        Question(
            "best_day",
            _l("Which day suits you best?"),
            Pick((("any", _l("No best day")), *WEEKDAYS)),
            _l("The fullest session goes there."),
        ),
    ),
    keys=("days",),
    fold=_fold_days,
    unfold=_unfold_days,
    clashes=_days_clashes,
)

STEADY: Final = Step(
    "falls",
    _l("Falls and bones"),
    (
        Question(
            "falls.last_12_months",
            _l("Have you fallen in the last 12 months?"),
            YES_NO_NOT_SURE,
            _l("Balance work then comes with two hands on a support."),
        ),
        Question(
            "falls.afraid",
            _l("Are you afraid of falling?"),
            YES_NO_NOT_SURE,
            _l("Balance work then comes with two hands on a support."),
        ),
        Question(
            "bones.thin",
            _l("Has anyone told you that you have thin bones?"),
            YES_NO_NOT_SURE,
            _l("Thin bones gain from back and balance work, and should not be bent far forward or twisted."),
        ),
        Question(
            "bones.small_fall_fracture",
            _l("Have you broken a bone from a small fall?"),
            YES_NO_NOT_SURE,
            _l("It can be a sign of thin bones."),
        ),
        Question(
            "bones.lost_height",
            _l("Have you lost height?"),
            YES_NO_NOT_SURE,
            _l("It can be a sign of thin bones."),
        ),
        Question(
            "bones.spine_fracture",
            _l("Have you ever had a broken bone in the spine?"),
            YES_NO_NOT_SURE,
            _l("The plan then stays at easy steps until a physiotherapist has looked at it."),
        ),
    ),
    keys=("falls", "bones"),
)
