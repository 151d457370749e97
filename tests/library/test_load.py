"""Loading a library: every kind of fault in a broken copy is caught at its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from planner.domain.exercise import Category, Dose, Exercise, FamilyId, Position, Tag
from planner.domain.library import Library
from planner.library.load import CheckFigure, load_library
from planner.library.schema import json_schema
from planner.library.shape import dose_of
from planner.library.vocabulary import Vocabulary, read_vocabulary
from planner.strict_yaml import KeyPath, Mistake

VOCABULARY = """\
regions: {low-back: low back, hips: hips}
muscles:
  multifidus: {name: small deep muscles of the back, regions: [low-back]}
  gluteus maximus: {name: big buttock muscle, regions: [hips]}
equipment:
  mat: {name: a mat, everyone: false}
  bed: {name: a firm bed, everyone: false}
  towel: {name: a towel, everyone: true}
tags: {SUPINE: it is done lying flat on the back}
"""
BRIDGE = """\
id: bridge
name: Bridge, two legs
category: core
position: supine
targets: [gluteus maximus]
regions: [hips]
tags: [SUPINE, FLOOR]
equipment: [mat or bed, towel]
level: 2
family: bridge
step: 2
dose: "2x8@3s"
sides: 1
dose_row: DOSE-03
setup: Lie on your back.
steps:
  - Press your feet down.
  - Lift your hips.
  - Lower them slowly.
breathing: Count out loud.
feel: Your buttocks.
mistakes: [Arching the back.]
stop_if: [Your back hurts.]
evidence: [S34]
figure: {posture: hook-lying}
"""
ROUTINE = """\
id: core-one
name: One exercise
kind: core
level: beginner
minutes: 5
sets: 1
purpose: a short one
items:
  - bridge
"""
Made = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of one exercise and one routine."""
    root = tmp_path / "exercises"
    (root / "core").mkdir(parents=True)
    (root / "routines").mkdir()
    (root / "vocabulary.yaml").write_text(VOCABULARY)
    (root / "core" / "bridge.yaml").write_text(BRIDGE)
    (root / "routines" / "core-one.yaml").write_text(ROUTINE)
    return root


def loaded(folder: Path, own: Path | None = None, check_figure: CheckFigure | None = None) -> Library:
    library = load_library(folder, own, check_figure=check_figure)
    assert isinstance(library, Library), [str(m) for m in library]
    return library


def faults(folder: Path, own: Path | None = None, check_figure: CheckFigure | None = None) -> list[Mistake]:
    found = load_library(folder, own, check_figure=check_figure)
    assert isinstance(found, tuple), "the library was loaded without a mistake"
    return list(found)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert text.count(before) == 1, f"{before!r} is {text.count(before)} times in {path.name}"
    path.write_text(text.replace(before, after))


def add(folder: Path, name: str, *changes: tuple[str, str], category: str = "core") -> Path:
    """Another exercise like the bridge, a step further in its family."""
    path = folder / category / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BRIDGE)
    for before, after in (("id: bridge", f"id: {name}"), ("name: Bridge, two legs", f"name: The {name}"),
                          ("step: 2", "step: 3"), ("category: core", f"category: {category}"), *changes):  # fmt: skip
        edit(path, before, after)
    return path


