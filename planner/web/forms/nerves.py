"""Tiredness and numbness."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    NOT_SURE,
    YES_NO_NOT_SURE,
    OnBody,
    OneOf,
    Scale,
)
from planner.web.forms.question import Answers, Question, Slips, Step, Values, nest

_AREAS: Final = (("feet", _l("Feet")), ("legs", _l("Legs")), ("hands", _l("Hands")))


def _fold_nerves(values: Values, _answers: Answers) -> Answers:
    numb = values["numb"]
    if numb == NOT_SURE:
        numbness: Any = NOT_SURE
    elif numb == "no":
        numbness = {"areas": []}
    else:
        numbness = nest({k: v for k, v in values.items() if k.startswith("numbness.")})["numbness"]
    return {"tiredness": values["tiredness"], "numbness": numbness}


def _unfold_nerves(answers: Answers) -> Values:
    numbness = answers.get("numbness")
    if not isinstance(numbness, dict):
        return {"tiredness": answers.get("tiredness"), "numb": numbness}
    shown = {f"numbness.{key}": numbness.get(key) for key in ("areas", "change", "assessed")}
    return {"tiredness": answers.get("tiredness"), "numb": "yes" if numbness["areas"] else "no", **shown}


def _nerves_clashes(values: Values, answers: Answers, _today: date) -> Slips:
    slips: Slips = {}
    if values["numb"] == "yes" and not values["numbness.areas"]:
        slips["numbness.areas"] = _l("Please tick where it is numb or tingling.")
    elif values["numb"] != "yes" and values["numbness.areas"]:
        slips["numb"] = _l("You ticked a place on the body. Please answer Yes, or take the tick away.")
    if values.get("numbness.change") == "worse" and answers.get("signs", {}).get("RED-04") == "no":
        slips["numbness.change"] = _l(
            "Among the warning signs you said that numbness is not getting worse. Please correct one of the two."
        )
    if values.get("numbness.assessed") == "no" and answers.get("signs", {}).get("RED-04b") == "no":
        slips["numbness.assessed"] = _l(
            "Among the warning signs you said that somebody has looked at it. Please correct one of the two."
        )
    return slips


NERVES: Final = Step(
    "nerves",
    _l("Tiredness and numbness"),
    (
        Question(
            "tiredness",
            _l("How tired are you now?"),
            Scale(_l("not at all"), _l("as tired as can be")),
            _l("The more tired you are, the shorter and easier the sessions."),
        ),
        Question(
            "numbness.areas",
            _l("Is anything numb or tingling? Show us where."),
            OnBody(_AREAS),
            hint=_l("Tick all that fit, or point at the body. If nothing is numb, leave it empty."),
            must=False,
        ),
        Question(
            "numb",
            _l("Do you have numb or tingling areas in feet, legs or hands?"),
            YES_NO_NOT_SURE,
            _l("With numb feet, standing work is done in shoes and with support."),
            follow=(
                Question(
                    "numbness.change",
                    _l("Compared with a month ago, is it the same, better or worse?"),
                    OneOf(
                        (
                            ("same", _l("Same")),
                            ("better", _l("Better")),
                            ("worse", _l("Worse")),
                            (NOT_SURE, _l("Not sure")),
                        )
                    ),
                    _l("Numbness that grows should be looked at before you exercise."),
                ),
                Question(
                    "numbness.assessed",
                    _l("Has a doctor, nurse or physiotherapist looked at it?"),
                    YES_NO_NOT_SURE,
                    _l("If nobody has yet, that comes first."),
                ),
            ),
        ),
    ),
    keys=("tiredness", "numbness"),
    fold=_fold_nerves,
    unfold=_unfold_nerves,
    clashes=_nerves_clashes,
)
