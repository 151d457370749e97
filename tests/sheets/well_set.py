"""Judges the pages of a printed sheet: how far they are used, where headings stand, whether anything is cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pikepdf

POINTS_PER_MM = 72 / 25.4
LEAST_USED = 0.25
FOOT_MM = 15.0
SIDE_MM = 13.0
LARGER = 1.08
"""A bold line is a heading from so many times the size of most words on."""

Word = dict[str, Any]


def measured(pdf: bytes) -> list[Any]:
    """The pages with each drawing as the box that it fills: its strokes say nothing about a page and take longest."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
                left, top, right, bottom = (float(edge) for edge in thing.BBox)
                thing.write(f"{left} {top} {right - left} {bottom - top} re f".encode())
        # The tags say nothing about where a word stands either.
        del document.Root.StructTreeRoot
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return pdfplumber.open(out).pages


def faults_of(pages: list[Any], cards: int | None = None) -> Iterator[str]:
    """A sentence for each fault. ``cards`` is how many exercises must be explained, each on one page."""
    met = 0
    for number, page in enumerate(pages, 1):
        found = page.extract_words(extra_attrs=["size", "fontname"])
        words = [w for w in found if w["top"] < page.height - FOOT_MM * POINTS_PER_MM]
        if not words:
            yield f"page {number} is empty"
            continue
        if used_part(page, words) < LEAST_USED:
            yield f"page {number} is used to {used_part(page, words):.0%}"
        left, right = min(w["x0"] for w in words), max(w["x1"] for w in words)
        if left < SIDE_MM * POINTS_PER_MM or right > page.width - SIDE_MM * POINTS_PER_MM:
            yield f"page {number} has words in the margin"
        if heading := heading_at_foot(page, words):
            yield f"page {number} has the heading {heading!r} at its foot"
        if touches_foot(page, found):
            yield f"page {number} runs into its foot"
        said = Counter((a["text"], b["text"]) for a, b in pairwise(words))
        met += said["Stop", "if:"]
        if said["it", "here:"] not in (0, said["Stop", "if:"]):
            yield f"page {number} has a part of a card"
    if cards is not None and met != cards:
        yield f"{met} cards instead of {cards}"


def used_part(page: Any, words: list[Word]) -> float:
    """How far down the page there is print: words, lines to write on, boxes."""
    limit = page.height - FOOT_MM * POINTS_PER_MM
    drawn = [float(t["bottom"]) for t in (*page.rects, *page.lines, *page.curves) if t["bottom"] < limit]
    return max([0.0, *drawn, *(float(w["bottom"]) for w in words)]) / float(page.height)


def heading_at_foot(page: Any, words: list[Word]) -> str:
    """The last line of the page where all of it is large and bold, with no line to write on below; else empty."""
    usual = Counter(round(w["size"], 1) for w in words).most_common(1)[0][0]
    last = max(w["bottom"] for w in words)
    line = [w for w in words if w["bottom"] > last - 4]
    bold = all("Bold" in w["fontname"] and w["size"] > usual * LARGER for w in line)
    below = any(last + 4 < t["bottom"] < page.height - FOOT_MM * POINTS_PER_MM for t in (*page.lines, *page.rects))
    return " ".join(w["text"] for w in line) if bold and not below and last > page.height * 0.7 else ""


def touches_foot(page: Any, words: list[Word]) -> bool:
    """Whether lines near the foot lie over one another."""
    near = [w for w in words if w["bottom"] > page.height - 28 * POINTS_PER_MM]
    return any(
        a is not b
        and a["x0"] < b["x1"] - 1
        and b["x0"] < a["x1"] - 1
        and a["top"] < b["bottom"] - 2.5
        and b["top"] < a["bottom"] - 2.5
        for place, a in enumerate(near)
        for b in near[place + 1 :]
    )