def test_an_exercise_file_becomes_an_exercise(folder: Path) -> None:
    library = loaded(folder)
    bridge = library.exercises["bridge"]  # type: ignore[index]
    assert bridge == Exercise(
        id="bridge",  # type: ignore[arg-type]
        name="Bridge, two legs",
        category=Category.CORE,
        position=Position.SUPINE,
        targets=("gluteus maximus",),
        regions=("hips",),
        tags=frozenset({Tag.SUPINE, Tag.FLOOR}),
        equipment=(frozenset({"mat", "bed"}), frozenset({"towel"})),
        level=2,
        family="bridge",  # type: ignore[arg-type]
        step=2,
        dose=Dose(2, 8, 3),
        sides=1,
        dose_row="DOSE-03",  # type: ignore[arg-type]
        setup="Lie on your back.",
        steps=("Press your feet down.", "Lift your hips.", "Lower them slowly."),
        breathing="Count out loud.",
        feel="Your buttocks.",
        mistakes=("Arching the back.",),
        stop_if=("Your back hurts.",),
        evidence=("S34",),
        figure={"posture": "hook-lying"},
    )
    assert bridge.source == str(folder / "core" / "bridge.yaml")
    routine = library.routines["core-one"]  # type: ignore[index]
    assert routine.one_set
    assert routine.items == ("bridge",)


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "says"),
    [
        ("id: bridge", "id: brigde", 1, "id", 'must be the name of the file, "bridge"'),
        ("id: bridge", "id: The Bridge", 1, "id", "must be an id such as"),
        ("name: Bridge, two legs\n", "", 1, "name", "is missing"),
        ("name: Bridge, two legs", "name: no", 2, "name", "put this word in quotes"),
        ("category: core", "category: yoga", 3, "category", 'must be the name of the folder, "core"'),
        ("category: core", "category: cores", 3, "category", 'Did you mean "core"?'),
        ("position: supine", "position: supin", 4, "position", 'Did you mean "supine"?'),
        ("[gluteus maximus]", "[gluteus maximis]", 5, "targets[0]", 'Did you mean "gluteus maximus"?'),
        ("[gluteus maximus]", "[]", 5, "targets", "must have 1 to"),
        ("regions: [hips]", "regions: [hip]", 6, "regions[0]", 'Did you mean "hips"?'),
        ("tags: [SUPINE, FLOOR]", "tags: [SUPINE, FLOR]", 7, "tags[1]", 'Did you mean "FLOOR"?'),
        ("tags: [SUPINE, FLOOR]", "tags: [SUPINE, SUPINE]", 7, "tags[1]", "is there twice"),
        ("tags: [SUPINE, FLOOR]\n", "", 1, "tags", "is missing"),
        ("tags: [SUPINE, FLOOR]", "tags:", 7, "tags", "is empty"),
        ("[mat or bed, towel]", "[mat or bad, towel]", 8, "equipment[0]", 'Did you mean "bed"?'),
        ("[mat or bed, towel]", "mat", 8, "equipment", "must be a list"),
        ("level: 2", "level: 6", 9, "level", "from 1 to 5"),
        ("family: bridge", "family: Bridges!", 10, "family", "must be an id"),
        ("step: 2", "step: second", 11, "step", "must be a whole number"),
        ("step: 2", "step: -1", 11, "step", "from 0 to 99"),
        ('dose: "2x8@3s"', 'dose: "2 x 8"', 12, "dose", 'must be a dose such as "2x8"'),
        ('dose: "2x8@3s"', 'dose: "3x6-4@3s"', 12, "dose", "must be a dose"),
        ('dose: "2x8@3s"', 'dose: "0x8"', 12, "dose", "must be a dose"),
        ("sides: 1", "sides: 3", 13, "sides", "must be 1 or 2"),
        ("DOSE-03", "DOSE-13", 14, "dose_row", "must be one of"),
        ("setup: Lie on your back.", 'setup: ""', 15, "setup", "must not be empty"),
        ("  - Lower them slowly.\n", "", 16, "steps", "must have 3 to 6 entries, and this has 2"),
        ("breathing: Count out loud.\n", "", 1, "breathing", "is missing"),
        ("feel: Your buttocks.", "feel: [a]", 21, "feel", "must be text"),
        ("[Arching the back.]", "[]", 22, "mistakes", "must have 1 to 8"),
        ("stop_if: [Your back hurts.]\n", "", 1, "stop_if", "is missing"),
        ("evidence: [S34]", "evidence: [s 34]", 24, "evidence[0]", "must be a source"),
        ("figure: {posture: hook-lying}", "figure: none", 25, "figure", "must be a group of keys"),
        ("feel: Your buttocks.", "feels: Your buttocks.", 21, "feels", 'Did you mean "feel"?'),
        ("level: 2", "level: 2\nlevel: 3", 10, "level", "this key is there twice"),
        ("level: 2", "level: 0:30", 9, "level", "write numbers with a colon in quotes"),
    ],
)  # fmt: skip
def test_each_fault_of_an_exercise_is_told_at_its_line(
    folder: Path, before: str, after: str, line: int, key: str, says: str
) -> None:
    path = folder / "core" / "bridge.yaml"
    edit(path, before, after)
    (mistake,) = [m for m in faults(folder) if m.key == key]
    assert mistake.file == str(path)
    assert mistake.line == line
    assert says in mistake.message


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "says"),
    [
        ("  - bridge", "  - brigde", 9, "items[0]", 'there is no exercise "brigde". Did you mean "bridge"?'),
        ("id: core-one", "id: core-two", 1, "id", 'must be the name of the file, "core-one"'),
        ("kind: core", "kind: cores", 3, "kind", 'Did you mean "core"?'),
        ("minutes: 5", "minutes: 0", 5, "minutes", "from 1 to 60"),
        ("sets: 1", "sets: 2", 6, "sets", "must be 0 or 1"),
        ("items:\n  - bridge", "items: []", 8, "items", "must have 1 to 20"),
        ("purpose: a short one\n", "", 1, "purpose", "is missing"),
    ],
)
def test_each_fault_of_a_routine_is_told_at_its_line(
    folder: Path, before: str, after: str, line: int, key: str, says: str
) -> None:
    edit(folder / "routines" / "core-one.yaml", before, after)
    (mistake,) = faults(folder)
    assert (mistake.line, mistake.key) == (line, key)
    assert says in mistake.message


