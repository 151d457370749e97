"""A person, a small library, weeks and diary pages for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from planner.domain.diary import ItemDone, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import (
    Category,
    Dose,
    DoseRow,
    Exercise,
    ExerciseId,
    FamilyId,
    Level,
    Position,
    Tag,
    work_seconds,
)
from planner.domain.library import Library
from planner.domain.person import weekday_of
from planner.domain.week import (
    Block,
    BlockKind,
    Caps,
    CareItem,
    CareKind,
    Day,
    Item,
    PassState,
    ScreeningReport,
    Session,
    SessionId,
    SolverReport,
    Week,
    WeekPerson,
)

ARCHING = frozenset({Tag.EXT_END})


def an_exercise(name: str, family: str, step: int, dose: Dose, row: str, **changes: Any) -> Exercise:
    plain = Exercise(
        id=ExerciseId(name),
        name=name.replace("-", " ").capitalize(),
        category=Category.CORE,
        position=Position.SEATED_CHAIR,
        targets=("obliques",),
        regions=("belly",),
        tags=frozenset(),
        equipment=(),
        level=1,
        family=FamilyId(family),
        step=step,
        dose=dose,
        sides=1,
        dose_row=DoseRow(row),
        setup="",
        steps=("",),
        breathing="",
        feel="",
        mistakes=(),
        stop_if=(),
        evidence=(),
        figure={},
    )
    return replace(plain, **changes)


def a_library() -> Library:
    """Two core families, strength, a stretch, a mobility drill, a yoga rest, breathing and a walk."""
    stretch = {"category": Category.STRETCH, "targets": ("hamstrings",)}
    exercises = (
        an_exercise("dog-one", "dog", 1, Dose(1, 6, 5), "DOSE-01", sides=2),
        an_exercise("dog-two", "dog", 2, Dose(2, 5, 5), "DOSE-01", sides=2, level=2),
        an_exercise("dog-three", "dog", 3, Dose(3, 4, 8), "DOSE-01", sides=2, level=3),
        an_exercise("bug-one", "bug", 1, Dose(1, 8, 8), "DOSE-02"),
        an_exercise("bug-two", "bug", 2, Dose(2, 8), "DOSE-02", sides=2, level=2),
        an_exercise("bug-three", "bug", 3, Dose(2, 8), "DOSE-02", sides=2, level=3),
        an_exercise("squat-one", "squat", 1, Dose(1, 8), "DOSE-03", targets=("quadriceps",)),
        an_exercise("squat-two", "squat", 2, Dose(2, 10), "DOSE-03", targets=("quadriceps",), level=2),
        an_exercise("band", "band", 1, Dose(2, 8), "DOSE-03", tags=frozenset({Tag.LOAD}), targets=("lats",), level=2),
        an_exercise("back-lift", "back", 1, Dose(1, 8, 5), "DOSE-04", targets=("extensors",)),
        an_exercise("arch", "arch", 1, Dose(1, 8), "DOSE-07", category=Category.MOBILITY, tags=ARCHING),
        an_exercise("fold", "fold", 1, Dose(1, 2, 30), "DOSE-05", tags=frozenset({Tag.FLEX_END}), **stretch),
        an_exercise("calf", "calf", 1, Dose(1, 2, 30), "DOSE-05", sides=2, **stretch),
        an_exercise("breath", "breath", 1, Dose(1, None, None, 2), "DOSE-11", category=Category.YOGA),
        an_exercise("walk-5", "walk", 1, Dose(1, None, None, 5), "DOSE-09", category=Category.AEROBIC),
    )
    return Library({e.id: e for e in exercises}, {}, "test")


def an_item(exercise: Exercise, dose: Dose, effort: int = 4, rest: int = 30) -> Item:
    return Item(
        exercise=exercise.id,
        name=exercise.name,
        sets=dose.sets,
        reps=dose.reps,
        hold_seconds=dose.hold_seconds,
        minutes=dose.minutes,
        sides=exercise.sides,
        rest_seconds=rest,
        effort=effort,
        seconds=work_seconds(dose, exercise.sides, rest),
        adaptations=(),
        instead_of=None,
        why="",
    )


def a_week(
    start: date,
    sessions: Mapping[int, tuple[Item, ...]],
    *,
    level: Level = Level.BEGINNER,
    walks: tuple[int, int] = (0, 0),
    caps: Caps | None = None,
) -> Week:
    """``sessions`` by day number from the start; ``walks`` are days and minutes."""
    days = []
    for number in range(7):
        day = start + timedelta(days=number)
        name = weekday_of(day)
        found = ()
        if number in sessions:
            block = Block(BlockKind.CORE, None, sessions[number])
            found = (Session(SessionId(f"{name}-1"), time(9), 30, 20.0, "Core", (block,)),)
        care = ()
        if number < walks[0]:
            care = (CareItem(CareKind.WALK, None, "Walk", "WEEK-02", (), float(walks[1]), ExerciseId("walk-5")),)
        days.append(Day(day, name, not found, found, care))
    return Week(
        start=start,
        library="test",
        person=WeekPerson("Someone", 40, level, "UTC", "A4"),
        screening=ScreeningReport(PassState.PASS, (), (), caps or Caps(), ()),
        days=tuple(days),
        left_out=(),
        laws=(),
        changes=(),
        solver=SolverReport("optimal", 0, 0, 0),
    )


def a_page(week: Week, day: int, **changes: Any) -> SessionDiary:
    """Everything done, comfortable, pain 2 and gone by morning."""
    session = week.days[day].sessions[0]
    plain = SessionDiary(
        week.start,
        session.id,
        "all",
        effort=4,
        pain_during=2,
        pain_next_morning=2,
        tiredness=2,
        tiredness_next_morning=2,
    )
    return replace(plain, **changes)


def notes(**by_exercise: ItemNote) -> dict[ExerciseId, ItemNote]:
    """``dog_one=ItemNote(…)``."""
    return {ExerciseId(name.replace("_", "-")): note for name, note in by_exercise.items()}


def done(**by_exercise: ItemDone) -> dict[ExerciseId, ItemDone]:
    return {ExerciseId(name.replace("_", "-")): part for name, part in by_exercise.items()}


def a_check_in(week: Week, **changes: Any) -> WeekDiary:
    return replace(WeekDiary(week.start, b12_done=True, falls=False, tiredness_average=2.0), **changes)
