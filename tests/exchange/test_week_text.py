"""``week.txt``: everything a person needs, in plain words, 80 columns wide."""

from __future__ import annotations

from dataclasses import replace

import yaml

from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.domain.stop_words import STOP_NOW
from planner.domain.week import Message, Week
from planner.exchange.week_text import week_to_text
from planner.resources import data_folder


def flat(text: str) -> str:
    return " ".join(text.split())


def test_no_line_is_wider_than_80_columns(week: Week, library: Library) -> None:
    long = replace(week, person=replace(week.person, name="Aa " * 33))
    assert max(len(line) for line in week_to_text(long, library).splitlines()) <= 80


def test_every_day_with_its_sessions_exercises_and_doses_is_there(week: Week, library: Library) -> None:
    text = week_to_text(week, library)
    for day in ("Monday 23 November 2026", "Tuesday 24 November 2026 · rest day", "Sunday 29 November 2026 · rest day"):
        assert day in text
    assert "07:30 Gentle core, 13 of 20 minutes" in text
    assert "Core and strength: Five-minute core" in text
    assert "- Bridge, two legs: 2 sets of 8, hold 3 seconds, rest 60 seconds" in flat(text)
    assert "- Five-minute walk: 5 minutes" in text


def test_changes_substitutes_and_overrides_are_said(week: Week, library: Library) -> None:
    text = week_to_text(week, library)
    assert "Changed for you: Put a pillow under your head." in text
    assert f"In place of {library.exercises['walk-10'].name}." in text  # type: ignore[index]
    assert "Allowed by physiotherapist: went well" in text


def test_care_what_gave_way_and_what_was_left_out_are_said(week: Week, library: Library) -> None:
    text = flat(week_to_text(week, library))
    assert "* 10:00 Stand up and move." in text
    assert "* Walk for ten minutes." in text
    assert "* To read: Moving helps." in text
    assert "Less yoga than you like, because time is short. (LIKE/yoga)" in text
    assert "Walking on three days." not in text
    assert "It curls the body forward (FLEX_LOAD/OP): sit-up." in text
    assert "1 set of 8 → 2 sets of 8. Two good sessions." in text


def test_the_stop_words_are_on_every_plan(week: Week, library: Library) -> None:
    assert STOP_NOW in flat(week_to_text(week, library))
    said = replace(week, screening=replace(week.screening, messages=(Message("MSG-STOPNOW", "Stop at once."),)))
    assert flat(week_to_text(said, library)).count("Stop at once.") == 1
    assert "Stop, please." in week_to_text(week, library, stop_now="Stop, please.")


def test_the_stop_words_are_those_of_the_safety_files() -> None:
    messages = yaml.safe_load((data_folder("exercises") / "safety" / "messages.yaml").read_text(encoding="utf-8"))
    assert messages["messages"]["MSG-STOPNOW"] == STOP_NOW


def test_headings_without_content_are_left_away(week: Week, library: Library) -> None:
    bare = replace(week, left_out=(), laws=(), changes=(), screening=replace(week.screening, messages=()))
    text = week_to_text(bare, library)
    for heading in ("Good to know", "Changed since last week", "What gave way", "Left out for you"):
        assert heading not in text


def test_an_item_without_any_dose_does_not_break_the_text(week: Week, library: Library) -> None:
    day = week.days[0]
    session = day.sessions[0]
    block = session.blocks[0]
    empty = replace(block.items[0], reps=None, minutes=None)
    edited = replace(day, sessions=(replace(session, blocks=(replace(block, items=(empty,)),)),))
    assert "Bridge" in week_to_text(replace(week, days=(edited, *week.days[1:])), library)


def test_the_same_change_for_another_exercise_points_to_where_it_is_told(week: Week, library: Library) -> None:
    day = week.days[0]
    session = day.sessions[0]
    block = session.blocks[0]
    first = replace(block.items[0], adaptation_texts=("Look ahead.",))
    second = replace(first, name="Weight shift")
    items = (first, second, first)
    edited = replace(day, sessions=(replace(session, blocks=(replace(block, items=items),)),))
    others = tuple(replace(other, sessions=()) for other in week.days[1:])
    text = week_to_text(replace(week, days=(edited, *others)), library)
    assert text.count("Changed for you: Look ahead.") == 1
    assert flat(text).count(f"Changed for you as for {first.name}.") == 1
    assert text.count("Changed for you as above.") == 1


def test_changes_for_one_reason_stand_together_below_it(week: Week, library: Library) -> None:
    first = week.changes[0]
    second = replace(first, exercise=ExerciseId("bird-dog"), before="3 times", after="4 times")
    text = week_to_text(replace(week, changes=(first, second)), library)
    assert text.count(first.text) == 1
    assert f"  - {library.exercises[second.exercise].name}: 3 times → 4 times" in text
