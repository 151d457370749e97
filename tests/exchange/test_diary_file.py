"""History: week and diary files at any depth, matched by their start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planner.domain.diary import Diary, ItemDone, ItemNote, SessionDiary, WeekDiary
from planner.domain.library import Library
from planner.domain.week import Week
from planner.exchange.diary_file import read_diary, read_history
from planner.exchange.week_file import week_to_json

WEEK = date(2026, 11, 16)
CONTRACT = """\
format: planner.diary/1
sessions:
  - {week: 2026-11-16, session: mon-1, done: all, effort: 4, pain_during: 2, pain_next_morning: 1, tiredness: 3, new_symptoms: []}
  - {week: 2026-11-16, session: wed-1, done: {bird-dog: {sets: 2, reps: 5}}, skipped: [bridge], effort: 7, pain_during: 6, pain_next_morning: 4, tiredness: 5}
"""  # noqa: E501  word for word from the contract

WeekFrom = Callable[[date], Week]


def put(folder: Path, text: str, name: str = "diary.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def diary_of(tmp_path: Path, text: str) -> Diary:
    diary = read_diary(put(tmp_path, text))
    assert isinstance(diary, Diary), [str(m) for m in diary]
    return diary


def test_the_diary_of_the_contract_is_read(tmp_path: Path) -> None:
    assert diary_of(tmp_path, CONTRACT).sessions == (
        SessionDiary(WEEK, "mon-1", "all", (), 4, 2, 1, 3),  # type: ignore[arg-type]
        SessionDiary(
            WEEK,
            "wed-1",  # type: ignore[arg-type]
            {"bird-dog": ItemDone(sets=2, reps=5)},  # type: ignore[dict-item]
            ("bridge",),  # type: ignore[arg-type]
            7,
            6,
            4,
            5,
        ),
    )


def test_notes_of_each_exercise_and_of_the_week_are_read(tmp_path: Path) -> None:
    diary = diary_of(
        tmp_path,
        """\
format: planner.diary/1
sessions:
  - week: 2026-11-16
    session: mon-1
    done: {bridge: {sets: 3, reps: [6, 4, 2], hold_seconds: 3, pain: 2}, walk-5: {minutes: 5}}
    tiredness_next_morning: 4
    exercises:
      bridge: {last_set_reps: 10, settled_by_morning: yes}
      cat-camel: {pain: 4, settled_by_morning: not sure}
    new_symptoms: ["numb toes"]
weeks:
  - {week: 2026-11-16, walk_minutes: 40, b12_done: yes, falls: no, painkiller_days: 2, tiredness_average: 3.5}
  - {week: 2026-11-09, b12_done: not sure, falls: not sure}
