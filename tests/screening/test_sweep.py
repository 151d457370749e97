"""Many made-up people through the gate, judged by a second reading of the tables."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from planner.domain.exercise import Level, Tag
from planner.domain.person import (
    B12,
    Activity,
    Answer,
    BackPain,
    BloodPressure,
    Bones,
    Falls,
    Haemoglobin,
    HipReplacement,
    JointPain,
    Numbness,
    Pregnancy,
    RedFlagAnswer,
    Spine,
    WorseWith,
)
from planner.domain.week import Stopped
from planner.screening.gate import screen
from planner.screening.outcome import Passed

PEOPLE = 400
LIMIT_OF_ITS_OWN = {"KOA", "WRI", "SHO", "NEC", "THR"}
"""Conditions whose column depends on the person (LOC-01, approach); they have tests of their own."""
ALWAYS_LEFT = 8


def some_answer(chance: random.Random, yes: float = 0.15) -> Answer:
    return chance.choices((Answer.NO, Answer.YES, Answer.NOT_SURE), (1 - yes, yes * 0.7, yes * 0.3))[0]


def subset(chance: random.Random, words: tuple[str, ...], likely: float) -> frozenset[str]:
    return frozenset(word for word in words if chance.random() < likely)


def someone(clinic, chance: random.Random):
    """A person who may have anything, mostly cleared of what would stop them, with a chair at home."""
    start = clinic.start
    known = clinic.person().equipment - {"chair"}
    numb = subset(chance, ("feet", "legs", "hands"), 0.15)
    return clinic.person(
        age=chance.randint(18, 90),
        sex=chance.choice(("female", "male", "not said")),
        level=chance.choice(list(Level)),
        back_pain=BackPain(chance.randint(0, 10), some_answer(chance, 0.3), chance.choice(list(WorseWith))),
        floor=some_answer(chance, 0.7),
        stand_10_minutes=some_answer(chance, 0.7),
        walk_10_minutes=some_answer(chance, 0.7),
        tiredness=chance.randint(0, 10),
        numbness=Numbness(tuple(sorted(numb)), "same", Answer.YES),
        b12=B12(
            some_answer(chance, 0.5), chance.choice(("absorption", "diet")),
            chance.choice(("injections", "tablets", "not_yet")), None, start - timedelta(days=chance.randint(0, 400)),
        ),
        haemoglobin=chance.choice((None, Haemoglobin(chance.randint(75, 150), start - timedelta(days=30)))),
        falls=Falls(some_answer(chance), some_answer(chance)),
        blood_pressure=BloodPressure(
            some_answer(chance), some_answer(chance), chance.randint(95, 175), chance.randint(60, 105)
        ),
        bones=Bones(*(some_answer(chance) for _ in range(4))),
        spine=Spine(*(some_answer(chance) for _ in range(3))),
        surgery_within_12_weeks=some_answer(chance, 0.05),
        hip_replacement=HipReplacement(
            some_answer(chance), start - timedelta(days=chance.randint(50, 400)),
            chance.choice(("posterior", "anterior", "unknown")), some_answer(chance, 0.5),
        ),
        pregnancy=Pregnancy(some_answer(chance, 0.1), chance.choice((None, 5, 20, 35))),
        red_flags=(RedFlagAnswer("RED-08", Answer.YES),) if chance.random() < 0.05 else (),
        activity=chance.choice((None, Activity(4, 200))),
        equipment=subset(chance, tuple(sorted(known)), 0.7) | {"chair"} | subset(chance, ("bed",), 0.5),
        conditions=subset(
            chance, ("glaucoma", "reflux", "vertigo", "dizzy_on_standing", "heart", "epilepsy", "diabetes_insulin"), 0.1
        ),
        joint_pain=JointPain(*(chance.choice((0, 0, 0, 2, 5)) for _ in range(4))),
        medicines=subset(chance, ("blood_thinner", "steroid_over_3_months"), 0.1),
        clearance=clinic.cleared("MYE", "SUR", "AMB-08", "AMB-19", "RED-10b", "RED-08")
        if chance.random() < 0.8
        else None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(clinic, library, safety):
    chance = random.Random(20261123)
    people = [someone(clinic, chance) for _ in range(PEOPLE)]
    return [(person, screen(person, library, safety, clinic.start)) for person in people]


@pytest.fixture(scope="module")
def passes(outcomes):
    return [(person, outcome) for person, outcome in outcomes if isinstance(outcome, Passed)]


def test_the_sweep_meets_people_who_pass_and_people_who_stop(outcomes, passes):
    assert len(passes) > PEOPLE / 3
    assert sum(isinstance(outcome, Stopped) for _, outcome in outcomes) > PEOPLE / 20


def test_no_excluded_tag_is_usable(safety, passes):
    for _, passed in passes:
        for usable in passed.exercises.usable.values():
            tags = usable.exercise.tags - ({Tag.FLOOR} if not usable.needs_floor else set())
            for code in set(passed.conditions) - LIMIT_OF_ITS_OWN:
                cells = safety.conditions[code].restriction.cells
                assert not [tag for tag in tags if cells.get(tag) == "E"], (usable.exercise.id, code)


def test_every_adapted_tag_is_adapted(safety, passes):
    for _, passed in passes:
        for usable in passed.exercises.usable.values():
            tags = usable.exercise.tags - ({Tag.FLOOR} if not usable.needs_floor else set())
            codes = {adaptation.code for adaptation in usable.adaptations}
            for code in set(passed.conditions) - LIMIT_OF_ITS_OWN:
                cells = safety.conditions[code].restriction.cells
                needed = {safety.adaptation_for(tag).code for tag in tags if cells.get(tag) == "A"}
                assert needed <= codes, (usable.exercise.id, code)


def test_caps_and_levels_are_kept(safety, passes):
    for person, passed in passes:
        for code in passed.conditions:
            caps = safety.conditions[code].restriction.caps
            if code not in ("HTN", "VF"):
                assert passed.caps.hold_seconds <= caps.hold_seconds
                assert passed.caps.effort <= caps.effort
                assert passed.caps.level <= caps.level
        highest = min(person.level.highest_exercise_level, passed.caps.level or 5)
        assert all(u.exercise.level <= highest for u in passed.exercises.usable.values())


def test_every_exercise_is_either_usable_or_refused_with_reasons(library, passes):
    for _, passed in passes:
        exercises = passed.exercises
        assert set(exercises.usable) | set(exercises.refused) == set(library.exercises)
        assert not set(exercises.usable) & set(exercises.refused)
        assert all(reasons for reasons in exercises.refused.values())
        assert list(exercises.usable) == [e for e in library.exercises if e in exercises.usable]


def test_replacements_are_usable(passes):
    for _, passed in passes:
        for original, substitutes in passed.exercises.replacements.items():
            assert original in passed.exercises.refused
            assert set(substitutes) <= set(passed.exercises.usable)


def test_something_useful_is_left_for_everyone_who_passes(passes):
    for person, passed in passes:
        if passed.breathing_and_easy_walk_only:
            continue
        usable = passed.exercises.usable
        assert len(usable) >= ALWAYS_LEFT, (person, list(usable))
        assert any(u.exercise.is_strength for u in usable.values()), (person, list(usable))


def test_the_same_answers_give_the_same_outcome(clinic, library, safety, outcomes):
    for person, outcome in outcomes[:20]:
        again = screen(person, library, safety, clinic.start)
        if isinstance(outcome, Stopped):
            assert again == outcome
        else:
            assert again.messages == outcome.messages
            assert again.exercises.refused == outcome.exercises.refused
            assert again.exercises.usable == outcome.exercises.usable
