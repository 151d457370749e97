"""What is there at home, and when there is time."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    Pick,
    Several,
    Week,
)
from planner.web.forms.question import Answers, Question, Slips, Step, Values, look_up

WEEKDAYS: Final = (
    ("mon", _l("Monday")),
    ("tue", _l("Tuesday")),
    ("wed", _l("Wednesday")),
    ("thu", _l("Thursday")),
    ("fri", _l("Friday")),
    ("sat", _l("Saturday")),
    ("sun", _l("Sunday")),
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
