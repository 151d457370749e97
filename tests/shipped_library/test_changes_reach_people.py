"""What is different for a person reaches them: in the items of the week, beside daily work, and in the picture."""

from __future__ import annotations

import pytest

from planner.config import read_config
from planner.domain.exercise import ExerciseId
from planner.domain.person import Bones, Falls, Numbness, Profile
from planner.domain.week import CareKind
from planner.generator.outcome import Planned
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.use_cases.make_week import Content, make_week
from planner.wiring import Services, open_content
from tests.people import NO, START, YES, a_person

PEOPLE: dict[str, Profile] = {
    "thin bones": a_person(
        bones=Bones(YES, NO, NO, NO), equipment=frozenset({"chair", "wall", "worktop", "mat", "pillow"})
    ),
    "numb feet and a fall": a_person(
        numbness=Numbness(("feet",), "same", YES),
        falls=Falls(YES, NO),
        equipment=frozenset({"chair", "wall", "worktop", "mat", "pillow"}),
    ),
}


@pytest.fixture(scope="module")
def content() -> Content:
    return open_content(read_config({}))


@pytest.mark.parametrize("who", PEOPLE)
def test_every_item_says_all_that_is_different_for_this_person(content, who):
    passed = screen(PEOPLE[who], content.library, content.safety, START)
    planned = make_week(PEOPLE[who], content, START)
    assert isinstance(passed, Passed)
    assert isinstance(planned, Planned)
    changed = 0
    for _, session in planned.week.sessions:
        for item in session.items:
            usable = passed.exercises.usable[item.exercise]
            assert item.adaptation_texts == usable.changes_in_words, item.exercise
            assert {cue.text for cue in usable.cues} <= set(item.adaptation_texts)
            changed += bool(item.adaptation_texts)
    assert changed


@pytest.mark.parametrize("who", PEOPLE)
def test_daily_work_and_posture_breaks_say_it_too(content, who):
    passed = screen(PEOPLE[who], content.library, content.safety, START)
    planned = make_week(PEOPLE[who], content, START)
    assert isinstance(passed, Passed)
    assert isinstance(planned, Planned)
    care = [item for day in planned.week.days for item in day.care if item.exercise is not None]
    named = [item for item in care if item.kind in (CareKind.EXERCISE, CareKind.POSTURE)]
    assert any(item.kind is CareKind.EXERCISE for item in named)
    for item in named:
        for words in passed.exercises.usable[item.exercise].changes_in_words:
            assert words in item.text, item


def test_thin_bones_hear_to_leave_out_the_rounded_half_of_cat_and_camel(content):
    passed = screen(PEOPLE["thin bones"], content.library, content.safety, START)
    assert isinstance(passed, Passed)
    cat = passed.exercises.usable[ExerciseId("cat-camel")]
    assert any("Leave out the rounded half" in words for words in cat.changes_in_words)


def test_the_services_draw_an_exercise_as_it_is_done(content):
    services = Services(read_config({}))
    exercise = content.library.exercises[ExerciseId("bird-dog")]
    assert services.draw(exercise, adaptations=("AD-09",)) != services.draw(exercise)
    assert services.png(exercise, ("AD-13",)) != services.png(exercise)
