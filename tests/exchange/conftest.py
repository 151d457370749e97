"""A week and a profile to write and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain import week as w
from planner.domain.exercise import ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import WEEKDAYS, Profile, weekday_of
from planner.domain.routine import RoutineId
from planner.exchange.profile_file import profile_from_text
from planner.library.load import load_library
from planner.resources import data_folder
from planner.strict_yaml import Mistake

EXAMPLE = Path(__file__).parents[2] / "profile.example.yaml"
START = date(2026, 11, 23)

Edit = Callable[..., Profile | tuple[Mistake, ...]]


@pytest.fixture(scope="session")
def library() -> Library:
    loaded = load_library(data_folder("exercises"))
    assert isinstance(loaded, Library), [str(m) for m in loaded]
    return loaded


@pytest.fixture(scope="session")
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def edited(example: str) -> Edit:
    """Reads the example with some of its text exchanged for other text."""

    def read(*changes: tuple[str, str], start: date = START, library: Library | None = None) -> object:
        text = example
        for before, after in changes:
            assert text.count(before) == 1, f"{before!r} is {text.count(before)} times in the example"
            text = text.replace(before, after)
        return profile_from_text(text, start, library)

    return read  # type: ignore[return-value]


@pytest.fixture
def profile(edited: Edit) -> Profile:
    read = edited()
    assert isinstance(read, Profile)
    return read


def a_week(start: date = START) -> w.Week:
    """Two sessions, one of everything that a week file can hold."""
    bridge = w.Item(
        exercise=ExerciseId("bridge"),
        name="Bridge, two legs",
        sets=2,
        reps=8,
        hold_seconds=3,
        minutes=None,
        sides=1,
        rest_seconds=60,
        effort=5,
        seconds=156,
        adaptations=("AD-06",),
        instead_of=None,
        why="Strength for the hips.",
        adaptation_texts=("Put a pillow under your head.",),
    )
    walk = replace(
        bridge,
        exercise=ExerciseId("walk-5"),
        name="Five-minute walk",
        sets=1,
        reps=None,
        hold_seconds=None,
        minutes=5.0,
        seconds=300,
        adaptations=(),
        adaptation_texts=(),
        instead_of=ExerciseId("walk-10"),
        overridden=w.Overridden("went well", "physiotherapist"),
    )
    falling = replace(bridge, exercise=ExerciseId("bird-dog"), name="Bird dog", sets=3, reps=(6, 4, 2), sides=2)

    def session(day: date, *items: w.Item) -> w.Session:
        blocks = (
            w.Block(w.BlockKind.CORE, RoutineId("core-five"), items),
            w.Block(w.BlockKind.AEROBIC, None, (walk,)),
        )
        return w.Session(w.SessionId(f"{weekday_of(day)}-1"), time(7, 30), 20, 12.4, "Gentle core", blocks)

    days = []
    for place in range(7):
        day = start + timedelta(days=place)
        sessions = (session(day, bridge, falling),) if place in (0, 3) else ()
        care = (
            w.CareItem(w.CareKind.POSTURE, time(10, 0), "Stand up and move.", "DOSE-10", ("A12",)),
            w.CareItem(w.CareKind.WALK, None, "Walk for ten minutes.", "WEEK-03", (), 10.0, ExerciseId("walk-10")),
        )
        cards = (w.Card(("A21",), "Moving helps.", "core"),)
        days.append(w.Day(day, WEEKDAYS[day.weekday()], not sessions, sessions, care, cards))
    return w.Week(
        start=start,
        library="0123456789ab",
        person=w.WeekPerson("Zoë Łódź", 58, Level.BEGINNER, "Europe/London", "A4"),
        screening=w.ScreeningReport(
            w.PassState.PASS_RESTRICTED,
            ("AMB-01",),
            ("OP",),
            w.Caps(hold_seconds=10, effort=None, level=2, session_minutes=None),
            (w.Message("MSG-AMBER", "You told us about thin bones.", ("A14",)),),
        ),
        days=tuple(days),
        left_out=(w.LeftOut(ExerciseId("sit-up"), (w.Reason("FLEX_LOAD/OP", "It curls the body forward."),)),),
        laws=(
            w.Law("WEEK-03", True, "Walking on three days.", ("A5",)),
            w.Law("LIKE/yoga", False, "Less yoga than you like, because time is short."),
        ),
        changes=(w.Change(ExerciseId("bridge"), "1 set of 8", "2 sets of 8", "PROG-01", "Two good sessions."),),
        solver=w.SolverReport("optimal", 12.0, 12.0, 0.25),
    )


@pytest.fixture
def week() -> w.Week:
    return a_week()


@pytest.fixture(scope="session")
def week_from() -> Callable[[date], w.Week]:
    """Makes the week for another first day."""
    return a_week
