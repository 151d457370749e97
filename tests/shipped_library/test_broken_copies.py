"""A broken copy of a shipped file is caught at its line by what ``planner library check`` does.

Faults of an exercise's own keys are tested one by one in tests/library; here are those of the drawings, and those that
take more than one file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.config import read_config
from planner.domain.library import Library
from planner.resources import data_folder
from planner.strict_yaml import Mistake
from planner.wiring import check_library

SHIPPED = data_folder("exercises")
HERE = "  # here"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a handful of shipped files, sound as they are."""
    copy = tmp_path / "exercises"
    for name in ("vocabulary.yaml", "core/bird-dog.yaml", "core/bridge.yaml", "yoga/bridge-pose.yaml"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SHIPPED / name, copy / name)
    routine = (SHIPPED / "routines" / "core-five.yaml").read_text(encoding="utf-8")
    (copy / "routines").mkdir()
    head = routine[: routine.index("items:")]
    (copy / "routines" / "core-five.yaml").write_text(f"{head}items:\n  - bridge\n  - bird-dog\n", encoding="utf-8")
    return copy


def faults(folder: Path) -> list[Mistake]:
    found = check_library(read_config(), folder)
    assert isinstance(found, tuple), "no mistake was found"
    return list(found)


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def line_of(path: Path, words: str) -> int:
    (found,) = [n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line]
    return found


def test_the_copy_is_sound_before_it_is_broken(folder: Path) -> None:
    assert isinstance(check_library(read_config(), folder), Library)