def test_all_faults_of_all_files_are_listed(folder: Path) -> None:
    edit(folder / "core" / "bridge.yaml", "level: 2", "level: 9")
    edit(folder / "core" / "bridge.yaml", "sides: 1", "sides: 9")
    edit(folder / "routines" / "core-one.yaml", "minutes: 5", "minutes: 99")
    assert [m.key for m in faults(folder)] == ["level", "sides", "minutes"]


def test_a_broken_exercise_does_not_break_its_routines_too(folder: Path) -> None:
    edit(folder / "core" / "bridge.yaml", "level: 2", "level: 9")
    assert [m.key for m in faults(folder)] == ["level"]


def test_a_repeated_id_names_both_files(folder: Path) -> None:
    path = add(folder, "bridge", ("step: 3", "step: 4"), category="yoga")
    (mistake,) = faults(folder)
    assert mistake.file == str(path)
    assert mistake.message == f'"bridge" is the id of {folder / "core" / "bridge.yaml"} already.'


def test_a_routine_may_not_take_the_id_of_an_exercise(folder: Path) -> None:
    (folder / "routines" / "bridge.yaml").write_text(ROUTINE.replace("core-one", "bridge"))
    (mistake,) = faults(folder)
    assert str(folder / "core" / "bridge.yaml") in mistake.message


def test_one_step_of_a_family_is_one_exercise(folder: Path) -> None:
    path = add(folder, "bridge-march", ("step: 3", "step: 2"))
    (mistake,) = faults(folder)
    assert (mistake.file, mistake.key, mistake.line) == (str(path), "step", 11)
    assert mistake.message == f"step 2 of bridge is {folder / 'core' / 'bridge.yaml'} already."


def test_a_gentler_way_in_stands_before_the_first_step_of_its_family(folder: Path) -> None:
    add(folder, "bridge-squeeze", ("step: 3", "step: 0"))
    family = loaded(folder).family(FamilyId("bridge"))
    assert [(e.id, e.step) for e in family] == [("bridge-squeeze", 0), ("bridge", 2)]


def test_two_exercises_with_one_name_are_a_fault(folder: Path) -> None:
    add(folder, "bridge-march", ("name: The bridge-march", "name: bridge, Two legs"))
    (mistake,) = faults(folder)
    assert (mistake.key, mistake.line) == ("name", 2)


