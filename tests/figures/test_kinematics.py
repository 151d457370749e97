from __future__ import annotations

import pytest

from planner.figures import body
from planner.figures.checks import centre_of_mass
from planner.figures.skeleton import build
from planner.figures.vector import cross, distance, dot, sub, unit


def direction(skeleton, a, b):
    return unit(sub(skeleton.points[b], skeleton.points[a]))


def test_hip_flexion_of_ninety_degrees_puts_the_thigh_level_and_ahead():
    s = build({"left hip flexion": 90})
    assert direction(s, "left hip", "left knee") == pytest.approx((1, 0, 0), abs=1e-9)


def test_knee_flexion_brings_the_heel_back_and_elbow_flexion_the_hand_forward():
    s = build({"right knee flexion": 90, "right elbow flexion": 90})
    assert direction(s, "right knee", "right ankle") == pytest.approx((-1, 0, 0), abs=1e-9)
    assert direction(s, "right elbow", "right wrist") == pytest.approx((1, 0, 0), abs=1e-9)


@pytest.mark.parametrize(("side", "out"), [("left", 1), ("right", -1)])
def test_abduction_takes_arm_and_leg_out_to_their_own_side(side, out):
    s = build({f"{side} shoulder abduction": 90, f"{side} hip abduction": 40})
    assert direction(s, f"{side} shoulder", f"{side} elbow")[1] * out == pytest.approx(1)
    assert direction(s, f"{side} hip", f"{side} knee")[1] * out > 0.6


@pytest.mark.parametrize(("side", "out"), [("left", 1), ("right", -1)])
def test_the_hands_up_position_is_abduction_elbow_flexion_and_external_rotation(side, out):
    s = build({f"{side} shoulder abduction": 90, f"{side} elbow flexion": 90, f"{side} shoulder external rotation": 90})
    assert direction(s, f"{side} elbow", f"{side} wrist") == pytest.approx((0, 0, 1), abs=1e-9)


def test_shoulder_flexion_of_one_hundred_and_eighty_degrees_is_overhead():
    s = build({"left shoulder flexion": 180})
    assert direction(s, "left shoulder", "left wrist") == pytest.approx((0, 0, 1), abs=1e-9)


def test_external_rotation_turns_the_toes_outwards():
    s = build({"left hip external rotation": 30, "right hip external rotation": 30})
    assert s.turns["left foot"][0][1] > 0.4
    assert s.turns["right foot"][0][1] < -0.4


def test_trunk_words_bend_and_turn_the_way_they_say():
    forward, bent, turned = (
        build({"lumbar flexion": 40}),
        build({"lumbar side-bend left": 20}),
        build({"thoracic rotation left": 40}),
    )
    assert forward.points["head"][0] > 200
    assert bent.points["head"][1] > 100
    assert turned.turns["chest"][0][1] > 0.6


def test_dorsiflexion_lifts_the_toes():
    s = build({"left ankle dorsiflexion": 20})
    assert s.points["left toe"][2] > build({}).points["left toe"][2] + 50


def test_the_body_has_the_published_proportions():
    s = build({})
    assert distance(s.points["left hip"], s.points["left knee"]) == pytest.approx(0.245 * body.HEIGHT)
    assert distance(s.points["left shoulder"], s.points["left elbow"]) == pytest.approx(0.186 * body.HEIGHT)
    head_top = s.points["head"][2] + body.SKULL[2]
    sole = s.points["left ankle"][2] - body.FOOT_HEIGHT
    assert head_top - sole == pytest.approx(body.HEIGHT, rel=0.03)


def test_the_centre_of_mass_of_a_standing_person_is_just_above_the_hips():
    s = build({})
    height = centre_of_mass(s)[2] - (s.points["left ankle"][2] - body.FOOT_HEIGHT)
    assert 0.53 < height / body.HEIGHT < 0.60  # Winter 2009: about 0.56 of the height


def test_turns_stay_square_through_a_long_chain():
    s = build({"lumbar flexion": 33, "thoracic rotation left": 27, "left shoulder flexion": 70,
               "left shoulder abduction": 50,
               "left elbow flexion": 80})  # fmt: skip
    front, left, up = s.turns["left hand"]
    assert dot(front, left) == pytest.approx(0, abs=1e-9)
    assert cross(front, left) == pytest.approx(up)
