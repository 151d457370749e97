from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont, woff2

from planner.domain.exercise import Exercise
from planner.domain.library import Library
from planner.resources import data_folder
from planner.sheets.drawings import Drawn
from planner.sheets.options import Part, SheetOptions
from planner.sheets.pictures import Pictures
from planner.sheets.print_week import week_pdf
from planner.sheets.words import WEEKDAY_NAMES

from .a_week import BEST, EVENING, MORNING, TEN_MINUTES, Plan, a_week
from .conftest import Print, Sheet, a_plain_drawing
from .well_set import faults_of

COLOUR = rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b"


def test_each_page_of_a_usual_week_is_well_set(usual: Sheet) -> None:
    assert not list(faults_of(usual.measured, 20))
    assert len(usual.measured) <= 11


@pytest.mark.parametrize(
    ("plans", "options"),
    [
        ({"mon": TEN_MINUTES, "fri": TEN_MINUTES}, {}),
        ({d: (MORNING, EVENING, BEST)[n % 3] for n, d in enumerate(("mon", "tue", "wed", "thu", "fri", "sat"))}, {}),
        ({"mon": MORNING, "tue": EVENING}, {"paper": "Letter", "grey": True}),
    ],
    ids=["two short days", "six full days", "Letter in grey"],
)
def test_other_weeks_are_well_set_too(
    library: Library, print_sheet: Print, plans: dict[Any, Plan], options: dict[str, Any]
) -> None:
    week = a_week(library, plans)
    sheet = print_sheet(week, **options)
    cards = len({item.exercise for _, session in week.sessions for item in session.items})
    assert not list(faults_of(sheet.measured, cards))
    assert all(day in sheet.pages[0] for day in WEEKDAY_NAMES)
    assert "Your sessions" not in sheet.pages[0]
    assert "sudden severe headache" in sheet.pages[0]
    assert "Your sessions" in sheet.pages[1]
    if options.get("grey"):
        assert_no_colour(sheet)


def assert_no_colour(sheet: Sheet) -> None:
    """In no page and in no drawing."""
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        drawn = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and is_drawn(thing)]
        set_ = [colour for stream in drawn for colour in re.findall(COLOUR, stream.read_bytes())]
    assert len(set_) > 50
    assert all(max(map(float, colour)) - min(map(float, colour)) < 0.01 for colour in set_), set_


def is_drawn(stream: pikepdf.Stream) -> bool:
    """The contents of a page, or a drawing."""
    return "/Type" not in stream or stream.get("/Subtype") == "/Form"


def test_large_print_is_18_points_and_up(library: Library, print_sheet: Print) -> None:
    week = a_week(library, {"mon": MORNING, "sat": TEN_MINUTES})
    sheet = print_sheet(week, large_print=True)
    for page in sheet.measured:
        assert min(float(w["size"]) for w in page.extract_words(extra_attrs=["size"])) >= 17.99
    assert all(day in sheet.pages[0] for day in WEEKDAY_NAMES)
    assert not list(faults_of(sheet.measured, 9))


def test_nothing_is_told_by_colour_alone_in_the_pain_scale(usual: Sheet) -> None:
    assert "0–2 Safe: carry on." in usual.flow
    assert "Above 5 Too high: stop that exercise." in usual.flow


def test_the_document_is_tagged_titled_and_in_english(usual: Sheet) -> None:
    info = usual.tool("pdfinfo", str(usual.path))
    assert re.search(r"Tagged:\s+yes", info)
    assert re.search(r"Title:\s+Your week, 23 to 29 November 2026, Example person", info)
    assert b"pdfuaid" in usual.pdf or "pdfuaid" in usual.tool("pdfinfo", "-meta", str(usual.path))
    assert "No syntax or stream encoding errors found" in usual.tool("qpdf", "--check", str(usual.path))


