"""Week files: what is written is read again, and hand-edited files give mistakes at their lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain import week as w
from planner.domain.exercise import ExerciseId, Level
from planner.domain.person import WEEKDAYS
from planner.domain.routine import RoutineId
from planner.exchange.json_text import read_json
from planner.exchange.week_file import day_as_kept, read_week, stopped_to_json, week_from_json, week_to_json

CONTRACT_KEYS = {
    "": ["format", "start", "library", "person", "screening", "days", "left_out", "laws", "changes", "solver"],
    "person": ["name", "age", "level", "time_zone", "paper"],
    "screening": ["state", "flags", "conditions", "caps", "messages"],
    "caps": ["hold_seconds", "effort", "level", "session_minutes"],
    "day": ["date", "weekday", "rest", "sessions", "care"],
    "session": ["id", "at", "budget_minutes", "minutes", "title", "blocks"],
    "block": ["kind", "routine", "items"],
    "item": ["exercise", "name", "sets", "reps", "hold_seconds", "minutes", "sides", "rest_seconds", "effort",
             "seconds", "adaptations", "instead_of", "why"],
    "care": ["kind", "at", "text", "rule"],
    "change": ["exercise", "from", "to", "rule", "text"],
    "solver": ["status", "objective", "bound", "seconds"],
}  # fmt: skip

words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"),
                min_size=1, max_size=12).filter(str.strip)  # fmt: skip
rules = words
ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
tenths = st.integers(0, 2400).map(lambda n: n / 10)
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def some(inner: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(inner, max_size=most).map(tuple)


def _is_dosed(care: w.CareItem) -> bool:
    """Minutes and an exercise are what tells daily work from a posture break in the file."""
    return care.minutes is not None and care.exercise is not None


items = st.builds(
    w.Item,
    exercise=ids.map(ExerciseId),
    name=words,
    sets=st.integers(1, 5),
    reps=st.none() | st.integers(1, 30) | st.lists(st.integers(1, 30), min_size=1, max_size=4).map(tuple),
    hold_seconds=st.none() | st.integers(1, 120),
    minutes=st.none() | tenths,
    sides=st.sampled_from((1, 2)),
    rest_seconds=st.integers(0, 120),
    effort=st.integers(0, 10),
    seconds=st.integers(0, 3600),
    adaptations=some(rules),
    instead_of=st.none() | ids.map(ExerciseId),
    why=words,
    adaptation_texts=some(words),
    overridden=st.none() | st.builds(w.Overridden, words, words),
)
blocks = st.builds(w.Block, st.sampled_from(w.BlockKind), st.none() | ids.map(RoutineId), some(items))
sessions = st.builds(
    w.Session,
    id=st.builds(lambda day, n: w.SessionId(f"{day}-{n}"), st.sampled_from(WEEKDAYS), st.integers(1, 9)),
    at=clocks,
    budget_minutes=st.integers(1, 240),
    minutes=tenths,
    title=words,
    blocks=some(blocks),
)
care = (
    st.builds(
        w.CareItem,
        kind=st.sampled_from(w.CareKind),
        at=st.none() | clocks,
        text=words,
        rule=rules,
        article=some(rules),
        minutes=st.none() | tenths,
        exercise=st.none() | ids.map(ExerciseId),
    )
    .filter(lambda c: _is_dosed(c) or c.kind is not w.CareKind.EXERCISE)
    .filter(lambda c: not (_is_dosed(c) and c.kind is w.CareKind.POSTURE))
)
caps = st.builds(w.Caps, *(st.none() | st.integers(1, 5) for _ in range(4)))


@st.composite
def weeks(draw: st.DrawFn) -> w.Week:
    start = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    days = []
    for place in range(7):
        day = start + timedelta(days=place)
        days.append(
            w.Day(
                day,
                WEEKDAYS[day.weekday()],
                draw(st.booleans()),
                draw(some(sessions, 1)),
                draw(some(care, 1)),
                draw(some(st.builds(w.Card, some(rules), words, rules), 1)),
            )
        )
    return w.Week(
        start=start,
        library=draw(rules),
        person=w.WeekPerson(
            draw(words), draw(st.integers(0, 130)), draw(st.sampled_from(Level)), "Europe/London", "A4"
        ),
        screening=w.ScreeningReport(
            draw(st.sampled_from(w.PassState)),
            draw(some(rules)),
            draw(some(rules)),
            draw(caps),
            draw(some(st.builds(w.Message, rules, words, some(rules)))),
        ),
        days=tuple(days),
        left_out=draw(some(st.builds(w.LeftOut, ids.map(ExerciseId), some(st.builds(w.Reason, rules, words))))),
        laws=draw(some(st.builds(w.Law, rules, st.booleans(), words, some(rules)))),
        changes=draw(some(st.builds(w.Change, ids.map(ExerciseId), words, words, rules, words))),
        solver=w.SolverReport("feasible", draw(tenths), draw(tenths), draw(tenths)),
    )


@settings(max_examples=25, deadline=None)
@given(weeks())
def test_what_is_written_is_read_again(week: w.Week) -> None:
    text = week_to_json(week)
    assert week_from_json(text) == week
    assert week_from_json(text.encode()) == week
    assert week_to_json(week) == text
    text = week_to_json(week)
    assert tuple(day_as_kept(text, day.date) for day in week.days) == week.days
    assert day_as_kept(text, week.start - timedelta(days=1)) is None


def test_the_file_has_the_keys_of_the_contract_in_their_order(week: w.Week) -> None:
    text = week_to_json(week)
    data = json.loads(text)
    assert text.endswith("}\n")
    session = data["days"][0]["sessions"][0]
    parts = {
        "": data, "person": data["person"], "screening": data["screening"], "caps": data["screening"]["caps"],
        "day": data["days"][0], "session": session, "block": session["blocks"][0],
        "item": session["blocks"][0]["items"][0], "care": data["days"][0]["care"][0], "change": data["changes"][0],
        "solver": data["solver"],
    }  # fmt: skip
    for name, keys in CONTRACT_KEYS.items():
        found = list(parts[name])
        assert [key for key in found if key in keys] == keys, name
    assert data["format"] == "planner.week/1"
    assert session["at"] == "07:30"
    assert session["minutes"] == 12.4
    assert [item["reps"] for item in session["blocks"][0]["items"]] == [8, [6, 4, 2]]
    assert "Łódź" in text
    assert data["days"][1]["rest"] is True


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('"sets": 2', '"sets": "two"', 'days[0].sessions[0].blocks[0].items[0].sets: must be a whole number from 1'),
        ('"title"', '"titel"', "days[0].sessions[0].title: is missing"),
        ('"07:30"', '"7:30"', "days[0].sessions[0].at: must be a time in quotes"),
        ('"kind": "core"', '"kind": "cor"', "days[0].sessions[0].blocks[0].kind: must be one of"),
        ('"weekday": "tue"', '"weekday": "wed"', "days[1].weekday: must be tue"),
        ('"date": "2026-11-24"', '"date": "2026-11-25"', "days[1].date: must be 2026-11-24"),
        ('"planner.week/1"', '"planner.week/2"', "format: must be planner.week/1"),
        ('"rest": true', '"rest": "yes"', "days[1].rest: must be true or false"),
        ('"kept": true', '"kept": true, "kept": false', "laws[0].kept: this key is there twice"),
        ('"objective": 12.0', '"objective": 1e999', "solver.objective: must be a number"),
        ('"sides": 1', '"sides": 3', "days[0].sessions[0].blocks[0].items[0].sides: must be 1 or 2"),
        ('"effort": null', '"effort": 11', "screening.caps.effort: must be a whole number from 0 to 10"),
        ('"time_zone": "Europe/London"', '"time_zone": "Mars"', 'person.time_zone: "Mars" is not a known time zone'),
        ('"name": "Zoë Łódź"', '"name": "a\\u0000b"', "person.name: must not hold invisible control signs"),
        ('"name": "Zoë Łódź"', '"name": "\\ud800"', "person.name: must not hold invisible control signs"),
    ],
)  # fmt: skip
def test_a_hand_edited_week_gives_its_mistakes_at_their_lines(week: w.Week, before: str, after: str, says: str) -> None:
    text = week_to_json(week)
    line = text[: text.index(before)].count("\n") + 1
    read = week_from_json(text.replace(before, after, 1), file="week.json")
    assert isinstance(read, tuple)
    told = [str(m) for m in read]
    at_line = [m for m in told if says in m]
    assert at_line, told
    if "is missing" not in says:
        assert at_line[0].startswith(f"week.json:{line}: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "week.json:1: file: this is not JSON here: expecting value"),
        ("[]", "week.json:1: file: this file must hold keys with values"),
        ('{\n"a": 1,\n}', "week.json:3: file: this is not JSON here"),
        ('{"a": NaN}', "week.json:1: file: this file cannot be read as JSON"),
        ('{"a": ' + "[" * 100_000, "week.json:1: file: this file cannot be read as JSON"),
        ('{"a": ' + "9" * 5000 + "}", "week.json:1: file: this file cannot be read as JSON"),
        (b"\xff\xfe", "week.json:1: file: this is not UTF-8 text"),
        (b'{\n"a": "\xff"}', "week.json:2: file: this is not UTF-8 text"),
        (" " * 9_000_000, "week.json:1: file: this file is too large"),
    ],
)
def test_what_is_no_week_at_all_is_one_mistake(text: str | bytes, says: str) -> None:
    read = week_from_json(text)
    assert isinstance(read, tuple)
    assert len(read) == 1
    assert str(read[0]).startswith(says)


def test_an_empty_object_lists_every_missing_key() -> None:
    read = week_from_json("{}")
    assert isinstance(read, tuple)
    assert {m.key for m in read} == set(CONTRACT_KEYS[""])


def test_a_week_with_the_contract_keys_alone_is_read(week: w.Week) -> None:
    data = json.loads(week_to_json(week))
    for day in data["days"]:
        del day["cards"]
        for session in day["sessions"]:
            for block in session["blocks"]:
                for item in block["items"]:
                    del item["adaptation_texts"]
        for item in day["care"]:
            del item["article"], item["minutes"], item["exercise"]
    read = week_from_json(json.dumps(data))
    assert isinstance(read, w.Week)
    assert read.days[0].cards == ()
    assert read.days[0].care[0].article == ()


def test_numbers_that_break_a_limit_are_for_the_check_to_judge(week: w.Week) -> None:
    text = week_to_json(week).replace('"minutes": 12.4', '"minutes": 99.9', 1).replace('"sets": 2', '"sets": 9', 1)
    read = week_from_json(text)
    assert isinstance(read, w.Week)
    assert read.days[0].sessions[0].minutes == 99.9


def test_a_byte_order_mark_does_no_harm(week: w.Week) -> None:
    assert week_from_json(b"\xef\xbb\xbf" + week_to_json(week).encode()) == week


def test_a_missing_week_file_is_a_mistake(tmp_path: Path) -> None:
    (mistake,) = read_week(tmp_path / "week.json")  # type: ignore[misc]
    assert mistake.message == "there is no such file"
    (mistake,) = read_week(tmp_path)  # type: ignore[misc]
    assert mistake.message == "this file cannot be read"


def test_every_line_of_a_json_file_is_known(week: w.Week) -> None:
    text = week_to_json(week)
    document = read_json(text, file="week.json")
    lines = text.splitlines()

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        if path and isinstance(path[-1], str):
            assert f'"{path[-1]}":' in lines[document.lines[path] - 1]  # type: ignore[union-attr]
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*path, key))
        elif isinstance(value, list):
            for place, inner in enumerate(value):
                walk(inner, (*path, place))

    walk(json.loads(text), ())


def test_a_stop_is_written_with_its_message() -> None:
    text = stopped_to_json(w.Stopped(w.StopState.SAME_DAY, ("RED-05",), "See a doctor today."))
    assert json.loads(text) == {
        "format": "planner.stopped/1",
        "state": "STOP_SAMEDAY",
        "flags": ["RED-05"],
        "message": "See a doctor today.",
    }
    assert text.endswith("\n")


def test_two_weeks_differ_in_their_files(week_from: Callable[[date], w.Week]) -> None:
    first = week_from(date(2026, 11, 23))
    assert week_to_json(first) != week_to_json(replace(first, library="x"))
