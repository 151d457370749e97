"""``week.json`` and ``stopped.json``: domain objects to text and back."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Final

from planner.domain import week as w
from planner.domain.person import weekday_of
from planner.exchange.care_kinds import written_kind
from planner.exchange.edits_text import written_edits
from planner.exchange.json_text import checked_json
from planner.exchange.profile_sense import is_time_zone
from planner.exchange.week_build import week_day_of, week_of
from planner.exchange.week_shape import STOPPED_FORMAT, WEEK
from planner.strict_yaml import WHOLE_FILE, Mistake, shown
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import day_of

_DECODER: Final = json.JSONDecoder()


def week_to_json(week: w.Week) -> str:
    """The week file: keys in the contract's order, UTF-8 text, a newline at the end."""
    return _text(
        {
            "format": w.WEEK_FORMAT,
            "start": week.start.isoformat(),
            "library": week.library,
            "person": {
                "name": week.person.name,
                "age": week.person.age,
                "level": week.person.level.value,
                "time_zone": week.person.time_zone,
                "paper": week.person.paper,
            },
            "screening": _screening(week.screening),
            "days": [_day(day) for day in week.days],
            "left_out": [
                {
                    "exercise": left.exercise,
                    "reasons": [{"rule": reason.rule, "text": reason.text} for reason in left.reasons],
                }
                for left in week.left_out
            ],
            "laws": [
                {"id": law.id, "kept": law.kept, "text": law.text, "article": list(law.article)} for law in week.laws
            ],
            "changes": [
                {"exercise": c.exercise, "from": c.before, "to": c.after, "rule": c.rule, "text": c.text}
                for c in week.changes
            ],
            "solver": {
                "status": week.solver.status,
                "objective": week.solver.objective,
                "bound": week.solver.bound,
                "seconds": week.solver.seconds,
            },
            **({} if week.edits is None else {"edits": written_edits(week.edits)}),
        }
    )


def stopped_to_json(stopped: w.Stopped) -> str:
    """``stopped.json``: state, flags and the message, and no plan."""
    return _text(
        {
            "format": STOPPED_FORMAT,
            "state": stopped.state.value,
            "flags": list(stopped.flags),
            "message": stopped.message,
        }
    )


def read_week(path: Path, *, to_judge: bool = False) -> w.Week | tuple[Mistake, ...]:
    """The week of a file, or every mistake in it; ``to_judge`` as in ``week_from_json``."""
    file = str(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return (Mistake(file, 1, WHOLE_FILE, "there is no such file"),)
    except OSError:
        return (Mistake(file, 1, WHOLE_FILE, "this file cannot be read"),)
    return week_from_json(raw, file=file, to_judge=to_judge)


def week_from_json(
    text: str | bytes, *, file: str = "week.json", to_judge: bool = False
) -> w.Week | tuple[Mistake, ...]:
    """The week, hand-edited ones too; or every mistake in the text. Whether it is a good week is for ``check``.

    ``to_judge`` lets days through that do not follow each other from the start: ``check`` reports them as breaches.
    """
    report = checked_json(text, WEEK, file=file)
    if not isinstance(report, Report):
        return report
    data = report.document.value
    _check_time_zone(data, report)
    if not to_judge:
        _check_days(data, report)
    return report.mistakes or week_of(data)


def week_as_kept(text: str) -> w.Week:
    """The week of text that ``week_to_json`` wrote and nobody could change since, such as in the database: in a
    fraction of the time, because nothing is checked. Raises ValueError where it cannot be read."""
    try:
        return week_of(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"A kept week cannot be read: {type(error).__name__}: {error}") from error


def day_as_kept(text: str, day: date) -> w.Day | None:
    """One day of such text, without reading the rest of it; None where the week has no such day."""
    # Line breaks inside a JSON string are written as \n: this can only be the beginning of a day.
    place = text.find(f'\n  {{\n   "date": "{day.isoformat()}"')
    if place < 0:
        return next((each for each in week_as_kept(text).days if each.date == day), None)
    try:
        return week_day_of(_DECODER.raw_decode(text, place + 3)[0])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"A kept week cannot be read: {type(error).__name__}: {error}") from error


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _screening(screening: w.ScreeningReport) -> dict[str, Any]:
    caps = screening.caps
    return {
        "state": screening.state.value,
        "flags": list(screening.flags),
        "conditions": list(screening.conditions),
        "caps": {
            "hold_seconds": caps.hold_seconds,
            "effort": caps.effort,
            "level": caps.level,
            "session_minutes": caps.session_minutes,
        },
        "messages": [{"id": m.id, "text": m.text, "article": list(m.article)} for m in screening.messages],
    }


def _day(day: w.Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "weekday": day.weekday,
        "rest": day.rest,
        "sessions": [_session(session) for session in day.sessions],
        "care": [_care(care) for care in day.care],
        "cards": [{"article": list(card.article), "text": card.text, "beside": card.beside} for card in day.cards],
    }


def _session(session: w.Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "at": _clock(session.at),
        "budget_minutes": session.budget_minutes,
        "minutes": float(session.minutes),
        "title": session.title,
        "blocks": [
            {"kind": block.kind.value, "routine": block.routine, "items": [_item(item) for item in block.items]}
            for block in session.blocks
        ],
    }


def _item(item: w.Item) -> dict[str, Any]:
    value: dict[str, Any] = {
        "exercise": item.exercise,
        "name": item.name,
        "sets": item.sets,
        "reps": list(item.reps) if isinstance(item.reps, tuple) else item.reps,
        "hold_seconds": item.hold_seconds,
        "minutes": None if item.minutes is None else float(item.minutes),
        "sides": item.sides,
        "rest_seconds": item.rest_seconds,
        "effort": item.effort,
        "seconds": item.seconds,
        "adaptations": list(item.adaptations),
        "adaptation_texts": list(item.adaptation_texts),
        "instead_of": item.instead_of,
        "why": item.why,
    }
    if item.overridden is not None:
        value["overridden"] = {"reason": item.overridden.reason, "by": item.overridden.by}
    return value


def _care(care: w.CareItem) -> dict[str, Any]:
    return {
        "kind": written_kind(care.kind),
        "at": None if care.at is None else _clock(care.at),
        "text": care.text,
        "rule": care.rule,
        "article": list(care.article),
        "minutes": None if care.minutes is None else float(care.minutes),
        "exercise": care.exercise,
    }


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _check_time_zone(data: dict[str, Any], report: Report) -> None:
    zone = data["person"]["time_zone"]
    if not is_time_zone(zone):
        report.add(("person", "time_zone"), f"{shown(zone)} is not a known time zone, such as Europe/London.")


def _check_days(data: dict[str, Any], report: Report) -> None:
    start = day_of(data["start"])
    assert start is not None
    for place, day in enumerate(data["days"]):
        given, due = day_of(day["date"]), start + timedelta(days=place)
        if given != due:
            report.add(("days", place, "date"), f"must be {due}, because the week begins on {start}.")
        elif day["weekday"] != weekday_of(due):
            report.add(("days", place, "weekday"), f"must be {weekday_of(due)}, because {due} is one.")
