"""Every drawing of the library: sound, small, titled, and whole in itself."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from planner.domain.exercise import Exercise
from planner.figures import Figure, Postures, Style, check_figure, draw_exercise, parse_figure

LARGEST = {1: 12_000, 2: 12_000, 3: 18_000}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(exercises: tuple[Exercise, ...], postures: Postures) -> dict[str, str]:
    return {e.id: draw_exercise(e, postures, style=Style.PRINT) for e in exercises}


@pytest.fixture(scope="module")
def figures(exercises: tuple[Exercise, ...], postures: Postures) -> dict[str, Figure]:
    read = {e.id: parse_figure(e.figure, postures) for e in exercises}
    return {name: figure for name, figure in read.items() if isinstance(figure, Figure)}


def test_every_exercise_has_a_drawing_without_faults(
    exercises: tuple[Exercise, ...], figures: dict[str, Figure]
) -> None:
    assert [e.id for e in exercises if e.id not in figures] == []
    faults = {name: [str(fault) for fault in check_figure(figure)] for name, figure in figures.items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_a_print_drawing_is_a_thin_file(drawn: dict[str, str], figures: dict[str, Figure]) -> None:
    sizes = {name: (len(svg.encode()), LARGEST[len(figures[name].frames)]) for name, svg in drawn.items()}
    assert {name: size for name, size in sizes.items() if size[0] > size[1]} == {}


def test_a_drawing_says_what_it_shows(exercises: tuple[Exercise, ...], drawn: dict[str, str]) -> None:
    for exercise in exercises:
        root = ElementTree.fromstring(drawn[exercise.id])
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None, exercise.id
        assert title.text == exercise.name, exercise.id
        assert description is not None, exercise.id
        assert description.text, exercise.id


def test_ids_are_unique_and_nothing_is_fetched(drawn: dict[str, str]) -> None:
    for name, svg in drawn.items():
        ids = re.findall(r'\bid="([^"]*)"', svg)
        assert len(ids) == len(set(ids)), name
        assert (
            re.findall(r'(?:href|src)="(?!#)|url\((?!#)|@import|<(?:script|image|foreignObject|style)\b', svg) == []
        ), name
        assert set(re.findall(r'(?:href="|url\()#([^")]*)', svg)) <= set(ids), name


def test_no_two_drawings_are_the_same_picture(drawn: dict[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, svg in drawn.items():
        picture = re.sub(r"<(title|desc)\b.*?</\1>", "", svg, flags=re.DOTALL)
        picture = re.sub(r'\b(id|aria-labelledby)="[^"]*"', "", picture)
        assert picture not in seen, (name, seen.get(picture))
        seen[picture] = name
