from __future__ import annotations

import pytest

from planner.domain.exercise import Category, Dose, Level, Tag, work_seconds
from planner.progression.dose import adapted, base_dose, level_dose, paced, scaled, shortened, total_work, with_sets
from planner.progression.dose_table import DOSE_TABLE
from planner.screening.outcome import Pace
from tests.progression.people import an_exercise

B, I, A = Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED  # noqa: E741


def dose_of(row: str, own: Dose, level: Level, age: int = 40) -> Dose:
    return level_dose(an_exercise("it", "it", 1, own, row), level, age)


@pytest.mark.parametrize(
    ("row", "own", "level", "expected"),
    [
        ("DOSE-01", Dose(1, 6, 5), B, Dose(1, 6, 5)),
        ("DOSE-01", Dose(3, 3, 8), B, Dose(2, 4, 8)),
        ("DOSE-01", Dose(3, 4, 10), B, Dose(2, 4, 8)),
        ("DOSE-01", Dose(2, 4, 8), I, Dose(3, (6, 4, 2), 8)),
        ("DOSE-01", Dose(1, 6, 5), I, Dose(3, (6, 4, 2), 8)),
        ("DOSE-01", Dose(3, 4, 8), A, Dose(3, (8, 6, 4), 10)),
        ("DOSE-02", Dose(1, 10, 5), B, Dose(1, 8, 5)),
        ("DOSE-02", Dose(1, 8, 8), I, Dose(2, 8, 8)),
        ("DOSE-02", Dose(3, 5, 3), A, Dose(3, 8, 3)),
        ("DOSE-03", Dose(2, 12), B, Dose(1, 10)),
        ("DOSE-03", Dose(2, 6, 3), I, Dose(2, 8, 3)),
        ("DOSE-03", Dose(2, 8), A, Dose(3, 8)),
        ("DOSE-04", Dose(2, 6, 3), B, Dose(1, 6, 3)),
        ("DOSE-04", Dose(1, 8, 5), A, Dose(2, 8, 5)),
        ("DOSE-05", Dose(1, 3, 15), B, Dose(1, 2, 20)),
        ("DOSE-05", Dose(1, 2, 20), I, Dose(1, 2, 30)),
        ("DOSE-06", Dose(2, 3, 15), B, Dose(1, 3, 15)),
        ("DOSE-06", Dose(1, 2, 45), I, Dose(1, 2, 30)),
        ("DOSE-07", Dose(1, 15), B, Dose(1, 10)),
        ("DOSE-08", Dose(1, 3, 10), I, Dose(1, 3, 15)),
        ("DOSE-08", Dose(1, 2, 20), A, Dose(2, 3, 20)),
        ("DOSE-10", Dose(1, 10, 5), B, Dose(1, 5, 5)),
        ("DOSE-12", Dose(2, 10), I, Dose(2, 10)),
    ],
)
def test_the_own_dose_moves_into_its_line_of_the_table(row: str, own: Dose, level: Level, expected: Dose) -> None:
    assert dose_of(row, own, level) == expected


@pytest.mark.parametrize(("age", "hold"), [(64, 20), (65, 30)])
def test_stretches_are_held_longer_from_65(age: int, hold: int) -> None:
    assert dose_of("DOSE-05", Dose(1, 2, 20), B, age).hold_seconds == hold


@pytest.mark.parametrize(
    ("row", "own"),
    [("DOSE-06", Dose(1, 6)), ("DOSE-06", Dose(1, 4, 5)), ("DOSE-08", Dose(1, 10)), ("DOSE-07", Dose(1, 3, 20))],
)
def test_flows_drills_and_propped_rests_keep_their_own_repeats(row: str, own: Dose) -> None:
    assert dose_of(row, own, B) == own


def test_a_wall_sit_is_not_ten_movements() -> None:
    assert dose_of("DOSE-03", Dose(2, 3, 10), B) == Dose(1, 3, 10)