""",
    )
    (session,) = diary.sessions
    assert session.done == {
        "bridge": ItemDone(3, (6, 4, 2), 3, None),
        "walk-5": ItemDone(None, None, None, 5.0),
    }
    assert session.exercises == {
        "bridge": ItemNote(2, 10, settled_by_morning=True),
        "cat-camel": ItemNote(4, None, settled_by_morning=False),
    }
    assert session.tiredness_next_morning == 4
    assert session.new_symptoms == ("numb toes",)
    assert diary.weeks == (
        WeekDiary(date(2026, 11, 9), None, None, True, None, None),
        WeekDiary(WEEK, 40, True, False, 2, 3.5),
    )


def test_history_is_searched_to_any_depth_and_sorted_by_start(tmp_path: Path, week_from: WeekFrom) -> None:
    for start, folder in ((date(2026, 11, 16), tmp_path / "a" / "deep" / "er"), (date(2026, 11, 9), tmp_path / "z")):
        put(folder, week_to_json(week_from(start)), "week.json")
    put(tmp_path / "b", CONTRACT)
    put(tmp_path, "not read: [", "notes.yaml")
    weeks, diary = read_history(tmp_path)  # type: ignore[misc]
    assert [week.start for week in weeks] == [date(2026, 11, 9), date(2026, 11, 16)]
    assert len(diary.sessions) == 2


def test_an_empty_folder_is_an_empty_history(tmp_path: Path) -> None:
    assert read_history(tmp_path) == ((), Diary())


def test_a_copy_of_a_week_counts_once(tmp_path: Path, week_from: WeekFrom) -> None:
    for folder in ("a", "b"):
        put(tmp_path / folder, week_to_json(week_from(WEEK)), "week.json")
    weeks, _ = read_history(tmp_path)  # type: ignore[misc]
    assert len(weeks) == 1


def test_two_different_weeks_with_one_start_are_a_mistake(tmp_path: Path, week_from: WeekFrom) -> None:
    text = week_to_json(week_from(WEEK))
    put(tmp_path / "a", text, "week.json")
    put(tmp_path / "b", text.replace('"minutes": 12.4', '"minutes": 11.0'), "week.json")
    (mistake,) = read_history(tmp_path)
    assert str(mistake).startswith(f"{tmp_path / 'b' / 'week.json'}:1: start: {tmp_path / 'a' / 'week.json'} is a diff")


def test_mistakes_of_all_files_are_listed(tmp_path: Path) -> None:
    put(tmp_path / "a", "{", "week.json")
    put(tmp_path / "b", "sessions: []\n")
    put(tmp_path / "c", "format: planner.diary/1\nsessions: [{week: 2026-11-16, session: monday, done: all}]\n")
    read = read_history(tmp_path)
    assert [m.key for m in read] == ["file", "format", "sessions[0].session"]  # type: ignore[union-attr]


def test_a_folder_that_is_none_is_a_mistake(tmp_path: Path) -> None:
    (mistake,) = read_history(tmp_path / "none")
    assert mistake.message == "there is no such folder"  # type: ignore[union-attr]
    (mistake,) = read_history(put(tmp_path, "x"))
    assert mistake.message == "this is a file, not a folder"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("{week: 2026-11-16, session: mon-1}", "sessions[0].done"),
        ("{week: 2026-11-16, session: mon-1, done: half}", "sessions[0].done"),
        ("{week: 2026-11-16, session: mon-1, done: {bridge: all}}", "sessions[0].done.bridge"),
        ("{week: 2026-11-16, session: mon-1, done: {bridge: {set: 2}}}", "sessions[0].done.bridge.set"),
        ("{week: 2026-11-16, session: mon-1, done: all, effort: 11}", "sessions[0].effort"),
        ("{week: 2026-11-16, session: mon-1, done: all, pain_during: bad}", "sessions[0].pain_during"),
        ("{week: monday, session: mon-1, done: all}", "sessions[0].week"),
        ("{week: 2026-11-16, session: mon-1, done: all, skipped: bridge}", "sessions[0].skipped"),
        ("{week: 2026-11-16, session: mon-1, done: all, effrot: 1}", "sessions[0].effrot"),
    ],
)
def test_a_wrong_diary_entry_is_told_at_its_line(tmp_path: Path, line: str, key: str) -> None:
    (mistake,) = read_diary(put(tmp_path, f"format: planner.diary/1\nsessions:\n  - {line}\n"))  # type: ignore[misc]
    assert (mistake.line, mistake.key) == (3, key)


def test_a_session_written_down_twice_is_a_mistake(tmp_path: Path) -> None:
    put(tmp_path / "a", CONTRACT)
    put(tmp_path / "b", "format: planner.diary/1\nsessions:\n  - {week: 2026-11-16, session: mon-1, done: none}\n")
    (mistake,) = read_history(tmp_path)
    assert str(mistake).endswith(":3: sessions[0]: mon-1 of 2026-11-16 is in the diary twice.")


def test_a_session_that_its_week_cannot_have_had_is_a_mistake(tmp_path: Path, week_from: WeekFrom) -> None:
    put(tmp_path, week_to_json(week_from(WEEK)), "week.json")
    put(tmp_path, "format: planner.diary/1\nsessions:\n  - {week: 2026-11-16, session: wed-9, done: all}\n")
    (mistake,) = read_history(tmp_path)
    assert str(mistake).startswith(f'{tmp_path / "diary.yaml"}:3: sessions[0].session: "wed-9" is not in the week of')


def test_a_session_moved_to_a_day_without_one_is_read(tmp_path: Path, week_from: WeekFrom, library: Library) -> None:
    week = week_from(WEEK)
    put(tmp_path, week_to_json(week), "week.json")
    free = next(day.weekday for day in week.days if not day.sessions)
    put(tmp_path, f"format: planner.diary/1\nsessions:\n  - {{week: 2026-11-16, session: {free}-1, done: all}}\n")
    _, diary = read_history(tmp_path, library)
    assert isinstance(diary, Diary)


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("done: {brd-dog: {sets: 2}}", "done.brd-dog"),
        ("done: all, skipped: [bridge, brd-dog]", "skipped[1]"),
        ("done: all, exercises: {brd-dog: {pain: 4}}", "exercises.brd-dog"),
    ],
)
def test_an_exercise_that_nobody_knows_is_a_mistake_with_the_nearest_name(
    tmp_path: Path, library: Library, entry: str, key: str
) -> None:
    put(tmp_path, f"format: planner.diary/1\nsessions:\n  - {{week: 2026-11-16, session: mon-1, {entry}}}\n")
    (mistake,) = read_history(tmp_path, library)
    assert str(mistake).startswith(
        f'{tmp_path / "diary.yaml"}:3: sessions[0].{key}: "brd-dog" is not a known exercise.'
    )
    assert "bird-dog" in str(mistake)


def test_the_diary_of_the_contract_stands_beside_a_week(tmp_path: Path, week_from: WeekFrom, library: Library) -> None:
    put(tmp_path, week_to_json(week_from(WEEK)), "week.json")
    put(tmp_path, CONTRACT)
    _, diary = read_history(tmp_path, library)
    assert isinstance(diary, Diary)
