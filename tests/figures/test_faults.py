from __future__ import annotations

import pytest
import yaml

from planner.figures import CannotDraw, Fault, parse_figure, parse_postures, read_postures


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("posture: standng", "posture", "did you mean 'standing'"),
        ("posture: standing\nviw: side", "viw", "did you mean 'view'"),
        ("posture: standing\nframes: [{left hip flexoin: 4}]", "frames.0.left hip flexoin", "mean 'left hip flexion'"),
        ("posture: standing\nframes: [{hip flexion: lots}]", "frames.0.hip flexion", "number"),
        ("posture: standing\nframes: [{hip flexion: true}]", "frames.0.hip flexion", "number"),
        ("posture: standing\ntouch: {left hnad: wall}", "touch.left hnad", "no such body part"),
        ("posture: standing\ntouch: {left hand: worktap}", "touch.left hand", "did you mean 'worktop'"),
        ("posture: standing\nprops: [chiar in front]", "props.0", "did you mean 'chair'"),
        ("posture: standing\nprops: [chair beneath]", "props.0", "places are"),
        ("posture: standing\nframes: [{}, {}, {}, {}]", "frames", "one to three"),
        ("posture: standing\narrows: [nose]", "arrows", "not a arrow"),
        ("posture: standing\nmirror: left", "mirror", "true or false"),
        ("posture: standing\nsmall: 3", "small", "number of a frame"),
        ("posture: standing\nminutes: 60", "minutes", "whole minutes"),
        ("posture: standing\nminutes: true", "minutes", "whole minutes"),
        ("posture: standing\nelbows: sideways", "elbows", "not a direction"),
        ("posture: standing\nsettle: [hand]", "settle", "two parts"),
        ("posture: standing\njoints: [hip]", "joints", "name: degrees"),
        ("posture: standing\nframes: [{knee flexion: 170, hip flexion: 80}]", "frames.0", "knee flexion 170° is past"),
        ("posture: supine\nframes: [{neck rotation left: 120}]", "frames.0", "neck rotation left 120° is past"),
        ("posture: standing\nframes: [{}, {}]", "frames.1", "does not differ"),
        ("posture: standing\nframes: [{hip flexion: 60, ankle dorsiflexion: 20}]", "frames.0", "would fall over"),
        ("posture: chair-sitting\ntouch: {left hand: floor}", "frames.0.touch.left hand", "short of the floor"),
        ("posture: chair-sitting\nframes: [{left hip flexion: 55}]", "frames.0", "the left foot goes"),
        ("posture: standing\nprops: [{prop: wall behind, distance: 5}]", "frames.0", "into the wall"),
        ("posture: standing\nprops: [{prop: worktop in front, distance: 90}]", "frames.0", "into the worktop"),
        ("posture: standing\nprops: [{prop: wall in front, distance: 3600}]", "frames.0", "at most"),
        ("posture: standing\njoints: {shoulder adduction: 45, elbow flexion: 60}", "frames.0", "trunk"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_is_found_where_it_stands(faults_of, text, path, words):
    found = faults_of(text)
    assert any(f.startswith(f"{path}: ") and words in f for f in found), found


def test_a_foot_that_moves_along_the_floor_is_found(faults_of):
    found = faults_of("posture: kneeling\nanchor: head\nframes: [{}, {hip flexion: 60, touch: {shins: floor}}]")
    assert any("slides" in f for f in found), found


def test_a_person_who_holds_on_may_lean(faults_of):
    text = "posture: standing\nframes: [{hip flexion: 60, ankle dorsiflexion: 20, shoulder flexion: 120}]\n"
    assert any("fall over" in f for f in faults_of(text))
    assert not any("fall over" in f for f in faults_of(text + "touch: {hands: wall}\nprops: [wall]"))


def test_all_mistakes_of_a_figure_come_at_once(faults_of):
    assert len(faults_of("posture: standing\nviw: side\nmirror: 3\nframes: [{hop flexion: 3}]")) == 3


def test_every_shipped_posture_is_free_of_faults(postures, faults_of):
    for name in postures:
        assert faults_of(f"posture: {name}\narrows: [walk]") == [], name


def test_a_broken_postures_file_names_the_posture():
    faults = parse_postures({"leaning": {"base": "nose", "lie": "on head"}})
    assert isinstance(faults, tuple)
    assert {f.path[0] for f in faults} == {"leaning"}
    with pytest.raises(CannotDraw, match="leaning"):
        read_postures({"leaning": {"base": "nose"}})


@pytest.mark.parametrize("junk", [{}, {"posture": 3}, {"posture": ["standing"]}, {"frames": 5, "posture": "standing"},
                                  {"posture": "standing", "frames": [4]},
                                  {"posture": "standing", "props": [4, {"prop": 1}]},
                                  {"posture": "standing", "touch": 4, "joints": 4, "elbows": [1], "hands": {3: 4}},
                                  {"posture": "standing", "frames": [{"posture": {}}]}, {"posture": "standing", 7: 8},
                                  {"posture": "standing", "arrows": [3], "turn": "far", "view": None}])  # fmt: skip
def test_junk_gives_faults_and_never_a_crash(junk, postures):
    faults = parse_figure(junk, postures)
    assert isinstance(faults, tuple)
    assert all(isinstance(f, Fault) for f in faults)


def test_the_guide_names_every_posture_prop_and_joint(postures):
    from pathlib import Path

    from planner.figures.joints import MOTIONS
    from planner.figures.spec import PLACES, PROPS

    guide = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
    for word in (*postures, *PROPS, *PLACES, *(m.joint for m in MOTIONS)):
        assert word in guide, word


def test_the_guides_examples_are_free_of_faults(faults_of):
    import re
    from pathlib import Path

    guide = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    assert len(examples) >= 4
    for text in examples:
        whole = yaml.safe_load(text)
        assert faults_of(yaml.safe_dump(whole.get("figure", whole))) == [], text
