from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from planner.domain.library import Library
from planner.sheets import press
from planner.sheets.drawings import shipped_drawings
from planner.sheets.options import Look
from planner.sheets.pictures import picture_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'


def operators_of(inside: str) -> str:
    picture = picture_of(f"{HEAD}{inside}</svg>")
    assert picture is not None
    return " ".join(picture.operators.decode().split())


def test_a_path_becomes_absolute_lines_and_cubic_curves() -> None:
    path = "M10 10h30v-5l5 5L0 0q30 30 60 0c10 0 20 10 20 20z m5 5 1 1"
    assert operators_of(f'<path d="{path}" fill="#ff0000"/>') == (
        "q 1 0 0 rg 10 10 m 40 10 l 40 5 l 45 10 l 0 0 l 20 20 40 20 60 0 c 70 0 80 10 80 20 c h 15 15 m 16 16 l f Q"
    )


def test_a_smooth_curve_goes_on_from_the_handle_before_it() -> None:
    assert operators_of('<path d="M0 0q30 30 60 0t60 0T180 0l3 0t9 0z" fill="#ff0000"/>') == (
        "q 1 0 0 rg 0 0 m 20 20 40 20 60 0 c 80 -20 100 -20 120 0 c 140 20 160 20 180 0 c 183 0 l "
        "183 0 186 0 192 0 c h f Q"
    )


def test_paint_of_a_group_reaches_its_shapes_and_a_shape_can_be_used_again() -> None:
    said = operators_of(
        '<g fill="none" stroke="#0000ff" stroke-width="3"><path id="a" d="M0 0l9 9"/></g><use href="#a" fill="#0f0"/>'
    )
    assert said == "q q 0 0 1 RG 3 w 0 0 m 9 9 l S Q Q q 0 1 0 rg 0 0 m 9 9 l f Q"


@pytest.mark.parametrize(
    "inside",
    [
        "<text>Hello</text>",
        '<image href="file:///etc/passwd"/>',
        '<path d="M0 0A5 5 0 0 1 9 9"/>',
        '<path d="M0 0L1"/>',
        '<path d="M0 0L1e3 4"/>',
        '<path d="M0 0l5 5" opacity="0.5"/>',
        '<path d="M0 0l5 5" fill="red"/>',
        '<g transform="rotate(40)"><path d="M0 0l5 5"/></g>',
        '<use href="#nowhere"/>',
        '<style>path{fill:red}</style><path d="M0 0l5 5"/>',
    ],
)
def test_what_is_not_known_is_left_to_the_pdf_library(inside: str) -> None:
    assert picture_of(f"{HEAD}{inside}</svg>") is None


def test_every_shipped_drawing_takes_the_short_way(library: Library) -> None:
    draw = shipped_drawings()
    drawn = [draw(exercise, grey=False) for exercise in library.exercises.values() if exercise.figure][::10]
    assert drawn
    assert all(picture_of(svg) is not None for d in drawn for svg in (d.whole, d.small))


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed: apt-get install poppler-utils")
def test_the_short_way_looks_like_the_long_one(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = next(e for e in library.exercises.values() if e.figure)
    svg = shipped_drawings()(exercise, grey=False).whole
    page = f'<html lang="en"><title>-</title><img src="drawing:x" alt="{exercise.name}" style="width: 150mm"/></html>'

    def looks(name: str) -> Image.Image:
        pdf = press.print_page(page, Look("A4", False, False), {"x": svg})
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", "60", "-png", "-singlefile", f"{name}.pdf", name], cwd=tmp_path, check=True)
        return Image.open(tmp_path / f"{name}.png").convert("L")

    short = looks("short")
    monkeypatch.setattr(press, "picture_of", lambda _: None)
    long = looks("long")
    assert sum(short.histogram()[:100]) > 20
    difference = ImageChops.difference(short, long).histogram()
    assert sum(difference[64:]) < 20


def test_in_large_print_a_drawing_leaves_out_the_empty_stretch_above_a_lying_body() -> None:
    head = HEAD.replace(">", ' data-drawn="200 290">')
    lying = picture_of(f'{head}<path d="M20 280 L380 220"/></svg>')
    assert lying is not None
    assert lying.box == (0, 0, 400, 300)
    assert lying.trimmed().box == (0, 200, 400, 90)
    whole = picture_of(f'{HEAD}<path d="M20 280 L380 20"/></svg>')
    assert whole is not None
    assert whole.trimmed() == whole
