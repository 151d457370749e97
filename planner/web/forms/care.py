"""The small forms of the pages beside the exercise: a treatment date, a blood result."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from planner.domain.health_record import BloodTest, TreatmentState
from planner.web.forms.kinds import Day, Line, OneOf, Pick, Words
from planner.web.forms.question import Answers, Question, Slips, Step, Values

FUTURE: Final = _l("This date has not come yet. Please correct it.")
BLOOD_TESTS: Final[dict[BloodTest, Words]] = {
    BloodTest.B12: _l("Vitamin B12"),
    BloodTest.HAEMOGLOBIN: _l("Haemoglobin (Hb)"),
    BloodTest.FERRITIN: _l("Ferritin"),
    BloodTest.FOLATE: _l("Folate"),
}


def _mark_clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    if values["state"] == TreatmentState.MOVED.value and values["on"] is None:
        return {"on": _l("Please give the new date.")}
    return {}


MARK: Final = Step(
    "mark",
    _l("What became of it?"),
    (
        Question(
            "state",
            _l("What became of it?"),
            OneOf(
                (
                    (TreatmentState.DONE.value, _l("I had it")),
                    (TreatmentState.MOVED.value, _l("It has a new date")),
                    (TreatmentState.MISSED.value, _l("It did not take place")),
                )
            ),
        ),
        Question(
            "on",
            _l("On which day?"),
            Day(),
            hint=_l("The day you had it, or the new date. Leave it as it is if it was the planned day."),
            must=False,
        ),
    ),
    keys=(),
    clashes=_mark_clashes,
)


def _result_clashes(values: Values, _answers: Answers, today: date) -> Slips:
    return {"taken": FUTURE} if date.fromisoformat(values["taken"]) > today else {}


RESULT: Final = Step(
    "result",
    _l("Add a blood result"),
    (
        Question(
            "test", _l("Which value is it?"), Pick(tuple((test.value, words) for test, words in BLOOD_TESTS.items()))
        ),
        Question(
            "typed",
            _l("The result, with its unit"),
            Line(40),
            hint=_l("As it stands on your letter, such as 320 ng/L or 11.2 g/dL."),
        ),
        Question("taken", _l("When was the blood taken?"), Day()),
    ),
    keys=(),
    clashes=_result_clashes,
)