BROKEN_DRAWINGS = {
    "a posture that nobody knows": ("posture: hands-and-nees  # here", "hands-and-knees"),
    "a key that nobody knows": ("posture: standing\nviw: side  # here", "view"),
    "a prop that nobody knows": ("posture: standing\nprops:\n  - chiar in front  # here", "chair"),
    "a joint that nobody knows": (
        "posture: standing\nframes:\n  - {}\n  - hip flexion: 20\n    left hip flexoin: 10  # here", "left hip flexion"
    ),
    "an angle that is no number": ("posture: standing\njoints:\n  hip flexion: lots  # here", "number"),
    "a joint past its range": (
        "posture: supine\nframes:\n  - {}\n  - {neck rotation left: 120}  # here", "past the normal range"
    ),
    "a hand that cannot reach": ("posture: chair-sitting\ntouch:\n  left hand: floor  # here", "short of the floor"),
    "hands that cannot reach": ("posture: chair-sitting\ntouch:\n  hands: floor  # here", "right hand is"),
    "a foot through the floor": (
        "posture: chair-sitting\nframes:\n  - {}\n  - {left hip flexion: 55}  # here", "the left foot goes"
    ),
    "a hand in a wall": (
        "posture: standing\nprops: [wall in front]\njoints: {shoulder flexion: 90}\nframes:\n"
        "  - {}\n  - {body lean forward: 30}  # here", "into the wall"
    ),
    "an elbow in the trunk": (
        "posture: standing\nframes:\n  - {shoulder adduction: 45, shoulder flexion: 2, elbow flexion: 60}  # here",
        "into the trunk",
    ),
    "frames that do not differ": (
        "posture: standing\nframes:\n  - {hip flexion: 20}\n  - {hip flexion: 20}  # here", "does not differ"
    ),
    "a person who would fall over": (
        "posture: standing\nframes:\n  - {hip flexion: 60, ankle dorsiflexion: 20}  # here", "would fall over"
    ),
    "a shin that slides": (
        "posture: kneeling\nanchor: head\nframes:\n  - {}\n  - hip flexion: 60\n    touch: {shins: floor}  # here",
        "slides",
    ),
    "a picture that leaves its box": (
        "posture: standing\nprops: [{prop: wall in front, distance: 3600}]\nframes:\n  - {}  # here", "at most"
    ),
    "four frames": ("posture: standing\nframes: [{}, {}, {}, {}]  # here", "one to three"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN_DRAWINGS)
def test_each_fault_of_a_drawing_is_told_at_its_line(folder: Path, kind: str) -> None:
    figure, says = BROKEN_DRAWINGS[kind]
    path = folder / "core" / "bird-dog.yaml"
    block = "".join(f"  {line}\n" for line in figure.splitlines())
    rewrite(path, lambda text: text[: text.index("figure:\n")] + "figure:\n" + block)
    expected = line_of(path, HERE)
    rewrite(path, lambda text: text.replace(HERE, ""))
    found = faults(folder)
    assert any(m.line == expected and says in m.message and m.file == str(path) for m in found), [str(m) for m in found]
    assert all(m.key.startswith("figure") for m in found)


def test_an_exercise_without_a_drawing_is_told(folder: Path) -> None:
    rewrite(folder / "core" / "bird-dog.yaml", lambda text: text[: text.index("figure:\n")])
    (mistake,) = faults(folder)
    assert (mistake.key, mistake.message) == ("figure", "is missing; every exercise is drawn.")


def test_the_same_id_in_two_folders_names_both_files(folder: Path) -> None:
    second = folder / "yoga" / "bird-dog.yaml"
    shutil.copy(folder / "core" / "bird-dog.yaml", second)
    rewrite(second, lambda text: text.replace("category: core", "category: yoga"))
    (mistake,) = faults(folder)
    assert (mistake.file, mistake.line, mistake.key) == (str(second), 1, "id")
    assert str(folder / "core" / "bird-dog.yaml") in mistake.message


def test_an_own_exercise_with_a_shipped_id_names_both_files(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "core").mkdir(parents=True)
    shutil.copy(SHIPPED / "core" / "bird-dog.yaml", own / "core" / "bird-dog.yaml")
    found = check_library(replace(read_config(), exercises=str(own)))
    assert isinstance(found, tuple)
    (mistake,) = found
    assert mistake.file == str(own / "core" / "bird-dog.yaml")
    assert str(SHIPPED / "core" / "bird-dog.yaml") in mistake.message


def test_faults_of_several_files_come_together_each_at_its_line(folder: Path) -> None:
    bird_dog, bridge, pose = (
        folder / "core" / "bird-dog.yaml", folder / "core" / "bridge.yaml", folder / "yoga" / "bridge-pose.yaml"
    )  # fmt: skip
    routine = folder / "routines" / "core-five.yaml"
    rewrite(bird_dog, lambda text: text.replace('dose: "3x4@8s"', 'dose: "3 sets"').replace("[mat]", "[matt]"))
    rewrite(bridge, lambda text: re.sub(r"^name: .*$", "name: no", text, flags=re.MULTILINE))
    rewrite(pose, lambda text: text.replace("category: yoga", "category: core"))
    rewrite(routine, lambda text: text.replace("  - bird-dog", "  - bird-dgo"))
    told = {(m.file, m.line, m.key) for m in faults(folder)}
    assert told == {
        (str(bird_dog), line_of(bird_dog, "dose: "), "dose"),
        (str(bird_dog), line_of(bird_dog, "[matt]"), "equipment[0]"),
        (str(bridge), line_of(bridge, "name: no"), "name"),
        (str(pose), line_of(pose, "category: core"), "category"),
        (str(routine), line_of(routine, "bird-dgo"), "items[1]"),
    }


def test_broken_safety_tables_are_found_with_the_library(folder: Path) -> None:
    shutil.copytree(SHIPPED / "safety", folder / "safety")
    path = folder / "safety" / "matrix.yaml"
    rewrite(path, lambda text: re.sub(r"^(  FLEX_LOAD: +)\"E", r'\1"X', text, flags=re.MULTILINE))
    found = [m for m in faults(folder) if m.file == str(path)]
    assert [m.line for m in found] == [line_of(path, "FLEX_LOAD:")]
