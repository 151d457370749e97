"""Who the plan is for."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    Line,
    OneOf,
    Pick,
    Whole,
)
from planner.web.forms.places import COUNTRY_NAMES, TIME_ZONES
from planner.web.forms.question import Answers, Question, Step, Values, nest


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
