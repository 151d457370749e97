"""What an adaptation changes in the picture."""

from __future__ import annotations

from math import dist

import pytest

from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.library import Library
from planner.figures import adapted_figure, check_figure, draw_exercise, parse_figure
from planner.figures.adapted import CHANGES
from planner.figures.spec import Figure
from planner.figures.stage import stage_figure
from planner.library.load import load_library
from planner.resources import data_folder
from planner.wiring import open_postures

TAGS = {
    "AD-02": "ROT_END ROT_MID ROT_LOAD", "AD-04": "PRONE", "AD-05": "SUPINE", "AD-06": "KNEEL",
    "AD-08": "SLS BAL_FREE EYES_CLOSED", "AD-09": "FLOOR", "AD-12": "OVERHEAD", "AD-13": "WRIST",
    "AD-15": "CERV HEAD_MOVE", "AD-17": "KNEE_DEEP HIP_FLEX90", "AD-18": "HIP_ADDIR HIP_EXTER", "AD-19": "NEURAL",
    "AD-20": "HEEL_LOAD", "AD-21": "STAND_LONG", "AD-22": "LOAD",
}  # fmt: skip
WORDS_ALONE = ("AD-11", "AD-14", "AD-16", "AD-23")


@pytest.fixture(scope="module")
def library() -> Library:
    loaded = load_library(data_folder("exercises"))
    assert isinstance(loaded, Library)
    return loaded


@pytest.fixture(scope="module")
def postures():
    return open_postures()


@pytest.fixture(scope="module")
def figure_of(library, postures):
    def read(name: str) -> Figure:
        figure = parse_figure(library.exercises[ExerciseId(name)].figure, postures)
        assert isinstance(figure, Figure)
        return figure

    return read


def concerned(library: Library, code: str) -> list[Exercise]:
    tags = set(TAGS[code].split())
    return [e for e in library.exercises.values() if tags & {tag.value for tag in e.tags or ()}]


@pytest.mark.parametrize("code", TAGS)
def test_no_adapted_picture_has_a_fault_that_the_usual_one_has_not(library, figure_of, code):
    for exercise in concerned(library, code):
        figure = figure_of(exercise.id)
        usual = {fault.message for fault in check_figure(figure)}
        found = {fault.message for fault in check_figure(adapted_figure(figure, (code,)))}
        assert found <= usual, (exercise.id, found - usual)


@pytest.mark.parametrize(
    ("code", "least"),
    [("AD-02", 0.7), ("AD-04", 1), ("AD-05", 1), ("AD-06", 1), ("AD-08", 0.7), ("AD-09", 0.9), ("AD-12", 0.5),
     ("AD-13", 0.8), ("AD-15", 0.9), ("AD-17", 0.5), ("AD-18", 0.6), ("AD-19", 0.6), ("AD-20", 0.7), ("AD-21", 1)],
)  # fmt: skip
def test_most_exercises_of_a_code_look_different(library, figure_of, code, least):
    exercises = concerned(library, code)
    changed = [e for e in exercises if adapted_figure(figure_of(e.id), (code,)) != figure_of(e.id)]
    assert len(changed) >= least * len(exercises), sorted({e.id for e in exercises} - {e.id for e in changed})


def test_who_bends_over_a_worktop_keeps_the_hands_on_it(figure_of):
    dog = figure_of("worktop-dog")
    adapted = adapted_figure(dog, ("AD-12", "AD-17", "AD-19"))
    for before, after in zip(stage_figure(dog), stage_figure(adapted), strict=True):
        for side in ("left", "right"):
            assert dist(before.body.points[f"{side} palm"], after.body.points[f"{side} palm"]) < 60.0


def test_without_a_code_or_with_words_alone_the_picture_stays(figure_of):
    figure = figure_of("bird-dog")
    assert adapted_figure(figure, ()) == figure
    assert adapted_figure(figure, WORDS_ALONE) == figure
    assert not set(WORDS_ALONE) & set(CHANGES)


def test_half_the_range_is_half_the_way(figure_of):
    usual = figure_of("seated-turn")
    half = adapted_figure(usual, ("AD-02",))
    key = "thoracic rotation left"
    start, end = (usual.frames[n].angles.get(key, 0.0) for n in (0, -1))
    assert half.frames[-1].angles[key] == pytest.approx((start + end) / 2, abs=0.1)
    assert half.frames[0] == usual.frames[0]


def test_a_hand_rests_on_the_worktop_with_eyes_open_and_a_chair_behind(figure_of):
    adapted = adapted_figure(figure_of("feet-together-eyes-closed"), ("AD-08",))
    assert {prop.kind for prop in adapted.props} >= {"worktop", "chair"}
    assert all(frame.touch["left hand"] == "worktop" and not frame.eyes_closed for frame in adapted.frames)


def test_a_worktop_that_is_there_is_not_drawn_twice(figure_of):
    adapted = adapted_figure(figure_of("tree"), ("AD-08",))
    assert [prop.kind for prop in adapted.props].count("worktop") == 1


def test_hands_stay_at_shoulder_height(library, figure_of):
    for exercise in concerned(library, "AD-12"):
        usual = figure_of(exercise.id)
        adapted = adapted_figure(usual, ("AD-12",))
        if adapted == usual or exercise.position.value in ("supine", "prone", "kneeling"):
            continue
        for staged in stage_figure(adapted):
            points = staged.body.points
            for side in ("left", "right"):
                assert points[f"{side} palm"][2] <= points[f"{side} shoulder"][2] + 121, exercise.id


def test_a_bend_becomes_smaller_and_the_seat_higher(figure_of):
    squat = figure_of("goblet-squat")
    less = adapted_figure(squat, ("AD-17",))
    assert less.frames[-1].angles["left knee flexion"] < squat.frames[-1].angles["left knee flexion"]
    seat = next(prop for prop in adapted_figure(figure_of("sit-to-stand"), ("AD-17",)).props if prop.kind == "chair")
    assert seat.height == 480


def test_the_weight_is_put_down(figure_of):
    adapted = adapted_figure(figure_of("goblet-squat"), ("AD-22",))
    assert not any(prop.kind in ("weight", "bag") for prop in adapted.props)
    assert not any("weight" in frame.touch.values() for frame in adapted.frames)


def test_several_adaptations_show_together(figure_of):
    adapted = adapted_figure(figure_of("bird-dog"), ("AD-06", "AD-09", "AD-13"))
    assert {(prop.kind, prop.place) for prop in adapted.props} >= {("pillow", "under"), ("chair", "at left")}
    assert adapted.frames[0].hands["right"] == "fist"


def test_the_drawing_of_an_exercise_shows_its_adaptations(library, postures):
    exercise = library.exercises[ExerciseId("bird-dog")]
    usual = draw_exercise(exercise, postures)
    assert draw_exercise(exercise, postures, adaptations=("AD-09",)) != usual
    assert draw_exercise(exercise, postures, adaptations=()) == usual
    assert draw_exercise(exercise, postures, adaptations=("AD-16",)) == usual
