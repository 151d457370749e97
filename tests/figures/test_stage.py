from __future__ import annotations

import pytest

from planner.figures import body
from planner.figures.grounding import SINK
from planner.figures.room import HEIGHTS
from planner.figures.skeleton import furthest, lowest


def test_standing_feet_are_flat_on_the_floor(staged):
    s = staged("posture: standing")[0].body
    assert lowest(s, "foot") == pytest.approx(0, abs=3)
    assert s.turns["left foot"][2][2] == pytest.approx(1, abs=0.01)


def test_a_hinge_moves_the_trunk_because_the_feet_hold_still(staged):
    start, end = staged("posture: standing\nframes: [{}, {hip flexion: 60}]")
    assert end.body.points["left ankle"] == pytest.approx(start.body.points["left ankle"], abs=25)
    assert end.body.turns["pelvis"][2][0] == pytest.approx(0.866, abs=0.02)


def test_sitting_people_sit_on_the_seat(staged):
    s = staged("posture: chair-sitting")[0].body
    assert lowest(s, "buttocks") == pytest.approx(HEIGHTS["seat"] - SINK, abs=1)
    assert s.points["left knee"][2] == pytest.approx(s.points["left hip"][2], abs=30)


def test_planted_hands_stay_while_the_back_moves(staged):
    first, second = staged("posture: hands-and-knees\nframes: [{spine flexion: 60}, {spine extension: 25}]")
    for part in ("left palm", "right palm", "left knee"):
        assert second.body.points[part] == pytest.approx(first.body.points[part], abs=8)


def test_naming_a_limbs_joints_lets_go_of_it_and_only_of_it(staged):
    _, lifted = staged("posture: hands-and-knees\nframes: [{}, {left shoulder flexion: 170}]")
    assert lifted.body.points["left fingertips"][2] > 450
    assert lifted.body.points["right palm"][2] < 30


def test_the_wall_stands_where_the_hands_are(staged):
    one = staged("posture: standing\njoints: {shoulder flexion: 85}\ntouch: {hands: wall}\nprops: [wall]")[0]
    wall = one.room.find("wall").at[0]
    assert one.body.points["left palm"][0] == pytest.approx(wall, abs=25)
    assert one.body.points["left wrist"][0] < wall


def test_a_hand_on_the_worktop_keeps_the_elbows_bend(staged):
    one = staged(
        "posture: standing\njoints: {shoulder flexion: 40, elbow flexion: 50}\n"
        "touch: {hands: worktop}\nprops: [worktop]"
    )[0]
    p = one.body.points
    assert p["left palm"][2] == pytest.approx(HEIGHTS["worktop"] + 20, abs=12)
    assert not one.faults


def test_a_bridge_rests_on_the_upper_back_and_the_feet(staged):
    s = staged("posture: bridge")[0].body
    assert lowest(s, "upper back") == pytest.approx(0, abs=15)
    assert lowest(s, "foot") == pytest.approx(0, abs=12)
    assert lowest(s, "buttocks") > 120


def test_feet_stay_in_place_from_sitting_to_standing(staged):
    first, _, last = staged("posture: chair-sitting\nframes: [{}, {hip flexion: 110}, {posture: standing}]")
    assert last.body.points["right heel"][0] == pytest.approx(first.body.points["right heel"][0], abs=25)
    assert last.body.points["pelvis"][2] > first.body.points["pelvis"][2] + 300


def test_a_hand_finds_the_opposite_shoulder_in_every_frame(staged):
    for one in staged("posture: chair-sitting\ntouch: {hands: opposite shoulder}\nframes: [{}, {hip flexion: 110}]"):
        p = one.body.points
        gap = sum((a - b) ** 2 for a, b in zip(p["left palm"], p["right shoulder"], strict=True)) ** 0.5
        assert gap < 130


def test_wide_standing_legs_both_reach_the_floor(staged):
    one = staged(
        "posture: standing\nbase: pelvis\ntouch: {feet: floor}\n"
        "joints: {left hip flexion: 60, left knee flexion: 70, right hip extension: 15}"
    )[0]
    assert not one.faults
    assert abs(one.body.points["left ankle"][2] - body.FOOT_HEIGHT) < 5
    assert abs(one.body.points["right ankle"][2] - body.FOOT_HEIGHT) < 5


def test_same_figure_same_pose(staged):
    text = "posture: side-lying\nframes: [{}, {left hip abduction: 30}]"
    assert staged(text)[1].body.points == staged(text)[1].body.points


def test_a_wall_met_only_at_the_end_stands_where_the_end_meets_it(staged):
    _, last = staged(
        "posture: standing\nprops: [wall behind]\n"
        "frames: [{}, {hip flexion: 64, knee flexion: 14, ankle plantarflexion: 7, touch: {buttocks: wall}}]"
    )
    backward = (-1.0, 0.0, 0.0)
    assert -last.room.find("wall").at[0] == pytest.approx(furthest(last.body, "buttocks", backward), abs=1)


def test_a_leg_over_the_end_of_a_bed_does_not_lift_the_body(staged, faults_of):
    text = (
        "posture: supine\nprops: [{prop: bed, distance: 160}]\ntouch: {right foot: free}\n"
        "frames: [{left hip flexion: 60, left knee flexion: 90, right hip extension: 10, right knee flexion: 70}]"
    )
    s = staged(text)[0].body
    assert lowest(s, "buttocks") == pytest.approx(0, abs=20)
    assert lowest(s, "right foot") < -200
    assert faults_of(text) == []


def test_fingertips_stand_on_the_worktop_with_the_wrist_above_them(staged):
    text = "posture: standing\njoints: {shoulder flexion: 30, elbow flexion: 30}\ntouch: {hands: worktop}\n"
    text += "props: [worktop in front]\n"
    flat, arched = staged(text)[0], staged(text + "hands: fingertips\n")[0]
    assert arched.body.points["left wrist"][2] > flat.body.points["left wrist"][2] + 60
    assert not arched.faults
