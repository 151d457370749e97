"""Three people through months of weeks: each gets somewhere. What no life may break is in ``test_every_rule.py``."""

from __future__ import annotations

from itertools import pairwise

import pytest

from planner.domain.diary import Diary
from planner.domain.exercise import Dose, Level
from planner.progression.dose import level_dose
from planner.progression.dose_table import row_of
from planner.progression.prescribe import prescribe
from tests.progression.lived import grew
from tests.progression.lives import Life


@pytest.fixture(params=["steady", "flaring", "missing"])
def life(request: pytest.FixtureRequest, lives: dict[str, Life]) -> Life:
    return lives[request.param]


def harder(before: Dose, after: Dose) -> int:
    """In how many ways."""
    reps = (before.reps_of_sets() or (0,))[0], (after.reps_of_sets() or (0,))[0]
    hold = before.hold_seconds or 0, after.hold_seconds or 0
    pairs = ((before.sets, after.sets), reps, hold, (before.minutes or 0, after.minutes or 0))
    return sum(new > old for old, new in pairs)


def test_one_variable_at_a_time(life: Life) -> None:
    """Between two usual weeks of one level, an exercise gets harder in one way at most."""
    for (was, week), (now, following) in pairwise(zip(life.told, life.weeks, strict=True)):
        if was.level is not now.level or was.volume_factor < 1 or now.volume_factor < 1:
            continue
        before = {item.exercise: item.dose for _, s in week.sessions for item in s.items}
        for _, session in following.sessions:
            for item in session.items:
                assert harder(before.get(item.exercise, item.dose), item.dose) <= 1


def test_a_family_takes_one_change_a_week(life: Life) -> None:
    for told in life.told:
        up = [life.library.exercises[c.exercise].family for c in told.changes if c.rule in ("PROG-01", "PROG-02")]
        assert len(up) == len(set(up))


def test_a_lighter_week_makes_no_exercise_harder(life: Life) -> None:
    for told in life.told:
        if told.volume_factor < 1:
            assert grew(told) == []


def test_every_dose_stays_within_its_line_of_the_table(life: Life) -> None:
    for week, told in zip(life.weeks, life.told, strict=True):
        for _, session in week.sessions:
            for item in session.items:
                exercise = life.library.exercises[item.exercise]
                row = row_of(exercise.dose_row, told.level, life.person.age)
                most = max(row.reps[1], *level_dose(exercise, told.level, 40).reps_of_sets(), 0)
                assert item.sets <= row.sets[1]
                assert all(reps <= most for reps in item.dose.reps_of_sets())
                assert row.hold is None or (item.hold_seconds or 0) <= row.hold[1]
                assert item.effort <= row.effort


def test_a_new_step_stays_for_two_sessions(life: Life) -> None:
    for number in range(2, len(life.weeks)):
        before, now = life.told[number - 1].steps, life.told[number].steps
        for old, new in now.items():
            if before.get(old) not in (None, new):
                sessions = sum(
                    item.exercise == before[old] for _, s in life.weeks[number - 1].sessions for item in s.items
                )
                assert sessions >= 2 or new == old


def test_every_change_has_its_rule_and_a_sentence(life: Life) -> None:
    for told in life.told:
        for change in told.changes:
            assert change.rule
            assert change.before != change.after
            assert change.text.endswith(".")
        for message in told.messages:
            assert message.id
            assert message.text.endswith((".", "?"))


def test_the_same_life_gives_the_same_weeks(life: Life) -> None:
    last = len(life.weeks) - 1
    again = prescribe(
        tuple(reversed(life.weeks[:last])),
        Diary(tuple(reversed(life.pages)), tuple(life.check_ins)),
        life.person,
        life.passed,
        life.library,
        life.weeks[last].start,
    )
    assert again == life.told[last]


def test_the_steady_person_gets_further(lives: dict[str, Life]) -> None:
    life = lives["steady"]
    assert life.told[-1].level is not Level.BEGINNER
    assert life.walking()[-1] > 60
    assert life.sets()[-1] > life.sets()[0]
    assert any(prescription.steps for prescription in life.told)
    assert any(prescription.easy_week for prescription in life.told)


def test_the_flaring_person_rests_and_comes_back(lives: dict[str, Life]) -> None:
    life = lives["flaring"]
    factors = [prescription.volume_factor for prescription in life.told]
    assert factors[5:8] == [0.5, 0.75, 1.0]
    assert life.told[5].restorative_days == 3
    assert life.sets()[-1] >= life.sets()[4]
    assert life.told[-1].avoid == ()


def test_the_person_who_was_away_comes_back_gently_and_without_reproach(lives: dict[str, Life]) -> None:
    life = lives["missing"]
    assert [prescription.volume_factor for prescription in life.told][4:9] == [1.0, 1.0, 0.75, 1.0, 1.0]
    words = " ".join(message.text.lower() for told in life.told for message in told.messages)
    assert not any(word in words for word in ("failed", "should have", "streak", "lost", "only "))
