"""The files of a week that the program itself has planned for the example."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import icalendar
import jsonschema
import pytest

from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Week
from planner.exchange.calendar_file import week_to_ics
from planner.exchange.profile_file import read_profile
from planner.exchange.schema import json_schema
from planner.exchange.week_file import week_from_json, week_to_json
from planner.exchange.week_text import week_to_text
from planner.generator.outcome import Planned
from planner.library.safety import load_safety
from planner.resources import data_folder
from planner.screening.tables import SafetyTables
from planner.use_cases.make_week import Content, make_week

START = date(2026, 11, 23)


@pytest.fixture(scope="module")
def person(library: Library) -> Profile:
    profile = read_profile(Path(__file__).parents[2] / "profile.example.yaml", START, library)
    assert isinstance(profile, Profile)
    return profile


@pytest.fixture(scope="module")
def planned(library: Library, person: Profile) -> Week:
    safety = load_safety(data_folder("exercises") / "safety")
    assert isinstance(safety, SafetyTables)
    outcome = make_week(person, Content(library, safety), START)
    assert isinstance(outcome, Planned)
    return outcome.week


def test_a_planned_week_is_valid_and_read_again(planned: Week) -> None:
    text = week_to_json(planned)
    jsonschema.Draft202012Validator(json_schema("week")).validate(json.loads(text))
    assert week_from_json(text) == planned


def test_a_planned_week_fits_80_columns_and_names_every_exercise(planned: Week, library: Library) -> None:
    text = week_to_text(planned, library)
    assert max(len(line) for line in text.splitlines()) <= 80
    flat = " ".join(text.split())
    for _, session in planned.sessions:
        assert all(item.name in flat for item in session.items)
    assert all(library.exercises[left.exercise].name in flat for left in planned.left_out if left.reasons)


def test_a_planned_week_has_each_session_in_the_calendar(planned: Week, person: Profile) -> None:
    calendar = icalendar.Calendar.from_ical(week_to_ics(planned, person))
    starts = [event.decoded("dtstart") for event in calendar.walk("VEVENT")]
    for day, session in planned.sessions:
        assert any(getattr(at, "time", None) and (at.date(), at.time()) == (day.date, session.at) for at in starts)
