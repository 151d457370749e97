"""What the person would like, and the reminders they want."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.days import WEEKDAYS
from planner.web.forms.kinds import YES_NO, Clock, Line, OneOf, Pick, Several, Whole
from planner.web.forms.question import Answers, Question, Slips, Step, Values, look_up

_KINDS: Final = (
    ("core", _l("Strength for the trunk")),
    ("stretch", _l("Stretching")),
    ("yoga", _l("Yoga")),
    ("balance", _l("Balance")),
    ("aerobic", _l("Walking and the like")),
)
WISHES: Final = Step(
    "wishes",
    _l("What you like"),
    (
        Question(
            "likes",
            _l("What would you like more of?"),
            Several(_KINDS),
            _l("It is a wish: the plan follows it as far as it is good for you."),
            must=False,
        ),
        Question(
            "diet",
            _l("What do you eat?"),
            OneOf(
                (
                    ("any", _l("Everything")),
                    ("vegetarian", _l("No meat or fish")),
                    ("vegan", _l("Nothing from animals")),
                )
            ),
            _l("So that ideas for food with B12 suit you. Low B12 is common where nothing from animals is eaten."),
            must=False,
        ),
        Question(
            "paper",
            _l("Which paper do you print on?"),
            OneOf((("A4", "A4"), ("Letter", _l("US Letter")))),
            _l("So that your sheet fits the page."),
        ),
    ),
    keys=("likes",),
)


_SUGGESTED: Final = {
    "session-letter": "yes",
    "reminders.minutes_before": 30,
    "weekly-day": "sun",
    "weekly-at": "18:00",
    "quiet-from": "21:00",
    "quiet-to": "07:00",
}
"""Filled in to be looked at; whether letters come at all is for the person to say."""


def _fold_reminders(values: Values, _answers: Answers) -> Answers:
    if values["letters"] == "no":
        return {"reminders": {}}
    reminders: dict[str, Any] = {"email": values["reminders.email"]}
    if values.get("session-letter") == "yes":
        reminders["session"] = {"minutes_before": values.get("reminders.minutes_before") or 0}
    if values.get("weekly-day") not in (None, "none"):
        reminders["weekly"] = {"day": values["weekly-day"], "at": values.get("weekly-at") or "18:00"}
    quiet = values.get("quiet-from"), values.get("quiet-to")
    if all(quiet):
        reminders["quiet"] = {"from": quiet[0], "to": quiet[1]}
    # Posture breaks and the like come with a profile file; this page keeps them.
    if posture := look_up(_answers, "reminders.posture"):
        reminders["posture"] = posture
    return {"reminders": reminders}


def _unfold_reminders(answers: Answers) -> Values:
    reminders = answers.get("reminders")
    if reminders is None:
        return _SUGGESTED | {"reminders.email": answers.get("suggested_email")}
    minutes = look_up(reminders, "session.minutes_before")
    return {
        "letters": "yes" if reminders.get("email") else "no",
        "reminders.email": reminders.get("email"),
        "session-letter": "no" if minutes is None else "yes",
        "reminders.minutes_before": minutes,
        "weekly-day": look_up(reminders, "weekly.day") or "none",
        "weekly-at": look_up(reminders, "weekly.at"),
        "quiet-from": look_up(reminders, "quiet.from"),
        "quiet-to": look_up(reminders, "quiet.to"),
    }


def _reminder_clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    slips: Slips = {}
    email = values.get("reminders.email")
    if values["letters"] == "yes" and (email is None or "@" not in email or "." not in email.rpartition("@")[2]):
        slips["reminders.email"] = _l("This does not look like a mail address. It needs an @ and a dot.")
    start, end = values.get("quiet-from"), values.get("quiet-to")
    if (start is None) != (end is None) or (start is not None and start == end):
        slips["quiet-to"] = _l("Please give two different times, or leave both empty.")
    return slips


REMINDERS: Final = Step(
    "reminders",
    _l("Reminders"),
    (
        Question(
            "letters",
            _l("May we send you your week by e-mail?"),
            YES_NO,
            _l("Subjects never say anything about your health."),
            follow=(
                Question(
                    "reminders.email",
                    _l("To which address?"),
                    Line(254, "email", "email"),
                    hint=_l("If it is not the one you signed in with, it first gets a letter with a link."),
                ),
                Question("session-letter", _l("And a reminder before each session?"), YES_NO),
                Question(
                    "reminders.minutes_before",
                    _l("How many minutes before?"),
                    Whole(0, 1440, _l("minutes")),
                    must=False,
                ),
                Question(
                    "weekly-day",
                    _l("On which day shall the next week come?"),
                    Pick((("none", _l("I will fetch it myself")), *WEEKDAYS)),
                ),
                Question("weekly-at", _l("At what time?"), Clock(), must=False),
                Question("quiet-from", _l("No letters from"), Clock(), must=False),
                Question("quiet-to", _l("until"), Clock(), must=False),
            ),
        ),
    ),
    keys=("reminders",),
    fold=_fold_reminders,
    unfold=_unfold_reminders,
    clashes=_reminder_clashes,
)
