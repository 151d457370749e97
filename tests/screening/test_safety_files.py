"""The tables load whole or not at all, and every mistake is named at its line."""

from __future__ import annotations

import shutil

import pytest

from planner.library.safety import load_safety
from planner.screening.files import SafetyFile
from planner.screening.tables import SafetyTables


@pytest.fixture
def folder(safety_folder, tmp_path):
    copy = tmp_path / "safety"
    shutil.copytree(safety_folder, copy)
    return copy


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(path, words):
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line)


def mistakes(folder):
    loaded = load_safety(folder)
    assert not isinstance(loaded, SafetyTables)
    return [str(mistake) for mistake in loaded]


def test_the_shipped_tables_load(folder):
    assert isinstance(load_safety(folder), SafetyTables)


def test_a_missing_file_is_no_table(folder):
    (folder / "ambers.yaml").unlink()
    assert mistakes(folder) == [f"{folder / 'ambers.yaml'}:1: file: there is no such file"]


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "message"),
    [
        ("matrix.yaml", "  FLEX_END:      \"E ", "  FLEX_END:      \"X ", "FLEX_END", "is no cell"),
        ("matrix.yaml", "  FLEX_END:      \"E   ", "  FLEX_END:      \"", "FLEX_END", "must have 20 cells"),
        ("matrix.yaml", "  HEAT: ", "  SUN:  ", "SUN", "is not a known movement tag"),
        ("matrix.yaml", "\"OP   VF ", "\"OP   XX ", "conditions:", "XX is not a known condition"),
        ("red_flags.yaml", "  RED-13:", "  RED-31:", "red_flags:", "RED-13 is missing"),
        ("red_flags.yaml", "    tier: EMERG", "    tier: URGENT", "URGENT", "must be one of EMERG, SAMEDAY, CLEAR"),
        ("red_flags.yaml", "    tier: EMERG", "    tyre: EMERG", "tyre", "is not a known key"),
        ("ambers.yaml", "  AMB-05:", "  AMB-99:", "ambers:", "AMB-05 is missing"),
        ("ambers.yaml", "      early:", "      soon:", "restrictions:", "early is missing"),
        ("conditions.yaml", "level: 2}", "level: 9}", "level: 9}", "must be a whole number from 1 to 5"),
        ("conditions.yaml", "\"C:S24\"", "\"C:S99\"", "C:S99", "S99 is not among the sources"),
        ("adaptations.yaml", "tags: [LOAD]", "tags: [HEAT]", "tags: [HEAT]", "HEAT is adapted by AD-22 already"),
        ("adaptations.yaml", "tags: [SUPINE]", "tags: [PRONE]", "tags: [PRONE]", "PRONE is adapted by AD-04 already"),
        ("messages.yaml", "{emergency} or go", "999 or go", "MSG-EMERG", "must hold {emergency}, {reason}"),
        ("messages.yaml", "MSG-PAUSE: \"", "MSG-PAUSE: \"{who} ", "MSG-PAUSE", "must hold no curly brackets"),
        ("messages.yaml", "  LBL-ABS:", "  LBL-XYZ:", "messages:", "LBL-ABS is missing"),
        ("stop_states.yaml", "  SUR:", "  OPS:", "states:", "SUR is missing"),
        ("emergency.yaml", "  GB: {name", "  UKX: {name", "UKX", "must be a country code of two letters"),
        ("haemoglobin.yaml", "female: 100,", "female: 70,", "bands:", "must rise from band to band (female)"),
        ("limits.yaml", "clearance_days: 84", "clearance_days: many", "clearance_days", "must be a whole number"),
        ("limits.yaml", "  FAT-02: {from: 4", "  FAT-02: {from: 8", "tiredness:", "must begin at 0 and rise"),
        ("limits.yaml", "adult_age: 18", "", "format", "is missing"),
        ("tags.yaml", "  HEAT: ", "  SUNNY: ", "tags:", "HEAT is missing"),
    ],
)  # fmt: skip
def test_every_mistake_is_named_at_its_line(folder, name, old, new, at, message):
    lines = change(folder, name, old, new).read_text(encoding="utf-8").splitlines()
    named = [mistake.split(":", 2) for mistake in mistakes(folder)]
    assert any(message in rest and at in lines[int(line) - 1] for _, line, rest in named), named


def test_a_letter_a_without_an_adaptation_is_a_mistake(folder):
    change(folder, "adaptations.yaml", "tags: [NEURAL]", "tags: []")
    path = folder / "matrix.yaml"
    line = line_of(path, "NEURAL:")
    expected = f"{path}:{line}: tags.NEURAL: has a cell A, but no adaptation names this tag."
    assert expected in mistakes(folder)


def test_a_replacing_adaptation_must_name_families(folder):
    change(folder, "adaptations.yaml", "    instead: [hinge, balasana]\n", "")
    assert any("must name families under instead" in mistake for mistake in mistakes(folder))


def test_all_mistakes_are_listed_at_once(folder):
    change(folder, "red_flags.yaml", "    tier: EMERG", "    tier: NOW")
    change(folder, "limits.yaml", "restorative_days: 2", "restorative_days: two")
    assert len(mistakes(folder)) == 2


def test_families_and_exercises_named_in_the_tables_exist(safety, library):
    families = {e.family for e in library.exercises.values()}
    known = families | set(library.exercises)
    named = {*safety.limits.operation_allows, *safety.limits.first_b12_days_allow, *safety.limits.fallback}
    assert named <= known
    assert set(safety.limits.short_walk_families) <= families


def test_equipment_named_in_the_tables_is_known(safety):
    from planner.exchange.words import EQUIPMENT

    named = set(safety.limits.everywhere)
    for row in safety.adaptations.values():
        named.update(row.needs)
    for row in safety.conditions.values():
        for extra in row.restriction.leave_out:
            named |= extra.unless_owned | extra.scope.without_equipment
    assert named <= set(EQUIPMENT)


def test_the_words_of_conditions_and_medicines_are_those_of_the_profile():
    from planner.exchange.words import CONDITION_CODES, CONDITIONS, MEDICINES
    from planner.screening.conditions import KNOWN_CONDITIONS, KNOWN_WORDS

    assert {*CONDITIONS, *MEDICINES} == KNOWN_WORDS
    assert set(CONDITION_CODES) == KNOWN_CONDITIONS


def test_every_id_that_a_profile_may_clear_or_flag_is_in_the_tables(safety):
    from planner.exchange.words import CLEARABLE, RED_FLAGS

    assert tuple(safety.red_flags) == RED_FLAGS
    for state in safety.stop_states.values():
        assert set(state.cleared_by) <= set(CLEARABLE)


def test_the_notes_of_an_entry_are_those_at_it_and_inside_it_each_once():
    notes = {("OP",): "Bones.", ("OP", "caps"): "Holds.", ("OP", "caps", 0): "Bones.", ("VF",): "Breaks.", (): "All."}
    file = SafetyFile("about", {}, notes)
    assert file.note("OP") == "Bones. Holds."
    assert file.note("OP", "caps") == "Holds. Bones."
    assert file.note("VF") == "Breaks."
    assert file.note("PN") == ""
