from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from planner.figures.plot_scale import date_ticks, spread, ticks
from planner.figures.plots import Band, Bar, Mark, Series, bar_plot, line_plot
from planner.figures.style import Style

START = date(2026, 8, 31)
NS = "{http://www.w3.org/2000/svg}"
SMALLER = Band(4, 8, "Smaller than the change people usually notice")
PAIN = Series("Pain", tuple((START + timedelta(weeks=n), v) for n, v in enumerate((6, 5, None, 4, 4, 3))))
TIRED = Series("Tiredness", tuple((START + timedelta(weeks=n), v) for n, v in enumerate((7, 7, 6, 6, 5, 5))))


def plot(*series: Series, **options: object) -> str:
    settings = {"title": "Pain & tiredness", "unit": "0 to 10", "low": 0, "high": 10} | options
    return line_plot(series, **settings)  # type: ignore[arg-type]


def bars(style: Style = Style.PRINT) -> str:
    shown = (Bar("31 Aug", 3, 4), Bar("7 Sep", None, 4), Bar("14 Sep", 0, 4))
    return bar_plot(shown, title="Sessions", unit="a week", high=5, of_label="planned", style=style)


@pytest.mark.parametrize("style", list(Style))
def test_a_plot_has_a_title_and_says_its_numbers_to_those_who_hear_it(style: Style) -> None:
    root = ElementTree.fromstring(plot(PAIN, TIRED, bands=(SMALLER,), style=style))
    title, said = root.find(f"{NS}title"), root.find(f"{NS}desc")
    assert title is not None
    assert said is not None
    assert title.text == "Pain & tiredness"
    assert (said.text or "").startswith("Pain: 6 on 31 Aug, 3 on 5 Oct, lowest 3, highest 6, 5 of 6 written down.")
    assert "Smaller than the change people usually notice: 4 to 8." in (said.text or "")
    assert root.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"
    heard = ElementTree.fromstring(bars(style)).find(f"{NS}desc")
    assert heard is not None
    assert heard.text == "31 Aug: 3 of 4, 7 Sep: nothing written down of 4, 14 Sep: 0 of 4"


@pytest.mark.parametrize("style", list(Style))
def test_a_plot_is_made_of_attributes_only_and_fetches_nothing(style: Style) -> None:
    for svg in (plot(PAIN, TIRED, bands=(SMALLER,), style=style), bars(style)):
        assert not re.search(r"<style|style=|<image|<script|url\(|href|var\(", svg)
        assert ("currentColor" in svg) == (style is Style.SCREEN)
        assert ("class=" in svg) == (style is Style.SCREEN)


def test_a_plot_on_a_page_names_no_colour_so_that_it_follows_light_and_dark() -> None:
    svg = plot(PAIN, bands=(SMALLER,), marks=(Mark(START, "B12 injection"),), style=Style.SCREEN)
    assert not re.search(r'(?:fill|stroke)="#', svg)


def test_a_plot_in_grey_has_no_colour() -> None:
    for colour in re.findall(r'"#([0-9a-f]{6})"', plot(PAIN, TIRED, style=Style.GREY) + bars(Style.GREY)):
        assert colour[:2] == colour[2:4] == colour[4:]


def test_the_same_numbers_give_the_same_bytes_and_other_numbers_other_ids() -> None:
    assert plot(PAIN, TIRED) == plot(PAIN, TIRED)
    ids = [re.findall(r'id="(\w+)"', svg) for svg in (plot(PAIN), plot(TIRED))]
    assert not set(ids[0]) & set(ids[1])


def test_a_missing_value_leaves_a_gap_in_the_line() -> None:
    line = next(d for d in re.findall(r'd="([^"]+)" fill="none" stroke="#12706b"', plot(PAIN)))
    assert line.count("M") == 2
    assert line.count("L") == 3


def test_lines_differ_in_more_than_colour() -> None:
    svg = plot(PAIN, TIRED)
    assert len(re.findall(r'stroke-width="1.6"', svg)) == 2
    assert len(re.findall(r'stroke-width="1.6"[^>]*stroke-dasharray', svg)) == 1
    markers = re.findall(r'<path d="M[^"]+" fill="#(12706b|8a3b12)"/>', svg)
    assert markers.count("12706b") == 5
    assert markers.count("8a3b12") == 6
    assert ">Pain</text>" in svg
    assert ">Tiredness</text>" in svg


def test_names_at_the_end_of_lines_never_touch() -> None:
    same = [Series(f"Line {n}", ((START, 5), (START + timedelta(7), 0))) for n in range(4)]
    heights = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*font-weight="700">Line', plot(*same))]
    assert len(heights) == 4
    assert all(b - a >= 11.4 for a, b in pairwise(heights))


def test_a_treatment_that_was_missed_looks_other_than_one_that_was_had() -> None:
    marks = (Mark(START, "B12 injection"), Mark(START + timedelta(28), "B12 injection missed", done=False))
    svg = plot(PAIN, marks=marks)
    assert svg.count('fill="#ffffff" stroke="#1d2a2c"') == 2, "hollow on the axis and in the key"
    assert "B12 injection missed: 28 Sep." in svg


@pytest.mark.parametrize(
    "series",
    [(), (Series("Empty", ()),), (Series("One", ((START, 3),)),), (Series("None", ((START, None),)),)],
    ids=["no line", "no day", "one day", "no value"],
)
def test_little_or_nothing_written_down_still_gives_a_plot(series: tuple[Series, ...]) -> None:
    ElementTree.fromstring(plot(*series))
    ElementTree.fromstring(bar_plot((), title="x", unit="y", high=5))


def test_values_beyond_the_axis_stay_inside_the_drawing() -> None:
    svg = plot(Series("Odd", ((START, -40), (START + timedelta(1), 400))))
    assert all(0 <= float(y) <= 150 for y in re.findall(r"[ML][\d.]+ ([\d.-]+)", svg))


def test_hostile_names_stay_words() -> None:
    svg = plot(Series("<script>&\"'", PAIN.points), title='"><script>', unit="<b>", bands=(Band(1, 2, "]]>"),))
    assert len(list(ElementTree.fromstring(svg).iter(f"{NS}script"))) == 0


def test_axis_numbers_are_round_and_few() -> None:
    assert ticks(0, 10) == (0, 2, 4, 6, 8, 10)
    assert ticks(80, 140) == (80, 100, 120, 140)
    assert ticks(0, 0.8) == (0, 0.2, 0.4, 0.6, 0.8)
    assert ticks(5, 5) == (5,)


def test_day_names_stand_whole_weeks_apart_where_weeks_fit() -> None:
    days = date_ticks(START, START + timedelta(days=83), 280, 42)
    assert {(b - a).days for a, b in pairwise(days)} == {14}
    assert len(date_ticks(START, START + timedelta(days=6), 280, 42)) <= 7


def test_heights_move_apart_and_stay_between_the_ends() -> None:
    assert spread([10, 10, 10], 5, 0, 100) == [10, 15, 20]
    assert spread([99, 99], 5, 0, 100) == [95, 100]
