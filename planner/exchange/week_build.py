"""The checked contents of a week file to the domain's week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from functools import lru_cache
from typing import Any

from planner.domain import week as w
from planner.domain.exercise import ExerciseId, Level
from planner.domain.routine import RoutineId
from planner.exchange.care_kinds import read_kind
from planner.exchange.edits_text import edits_of
from planner.strict_yaml.shapes import day_of


def week_of(data: dict[str, Any]) -> w.Week:
    """The week of contents whose shape has been found sound."""
    start = day_of(data["start"])
    assert start is not None
    person, solver = data["person"], data["solver"]
    return w.Week(
        start=start,
        library=data["library"],
        person=w.WeekPerson(
            person["name"], person["age"], Level(person["level"]), person["time_zone"], person["paper"]
        ),
        screening=_screening_of(data["screening"]),
        days=tuple(week_day_of(day) for day in data["days"]),
        left_out=tuple(
            w.LeftOut(ExerciseId(left["exercise"]), tuple(_reason(r["rule"], r["text"]) for r in left["reasons"]))
            for left in data["left_out"]
        ),
        laws=tuple(w.Law(law["id"], law["kept"], law["text"], _words(law.get("article"))) for law in data["laws"]),
        changes=tuple(
            w.Change(ExerciseId(c["exercise"]), c["from"], c["to"], c["rule"], c["text"]) for c in data["changes"]
        ),
        solver=w.SolverReport(
            solver["status"], float(solver["objective"]), float(solver["bound"]), float(solver["seconds"])
        ),
        edits=edits_of(data["edits"]) if data.get("edits") else None,
    )


# A week leaves out hundreds of exercises for the same few reasons.
_reason = lru_cache(maxsize=4096)(w.Reason)


def _screening_of(data: dict[str, Any]) -> w.ScreeningReport:
    caps = data["caps"]
    return w.ScreeningReport(
        state=w.PassState(data["state"]),
        flags=_words(data["flags"]),
        conditions=_words(data["conditions"]),
        caps=w.Caps(caps["hold_seconds"], caps["effort"], caps["level"], caps["session_minutes"]),
        messages=tuple(w.Message(m["id"], m["text"], _words(m.get("article"))) for m in data["messages"]),
    )


# Cards say the same to everybody whom they concern.
_card = lru_cache(maxsize=4096)(w.Card)


def week_day_of(data: dict[str, Any]) -> w.Day:
    """One day of such contents."""
    day = day_of(data["date"])
    assert day is not None
    return w.Day(
        date=day,
        weekday=data["weekday"],
        rest=data["rest"],
        sessions=tuple(_session_of(session) for session in data["sessions"]),
        care=tuple(_care_of(care) for care in data["care"]),
        cards=tuple(_card(_words(card["article"]), card["text"], card["beside"]) for card in data.get("cards") or ()),
    )


def _session_of(data: dict[str, Any]) -> w.Session:
    return w.Session(
        id=w.SessionId(data["id"]),
        at=time.fromisoformat(data["at"]),
        budget_minutes=data["budget_minutes"],
        minutes=float(data["minutes"]),
        title=data["title"],
        blocks=tuple(
            w.Block(
                w.BlockKind(block["kind"]),
                None if block["routine"] is None else RoutineId(block["routine"]),
                tuple(_item_of(item) for item in block["items"]),
            )
            for block in data["blocks"]
        ),
    )


def _item_of(data: dict[str, Any]) -> w.Item:
    overridden = data.get("overridden")
    return w.Item(
        exercise=ExerciseId(data["exercise"]),
        name=data["name"],
        sets=data["sets"],
        reps=tuple(data["reps"]) if isinstance(data["reps"], list) else data["reps"],
        hold_seconds=data["hold_seconds"],
        minutes=None if data["minutes"] is None else float(data["minutes"]),
        sides=data["sides"],
        rest_seconds=data["rest_seconds"],
        effort=data["effort"],
        seconds=data["seconds"],
        adaptations=_words(data["adaptations"]),
        instead_of=_exercise(data["instead_of"]),
        why=data["why"],
        adaptation_texts=_words(data.get("adaptation_texts")),
        overridden=w.Overridden(overridden["reason"], overridden["by"]) if overridden else None,
    )


def _care_of(data: dict[str, Any]) -> w.CareItem:
    minutes = data.get("minutes")
    return w.CareItem(
        kind=read_kind(data["kind"], dosed=minutes is not None and data.get("exercise") is not None),
        at=None if data["at"] is None else time.fromisoformat(data["at"]),
        text=data["text"],
        rule=data["rule"],
        article=_words(data.get("article")),
        minutes=None if minutes is None else float(minutes),
        exercise=_exercise(data.get("exercise")),
    )


def _exercise(name: str | None) -> ExerciseId | None:
    return None if name is None else ExerciseId(name)


def _words(values: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(values or ())
