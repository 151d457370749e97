"""Exercises of one's own, in a folder of one's own: checked alike, planned alike, and never chosen unchecked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from planner.cli.commands import COMMANDS
from planner.cli.run import run
from planner.resources import data_folder
from tests.contract.people import someone

START = "2026-11-23"
OWN = """\
id: {name}
name: Heel bridge {name}
category: core
position: supine
targets: [gluteus maximus, hamstrings]
regions: [buttocks, back-thigh]
{tags}equipment: [mat or bed]
level: 1
family: {name}
step: 1
dose: "2x8@3s"
sides: 1
dose_row: DOSE-03
setup: Lie on your back on a mat or a firm bed, with your knees bent and your toes up.
steps:
  - Press both heels down and lift your hips a little.
  - Stay up for your count.
  - Lower slowly.
breathing: Breathe out as you lift.
feel: The backs of your thighs.
mistakes: [Pushing with the toes.]
stop_if: [Your thighs cramp.]
evidence: [DOSE-03]
figure:
  posture: hook-lying
  touch: {{heels: floor}}
  frames:
    - {{ankle dorsiflexion: 20}}
    - {{posture: bridge, ankle dorsiflexion: 20}}
"""
ROUTINE = """\
id: my-bridges
name: My bridges
kind: core
level: beginner
minutes: 9
sets: 0
purpose: backs of the thighs
items: [untagged-bridge, tagged-bridge, brace-supine, glute-set]
"""


def planner(*arguments: object) -> int:
    return run(COMMANDS, [str(a) for a in arguments])


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an exercise that has its tags, one whose tags nobody has written yet, and a routine of both."""
    folder = tmp_path / "mine" / "core"
    folder.mkdir(parents=True)
    (folder / "tagged-bridge.yaml").write_text(OWN.format(name="tagged-bridge", tags="tags: [SUPINE, FLOOR]\n"))
    (folder / "untagged-bridge.yaml").write_text(OWN.format(name="untagged-bridge", tags=""))
    (folder.parent / "routines").mkdir()
    (folder.parent / "routines" / "my-bridges.yaml").write_text(ROUTINE)
    monkeypatch.setenv("PLANNER_EXERCISES", str(folder.parent))
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "data"))
    return folder


def test_own_exercises_are_checked_with_the_shipped_ones(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = len([path for path in data_folder("exercises").glob("*/*.yaml") if path.parent.name not in BESIDE])
    assert planner("library", "check", "--json") == 0
    assert json.loads(capsys.readouterr().out)["exercises"] == shipped + 2
    path = own / "tagged-bridge.yaml"
    path.write_text(path.read_text().replace("level: 1", "level: 9").replace("hook-lying", "hook-lyng"))
    assert planner("library", "check") == 1
    errors = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in errors] == [str(path)] * 2


BESIDE = {"routines", "safety"}


def test_an_own_exercise_is_drawn_by_its_id(own: Path, tmp_path: Path) -> None:
    assert planner("figure", "tagged-bridge", "--out", tmp_path / "b.svg") == 0
    assert "Heel bridge tagged-bridge" in (tmp_path / "b.svg").read_text()


@pytest.mark.usefixtures("own")
def test_an_own_exercise_with_tags_is_chosen_and_one_without_never(tmp_path: Path) -> None:
    """Both stand in a liked routine; the plan says that it left out the one that nobody has checked."""
    profile = tmp_path / "profile.yaml"
    days = {day: {"minutes": 20, "at": "18:00"} for day in ("mon", "thu")}
    answers = someone(days=days, likes=["my-bridges", "untagged-bridge"])
    profile.write_text(yaml.safe_dump(answers))
    assert planner("week", profile, "--out", tmp_path / "out", "--start", START) == 0
    week = json.loads((tmp_path / "out" / "week.json").read_text())
    items = [item for day in week["days"] for s in day["sessions"] for block in s["blocks"] for item in block["items"]]
    chosen = {item["exercise"] for item in items}
    assert "tagged-bridge" in chosen
    assert "untagged-bridge" not in chosen
    left_out = {entry["exercise"] for entry in week["left_out"]}
    assert "untagged-bridge" in left_out
    assert "tagged-bridge" not in left_out