def test_own_exercises_come_beside_the_shipped_ones(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    add(own, "my-bridge", ("tags: [SUPINE, FLOOR]\n", ""))
    library = loaded(folder, own)
    assert list(library.exercises) == ["bridge", "my-bridge"]
    assert library.exercises["my-bridge"].tags is None  # type: ignore[index]


def test_an_own_exercise_with_a_shipped_id_is_refused_with_both_files(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    path = add(own, "bridge")
    (mistake,) = faults(folder, own)
    assert mistake.file == str(path)
    assert str(folder / "core" / "bridge.yaml") in mistake.message


def test_an_own_folder_that_is_missing_is_told(folder: Path, tmp_path: Path) -> None:
    (mistake,) = faults(folder, tmp_path / "none")
    assert mistake.message == "there is no such folder"


@pytest.mark.parametrize("name", ["bridge.yml", "bridge.json", "inner"])
def test_a_file_in_the_wrong_place_is_not_passed_over_in_silence(folder: Path, name: str) -> None:
    path = folder / "core" / name
    if name == "inner":
        path.mkdir()
    else:
        path.write_text(BRIDGE)
    (mistake,) = faults(folder)
    assert mistake.file == str(path)


def test_a_folder_that_is_no_category_is_told(folder: Path) -> None:
    add(folder, "lost", category="stretches")
    found = faults(folder)
    assert any(m.file == str(folder / "stretches") and 'Did you mean "stretch"?' in m.message for m in found)


def test_other_files_beside_the_exercises_do_no_harm(folder: Path) -> None:
    (folder / "README.md").write_text("how to write one")
    (folder / "core" / ".bridge.yaml.swp").write_text("x")
    (folder / "safety").mkdir()
    (folder / "safety" / "tags.yaml").write_text("x: 1")
    assert list(loaded(folder).exercises) == ["bridge"]


@pytest.mark.parametrize("text", ["", "- a\n", "id: [\n"])
def test_a_file_that_is_no_exercise_is_one_fault(folder: Path, text: str) -> None:
    (folder / "core" / "bridge.yaml").write_text(text)
    assert any(m.file.endswith("bridge.yaml") and m.line >= 1 for m in faults(folder))


def test_a_broken_vocabulary_is_told_before_all_else(folder: Path) -> None:
    edit(folder / "vocabulary.yaml", "regions: [hips]", "regions: [hip]")
    (mistake,) = faults(folder)
    assert (mistake.key, mistake.line) == ("muscles.gluteus maximus.regions[0]", 4)
    (folder / "vocabulary.yaml").unlink()
    (mistake,) = faults(folder)
    assert mistake.message == "there is no such file"


def no_posture(figure: Mapping[str, Any]) -> list[tuple[KeyPath, str]]:
    return [] if figure.get("posture") == "standing" else [(("posture",), "this posture is unknown.")]


def test_faults_of_a_drawing_are_told_at_their_line(folder: Path) -> None:
    (mistake,) = faults(folder, check_figure=no_posture)
    assert (mistake.line, mistake.key, mistake.message) == (25, "figure.posture", "this posture is unknown.")


def test_a_missing_drawing_is_a_fault_where_drawings_are_checked(folder: Path) -> None:
    edit(folder / "core" / "bridge.yaml", "figure: {posture: hook-lying}\n", "")
    (mistake,) = faults(folder, check_figure=no_posture)
    assert mistake.key == "figure"


def test_the_version_changes_with_any_file_and_only_then(folder: Path, tmp_path: Path) -> None:
    first = loaded(folder).version
    assert loaded(folder).version == first
    assert len(first) == 12
    edit(folder / "core" / "bridge.yaml", "Lift your hips.", "Lift your hips slowly.")
    second = loaded(folder).version
    edit(folder / "routines" / "core-one.yaml", "a short one", "a very short one")
    third = loaded(folder).version
    own = tmp_path / "own"
    add(own, "my-bridge")
    assert len({first, second, third, loaded(folder, own).version}) == 4


def test_the_order_of_the_library_is_that_of_the_names(folder: Path) -> None:
    for place, name in enumerate(("zebra", "apple", "mango")):
        add(folder, name, ("step: 3", f"step: {5 + place}"))
    assert list(loaded(folder).exercises) == ["apple", "bridge", "mango", "zebra"]


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("2x8", Dose(2, 8)),
        ("1x10@5s", Dose(1, 10, 5)),
        ("3x6-4-2@8s", Dose(3, (6, 4, 2), 8)),
        ("5min", Dose(1, None, None, 5.0)),
        ("2.5min", Dose(1, None, None, 2.5)),
    ],
)
def test_the_dose_grammar_is_read(text: str, dose: Dose) -> None:
    assert dose_of(text) == dose


@pytest.mark.parametrize("text", ["2×8", "2x", "x8", "2x8@s", "2x8@3", "5 min", "0min", "2x8s", "3x6-4", "", "2x08"])
def test_what_is_no_dose_is_refused(text: str) -> None:
    assert dose_of(text) is None


@pytest.mark.parametrize(("kind", "text"), [("exercise", BRIDGE), ("routine", ROUTINE)])
def test_the_schema_accepts_the_file_and_refuses_a_broken_one(folder: Path, kind: Any, text: str) -> None:
    vocabulary = read_vocabulary(folder / "vocabulary.yaml")
    assert isinstance(vocabulary, Vocabulary)
    schema = json_schema(kind, vocabulary)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    validator = jsonschema.Draft202012Validator(schema)
    data = yaml.safe_load(text)
    validator.validate(data)
    assert not validator.is_valid({**data, "extra": 1})
    assert not validator.is_valid({key: value for key, value in data.items() if key != "name"})
    assert not validator.is_valid({**data, "level": 9})
    if kind == "exercise":
        assert not validator.is_valid({**data, "equipment": ["mat or bad"]})
        assert not validator.is_valid({**data, "dose": "2 x 8"})
        assert not validator.is_valid({**data, "tags": None})
