"""A thin typed face for WeasyPrint: our typeface, our drawings, nothing from anywhere else.

Fonts and parsed style sheets are kept for the process; making them is most of a first sheet's cost.
"""

from __future__ import annotations

import atexit
import gc
import threading
import zlib
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from string import Template
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from planner.domain.stop_words import STOP_NOW
from planner.resources import data_folder
from planner.sheets.options import Look
from planner.sheets.pictures import LatePicture, Picture, Pictures, picture_of

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration

Drawings = Mapping[str, str | bytes]
"""SVG text, or a PNG's bytes, by the name after ``drawing:`` in the page."""

FONT_SCHEME: Final = "font:"
DRAWING_SCHEME: Final = "drawing:"
_PICTURE: Final = "data:image/png;base64,"
_ONE_AT_A_TIME: Final = threading.Lock()
"""Pango's font map is shared, so one sheet is laid out at a time."""


_SAMPLE: Final = """<html lang="en"><head><title>-</title></head><body><h1>Aő</h1>
<div class="card"><div class="main"><p>Aő <b>Aő:</b> Aő</p><ul><li>Aő</li></ul></div></div>
<table><tr><th>1</th><td>A</td><td class="sets"><span class="box"></span></td></tr></table>
<div class="stop"><p>Aő Aő</p></div></body></html>"""
"""One of each thing that a sheet is made of: each costs something the first time."""


_PACKING: Final = SimpleNamespace(compressobj=lambda level: zlib.compressobj(min(level, 6)))
"""What pydyf is given for ``zlib``, of which it asks the highest level: measured, a third of the time, which is a
twentieth of a sheet's, for one part in a hundred more bytes."""


LEAST_USED: Final = 0.29
"""Share of a page's height, upper margin and all, that the last words of a text should come to."""


FOOT: Final = 76.0
"""The lower margin of a page and the space above a diary, in the units of a page: 96 to an inch."""
TIGHTER: Final = 60.0
"""How much shorter the running text becomes, at the least, where it is set closer."""


class NotOurs(ValueError):
    """The page asked for something that is neither our typeface nor one of its own drawings."""


