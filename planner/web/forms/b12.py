"""Vitamin B12, as the clinic treats it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.care.course import REGIMENS
from planner.domain.person import B12Schedule, LoadingPhase, PhasedSchedule
from planner.web.forms.kinds import (
    NOT_SURE,
    YES_NO_NOT_SURE,
    Day,
    OneOf,
    Pick,
    Whole,
)
from planner.web.forms.question import Answers, Question, Slips, Step, Values, look_up, nest

_FUTURE: Final = _l("This date has not come yet. Please correct it.")

_EVERY: Final = {"days": "every_days", "weeks": "every_weeks", "months": "every_months"}
_TREATMENTS: Final = ("injections", "tablets", "nasal")
"""Where there is one kind alone."""
_LONGEST: Final = {"days": 366, "weeks": 104, "months": 24}


_USUAL: Final = {regimen.id: regimen for regimen in REGIMENS}
_BOXES: Final = ("schedule-every", "schedule-unit", "schedule-often", "schedule-weeks")


def _fold_b12(values: Values, answers: Answers) -> Answers:
    kept = {k: v for k, v in values.items() if k.startswith("b12.")}
    folded = nest(kept)
    if (schedule := _schedule(values, answers)) is not None:
        folded["b12"]["schedule"] = schedule
    return folded


def _schedule(values: Values, answers: Answers) -> dict[str, Any] | None:
    if (usual := values.get("schedule-usual")) is not None:
        return _written(_USUAL[usual].schedule)
    before = look_up(answers, "b12.schedule")
    if before and _boxes(before) == {name: values.get(name) for name in _BOXES}:
        # A file may hold more phases than the boxes show; they stay while nobody touches the boxes.
        return dict(before)
    every, often, weeks = (values.get(name) for name in ("schedule-every", "schedule-often", "schedule-weeks"))
    regular = None if every is None else {_EVERY[values["schedule-unit"]]: every}
    if often is not None and weeks is not None:
        return {"phases": [{"times_per_week": often, "weeks": weeks}, *([regular] if regular else [])]}
    return regular


def _written(schedule: B12Schedule | LoadingPhase) -> dict[str, Any]:
    """As a profile file has it (contract, "B12 schedule")."""
    if isinstance(schedule, PhasedSchedule):
        return {"phases": [_written(phase) for phase in schedule.phases]}
    if isinstance(schedule, LoadingPhase):
        return {"times_per_week": schedule.times_per_week, "weeks": schedule.weeks}
    lasts = {} if schedule.weeks is None else {"weeks": schedule.weeks}
    return {_EVERY[schedule.unit]: schedule.every, **lasts}


def _boxes(schedule: dict[str, Any]) -> Values:
    phases = schedule.get("phases", [schedule])
    loading: dict[str, Any] = next((phase for phase in phases if "times_per_week" in phase), {})
    regular = phases[-1] if "times_per_week" not in phases[-1] else {}
    unit = next((unit for unit, key in _EVERY.items() if key in regular), None)
    return {
        "schedule-every": None if unit is None else regular[_EVERY[unit]],
        "schedule-unit": unit,
        "schedule-often": loading.get("times_per_week"),
        "schedule-weeks": loading.get("weeks"),
    }


def _unfold_b12(answers: Answers) -> Values:
    values: Values = {f"b12.{k}": look_up(answers, f"b12.{k}") for k in ("low", "cause", "treatment", "started")}
    values["b12.last_injection"] = look_up(answers, "b12.last_injection")
    schedule = look_up(answers, "b12.schedule")
    if not schedule:
        return values
    phased = isinstance(schedule.get("phases"), list)
    usual = next((r.id for r in REGIMENS if phased and _written(r.schedule) == schedule), None)
    return values | ({"schedule-usual": usual} if usual else _boxes(schedule))


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
    slips |= _schedule_clashes(values)
    return slips


def _schedule_clashes(values: Values) -> Slips:
    slips: Slips = {}
    usual, treatment = values.get("schedule-usual"), values.get("b12.treatment")
    if usual is not None and any(values.get(name) is not None for name in _BOXES):
        slips["schedule-usual"] = _l("You chose one of these and filled in another below. Please leave one of the two.")
    elif usual is not None and treatment in _TREATMENTS and treatment != _USUAL[usual].treatment:
        slips["schedule-usual"] = _l(
            "This does not go with the treatment you chose above. Please correct one of the two."
        )
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
                ("nasal", _l("Nasal spray")),
                ("not_yet", _l("Not yet")),
                (NOT_SURE, _l("Not sure")),
            )
        ),
        _l("In the first weeks of treatment the plan stays easy. We never propose or change a treatment."),
    ),
    Question(
        "schedule-usual",
        _l("Is the schedule your clinic gave you one of these?"),
        Pick(
            (
                ("loading-2-months", _l("3 injections a week for 2 weeks, then one every 2 months")),
                ("loading-3-months", _l("3 injections a week for 2 weeks, then one every 3 months")),
                ("alternate-days", _l("An injection every other day, until the clinic changes it")),
                ("2-months", _l("An injection every 2 months")),
                ("3-months", _l("An injection every 3 months")),
                ("twice-a-year", _l("An injection twice a year")),
                (
                    "slower-and-slower",
                    _l(
                        "An injection a day for a week, every other day for 2 weeks, twice a week for 3 weeks, "
                        "then monthly"
                    ),
                ),
                ("daily-weekly-monthly", _l("An injection a day for a week, weekly for 8 weeks, then monthly")),
                ("monthly", _l("An injection a month")),
                ("daily-tablet", _l("A tablet every day")),
                ("weekly-spray", _l("A nasal spray once a week")),
            )
        ),
        _l("We put the dates into your week, as your clinic set them. We never propose or change a treatment."),
        hint=_l(
            "If yours is another, leave this empty and fill in the next boxes. If you do not know, leave all empty."
        ),
        must=False,
    ),
    Question(
        "schedule-every",
        _l("Another schedule: once every"),
        Whole(1, 366),
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
