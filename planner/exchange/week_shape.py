"""The shape of ``week.json`` (contract, "Week file"), for reading hand-edited files and for the schema.

Numbers have wide ranges on purpose: whether they are allowed is the business of ``planner check``.
"""

from __future__ import annotations

from typing import Any, Final

from planner.domain.exercise import Level
from planner.domain.person import WEEKDAYS
from planner.domain.week import WEEK_FORMAT, BlockKind, PassState, StopState
from planner.exchange.care_kinds import WRITTEN_KINDS
from planner.exchange.edits_shape import EDITS
from planner.strict_yaml.shapes import (
    Choice,
    ClockTime,
    Day,
    Either,
    Field,
    ListOf,
    Nullable,
    Number,
    Record,
    Shape,
    Text,
    TrueFalse,
    Whole,
    WholeChoice,
    by_type,
)

STOPPED_FORMAT: Final = "planner.stopped/1"

_ID = Text('an id such as "bird-dog"', pattern="[a-z0-9]+(?:-[a-z0-9]+)*", longest=60)
_RULE = Text(longest=120)
_WORDS = Text(longest=4000, lines=True, may_be_empty=True)
_SECONDS = Whole(0, 86_400, "seconds")
_MINUTES = Number(0, 1440, "minutes")


def _must(shape: Shape, about: str = "") -> Field:
    return Field(shape, required=True, about=about)


def _list(item: Shape, **rest: Any) -> Field:
    return Field(ListOf(item, **rest), required=True)


_REPS = Either(
    (Whole(1, 1000), ListOf(Whole(1, 1000), least=1, most=20)),
    by_type(int, list),
    "a whole number, or a list with one for each set",
)
_OVERRIDDEN = Record({"reason": _must(_WORDS), "by": _must(_WORDS)})
_ITEM = Record(
    {
        "exercise": _must(_ID),
        "name": _must(_WORDS),
        "sets": _must(Whole(1, 100)),
        "reps": _must(Nullable(_REPS), "Per side where sides is 2."),
        "hold_seconds": _must(Nullable(_SECONDS)),
        "minutes": _must(Nullable(_MINUTES)),
        "sides": _must(WholeChoice((1, 2))),
        "rest_seconds": _must(_SECONDS),
        "effort": _must(Whole(0, 10)),
        "seconds": _must(_SECONDS, "All sets, both sides and the rests between sets."),
        "adaptations": _list(_RULE),
        "adaptation_texts": Field(
            ListOf(_WORDS), about="Each adaptation in words, in the same order, then what a condition adds."
        ),
        "instead_of": _must(Nullable(_ID)),
        "why": _must(_WORDS),
        "overridden": Field(_OVERRIDDEN, about="A practitioner admits this exercise."),
    }
)
_BLOCK = Record(
    {
        "kind": _must(Choice(tuple(kind.value for kind in BlockKind))),
        "routine": _must(Nullable(_ID)),
        "items": _list(_ITEM),
    }
)
_SESSION = Record(
    {
        "id": _must(Text("a session id such as mon-1", pattern=f"(?:{'|'.join(WEEKDAYS)})-[1-9][0-9]?", longest=6)),
        "at": _must(ClockTime()),
        "budget_minutes": _must(Whole(0, 1440, "minutes")),
        "minutes": _must(_MINUTES),
        "title": _must(_WORDS),
        "blocks": _list(_BLOCK),
    }
)
_CARE = Record(
    {
        "kind": _must(Choice(WRITTEN_KINDS), "posture with minutes is the daily work of a day without a session."),
        "at": _must(Nullable(ClockTime())),
        "text": _must(_WORDS),
        "rule": _must(_RULE),
        "article": Field(ListOf(_RULE)),
        "minutes": Field(_MINUTES),
        "exercise": Field(_ID),
    }
)
_CARD = Record({"article": _list(_RULE), "text": _must(_WORDS), "beside": _must(_RULE)})
_DAY = Record(
    {
        "date": _must(Day()),
        "weekday": _must(Choice(WEEKDAYS)),
        "rest": _must(TrueFalse(), "No session."),
        "sessions": _list(_SESSION),
        "care": _list(_CARE),
        "cards": Field(ListOf(_CARD)),
    }
)
_CAPS = Record(
    {
        "hold_seconds": _must(Nullable(Whole(0, 3600, "seconds"))),
        "effort": _must(Nullable(Whole(0, 10))),
        "level": _must(Nullable(Whole(0, 5))),
        "session_minutes": _must(Nullable(Whole(0, 1440, "minutes"))),
    },
    about="null is no limit.",
)
_MESSAGE = Record({"id": _must(_RULE), "text": _must(_WORDS), "article": Field(ListOf(_RULE))})
_REASON = Record({"rule": _must(_RULE), "text": _must(_WORDS)})
_PERSON = Record(
    {
        "name": _must(Text(longest=100)),
        "age": _must(Whole(0, 130, "years")),
        "level": _must(Choice(tuple(level.value for level in Level))),
        "time_zone": _must(Text(longest=64)),
        "paper": _must(Choice(("A4", "Letter"))),
    }
)
_SCREENING = Record(
    {
        "state": _must(Choice(tuple(state.value for state in PassState))),
        "flags": _list(_RULE),
        "conditions": _list(_RULE),
        "caps": _must(_CAPS),
        "messages": _list(_MESSAGE),
    }
)
_CHANGE = Record(
    {"exercise": _must(_ID), "from": _must(_WORDS), "to": _must(_WORDS), "rule": _must(_RULE), "text": _must(_WORDS)}
)
_SOLVER = Record(
    {
        "status": _must(Choice(("optimal", "feasible"))),
        "objective": _must(Number(-1e15, 1e15)),
        "bound": _must(Number(-1e15, 1e15)),
        "seconds": _must(Number(0, 1e9, "seconds"), "The only key that may differ between two runs."),
    }
)

WEEK: Final = Record(
    {
        "format": _must(Choice((WEEK_FORMAT,))),
        "start": _must(Day()),
        "library": _must(_RULE, "Version of the exercise library."),
        "person": _must(_PERSON),
        "screening": _must(_SCREENING),
        "days": _list(_DAY, least=7, most=7),
        "left_out": _list(Record({"exercise": _must(_ID), "reasons": _list(_REASON)})),
        "laws": _list(
            Record(
                {"id": _must(_RULE), "kept": _must(TrueFalse()), "text": _must(_WORDS), "article": Field(ListOf(_RULE))}
            )
        ),
        "changes": _list(_CHANGE),
        "solver": _must(_SOLVER),
        "edits": Field(EDITS, about="What was changed by hand and still holds."),
    },
    title="Week",
    about="A planned week.",
)

STOPPED: Final = Record(
    {
        "format": _must(Choice((STOPPED_FORMAT,))),
        "state": _must(Choice(tuple(state.value for state in StopState))),
        "flags": _list(_RULE),
        "message": _must(_WORDS),
    },
    title="Stopped",
    about="Screening says no.",
)
