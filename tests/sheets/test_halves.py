from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from weasyprint import HTML

from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.resources import data_folder
from planner.sheets.halves import Half, Point, Section, halves_of
from planner.sheets.press import _parsed, own_files
from planner.sheets.print_week import week_pdf

from .a_week import TEN_MINUTES, a_week
from .conftest import Sheet, a_plain_drawing
from .well_set import faults_of, measured

LINE = "Some fifty letters, a line of half a page or so"
IN_A_LINE = {"a", "b", "img", "span"}
SEEN_BY_NOBODY = {"meta", "style", "title"}


def section(title: str, lines: int) -> Section:
    return Section(title, (Point("", LINE),) * lines)


def read(half: Half) -> list[tuple[str, int]]:
    return [(s.title, len(s.points)) for s in half]


@pytest.mark.parametrize(
    ("sections", "left", "right"),
    [
        ([("a", 3), ("b", 3)], [("a", 3)], [("b", 3)]),
        ([("a", 9), ("b", 3), ("c", 4)], [("a", 9)], [("b", 3), ("c", 4)]),
        ([("a", 2), ("b", 12)], [("a", 2), ("b", 3)], [("", 9)]),
        ([("a", 8)], [("a", 3)], [("", 5)]),
        ([("a", 60)], [("a", 30)], [("a (continued)", 30)]),
        ([("a", 9), ("b", 60)], [("a", 9)], [("b", 60)]),
        ([("a", 1)], [("a", 1)], []),
        ([], [], []),
    ],
    ids=["alike", "one against two", "cut in a section", "alone", "a long one", "two pages", "one line", "nothing"],
)
def test_halves_are_nearly_of_one_length_and_keep_sections_whole_where_they_can(
    sections: list[tuple[str, int]], left: list[tuple[str, int]], right: list[tuple[str, int]]
) -> None:
    found = halves_of([section(*one) for one in sections])
    assert (read(found[0]), read(found[1])) == (left, right)


def test_a_long_point_counts_as_its_lines() -> None:
    left, right = halves_of([Section("a", (Point("", LINE * 5),)), section("b", 2), section("c", 2)])
    assert (read(left), read(right)) == ([("a", 1)], [("b", 2), ("c", 2)])


def test_the_halves_stand_beside_each_other_and_are_read_one_after_the_other(usual: Sheet) -> None:
    (page,) = (page for page in usual.measured if "Beside the exercises" in page.extract_text())
    words = {w["text"]: w for w in page.extract_words() if w["x0"] < 50 or 295 < w["x0"] < 320}
    assert words["Vitamin"]["x0"] < 50 < 295 < words["Daily"]["x0"]
    assert words["Vitamin"]["top"] == pytest.approx(words["Daily"]["top"], abs=0.5)
    topics = ["Vitamin B12", "Breaks from sitting", "Walking", "Daily work", "Food", "Looking back"]
    places = [usual.flow.index(topic, usual.flow.index("Beside the exercises")) for topic in topics]
    assert places == sorted(places)


def test_the_style_sheet_says_what_every_element_of_the_templates_is() -> None:
    folder = data_folder("templates") / "sheets"
    used = {tag for page in folder.glob("*.html") for tag in re.findall(r"<([a-z][a-z0-9]*)", page.read_text("utf-8"))}
    rules = re.findall(r"^([a-z0-9, ]+) \{ display: ", (folder / "week.css").read_text("utf-8"), re.MULTILINE)
    told = {tag.strip() for rule in rules for tag in rule.split(",")}
    assert used - told - IN_A_LINE - SEEN_BY_NOBODY == {"br"}


def test_the_librarys_own_style_sheet_for_any_page_is_left_out() -> None:
    assert HTML(string="<p>Any page</p>")._ua_stylesheets()
    assert _parsed("<html><body/></html>", own_files({}))._ua_stylesheets() == []


@pytest.mark.parametrize(
    "name", ["AN EXERCISE IN CAPITALS THAT FILLS ITS LINE A", "A name that needs more than the whole of the line " * 2]
)
def test_a_name_keeps_to_the_page_and_is_one_heading(library: Library, name: str) -> None:
    bridge = ExerciseId("bridge")
    known = replace(library, exercises={**library.exercises, bridge: replace(library.exercises[bridge], name=name)})
    pdf = week_pdf(a_week(known, {"mon": TEN_MINUTES}), known, a_plain_drawing)
    assert not list(faults_of(measured(pdf)))
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        headings = [below.title for top in outline.root for below in top.children]
    assert [heading for heading in headings if name.strip() in heading] == [f"2 {name.strip()}"]
