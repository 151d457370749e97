"""What was found and mended when every sheet in every option was looked at page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.domain.library import Library
from planner.domain.person import B12, Answer, EverySchedule, Profile
from planner.sheets.b12_year import b12_year
from planner.sheets.booklet import Booklet
from planner.sheets.card_room import LAYOUTS
from planner.sheets.handout import handout_pdf
from planner.sheets.options import Clinic, Part, SheetOptions
from planner.sheets.print_week import week_pdf

from .a_week import START, TEN_MINUTES, a_week, item_of
from .conftest import Print, Sheet, a_plain_drawing
from .well_set import faults_of

SHORT = {"mon": TEN_MINUTES}


def year_sheet(library: Library, profile: Profile, folder: Path, **options: Any) -> Sheet:
    year = b12_year(profile, START)
    chosen = SheetOptions(parts=frozenset({Part.B12}), **options)
    pdf = week_pdf(a_week(library), library, a_plain_drawing, options=chosen, b12=year)
    (folder / "b12.pdf").write_bytes(pdf)
    return Sheet(pdf, folder / "b12.pdf")


def every_day(profile: Profile) -> Profile:
    treated = B12(Answer.YES, "diet", "tablets", EverySchedule("days", 1), date(2026, 11, 2))
    return replace(profile, b12=treated)


def words_over_words(page: Any) -> Iterator[str]:
    found = page.extract_words()
    for place, a in enumerate(found):
        for b in found[place + 1 :]:
            across = min(a["x1"], b["x1"]) - max(a["x0"], b["x0"])
            down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
            if across > 1 and down > 4:
                yield f"{a['text']} {b['text']}"


@pytest.mark.parametrize("large_print", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("part", sorted(set(Part) - {Part.WEEK, Part.B12}))
def test_a_part_printed_alone_leaves_no_page_to_the_safety_words(
    library: Library, print_sheet: Print, part: Part, large_print: bool
) -> None:
    sheet = print_sheet(a_week(library, SHORT), parts=frozenset({part}), large_print=large_print)
    assert not list(faults_of(sheet.measured))
    assert "Above 5 Too high" in sheet.pages[0], "SAFE-03, before anything is done"
    assert sheet.flow.count("Stop and get help") == 1
    if not (large_print and part is Part.SESSIONS):
        assert a_week(library).person.name in sheet.pages[0]


def test_the_diary_after_a_week_on_its_side_has_a_page_of_its_own_upright(library: Library, print_sheet: Print) -> None:
    sheet = print_sheet(a_week(library, SHORT), landscape=True, parts=frozenset({Part.WEEK, Part.DIARY}))
    assert [page.width > page.height for page in sheet.measured] == [True, False]
    assert "To tell or ask" in sheet.pages[1]


def test_few_exercises_on_a_week_on_its_side_are_drawn_large(library: Library, print_sheet: Print) -> None:
    sheet = print_sheet(a_week(library, SHORT), landscape=True, parts=frozenset({Part.WEEK}))
    (page,) = sheet.measured
    heights = [
        one["height"] for one in page.rects if one["height"] > 15 and abs(one["width"] / one["height"] - 4 / 3) < 0.02
    ]
    assert heights
    assert min(heights) > 45
    assert not list(faults_of(sheet.measured))


@pytest.mark.parametrize("per_page", [1, 2, 4, 6], ids=["one", "two", "four", "six"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_cards_take_the_pages_that_were_judged_for_them(
    library: Library, tmp_path: Path, per_page: Any, paper: Any
) -> None:
    ids = sorted(library.exercises)[::23]
    texts = ("Wear shoes and keep your eyes open. Check your feet before and after.",)
    items = tuple(item_of(library.exercises[i], adaptation_texts=texts if n % 2 else ()) for n, i in enumerate(ids))
    options = SheetOptions(screened=False, paper=paper, per_page=per_page)
    (tmp_path / "cards.pdf").write_bytes(handout_pdf(items, "All", library, a_plain_drawing, options))
    pages = Sheet(b"", tmp_path / "cards.pdf").pages
    judged = LAYOUTS[per_page].sheets(Booklet(None, library, items=items).cards, paper)
    met = [len(re.findall("Stop if:", page)) for page in pages]
    assert [count for count in met if count] == [sum(len(row.cards) for row in rows) for rows in judged]


@pytest.mark.parametrize("per_page", [4, 6], ids=["four", "six"])
def test_four_and_six_exercises_to_a_page_are_rarely_fewer(library: Library, per_page: Any) -> None:
    items = tuple(item_of(library.exercises[i], adaptation_texts=()) for i in sorted(library.exercises))
    sheets = LAYOUTS[per_page].sheets(Booklet(None, library, items=items).cards, "A4")
    full = sum(sum(len(row.cards) for row in rows) == per_page for rows in sheets)
    assert full > 0.9 * len(sheets)


def test_a_session_in_large_print_stays_on_one_page(library: Library, print_sheet: Print) -> None:
    sheet = print_sheet(a_week(library), large_print=True, parts=frozenset({Part.SESSIONS}))
    for page in sheet.pages:
        assert page.count("effort up to") == page.count("Next morning")


def test_no_line_of_a_week_begins_with_a_dot(library: Library, print_sheet: Print) -> None:
    for options in ({"clinic": Clinic("Hill Street", "01234")}, {"large_print": True}):
        sheet = print_sheet(a_week(library), parts=frozenset({Part.WEEK, Part.SESSIONS}), **options)
        lines = [line for page in sheet.measured for line in page.extract_text_lines()]
        assert not [line["text"] for line in lines if line["text"].startswith("·")]


def test_in_large_print_the_diary_says_beside_its_table_what_shaded_means(library: Library, print_sheet: Print) -> None:
    sheet = print_sheet(a_week(library), large_print=True, parts=frozenset({Part.WEEK, Part.DIARY}))
    (page,) = (page for page in sheet.pages if "In the morning" in page)
    assert "Shaded: no session is planned." in page


def test_a_treatment_every_day_can_be_read_in_large_print(library: Library, profile: Profile, tmp_path: Path) -> None:
    sheet = year_sheet(library, every_day(profile), tmp_path, large_print=True)
    assert not [words for page in sheet.measured for words in words_over_words(page)]
    assert not list(faults_of(sheet.measured))


def test_the_b12_sheet_speaks_of_injections_to_those_who_have_them(profile: Profile) -> None:
    for treated, told in ((profile, True), (every_day(profile), False)):
        year = b12_year(treated, START)
        assert year is not None
        assert any(line.startswith("On injections") for line in year.expect) is told


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_table_of_foods_leaves_no_line_alone_on_a_page(
    library: Library, profile: Profile, tmp_path: Path, paper: Any
) -> None:
    eight = replace(profile, b12=replace(profile.b12, schedule=EverySchedule("weeks", 8)))
    for person, options in ((eight, {"large_print": True}), (every_day(profile), {"clinic": Clinic("Hill Street")})):
        assert not list(faults_of(year_sheet(library, person, tmp_path, paper=paper, **options).measured))


@pytest.mark.parametrize("large_print", [False, True], ids=["normal", "large"])
def test_names_stand_beside_their_numbers_above_the_boxes_of_a_handout(
    library: Library, tmp_path: Path, large_print: bool
) -> None:
    items = tuple(item_of(library.exercises[i], adaptation_texts=()) for i in sorted(library.exercises)[:12])
    options = SheetOptions(screened=False, large_print=large_print)
    sheet = Sheet(handout_pdf(items, "All", library, a_plain_drawing, options), tmp_path / "handout.pdf")
    first, name = sheet.measured[0], items[0].name.split()[0]
    assert min(word["x0"] for word in first.extract_words() if word["text"] == name) < 85
    assert not list(faults_of(sheet.measured))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 2, 6])
def test_a_handout_in_large_print_leaves_no_page_to_the_small_print(
    library: Library, tmp_path: Path, count: int, paper: Any
) -> None:
    items = tuple(item_of(library.exercises[i], adaptation_texts=()) for i in sorted(library.exercises)[:count])
    options = SheetOptions(screened=False, large_print=True, paper=paper)
    sheet = Sheet(handout_pdf(items, "All", library, a_plain_drawing, options), tmp_path / "handout.pdf")
    assert not list(faults_of(sheet.measured, count))