def test_a_long_hold_keeps_being_one() -> None:
    long = an_exercise("long", "plank", 5, Dose(2, 2, 30), "DOSE-01", tags=frozenset({Tag.ISO_LONG}))
    assert level_dose(long, A, 40) == Dose(2, 2, 30)
    assert adapted(Dose(2, 2, 30), long, None, ("AD-16",)) == Dose(2, 6, 10)


@pytest.mark.parametrize(("level", "minutes"), [(B, 15), (I, 20), (A, 20)])
def test_timed_work_keeps_its_minutes_up_to_the_end_of_the_line(level: Level, minutes: float) -> None:
    assert dose_of("DOSE-09", Dose(1, None, None, 20), level).minutes == minutes


@pytest.mark.parametrize(
    ("dose", "cap", "expected"),
    [
        (Dose(1, 2, 20), 20, Dose(1, 2, 20)),
        (Dose(1, 2, 20), 10, Dose(1, 4, 10)),
        (Dose(1, 3, 15), 10, Dose(1, 5, 9)),
        (Dose(2, 2, 30), 10, Dose(2, 6, 10)),
        (Dose(1, 3, 30), 10, Dose(1, 6, 10)),
        (Dose(1, 8, 8), 5, Dose(1, 8, 5)),
        (Dose(1, 8), 5, Dose(1, 8)),
    ],
)
def test_a_shorter_hold_adds_repeats_up_to_six(dose: Dose, cap: int, expected: Dose) -> None:
    assert shortened(dose, cap) == expected


@pytest.mark.parametrize("cap", [5, 8, 10, 15, 20])
@pytest.mark.parametrize("hold", [8, 10, 15, 20, 30])
@pytest.mark.parametrize("reps", [1, 2, 3, 4])
def test_the_time_held_never_grows_and_the_cap_holds(cap: int, hold: int, reps: int) -> None:
    after = shortened(Dose(1, reps, hold), cap)
    assert after.hold_seconds is not None
    assert after.hold_seconds <= max(cap, 0) or hold <= cap
    assert sum(after.reps_of_sets()) * after.hold_seconds <= reps * hold
    assert sum(after.reps_of_sets()) <= 6


@pytest.mark.parametrize(
    ("pace", "dose", "expected"),
    [
        (Pace.GREEN, Dose(3, (6, 4, 2), 8), Dose(3, (6, 4, 2), 8)),
        (Pace.YELLOW, Dose(3, (6, 4, 2), 8), Dose(2, (6, 4), 8)),
        (Pace.YELLOW, Dose(2, 8), Dose(1, 8)),
        (Pace.YELLOW, Dose(1, 8), Dose(1, 8)),
        (Pace.ORANGE, Dose(3, (6, 4, 2), 8), Dose(1, 6, 8)),
    ],
)
def test_tiredness_takes_sets_off(pace: Pace, dose: Dose, expected: Dose) -> None:
    assert paced(dose, pace) == expected


def test_tired_people_rest_longer_and_work_less_hard() -> None:
    exercise = an_exercise("it", "it", 1, Dose(2, 5, 5), "DOSE-01", sides=2)
    found = {pace: base_dose(exercise, I, 40, pace, None, None) for pace in Pace}
    assert [found[pace].rest_seconds for pace in (Pace.GREEN, Pace.YELLOW)] == [30, 45]
    assert [found[pace].effort for pace in Pace] == [6, 5, 3, 1]


@pytest.mark.parametrize(("pace", "conditions"), [(Pace.ORANGE, ()), (Pace.GREEN, ("ANA",))])
def test_orange_and_anaemia_rest_as_long_as_they_work(pace: Pace, conditions: tuple[str, ...]) -> None:
    exercise = an_exercise("it", "it", 1, Dose(1, 8, 8), "DOSE-02", sides=2)
    found = base_dose(exercise, B, 40, pace, None, None, (), conditions)
    assert found.rest_seconds == 8 * 11