def test_headings_go_down_one_step_at_a_time(usual: Sheet) -> None:
    levels = [int(level) for level in re.findall(r"^\s*H(\d) ", usual.structure, re.MULTILINE)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_drawing_has_words_for_those_who_cannot_see_it(library: Library, usual: Sheet) -> None:
    told = Counter(figure_words(usual))
    week = a_week(library)
    names = Counter(item.name for _, session in week.sessions for item in session.items)
    assert all(told[name] == count for name, count in names.items())
    assert all(told[f"{name}: start and end position"] == 1 for name in names)
    maps = Counter({words: count for words, count in told.items() if words.startswith("Works: ")})
    assert maps.total() == len(names)
    assert told.total() == names.total() + 2 * len(names)


def figure_words(sheet: Sheet) -> list[str]:
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        return [str(thing.Alt) for thing in pdf.objects if is_figure(thing)]


def is_figure(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"


def test_the_same_week_gives_the_same_bytes_with_drawings_made_meanwhile_too(
    library: Library, print_sheet: Print
) -> None:
    begun: list[object] = []

    def meanwhile(work: Callable[[], Pictures]) -> Callable[[], Pictures]:
        begun.append(work)
        return work

    week = a_week(library, {"mon": TEN_MINUTES, "fri": EVENING})
    once = print_sheet(week).pdf
    assert week_pdf(week, library, a_plain_drawing) == once
    assert week_pdf(week, library, a_plain_drawing, meanwhile=meanwhile) == once
    assert len(begun) == 1


def test_a_drawing_that_is_not_known_when_it_comes_late_is_printed_all_the_same(library: Library) -> None:
    def unknown(exercise: Exercise, *, grey: bool, adaptations: tuple[str, ...] = ()) -> Drawn:
        svg = a_plain_drawing(exercise, grey=grey).whole.replace("<path", '<path opacity="0.9"')
        return Drawn(svg, svg)

    week = a_week(library, {"mon": TEN_MINUTES})
    cards = SheetOptions(parts=frozenset({Part.EXERCISES}))
    late = week_pdf(week, library, unknown, options=cards, meanwhile=lambda work: work)
    assert late == week_pdf(week, library, unknown, options=cards)


def test_the_fonts_of_the_sheet_are_those_of_the_pages_unpacked() -> None:
    fonts = data_folder("templates") / "fonts"
    for font in sorted(fonts.glob("*.ttf")):
        unpacked = BytesIO()
        woff2.decompress(BytesIO(font.with_suffix(".woff2").read_bytes()), unpacked)
        assert glyphs(BytesIO(font.read_bytes())) == glyphs(unpacked), font.name
    assert len(list(fonts.glob("*.ttf"))) == 4


def glyphs(font: BytesIO) -> tuple[dict[int, str], bytes]:
    """Which letter has which glyph, and the outlines of all."""
    opened = TTFont(font)
    return opened.getBestCmap(), opened.reader["glyf"]


def test_a_long_name_of_central_europe_is_whole_and_in_the_bundled_typeface(
    library: Library, print_sheet: Print
) -> None:
    name = "Łucja Kőműves Żółćwolfeschlegelsteinhausenbergerdorff " * 4
    sheet = print_sheet(a_week(library, {"mon": TEN_MINUTES}, name))
    assert sheet.pages[0].count("Łucja Kőműves Żółćwolfeschlegelsteinhausenbergerdorff") == 4
    assert not list(faults_of(sheet.measured, 2))
    fonts = sheet.tool("pdffonts", str(sheet.path)).splitlines()[2:]
    assert fonts
    assert all("Sheet" in line for line in fonts), fonts


def test_pages_are_packed_at_the_usual_level_which_takes_a_third_of_the_time(usual: Sheet) -> None:
    with pikepdf.open(BytesIO(usual.pdf)) as document:
        beginnings = {page.Contents.read_raw_bytes()[:2] for page in document.pages}
    assert beginnings == {b"\x78\x9c"}, "the highest level begins with 78 DA"
