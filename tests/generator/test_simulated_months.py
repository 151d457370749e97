"""Months of real weeks for people with written-down behaviour: no rule of progression is broken on the way.

The rules are judged here a second time, from the weeks and the diary alone. Fewer weeks than in
``tests/benchmarks/simulate_months.py``, which lives all 26 and draws them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from planner.domain.exercise import ExerciseId, Level
from planner.domain.library import Library
from planner.domain.week import Item, Week
from planner.generator.check import check_week
from planner.screening.tables import SafetyTables
from planner.use_cases.make_week import Content
from tests.generator.lives import Life, anaemic, flaring, live, missing, overreporting, steady

WEEKS = {steady: 26, anaemic: 11, flaring: 9, missing: 8, overreporting: 8}
RESTFUL = {"yoga-restorative", "yoga-breath-five", None}
GROWTH = ("PROG-01", "PROG-02", "PROG-03")


@pytest.fixture(scope="module")
def lives(library: Library, safety: SafetyTables) -> dict[str, Life]:
    content = Content(library, safety)
    return {make.__name__: live(make(), content, weeks) for make, weeks in WEEKS.items()}


@pytest.fixture(params=[make.__name__ for make in WEEKS])
def life(request: pytest.FixtureRequest, lives: dict[str, Life]) -> Life:
    return lives[request.param]


def items_of(week: Week) -> Iterator[Item]:
    return (item for _, session in week.sessions for item in session.items)


def sets_of(week: Week) -> int:
    return sum(item.sets for item in items_of(week))


def repeats(week: Week) -> dict[ExerciseId, int]:
    """The most repeats in all sets that the week asks of each exercise at once."""
    found: dict[ExerciseId, int] = {}
    for item in items_of(week):
        if item.minutes is None:
            found[item.exercise] = max(found.get(item.exercise, 0), sum(item.dose.reps_of_sets()))
    return found


def grew(life: Life, number: int) -> list[str]:
    """The rules by which that week was told to be harder than the one before."""
    return [change.rule for change in life.problems[number].prescription.changes if change.rule in GROWTH]


def hurt(life: Life, number: int) -> bool:
    return any((page.pain_during or 0) > 5 for page in life.pages_of(number))


def test_every_week_keeps_every_limit_and_is_the_best(life: Life) -> None:
    for week, problem in zip(life.weeks, life.problems, strict=True):
        assert check_week(week, problem) == ()
        assert week.solver.bound >= 0.99 * week.solver.objective


def test_sets_rise_by_a_tenth_of_the_best_recent_week_at_most(life: Life) -> None:
    """PROG-04; weeks of ten-minute sessions (FAT-03) are no yardstick."""
    for number in range(1, len(life.weeks)):
        earlier = [w for w in life.weeks[max(0, number - 4) : number] if w.screening.caps.session_minutes != 10]
        if earlier and life.weeks[number].screening.caps.session_minutes != 10:
            best = max(sets_of(week) for week in earlier)
            assert sets_of(life.weeks[number]) <= best + max(1, best // 10), number


def test_walking_rises_by_five_minutes_or_a_tenth_at_most(life: Life) -> None:
    walking = life.walking()
    for number in range(1, len(walking)):
        best = max(walking[max(0, number - 4) : number])
        assert walking[number] <= (best + 5 if best < 50 else 1.1 * best), (number, walking)


def test_nothing_gets_harder_after_a_painful_tired_or_thin_week(life: Life) -> None:
    """PROG-05, PAIN-01."""
    for number in range(len(life.weeks) - 1):
        pages = life.pages_of(number)
        tired = [page.tiredness for page in pages if page.tiredness is not None]
        thin = len(pages) < 0.7 * len(life.weeks[number].sessions)
        if hurt(life, number) or thin or (tired and sum(tired) / len(tired) >= 6):
            assert grew(life, number + 1) == [], number


def test_an_exercise_gets_harder_in_one_way_at_a_time(life: Life) -> None:
    """PROG-02, between two weeks of one level and the usual amount."""
    for (was, before), (now, after) in pairwise(zip(life.problems, life.weeks, strict=True)):
        usual = was.prescription.volume_factor == now.prescription.volume_factor == 1 and was.pace is now.pace
        if was.level is not now.level or not usual:
            continue
        doses = {item.exercise: item for item in items_of(before) if item.minutes is None}
        for item in items_of(after):
            old = doses.get(item.exercise)
            if old is not None and item.minutes is None and old.sets == item.sets:
                more = max(item.dose.reps_of_sets()) > max(old.dose.reps_of_sets())
                assert not (more and (item.hold_seconds or 0) > (old.hold_seconds or 0)), item.exercise


def test_levels_change_one_at_a_time_and_at_reviews_only(life: Life) -> None:
    """PROG-06."""
    order = tuple(Level)
    for number, (was, now) in enumerate(pairwise(problem.level for problem in life.problems), start=1):
        if order.index(now) > order.index(was):
            assert order.index(now) == order.index(was) + 1
            assert number % 4 == 0


def test_a_flare_brings_restful_days_and_half_of_the_amount(lives: dict[str, Life]) -> None:
    """REG-03: half in the week after, three quarters in the next one, then everything again."""
    life = lives["flaring"]
    after = life.weeks[6]
    assert {b.routine for day in after.days[:3] for s in day.sessions for b in s.blocks} <= RESTFUL
    assert [life.problems[n].prescription.volume_factor for n in (5, 6, 7, 8)] == [1.0, 0.5, 0.75, 1.0]
    usual, less = repeats(life.weeks[5]), repeats(after)
    assert all(less[e] <= max(1, usual[e] / 2) for e in less if e in usual)


def test_the_flaring_person_recovers(lives: dict[str, Life]) -> None:
    life = lives["flaring"]
    assert life.load()[6] < 0.75 * life.load()[5]
    assert life.load()[8] >= 0.9 * life.load()[4]
    assert life.walking()[8] >= life.walking()[5]


def test_weeks_away_come_back_with_less(lives: dict[str, Life]) -> None:
    """RET-03: after two weeks away three quarters of the amount, and the words are kind (RET-07)."""
    life = lives["missing"]
    assert [problem.prescription.volume_factor for problem in life.problems[4:8]] == [1.0, 1.0, 0.75, 1.0]
    said = " ".join(message.text.lower() for week in life.weeks for message in week.screening.messages)
    assert not any(word in said for word in ("failed", "should have", "streak"))


def test_tiredness_keeps_sessions_short_and_easy(lives: dict[str, Life]) -> None:
    """FAT-02, FAT-03, HB-02: by the tiredness and haemoglobin of the week itself."""
    for week, problem in zip(lives["anaemic"].weeks, lives["anaemic"].problems, strict=True):
        tired = problem.profile.tiredness
        most, effort = (10, 3) if tired >= 7 else (20, 5) if tired >= 4 else (20, 10)
        assert all(session.minutes <= most for _, session in week.sessions)
        assert all(item.effort <= effort for item in items_of(week))


def test_in_the_first_eight_weeks_of_treatment_one_thing_a_week_gets_harder(lives: dict[str, Life]) -> None:
    """FAT-07; the injections began a week before the first week."""
    assert all(len(grew(lives["anaemic"], number)) <= 1 for number in range(7))


def test_the_anaemic_person_does_more_when_the_blood_is_better(lives: dict[str, Life]) -> None:
    load = lives["anaemic"].load()
    assert load[-1] > 2 * load[0]


def test_who_overreports_is_not_rushed(lives: dict[str, Life]) -> None:
    """Five repeats to spare and no pain at all still change one thing at a time, and levels wait for their review."""
    life = lives["overreporting"]
    assert {problem.level for problem in life.problems} == {Level.BEGINNER}
    assert life.walking()[-1] <= life.walking()[0] + 5 * (len(life.weeks) - 1)


def test_the_steady_person_reaches_the_goals_of_week_01(lives: dict[str, Life]) -> None:
    """150 minutes of walking a week and strength work on two days."""
    life = lives["steady"]
    assert max(life.walking()) >= 150
    library = life.problems[-1].library.exercises
    strength = [
        sum(any(library[i.exercise].is_strength for i in s.items) for _, s in week.sessions) for week in life.weeks[-8:]
    ]
    assert sum(days >= 2 for days in strength) >= 6
    assert life.load()[-2] > 1.5 * life.load()[0]
