from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.sheets import words
from planner.sheets.handout import handout_pdf
from planner.sheets.options import Clinic, SheetOptions
from planner.sheets.spelling import american

from .a_week import item_of
from .conftest import Sheet, a_plain_drawing
from .test_hostile_text import HOSTILE
from .well_set import faults_of

FIVE = ("bridge", "bird-dog-leg", "calf-wall", "sit-to-stand", "march-support")


def handed(library: Library, folder: Path, ids: tuple[str, ...] = FIVE, **options: object) -> Sheet:
    items = tuple(item_of(library.exercises[ExerciseId(i)], adaptation_texts=()) for i in ids)
    chosen = SheetOptions(**{"screened": False} | options)  # type: ignore[arg-type]
    pdf = handout_pdf(items, "For your back", library, a_plain_drawing, chosen)
    path = folder / "handout.pdf"
    path.write_bytes(pdf)
    return Sheet(pdf, path)


def test_a_handout_says_that_nobody_was_screened_and_can_be_signed(library: Library, tmp_path: Path) -> None:
    sheet = handed(library, tmp_path, notes={ExerciseId("bridge"): "Only as high as is easy."})
    assert words.NOT_SCREENED in sheet.flow
    assert "Chosen by" in sheet.pages[0]
    assert "Stop and get help" in sheet.pages[0]
    assert "Above 5 Too high" in sheet.flow
    assert "A word from your practitioner: Only as high as is easy." in sheet.flow
    assert "Easier:" not in sheet.flow, "nobody has looked which steps this person may do"
    assert not list(faults_of(sheet.measured, 5))


def test_a_signed_handout_names_who_chose_it(library: Library, tmp_path: Path) -> None:
    sheet = handed(library, tmp_path, FIVE[:1], signed_by="Jane Doe, physiotherapist", clinic=Clinic("Hill Practice"))
    assert "Chosen by Jane Doe, physiotherapist." in sheet.flow
    assert "Hill Practice" in sheet.pages[0]
    assert not list(faults_of(sheet.measured, 1))


@pytest.mark.parametrize(("per_page", "pages"), [(1, 6), (2, 4), (4, 3), (6, 2)], ids=["one", "two", "four", "six"])
def test_so_many_exercises_stand_on_a_page_as_were_asked_for(
    library: Library, tmp_path: Path, per_page: int, pages: int
) -> None:
    sheet = handed(library, tmp_path, per_page=per_page)
    assert len(sheet.measured) == pages
    counts = [page.extract_text().count("Stop if:") for page in sheet.measured[1:]]
    assert sum(counts) == 5
    assert max(counts) == min(per_page, 5)
    assert not list(faults_of(sheet.measured, 5))


def test_a_handout_in_american_english_is_spelled_so_and_leaves_names_alone(library: Library, tmp_path: Path) -> None:
    sheet = handed(library, tmp_path, ("march-support",), language="en-US", clinic=Clinic("Centre for Colour"))
    assert "countertop" in sheet.flow
    assert "worktop" not in sheet.flow
    assert "Centre for Colour" in sheet.flow
    with pikepdf.open(sheet.path) as pdf:
        assert str(pdf.Root.Lang) == "en-US"
    assert american("Grey worktops and haemoglobin") == "Gray countertops and hemoglobin"


def test_hostile_words_in_each_field_of_a_handout_stay_words(library: Library, tmp_path: Path) -> None:
    sheet = handed(
        library,
        tmp_path,
        FIVE[:1],
        clinic=Clinic(HOSTILE, HOSTILE, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        notes={ExerciseId("bridge"): HOSTILE},
        signed_by=HOSTILE,
        own_page=f"https://example.org/{HOSTILE}",
    )
    assert sheet.flow.replace(" ", "").count("<imgsrc='file:///etc/passwd'/>") >= 4
    assert "root:" not in sheet.text
    assert b"/URI" not in sheet.pdf
    assert "No syntax or stream encoding errors found" in sheet.tool("qpdf", "--check", str(sheet.path))


def test_a_handout_without_an_exercise_is_none(library: Library) -> None:
    with pytest.raises(ValueError, match="at least one exercise"):
        handout_pdf((), "Empty", library, a_plain_drawing)
