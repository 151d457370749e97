"""What a person changed in a week, as data in ``week.json`` and as text beside a kept week."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from planner.domain.edits import Edits, Moved, Pin
from planner.domain.exercise import ExerciseId
from planner.domain.week import SessionId
from planner.exchange.edits_shape import EDITS
from planner.exchange.json_text import checked_json
from planner.strict_yaml import Mistake
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import day_of


def edits_to_json(edits: Edits) -> str:
    """One line; ``{}`` where nothing was changed."""
    return json.dumps(written_edits(edits), ensure_ascii=False, separators=(",", ":"))


def edits_from_json(text: str | bytes, *, file: str = "edits.json") -> Edits | tuple[Mistake, ...]:
    """The edits, or every mistake in the text."""
    report = checked_json(text, EDITS, file=file)
    return edits_of(report.document.value) if isinstance(report, Report) else report


def written_edits(edits: Edits) -> dict[str, Any]:
    """As data for JSON; what is empty is left out."""
    value = {
        "as_of": None if edits.as_of is None else edits.as_of.isoformat(),
        "done": list(edits.done),
        "pinned": [{"session": pin.session, "exercise": pin.exercise} for pin in edits.pinned],
        "lost": [day.isoformat() for day in edits.lost],
        "moved": [
            {"from": m.origin.isoformat(), "to": m.to.isoformat(), "at": f"{m.at:%H:%M}", "minutes": m.minutes}
            for m in edits.moved
        ],
    }
    return {key: found for key, found in value.items() if found}


def edits_of(data: dict[str, Any]) -> Edits:
    """The edits of contents whose shape has been found sound."""
    return Edits(
        as_of=day_of(data.get("as_of")),
        done=tuple(SessionId(session) for session in data.get("done") or ()),
        pinned=tuple(Pin(SessionId(p["session"]), _exercise(p.get("exercise"))) for p in data.get("pinned") or ()),
        lost=tuple(_day(day) for day in data.get("lost") or ()),
        moved=tuple(
            Moved(_day(m["from"]), _day(m["to"]), time.fromisoformat(m["at"]), m["minutes"])
            for m in data.get("moved") or ()
        ),
    )


def _day(value: Any) -> date:
    day = day_of(value)
    assert day is not None
    return day


def _exercise(name: str | None) -> ExerciseId | None:
    return None if name is None else ExerciseId(name)
