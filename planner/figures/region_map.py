"""A body to point at: each region of it is a link. Made to stand inside a page, whose style gives the colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from planner.figures.body_map import APART, BOTH, REGIONS, STANCE
from planner.figures.brush import Brush
from planner.figures.camera import camera_for
from planner.figures.outline import smooth
from planner.figures.page import body_box
from planner.figures.person import paint_person
from planner.figures.skeleton import build
from planner.figures.spec import Frame
from planner.figures.style import LIGHT

BODY: Final = "var(--body-map)"
"""The colour of the body; the page that holds the map defines it."""
MARGIN: Final = 40.0
_NOT_POINTED_AT: Final = ("breathing",)
"""Lies over other regions; a list beside the map offers it. [D]"""


@dataclass(frozen=True, slots=True)
class RegionLink:
    """Where a region leads and what it is called."""

    address: str
    label: str
    chosen: bool = False


def region_map_svg(links: Mapping[str, RegionLink]) -> str:
    """Front and back of the body. The links are for a pointer: whoever uses keys has the same choice in a list, so
    they are out of the order of the Tab key and hidden from screen readers.
    """
    size, bodies = _bodies()
    out = "".join(
        body + "".join(_link(links[region], path) for region, path in regions if region in links)
        for body, regions in bodies
    )
    return f'<svg class="region-map" viewBox="{size}" aria-hidden="true" focusable="false">{out}</svg>'


@cache
def _bodies() -> tuple[str, tuple[tuple[str, tuple[tuple[str, str], ...]], ...]]:
    """The box of the map, and for front and back the body and the path of each region; the same for everybody."""
    s = build(dict(STANCE))
    frame = Frame("standing", STANCE, {}, "pelvis", "right", "upright", "floor", None, "foot", {}, {})
    palette = replace(LIGHT, ghost=BODY)
    out, whole = [], None
    for place, view in enumerate(BOTH):
        camera = camera_for(view, 0.0, False)
        shift = (place * APART, 0.0)
        body = paint_person(Brush(camera, palette, shift, ghost=True, name=f"map{view[0]}"), s, frame)
        paths = []
        for region, parts in REGIONS.items():
            if region not in _NOT_POINTED_AT:
                shapes = [points for views, shape in parts if view in views for points in shape(camera, s)]
                paths.append((region, "".join(smooth(points, shift, turn=True) for points in shapes)))
        out.append((body, tuple(paths)))
        box = body_box(camera, s)
        corners = [(box.left + shift[0], box.top), (box.right + shift[0], box.bottom)]
        whole = whole.grown(corners) if whole is not None else box
    assert whole is not None
    left, top = whole.left - MARGIN, whole.top - MARGIN
    size = f"{left:.0f} {top:.0f} {whole.right + MARGIN - left:.0f} {whole.bottom + MARGIN - top:.0f}"
    return size, tuple(out)


def _link(link: RegionLink, path: str) -> str:
    if not path:
        return ""
    chosen = ' class="chosen"' if link.chosen else ""
    words = f"<title>{escape(link.label)}</title>"
    return f'<a href={quoteattr(link.address)} tabindex="-1"{chosen}>{words}<path d="{path}"/></a>'
