from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.sheets.drawings import shipped_drawings
from planner.sheets.logo import MOST_BYTES, logo_drawing
from planner.sheets.masthead import masthead_of
from planner.sheets.options import Clinic, SheetOptions

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def a_png(width: int = 8, height: int = 4) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#12706b").save(out, "PNG")
    return out.getvalue()


def test_a_logo_of_shapes_or_a_png_is_taken_as_it_is() -> None:
    plain = SVG.format('<rect width="9" height="9" fill="#12706b"/>')
    assert logo_drawing(plain.encode()) == plain
    assert logo_drawing(a_png()) == a_png()
    assert logo_drawing(None) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="file:///etc/passwd"/>',
        '<use href="#a"/>',
        '<rect onclick="x()"/>',
        '<rect fill="url(http://evil.example/a)"/>',
        '<rect style="background:url(//evil.example)"/>',
        "<style>@import 'http://evil.example'</style>",
        "<foreignObject/>",
        "<text>words</text>",
        "<g>" * 6000 + "</g>" * 6000,
    ],
    ids=lambda inside: inside[:20],
)
def test_a_logo_that_could_fetch_run_or_repeat_is_left_out(inside: str) -> None:
    assert logo_drawing(SVG.format(inside).encode()) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        a_png()[:-20],
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("").encode(),
        SVG.format("").replace(' viewBox="0 0 9 9"', "").encode(),
        b"\xff\xfe\x00",
        b"x" * (MOST_BYTES + 1),
    ],
    ids=["empty", "gif", "no header", "cut short", "entities", "no size", "not text", "too large"],
)
def test_what_is_no_logo_is_left_out(content: bytes) -> None:
    assert logo_drawing(content) is None


@pytest.mark.parametrize("logo", [a_png(), SVG.format('<rect width="9" height="9" fill="#12706b"/>').encode()])
def test_a_grey_sheet_has_a_logo_without_colours(logo: bytes) -> None:
    options = SheetOptions(clinic=Clinic("Hill Street", logo=logo), grey=True)
    drawn = masthead_of(options).drawings["clinic-logo"]
    assert isinstance(drawn, bytes)
    assert not colours_in(drawn)
    assert masthead_of(replace(options, grey=False)).drawings["clinic-logo"] in (logo, logo.decode("latin-1"))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "I;16"])
def test_an_uploaded_picture_is_printed_without_colours_on_a_grey_sheet(library: Library, mode: str) -> None:
    out = BytesIO()
    picture = Image.new("RGB", (80, 60), "#c0392b").convert("L" if mode == "I;16" else mode)
    (picture.convert("I").convert("I;16") if mode == "I;16" else picture).save(out, "PNG")
    exercise = replace(library.exercises[ExerciseId("bridge")], picture=out.getvalue())
    for grey in (True, False):
        drawn = shipped_drawings()(exercise, grey=grey)
        (shown,) = re.findall(r"base64,([^\"]+)", drawn.whole)
        assert colours_in(b64decode(shown)) is (not grey and mode in ("RGB", "RGBA", "P"))


def colours_in(png: bytes) -> bool:
    with Image.open(BytesIO(png)) as image:
        pixels = image.convert("RGB").getcolors(1 << 20) if image.mode not in ("I", "I;16") else []
    return any(len(set(colour)) > 1 for _count, colour in pixels or ())


def test_nothing_stands_above_a_sheet_that_has_neither_clinic_nor_address() -> None:
    head = masthead_of(SheetOptions())
    assert not head
    assert head.room == 0


def test_the_code_leads_to_the_address_and_is_black_on_white() -> None:
    head = masthead_of(SheetOptions(own_page="https://planner.example.org/people/7/week", clinic=Clinic("Hill")))
    assert head.address == "planner.example.org/people/7/week"
    assert list(head.drawings) == ["own-page"]
    assert '<path fill="#000000"' in str(head.drawings["own-page"])
    assert masthead_of(SheetOptions(own_page="x" * 9000)).code == ""
