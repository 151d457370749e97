"""The shape of a diary file (contract, "Diary file" and "History")."""

from __future__ import annotations

from typing import Final

from planner.domain.person import WEEKDAYS
from planner.exchange.answers import YesNoNotSure
from planner.strict_yaml.shapes import Choice, Day, Either, Field, Keyed, ListOf, Number, Record, Text, Whole, by_type

DIARY_FORMAT: Final = "planner.diary/1"

_EXERCISE = Text('an exercise id such as "bird-dog"', pattern="[a-z0-9]+(?:-[a-z0-9]+)*", longest=60)
_SCALE = Field(Whole(0, 10))
_NOTE = {
    "pain": _SCALE,
    "last_set_reps": Field(Whole(0, 1000)),
    "settled_by_morning": Field(YesNoNotSure()),
}
_DONE = Record(
    {
        "sets": Field(Whole(0, 100)),
        "reps": Field(
            Either(
                (Whole(0, 1000), ListOf(Whole(0, 1000), least=1, most=20)),
                by_type(int, list),
                "a whole number, or a list with one for each set",
            )
        ),
        "hold_seconds": Field(Whole(0, 3600, "seconds")),
        "minutes": Field(Number(0, 1440, "minutes")),
        **_NOTE,
    }
)
_SESSION = Record(
    {
        "week": Field(Day(), required=True, about="The first day of the planned week."),
        "session": Field(
            Text("a session id such as mon-1", pattern=f"(?:{'|'.join(WEEKDAYS)})-[1-9][0-9]?", longest=6),
            required=True,
        ),
        "done": Field(
            Either(
                (Choice(("all", "none")), Keyed(_EXERCISE, _DONE)),
                by_type(str, dict),
                "all, none, or what was done of each exercise, such as {bird-dog: {sets: 2, reps: 5}}",
            ),
            required=True,
        ),
        "skipped": Field(ListOf(_EXERCISE, unique=True)),
        "effort": _SCALE,
        "pain_during": _SCALE,
        "pain_next_morning": _SCALE,
        "tiredness": _SCALE,
        "tiredness_next_morning": _SCALE,
        "new_symptoms": Field(ListOf(Text(longest=300)), about="In the person's words, or red-flag ids."),
        "exercises": Field(Keyed(_EXERCISE, Record(_NOTE)), about="How each exercise went."),
    }
)
_WEEK = Record(
    {
        "week": Field(Day(), required=True, about="The first day of the planned week."),
        "walk_minutes": Field(Whole(0, 10_080, "minutes")),
        "b12_done": Field(YesNoNotSure()),
        "falls": Field(YesNoNotSure()),
        "painkiller_days": Field(Whole(0, 7, "days")),
        "tiredness_average": Field(Number(0, 10)),
    }
)

DIARY: Final = Record(
    {
        "format": Field(Choice((DIARY_FORMAT,)), required=True),
        "sessions": Field(ListOf(_SESSION)),
        "weeks": Field(ListOf(_WEEK)),
    },
    title="Diary",
    about="What a person wrote down after the sessions, from 0 to 10.",
)
