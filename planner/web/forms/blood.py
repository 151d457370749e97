"""Tiredness and numbness, B12, haemoglobin and blood pressure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import NOT_SURE, YES_NO_NOT_SURE, Day, Decimal, OneOf, Pick, Scale, Several, Whole
from planner.web.forms.question import Answers, Question, Slips, Step, Values, look_up, nest

_FUTURE: Final = _l("This date has not come yet. Please correct it.")
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
    if values["numb"] == "yes" and not values.get("numbness.areas"):
        slips["numbness.areas"] = _l("Please tick where it is numb or tingling.")
    if values.get("numbness.change") == "worse" and answers.get("signs", {}).get("RED-04") == "no":
        slips["numbness.change"] = _l(
            "Among the warning signs you said that numbness is not getting worse. Please correct one of the two."
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
            "numb",
            _l("Do you have numb or tingling areas in feet, legs or hands?"),
            YES_NO_NOT_SURE,
            _l("With numb feet, standing work is done in shoes and with support."),
            follow=(
                Question("numbness.areas", _l("Where?"), Several(_AREAS), must=False),
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

_EVERY: Final = {"days": "every_days", "weeks": "every_weeks", "months": "every_months"}
_LONGEST: Final = {"days": 366, "weeks": 104, "months": 24}


def _fold_b12(values: Values, _answers: Answers) -> Answers:
    kept = {k: v for k, v in values.items() if k.startswith("b12.")}
    folded = nest(kept)
    if (schedule := _schedule(values)) is not None:
        folded["b12"]["schedule"] = schedule
    return folded


def _schedule(values: Values) -> dict[str, Any] | None:
    every, often, weeks = (values.get(name) for name in ("schedule-every", "schedule-often", "schedule-weeks"))
    regular = None if every is None else {_EVERY[values["schedule-unit"]]: every}
    if often is not None and weeks is not None:
        return {"phases": [{"times_per_week": often, "weeks": weeks}, *([regular] if regular else [])]}
    return regular


def _unfold_b12(answers: Answers) -> Values:
    values: Values = {f"b12.{k}": look_up(answers, f"b12.{k}") for k in ("low", "cause", "treatment", "started")}
    values["b12.last_injection"] = look_up(answers, "b12.last_injection")
    schedule = look_up(answers, "b12.schedule") or {}
    phases = schedule.get("phases", [schedule])
    loading: dict[str, Any] = next((phase for phase in phases if "times_per_week" in phase), {})
    regular = phases[-1] if "times_per_week" not in phases[-1] else {}
    values |= {"schedule-often": loading.get("times_per_week"), "schedule-weeks": loading.get("weeks")}
    for unit, key in _EVERY.items():
        if key in regular:
            values |= {"schedule-every": regular[key], "schedule-unit": unit}
    return values


def _b12_clashes(values: Values, _answers: Answers, today: date) -> Slips:
    slips: Slips = {}
    started, last = values.get("b12.started"), values.get("b12.last_injection")
    for name, day in (("b12.started", started), ("b12.last_injection", last)):
        if day is not None and date.fromisoformat(day) > today:
            slips[name] = _FUTURE
    if started and last and last < started and not slips:
        slips["b12.last_injection"] = _l(
            "The last injection is before the treatment began. Please correct one of the two."
        )
    if values.get("b12.treatment") == "not_yet" and (started or last):
        slips["b12.treatment"] = _l("You gave a date of treatment below. Please correct one of the two.")
    every, unit = values.get("schedule-every"), values.get("schedule-unit")
    if every is not None and unit is None:
        slips["schedule-unit"] = _l("Please choose days, weeks or months.")
    elif every is not None and unit is not None and every > _LONGEST[unit]:
        slips["schedule-every"] = _l("That is longer than we can plan. Please check it.")
    if (values.get("schedule-often") is None) != (values.get("schedule-weeks") is None):
        slips["schedule-weeks"] = _l("Please fill in both numbers, or neither.")
    return slips


_B12_FOLLOW: Final = (
    Question(
        "b12.cause",
        _l("Why is it low?"),
        OneOf(
            (
                ("absorption", _l("Absorption problem (pernicious anaemia, stomach or bowel surgery, bowel disease)")),
                ("diet", _l("Diet")),
                ("medicine", _l("Medicine")),
                ("not_known", _l("Not known")),
            )
        ),
        _l("With an absorption problem, food cannot replace the treatment your clinic set."),
    ),
    Question(
        "b12.treatment",
        _l("How is it treated?"),
        OneOf(
            (
                ("injections", _l("Injections")),
                ("tablets", _l("Tablets")),
                ("both", _l("Both")),
                ("not_yet", _l("Not yet")),
                (NOT_SURE, _l("Not sure")),
            )
        ),
        _l("In the first weeks of treatment the plan stays easy. We never propose or change a treatment."),
    ),
    Question(
        "schedule-every",
        _l("What schedule did your clinic give? Once every:"),
        Whole(1, 366),
        _l("We put the dates into your week, as your clinic set them."),
        hint=_l("Leave it empty if you do not know."),
        must=False,
    ),
    Question(
        "schedule-unit",
        _l("Counted in"),
        Pick((("weeks", _l("weeks")), ("months", _l("months")), ("days", _l("days")))),
        must=False,
    ),
    Question(
        "schedule-often",
        _l("If there are several a week at first: how many a week?"),
        Whole(1, 7),
        must=False,
    ),
    Question("schedule-weeks", _l("For how many weeks?"), Whole(1, 104), must=False),
    Question(
        "b12.started",
        _l("When did the treatment start?"),
        Day(),
        _l("In the first weeks of treatment the plan stays easy."),
        hint=_l("Leave it empty if you do not know."),
        must=False,
    ),
    Question(
        "b12.last_injection",
        _l("When was your last injection?"),
        Day(),
        _l("The next dates are counted from it."),
        hint=_l("Leave it empty if you have none or do not know."),
        must=False,
    ),
)
B12: Final = Step(
    "b12",
    _l("Vitamin B12"),
    (
        Question(
            "b12.low",
            _l("Have you been told that you have low B12 or pernicious anaemia?"),
            YES_NO_NOT_SURE,
            _l("Low B12 brings tiredness and numbness, and the plan goes gently with both."),
            follow=_B12_FOLLOW,
            follow_on=("yes", NOT_SURE),
        ),
    ),
    keys=("b12",),
    fold=_fold_b12,
    unfold=_unfold_b12,
    clashes=_b12_clashes,
)

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
