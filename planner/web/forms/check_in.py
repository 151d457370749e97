"""The forms of the short check-ins: the morning after (CHK-02) and the week (CHK-03)."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l

from planner.domain.diary import DayLog, WeekDiary
from planner.screening.daily_gate import ShortQuestion
from planner.screening.rescreen import News
from planner.web.forms.kinds import YES_NO, OneOf, Several, Whole
from planner.web.forms.news import news_question
from planner.web.forms.question import Question, Step, Values
from planner.web.forms.session import PAIN, TIREDNESS

_BACK_TO_USUAL: Final = OneOf(
    (("yes", _l("Yes")), ("no", _l("No")), ("none", _l("There was no session yesterday"))),
)
_TREATED: Final = OneOf((("yes", _l("Yes")), ("no", _l("No")), ("none", _l("None was due"))))
_CHANGES: Final = Several(
    (
        (News.OPERATION.value, _l("An operation")),
        (News.PREGNANCY.value, _l("A pregnancy")),
        (News.MEDICINE_CHANGE.value, _l("A medicine was begun, stopped or changed")),
    )
)

MORNING: Final = Step(
    "morning",
    _l("This morning"),
    (
        Question("pain", _l("How is your pain this morning?"), PAIN),
        Question("tiredness", _l("How tired are you?"), TIREDNESS),
        Question(
            "back_to_usual",
            _l("Is the pain back to what is usual for you?"),
            _BACK_TO_USUAL,
            hint=_l("After the session of yesterday."),
        ),
    ),
    keys=(),
    lead=_l("Three questions. Your answers decide how the next session is set."),
)


def weekly(asked: tuple[ShortQuestion, ...], *, on_b12: bool) -> Step:
    return Step(
        "weekly",
        _l("Your week"),
        (
            Question("pain_average", _l("How was your pain this week, on average?"), PAIN),
            Question("tiredness_average", _l("How tired were you this week, on average?"), TIREDNESS),
            Question("walk_minutes", _l("How long did you walk this week, in all?"), Whole(0, 5000, _l("minutes"))),
            *((Question("b12_done", _l("Did you have the B12 treatment that was due?"), _TREATED),) if on_b12 else ()),
            Question(
                "painkiller_days",
                _l("On how many days did you take a painkiller?"),
                Whole(0, 7, _l("days")),
                hint=_l("Any painkiller counts. Never take one in order to get through a session."),
            ),
            Question("falls", _l("Did you fall this week?"), YES_NO),
            Question(
                "changes",
                _l("Has any of this happened this week?"),
                _CHANGES,
                hint=_l("Leave all of them empty if none has."),
                must=False,
            ),
            news_question(asked, _l("Is anything else new?")),
        ),
        keys=(),
        lead=_l("A few questions about the week from which your plan goes on."),
    )


def shown_morning(log: DayLog) -> Values:
    usual = {True: "yes", False: "no", None: None}[log.back_to_usual]
    return {"pain": log.pain, "tiredness": log.tiredness, "back_to_usual": usual}


def back_to_usual_of(values: Values) -> bool | None:
    return {"yes": True, "no": False}.get(values["back_to_usual"])


def shown_week(known: WeekDiary) -> Values:
    words = {True: "yes", False: "no", None: None}
    return {
        "pain_average": None if known.pain_average is None else round(known.pain_average),
        "tiredness_average": None if known.tiredness_average is None else round(known.tiredness_average),
        "walk_minutes": known.walk_minutes,
        "b12_done": words[known.b12_done],
        "painkiller_days": known.painkiller_days,
        "falls": words[known.falls],
    }


def week_of(values: Values, start: date) -> WeekDiary:
    words = {"yes": True, "no": False}
    return WeekDiary(
        week=start,
        walk_minutes=values["walk_minutes"],
        b12_done=words.get(values.get("b12_done") or ""),
        falls=words.get(values["falls"]),
        painkiller_days=values["painkiller_days"],
        pain_average=values["pain_average"],
        tiredness_average=values["tiredness_average"],
    )


def changes_of(values: Values) -> tuple[News, ...]:
    return tuple(News(kind) for kind in values["changes"])
