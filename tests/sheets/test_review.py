"""The paper for clinicians says all that the safety files say."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest

from planner.domain.library import Library
from planner.library.safety_notes import read_safety_files, safety_file
from planner.resources import data_folder
from planner.screening.files import SafetyFiles
from planner.sheets.review import review_page
from planner.sheets.review_limits import LIMIT_WORDS
from planner.sheets.review_rows import evidence_lines, scope_words
from planner.strict_yaml import Document, read_text


@pytest.fixture(scope="module")
def files() -> SafetyFiles:
    found = read_safety_files(data_folder("exercises") / "safety")
    assert isinstance(found, SafetyFiles)
    return found


@pytest.fixture(scope="module")
def page(files: SafetyFiles, library: Library) -> str:
    return review_page(files, library)


@pytest.fixture(scope="module")
def text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def texts_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, entry in value.items() if key != "evidence" for text in texts_of(entry)]
    if isinstance(value, list):
        return [text for entry in value for text in texts_of(entry)]
    return [str(value)]


def row_of(page: str, key: str) -> str:
    """The row headed by a key, as it stands in the page."""
    (found,) = re.findall(
        rf'<tr[^>]*>(?:(?!</tr>).)*<th scope="row"[^>]*>{re.escape(key)}</th>.*?</tr>', page, re.DOTALL
    )
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize(
    "name", ["tags", "conditions", "red_flags", "ambers", "stop_states", "messages", "emergency", "sources"]
)
def test_every_word_of_a_safety_file_is_printed(files: SafetyFiles, text: str, name: str) -> None:
    keys_without_words = {"format", "unknown"}
    for key, value in files[name].values.items():
        if key not in keys_without_words:
            for words in texts_of(value):
                assert " ".join(words.split()) in text, words


@pytest.mark.parametrize(("name", "section"), [("conditions", "conditions"), ("red_flags", "red_flags"),
                                               ("ambers", "ambers"), ("adaptations", "adaptations"),
                                               ("stop_states", "states"), ("haemoglobin", "bands")])  # fmt: skip
def test_rows_of_our_own_judgement_are_marked_and_those_with_sources_are_not(
    files: SafetyFiles, page: str, name: str, section: str
) -> None:
    for key, row in files[name].values[section].items():
        printed = row_of(page, key) if key not in ("MYE", "SUR", "AMB-08", "AMB-19") else None
        ours = "D" in row["evidence"] or "[D" in files[name].note(section, key) or "[D" in str(row)
        if printed is not None:
            assert ('class="ours"' in printed and "<b>D</b>" in printed) == ours, key


def test_the_matrix_is_printed_letter_by_letter_in_words_a_photocopy_keeps(files: SafetyFiles, page: str) -> None:
    for tag, letters in files["matrix"].values["tags"].items():
        (row,) = [r for r in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if f'class="tag">{tag}<' in r]
        assert re.findall(r'<td class="c\d">(.)</td>', row) == letters.split()


def test_every_limit_has_words_or_a_table_of_its_own(files: SafetyFiles) -> None:
    assert set(files["limits"].values) - {"format", "tiredness", "fallback"} == set(LIMIT_WORDS)


def test_every_exercise_and_routine_is_there_with_what_decides_about_it(library: Library, page: str) -> None:
    for exercise in library.exercises.values():
        if exercise.id not in files_fallback(page):
            row = html.unescape(row_of(page, exercise.id))
            assert exercise.name in row
            assert all(tag in row for tag in exercise.tags or ())
            assert all(mark in row for mark in exercise.evidence)
    for routine in library.routines.values():
        assert ", ".join(routine.items) in row_of(page, routine.id)


def files_fallback(page: str) -> set[str]:
    """Exercises that head a row in the fallback list too."""
    section = page[page.index('id="fallback-list"') : page.index('id="emergency-numbers"')]
    found = set(re.findall(r'<th scope="row">(.*?)</th>', section))
    assert len(found) == 8
    return found


def test_an_exercise_that_nobody_has_checked_says_so(files: SafetyFiles, library: Library) -> None:
    first = next(iter(library.exercises.values()))
    changed = replace(library, exercises={**library.exercises, first.id: replace(first, tags=None)})
    assert "not checked yet: never chosen" in review_page(files, changed)


def test_comments_of_a_file_go_to_the_entries_they_speak_of() -> None:
    text = (
        "# What this is.\n# More of it.\nformat: x\nrows:\n  A:\n    words: \"a # b\"\n    # Said of A. [D]\n"
        "    more: 1  # too low?\n  # Said of both.\n  B: 2\n  C: 3\n  # Of D alone.\n  D: 4\n"
    )  # fmt: skip
    document = read_text(text, file="x.yaml")
    assert isinstance(document, Document)
    file = safety_file(document, text)
    assert file.about == "What this is. More of it."
    assert file.note("rows", "A") == "Said of A. [D] too low?"
    assert [file.note("rows", key) for key in "BCD"] == ["Said of both.", "Said of both.", "Of D alone."]


def test_marks_come_by_weight_and_a_scope_reads_as_words() -> None:
    assert evidence_lines(["D", "C:S21", "G:ACSM", "C:S22"]) == ("C: S21, S22", "G: ACSM", "D")
    assert scope_words({"families": ["sideplank"], "from_step": 2}) == "families sideplank from step 2"
    assert scope_words({}) == "every exercise"


def test_the_version_of_the_tables_changes_with_any_word(tmp_path: Any) -> None:
    import shutil

    folder = tmp_path / "safety"
    shutil.copytree(data_folder("exercises") / "safety", folder)
    before = read_safety_files(folder)
    path = folder / "tags.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# one more comment\n", encoding="utf-8")
    after = read_safety_files(folder)
    assert isinstance(before, SafetyFiles)
    assert isinstance(after, SafetyFiles)
    assert before.version != after.version
    path.unlink()
    missing = read_safety_files(folder)
    assert isinstance(missing, tuple)
    assert "there is no such file" in str(missing[0])