def own_files(drawings: Drawings) -> Any:
    """A fetcher that opens nothing: it knows the bundled fonts, the drawings it was given, and a picture that an
    exercise of somebody's own has in the place of a drawing, which stands in the address itself."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            if url.startswith(DRAWING_SCHEME) and (name := url.removeprefix(DRAWING_SCHEME)) in drawings:
                kind = "image/svg+xml" if isinstance(drawings[name], str) else "image/png"
                return URLFetcherResponse(url, drawings[name], {"Content-Type": kind})
            if url.startswith(FONT_SCHEME) and (name := url.removeprefix(FONT_SCHEME)) in _font_names():
                body = (data_folder("templates") / "fonts" / name).read_bytes()
                return URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})
            if url.startswith(_PICTURE):
                return URLFetcherResponse(url, b64decode(url.removeprefix(_PICTURE)), {"Content-Type": "image/png"})
            raise NotOurs("A sheet is made from its own fonts and drawings only.")

    return OwnFiles()


@cache
def _font_names() -> frozenset[str]:
    return frozenset(path.name for path in (data_folder("templates") / "fonts").glob("*.ttf"))


@cache
def _fonts() -> FontConfiguration:
    from weasyprint.text.fonts import FontConfiguration

    # It must go before the interpreter takes its modules apart, or its own farewell fails aloud.
    atexit.register(style_sheet.cache_clear)
    atexit.register(_fonts.cache_clear)
    return FontConfiguration()


@cache
def _style_template(name: str) -> Template:
    return Template((data_folder("templates") / "sheets" / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=24)
def style_sheet(look: Look, own: str = "") -> CSS:
    """The parsed style sheet of a look; it loads the fonts on first use.

    ``own`` is a file of ``templates/sheets`` that comes after the common one.
    """
    from weasyprint import CSS

    names = filter(None, ("week.css", "large.css" if look.large_print else "", own))
    text = "".join(_style_template(name).substitute(look_tokens(look)) for name in names)
    style = CSS(string=text, font_config=_fonts(), url_fetcher=own_files({}))
    # The library, the fonts and this stay for good, yet the cyclic collector went over them again and again while a
    # sheet was laid out: measured, a twentieth to a tenth of its time.
    gc.freeze()
    return style


COLOUR: Final = {
    "accent": "#12706b", "ink": "#1d2a2c", "muted": "#566668", "rule": "#d5dddc", "tint": "#eef4f3",
    "warning": "#8a3b12", "warning_tint": "#fdf3ea",
}  # fmt: skip
GREY: Final = {
    "accent": "#333333", "ink": "#111111", "muted": "#555555", "rule": "#cccccc", "tint": "#f0f0f0",
    "warning": "#000000", "warning_tint": "#ffffff",
}  # fmt: skip


WIDTH: Final = {"A4": 183.0, "Letter": 188.9}
"""Millimetres between the margins at the sides, which are 13.5 each."""
_ACROSS: Final = {"A4": 270.0, "Letter": 252.4}
"""The same with the paper on its side."""


def _widths(look: Look) -> dict[str, str]:
    """Of the blocks that stand beside one another, in millimetres."""
    wide, across = WIDTH[look.paper], _ACROSS[look.paper]
    return {
        name: f"{width:.2f}"
        for name, width in {
            "wide": wide,
            "plan": wide - 73,
            "always": wide - 25,
            "pain": wide - 91,
            "ruler": (wide - 91) / 11,
            "half": (wide - 9) / 2,
            "main": wide - 45,
            "cell": (wide - 7.5) / 2,
            "beside": wide - 82,
            "large_plan": wide - 45,
            "large_ruler": wide / 11.1,
            "across_pain": across - 130,
            "across_ruler": (across - 131) / 11.05,
            "across_clinic": across - 80,
        }.items()
    }


def look_tokens(look: Look) -> dict[str, str]:
    """Colours, sizes (points) and distances (millimetres) of a look, for the style sheet."""
    big = look.large_print
    return {
        **(GREY if look.grey else COLOUR),
        "paper": look.paper,
        **_widths(look),
        "text": "18" if big else "10",
        "small": "18" if big else "9.5",
        "tight": "18" if big else "9",
        "fine": "18" if big else "8.5",
        "row": "13" if big else "8",
        "food": "88" if big else "43",
        "portion": "46" if big else "20",
        "first_column": "54" if big else "38",
        "stop_now": STOP_NOW,
        "fonts": '"Sheet", "Sheet ext", "DejaVu Sans", sans-serif',
    }


@dataclass(frozen=True, slots=True)
class LateDrawings:
    """Drawings that are made elsewhere in the meantime; ``pictures`` waits for them."""

    names: tuple[str, ...]
    pictures: Callable[[], Pictures]
    beside: Drawings = field(default_factory=dict)
    """Those that are there already: a logo, a QR code."""


def lay_out(page: str, look: Look, drawings: Drawings | LateDrawings, own_style: str = "") -> Document:
    """The pages of a document, laid out but not written."""
    pictures: Mapping[str, Picture | LatePicture | None]
    if isinstance(drawings, LateDrawings):
        pictures = {name: LatePicture(name, drawings.pictures) for name in drawings.names}
        drawings = drawings.beside
    else:
        pictures = {name: picture_of(svg) for name, svg in drawings.items() if isinstance(svg, str)}
        if look.large_print:
            pictures = {name: picture.trimmed() for name, picture in pictures.items() if isinstance(picture, Picture)}
    return _parsed(page, own_files(drawings)).render(
        font_config=_fonts(),
        stylesheets=[style_sheet(look, own_style)],
        cache={f"{DRAWING_SCHEME}{name}": picture for name, picture in pictures.items() if picture is not None},
    )


def _parsed(page: str, fetcher: Any) -> HTML:
    """Our pages are well-formed, so the parser for other people's HTML, twenty times slower, is not asked."""
    from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
    from weasyprint import HTML

    class Parsed(HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url = None
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(page), content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002
            """None: ``week.css`` says what the few elements of a sheet are. The library's own sheet gives each
            element of a page six pseudo-elements for notes to compute: measured, a twelfth of a sheet's time."""
            return []

    return Parsed()


def print_page(page: str, look: Look, drawings: Drawings | LateDrawings, *, own_style: str = "") -> bytes:
    """The document as tagged PDF/UA-1. ``own_style``: see ``style_sheet``."""
    with _ONE_AT_A_TIME:
        return _bytes(lay_out(page, look, drawings, own_style))


class Misfit(Enum):
    """What is wrong with the way a document falls onto its pages."""

    SECOND = "the first part needs more than one page, or less than that and the second begins on it"
    END = "the running text ends near the top of a page of its own"
    DIARY = "the diary would stand below the running text if that were a little shorter"


def print_if(
    page: str, look: Look, drawings: Drawings | LateDrawings, *, second: bool, end: bool, diary: bool = False
) -> bytes | Misfit:
    """The document where it falls well, else what is wrong with it.

    ``second``: the element of that id must come on page two. ``end``: the one of that id must not be near the top.
    ``diary``: the one of that id must not have missed the page of ``end`` by little.
    """
    with _ONE_AT_A_TIME:
        document = lay_out(page, look, drawings)
        if second and (len(document.pages) < 2 or "second" not in document.pages[1].anchors):
            return Misfit.SECOND
        if end and any("end" in p.anchors and p.anchors["end"][1] < LEAST_USED * p.height for p in document.pages):
            return Misfit.END
        if diary and 0 < _missing_for_the_diary(document) < TIGHTER:
            return Misfit.DIARY
        return _bytes(document)


def _missing_for_the_diary(document: Document) -> float:
    """How much longer the page on which the running text ends should be, to hold the diary too; 0 if it does."""
    found = {name: (page, place[1]) for page in document.pages for name, place in page.anchors.items()}
    if not found.keys() >= {"end", "diary", "diary-end"} or found["end"][0] is found["diary"][0]:
        return 0.0
    page, end = found["end"]
    return float(end + found["diary-end"][1] - found["diary"][1] - (page.height - FOOT))


def fits_one_page(page: str, look: Look, drawings: Drawings | LateDrawings) -> bool:
    """Whether a document needs no second page."""
    with _ONE_AT_A_TIME:
        return len(lay_out(page, look, drawings).pages) == 1


def warm_up(look: Look) -> None:
    """Prints a line nobody sees: loads the library, the fonts in each weight and the style sheet of a look."""
    with _ONE_AT_A_TIME:
        _bytes(lay_out(_SAMPLE, look, {}))


def _bytes(document: Document) -> bytes:
    import pydyf

    pydyf.zlib = _PACKING
    written = document.write_pdf(pdf_variant="pdf/ua-1")
    if not isinstance(written, bytes):
        raise TypeError("the PDF was not returned as bytes")
    return written