def test_the_lowest_effort_cap_counts() -> None:
    exercise = an_exercise("it", "it", 1, Dose(2, 8), "DOSE-03")
    assert base_dose(exercise, A, 40, Pace.GREEN, None, None).effort == 8
    assert base_dose(exercise, A, 40, Pace.GREEN, None, 6).effort == 6
    assert base_dose(exercise, A, 40, Pace.YELLOW, None, 6).effort == 5
    assert base_dose(exercise, A, 40, Pace.YELLOW, None, 4).effort == 4


def test_a_timed_yoga_pose_is_a_rest() -> None:
    rest = an_exercise("rest", "rest", 1, Dose(1, None, None, 3), "DOSE-06", category=Category.YOGA)
    assert base_dose(rest, A, 40, Pace.GREEN, None, None).effort == 2


def test_heel_loading_is_one_set_of_six() -> None:
    raises = an_exercise("raise", "raise", 1, Dose(2, 10), "DOSE-08")
    assert base_dose(raises, I, 40, Pace.GREEN, None, None, ("AD-20",)).dose == Dose(1, 6)


def test_arms_up_stay_up_for_twenty_seconds_at_most() -> None:
    reach = an_exercise("reach", "reach", 1, Dose(1, 2, 30), "DOSE-05")
    assert base_dose(reach, I, 40, Pace.GREEN, None, None, ("AD-12",)).dose == Dose(1, 3, 20)


def test_lying_on_the_front_ends_after_two_minutes() -> None:
    prone = an_exercise("prone", "prone", 1, Dose(3, (6, 4, 2), 8), "DOSE-01", sides=2)
    after = adapted(prone.dose, prone, None, ("AD-04",))
    assert work_seconds(after, 2, 0) <= 120
    assert adapted(Dose(1, None, None, 3), prone, None, ("AD-04",)).minutes == 2
    assert adapted(Dose(1, None, None, 3), prone, None, ("AD-05",)).minutes == 3


@pytest.mark.parametrize(
    ("dose", "factor", "expected"),
    [
        (Dose(3, 8), 1.0, Dose(3, 8)),
        (Dose(3, 8), 0.75, Dose(2, 8)),
        (Dose(2, 8), 0.5, Dose(1, 8)),
        (Dose(1, 8), 0.75, Dose(1, 6)),
        (Dose(1, 1), 0.5, Dose(1, 1)),
        (Dose(3, (6, 4, 2), 8), 0.5, Dose(1, 6, 8)),
        (Dose(1, None, None, 5), 0.5, Dose(1, None, None, 2.5)),
    ],
)
def test_less_takes_sets_then_repeats_then_minutes(dose: Dose, factor: float, expected: Dose) -> None:
    assert scaled(dose, factor) == expected


@pytest.mark.parametrize(
    ("dose", "work"), [(Dose(2, 8), 16), (Dose(3, (6, 4, 2), 10), 120), (Dose(1, None, None, 3.0), 3)]
)
def test_doses_of_one_exercise_are_compared_by_repeats_and_seconds(dose: Dose, work: float) -> None:
    assert total_work(dose) == work


def test_falling_sets_stay_a_list_as_long_as_there_is_more_than_one() -> None:
    dose = Dose(3, (6, 4, 2), 8)
    assert with_sets(dose, 2) == Dose(2, (6, 4), 8)
    assert with_sets(dose, 1) == Dose(1, 6, 8)
    assert with_sets(dose, 4).reps_of_sets() == (6, 4, 2, 2)


def test_every_row_of_the_table_has_every_level_and_sound_ranges() -> None:
    assert sorted(DOSE_TABLE) == [f"DOSE-{n:02}" for n in range(1, 13)]
    for levels in DOSE_TABLE.values():
        assert set(levels) == set(Level)
        for row in levels.values():
            assert row.sets[0] <= row.sets[1]
            assert row.reps[0] <= row.reps[1]
            assert row.hold is None or row.hold[0] <= row.hold[1] <= 60
            assert 1 <= row.effort <= 8
            if row.falling:
                assert all(row.reps[0] <= reps <= row.reps[1] for reps in row.falling)
