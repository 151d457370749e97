"""A body to point at: front and back, with each place of a question as a shape of its own under its word.

Unlike a drawing it stands inside a page and carries no colour: classes only, which the page's own style fills.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from planner.figures.body import Ring
from planner.figures.body_map import BOTH, REGIONS, STANCE, Shape, limb_patches, trunk_patch
from planner.figures.brush import Brush
from planner.figures.camera import Camera, Flat, camera_for
from planner.figures.outline import Part, ellipsoid, limb, smooth
from planner.figures.page import MARGIN, body_box
from planner.figures.person import paint_person
from planner.figures.skeleton import Skeleton, build
from planner.figures.spec import SIDES, Frame
from planner.figures.style import Style

_APART: Final = 1040.0
_FILL: Final = re.compile(r' fill="#[0-9a-f]+"')


def _hands(camera: Camera, s: Skeleton) -> list[list[Flat]]:
    rings = (Ring(0.0, 24, 24, 28), Ring(0.4, 24, 24, 36), Ring(0.75, 20, 20, 30), Ring(0.96, 14, 14, 20))
    return [
        limb(
            camera,
            (Part(s.points[f"{side} wrist"], s.points[f"{side} fingertips"], s.turns[f"{side} hand"], rings, 20),),
        )
        for side in SIDES
    ]


def _feet(camera: Camera, s: Skeleton) -> list[list[Flat]]:
    out = []
    for side in SIDES:
        x, y, z = s.points[f"{side} ball"]
        heel = s.points[f"{side} heel"]
        middle = ((x + heel[0]) / 2, (y + heel[1]) / 2, z + 22.0)
        out.append(ellipsoid(camera, middle, s.turns[f"{side} foot"], (110.0, 52.0, 58.0)))
    return out


PLACES: Final[Mapping[str, tuple[tuple[tuple[str, ...], Shape], ...]]] = {
    "neck": REGIONS["neck"],
    "arms": (*REGIONS["shoulders"], *REGIONS["arms"]),
    "hands": ((BOTH, _hands),),
    "upper-back": ((("back",), trunk_patch(270, 495, 0.86)),),
    "low-back": ((("back",), trunk_patch(60, 250, 0.86)),),
    "buttocks": REGIONS["buttocks"],
    "thighs": ((BOTH, limb_patches("thigh", 0.22, 0.92, 0.86)),),
    "legs": ((BOTH, limb_patches("thigh", 0.3, 0.9, 0.8)), (BOTH, limb_patches("shank", 0.06, 0.84, 0.84))),
    "below-knee": ((BOTH, limb_patches("shank", 0.06, 0.84, 0.9)), (BOTH, _feet)),
    "feet": ((BOTH, _feet),),
}
"""Every place that a question may ask for."""


def body_question_svg(places: tuple[str, ...]) -> str:
    """An ``<svg>`` for the inside of a page; each shape has its place in ``data-place``. Raises KeyError.

    It is hidden from those who listen: the same places stand beside it as boxes to tick.
    """
    s = build(dict(STANCE))
    frame = Frame("standing", STANCE, {}, "pelvis", "right", "upright", "floor", None, "foot", {}, {})
    out = []
    whole = None
    for number, view in enumerate(BOTH):
        camera, shift = camera_for(view, 0.0, False), (number * _APART, 0.0)
        body = paint_person(Brush(camera, Style.PRINT.palette, shift, ghost=True, name=view[0]), s, frame)
        out.append(f'<g class="body">{_FILL.sub("", body)}</g>')
        out += [_place(word, view, camera, s, shift) for word in places]
        box = body_box(camera, s)
        corners = [(box.left + shift[0], box.top), (box.right + shift[0], box.bottom)]
        whole = whole.grown(corners) if whole is not None else box
    assert whole is not None
    left, top = whole.left - MARGIN / 2, whole.top - MARGIN / 2
    width, height = whole.right - left + MARGIN / 2, whole.bottom - top + MARGIN / 2
    return (
        f'<svg class="body-question" aria-hidden="true" focusable="false"'
        f' viewBox="{round(left)} {round(top)} {round(width)} {round(height)}">{"".join(out)}</svg>'
    )


def _place(word: str, view: str, camera: Camera, s: Skeleton, shift: Flat) -> str:
    paths = [
        smooth(points, shift, turn=True)
        for views, shape in PLACES[word]
        if view in views
        for points in shape(camera, s)
    ]
    return f'<path data-place="{word}" d="{"".join(paths)}"/>' if paths else ""
