"""Haemoglobin and blood pressure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    NOT_SURE,
    YES_NO_NOT_SURE,
    Day,
    Decimal,
    OneOf,
    Whole,
)
from planner.web.forms.question import Answers, Question, Slips, Step, Values, look_up, nest

_FUTURE: Final = _l("This date has not come yet. Please correct it.")

_GRAMS_PER_DECILITRE_BELOW: Final = 25


def _fold_blood(values: Values, _answers: Answers) -> Answers:
    haemoglobin: Any = NOT_SURE
    if values["haemoglobin-known"] == "yes":
        haemoglobin = nest({k: v for k, v in values.items() if k.startswith("haemoglobin.")})["haemoglobin"]
    pressure = {"high": values["blood_pressure.high"], "low": values["blood_pressure.low"]}
    if values.get("pressure-upper") is not None:
        pressure["last"] = f"{values['pressure-upper']}/{values['pressure-lower']}"
    return {"haemoglobin": haemoglobin, "blood_pressure": pressure}


def _unfold_blood(answers: Answers) -> Values:
    values: Values = {f"blood_pressure.{k}": look_up(answers, f"blood_pressure.{k}") for k in ("high", "low")}
    if reading := re.fullmatch(r"\s*(\d+)\s*/\s*(\d+)\s*", str(look_up(answers, "blood_pressure.last") or "")):
        values |= {"pressure-upper": int(reading[1]), "pressure-lower": int(reading[2])}
    if "haemoglobin" in answers:
        known = isinstance(answers["haemoglobin"], dict)
        values["haemoglobin-known"] = "yes" if known else "no"
        values |= {f"haemoglobin.{k}": look_up(answers, f"haemoglobin.{k}") for k in ("value", "unit", "date")}
    return values


def _blood_clashes(values: Values, _answers: Answers, today: date) -> Slips:
    slips: Slips = {}
    value, unit, day = (values.get(f"haemoglobin.{key}") for key in ("value", "unit", "date"))
    if value is not None:
        in_decilitres = value < _GRAMS_PER_DECILITRE_BELOW
        grams = value * 10 if in_decilitres else value
        if not 15 <= grams <= 250 or (unit == "g/dL" and not in_decilitres):
            slips["haemoglobin.value"] = _l("This value is not possible. Please check the number and the unit.")
        elif unit == "g/L" and in_decilitres:
            slips["haemoglobin.unit"] = _l(
                "A number this small is counted in g/dL. Please check the number and the unit."
            )
    if day is not None and date.fromisoformat(day) > today:
        slips["haemoglobin.date"] = _FUTURE
    upper, lower = values.get("pressure-upper"), values.get("pressure-lower")
    if (upper is None) != (lower is None):
        slips["pressure-lower"] = _l("A reading has two numbers, such as 128 over 78. Fill in both, or neither.")
    elif upper is not None and lower is not None and lower >= upper:
        slips["pressure-lower"] = _l("The second number must be smaller than the first.")
    return slips


BLOOD: Final = Step(
    "blood",
    _l("Blood values and blood pressure"),
    (
        Question(
            "haemoglobin-known",
            _l("Do you know your last haemoglobin value (Hb)?"),
            OneOf((("yes", _l("Yes")), ("no", _l("No, or not sure")))),
            _l("A low value limits how hard and how long you should exercise. Nobody needs to guess one."),
            follow=(
                Question("haemoglobin.value", _l("The value"), Decimal(0, 250)),
                Question("haemoglobin.unit", _l("The unit"), OneOf((("g/L", "g/L"), ("g/dL", "g/dL")))),
                Question("haemoglobin.date", _l("The date"), Day(), _l("Values older than 3 months say less.")),
            ),
        ),
        Question(
            "blood_pressure.high",
            _l("Have you been told that your blood pressure is high?"),
            YES_NO_NOT_SURE,
            _l("Long holds and held breath raise it for a moment, so we leave them out."),
        ),
        Question(
            "blood_pressure.low",
            _l("Have you been told that it is low?"),
            YES_NO_NOT_SURE,
            _l("Getting up then goes in stages."),
        ),
        Question(
            "pressure-upper",
            _l("Your last reading, if you know it: the first number"),
            Whole(60, 300, "mmHg"),
            _l("A very high reading should be looked at before you exercise."),
            hint=_l("Leave both empty if you do not know."),
            must=False,
        ),
        Question("pressure-lower", _l("The second number"), Whole(30, 200, "mmHg"), must=False),
    ),
    keys=("haemoglobin", "blood_pressure"),
    fold=_fold_blood,
    unfold=_unfold_blood,
    clashes=_blood_clashes,
)
