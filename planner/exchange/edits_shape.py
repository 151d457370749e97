"""The shape of what a person changed in a week: a key of ``week.json``, and the text kept beside a week."""

from __future__ import annotations

from typing import Final

from planner.domain.person import WEEKDAYS
from planner.strict_yaml.shapes import ClockTime, Day, Field, ListOf, Nullable, Record, Text, Whole

SESSION_ID: Final = Text("a session id such as mon-1", pattern=f"(?:{'|'.join(WEEKDAYS)})-[1-9][0-9]?", longest=6)
_EXERCISE: Final = Text('an id such as "bird-dog"', pattern="[a-z0-9]+(?:-[a-z0-9]+)*", longest=60)
_PIN: Final = Record(
    {"session": Field(SESSION_ID, required=True), "exercise": Field(Nullable(_EXERCISE), about="null: all of it.")}
)
_MOVED: Final = Record(
    {
        "from": Field(Day(), required=True),
        "to": Field(Day(), required=True),
        "at": Field(ClockTime(), required=True),
        "minutes": Field(Whole(1, 1440, "minutes"), required=True),
    }
)
EDITS: Final = Record(
    {
        "as_of": Field(Nullable(Day()), about="The day of the last change: sessions of earlier days stay as they are."),
        "done": Field(ListOf(SESSION_ID, most=50), about="Sessions of that day and later that were done already."),
        "pinned": Field(ListOf(_PIN, most=200)),
        "lost": Field(ListOf(Day(), most=7), about="Days without time for a session this week."),
        "moved": Field(ListOf(_MOVED, most=7), about="Days whose session is on another day this week."),
    },
    title="Edits",
)
