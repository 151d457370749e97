"""A practice's logo as a drawing of the sheet, or None: what comes from outside may hold shapes and nothing else."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from planner.figures.raster import in_grey, png

MOST_BYTES: Final = 300_000
MOST_PIXELS: Final = 4_000_000
MOST_SHAPES: Final = 5_000
_WIDE: Final = 1000
"""Pixels of a logo without colours: more than a printer shows on 45 mm."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_SHAPES: Final = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon linearGradient radialGradient stop".split()  # noqa: SIM905
)
_REACHES_OUT: Final = re.compile(r"url\((?!\s*[\"']?#)|@import|javascript:|expression\(|&#|\\", re.IGNORECASE)


def logo_drawing(logo: bytes | None, *, grey: bool = False) -> str | bytes | None:
    """The logo as SVG text or PNG bytes; in ``grey`` as a PNG without its colours.

    None where there is none, it is too large, neither PNG nor SVG, or an SVG with anything that could fetch, repeat
    without end or run: document types, ``use``, ``image``, style sheets, scripts, words.
    """
    if logo is None or len(logo) > MOST_BYTES:
        return None
    drawn = _sound_png(logo) if logo.startswith(_PNG) else _plain_svg(logo)
    if drawn is None or not grey:
        return drawn
    return in_grey(drawn if isinstance(drawn, bytes) else png(drawn, _WIDE))


def _sound_png(raw: bytes) -> bytes | None:
    from PIL import Image

    try:
        with Image.open(BytesIO(raw), formats=("PNG",)) as image:
            width, height = image.size
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return raw if width * height <= MOST_PIXELS else None


def _plain_svg(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return None
        root = ElementTree.fromstring(text)
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return None
    elements = list(root.iter())
    if root.tag != f"{_SVG}svg" or len(elements) > MOST_SHAPES or not root.get("viewBox"):
        return None
    return text if all(_is_plain(element) for element in elements) else None


def _is_plain(element: ElementTree.Element) -> bool:
    own = element.tag.startswith(_SVG) and element.tag.removeprefix(_SVG) in _SHAPES
    return own and not any(
        name.lower().startswith("on") or name.endswith("href") or _REACHES_OUT.search(value)
        for name, value in element.attrib.items()
    )
