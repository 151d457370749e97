"""Where an exercise works: a small front and back figure with the regions filled, from the same body as the
drawings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from planner.figures import body
from planner.figures.body import Ring
from planner.figures.brush import Brush
from planner.figures.camera import Camera, Flat, camera_for
from planner.figures.joints import Angles
from planner.figures.outline import Part, ellipsoid, limb, smooth, tube
from planner.figures.page import body_box, frame_svg
from planner.figures.person import paint_person
from planner.figures.skeleton import OUTWARD, Skeleton, build
from planner.figures.spec import SIDES, Frame
from planner.figures.style import Palette, Style, night
from planner.figures.vector import Vec, at, mix

STANCE: Angles = {
    f"{side} {joint}": angle
    for side in SIDES
    for joint, angle in (("shoulder abduction", 24.0), ("elbow flexion", 8.0), ("hip abduction", 7.0))
}
BOTH = ("front", "back")
APART = 980.0

Shape = Callable[[Camera, Skeleton], list[list[Flat]]]


def trunk_patch(low: float, high: float, wide: float) -> Shape:
    """A patch of the trunk between two heights above the hips, so much of its width."""

    def draw(camera: Camera, s: Skeleton) -> list[list[Flat]]:
        nodes = []
        for i in range(5):
            height = low + (high - low) * i / 4
            taper = wide * (0.82 if i in (0, 4) else 1.0)
            point, turn = s.ring_frame(height)
            nodes.append((point, turn, Ring(height, 60, 60, width_at(height) * taper)))
        return [tube(camera, nodes)]

    return draw


def width_at(height: float) -> float:
    """Half the breadth of the trunk at a height above the hips, in mm."""
    rings = body.TRUNK_RINGS
    for a, b in pairwise(rings):
        if a.t <= height <= b.t:
            return a.side + (b.side - a.side) * (height - a.t) / (b.t - a.t)
    return rings[-1].side


def limb_patches(part: str, low: float, high: float, wide: float, inward: float = 0.0) -> Shape:
    """A patch of both thighs, shanks, upper arms or forearms between two shares of their length."""
    joints = {
        "thigh": ("hip", "knee", 78.0),
        "shank": ("knee", "ankle", 54.0),
        "upper arm": ("shoulder", "elbow", 50.0),
        "forearm": ("elbow", "wrist", 38.0),
    }[part]

    def draw(camera: Camera, s: Skeleton) -> list[list[Flat]]:
        out = []
        for side in SIDES:
            turn = s.turns[f"{side} {part}"]
            start, end = s.points[f"{side} {joints[0]}"], s.points[f"{side} {joints[1]}"]
            offset: Vec = (0.0, -OUTWARD[side] * inward, 0.0)
            a, b = at(mix(start, end, low), turn, offset), at(mix(start, end, high), turn, offset)
            r = joints[2] * wide
            rings = (Ring(0.06, r * 0.8, r * 0.8, r * 0.8), Ring(0.3, r, r, r), Ring(0.65, r * 0.9, r * 0.9, r * 0.9),
                     Ring(0.94, r * 0.65, r * 0.65, r * 0.65))  # fmt: skip
            out.append(limb(camera, (Part(a, b, turn, rings, r),)))
        return out

    return draw


def _balls(point: str, axes: Vec, offset: Vec = (0.0, 0.0, 0.0)) -> Shape:
    """A round patch on either side; ``offset`` is forward, outward and up."""

    def draw(camera: Camera, s: Skeleton) -> list[list[Flat]]:
        pelvis = s.turns["pelvis"]
        return [
            ellipsoid(
                camera, at(s.points[f"{side} {point}"], pelvis, (offset[0], OUTWARD[side] * offset[1],
                offset[2])), pelvis, axes
            )
            for side in SIDES
        ]  # fmt: skip

    return draw


def _sides(camera: Camera, s: Skeleton) -> list[list[Flat]]:
    out = []
    for side in SIDES:
        points = []
        for height, inner in (
            (110, 0.62),
            (180, 0.5),
            (260, 0.52),
            (330, 0.66),
            (330, 0.95),
            (260, 0.96),
            (180, 0.96),
            (110, 0.96),
        ):
            point, turn = s.ring_frame(height)
            points.append(camera.flat(at(point, turn, (0.0, OUTWARD[side] * inner * width_at(height), 0.0))))
        out.append(points)
    return out


def _neck(camera: Camera, s: Skeleton) -> list[list[Flat]]:
    point, turn = s.points["neck 1"], s.turns["chest"]
    return [ellipsoid(camera, point, turn, (40.0, 46.0, 62.0))]


REGIONS: dict[str, tuple[tuple[tuple[str, ...], Shape], ...]] = {
    "neck": ((BOTH, _neck),),
    "shoulders": ((BOTH, _balls("shoulder", (50.0, 52.0, 62.0), (0.0, 4.0, -6.0))),),
    "upper-back": ((("back",), trunk_patch(300, 500, 0.72)),),
    "chest": ((("front",), trunk_patch(330, 490, 0.74)),),
    "low-back": ((("back",), trunk_patch(80, 235, 0.66)),),
    "belly": ((("front",), trunk_patch(50, 265, 0.66)),),
    "side-of-trunk": ((BOTH, _sides),),
    "buttocks": ((("back",), _balls("hip", (60.0, 66.0, 78.0), (0.0, -10.0, 4.0))),),
    "hips": (
        (("front",), _balls("hip", (50.0, 46.0, 84.0), (0.0, 22.0, 40.0))),
        (("back",), _balls("hip", (40.0, 34.0, 70.0), (0.0, 40.0, 40.0))),
    ),
    "front-thigh": ((("front",), limb_patches("thigh", 0.16, 0.88, 0.78)),),
    "back-thigh": ((("back",), limb_patches("thigh", 0.24, 0.92, 0.72)),),
    "inner-thigh": ((("front",), limb_patches("thigh", 0.12, 0.75, 0.42, 44.0)),),
    "calf": ((("back",), limb_patches("shank", 0.08, 0.66, 0.86)),),
    "shin": ((("front",), limb_patches("shank", 0.12, 0.8, 0.6)),),
    "ankle-foot": ((BOTH, _balls("ankle", (60.0, 42.0, 50.0), (0.0, 0.0, -24.0))),),
    "arms": ((BOTH, limb_patches("upper arm", 0.18, 0.95, 0.86)), (BOTH, limb_patches("forearm", 0.08, 0.9, 0.86))),
    "breathing": ((("front",), trunk_patch(170, 440, 0.74)),),
}  # fmt: skip
"""Where each region word of the library lies; ``whole-body`` is all of them."""


def body_map_svg(regions: Iterable[str], *, title: str, style: Style = Style.PRINT) -> str:
    """Front and back of the body with ``regions`` filled; words that are no region are left out."""
    asked = set(regions)
    wanted = [r for r in REGIONS if r in asked or ("whole-body" in asked and r != "breathing")]
    palette = style.palette
    s = build(dict(STANCE))
    frame = Frame("standing", STANCE, {}, "pelvis", "right", "upright", "floor", None, "foot", {}, {})
    out = []
    whole = None
    for i, view in enumerate(BOTH):
        camera = camera_for(view, 0.0, False)
        shift = (i * APART, 0.0)
        out.append(paint_person(Brush(camera, palette, shift, ghost=True, name=view[0]), s, frame))
        out += _filled(camera, s, view, wanted, palette, shift)
        box = body_box(camera, s)
        corners = [(box.left + shift[0], box.top), (box.right + shift[0], box.bottom)]
        whole = whole.grown(corners) if whole is not None else box
    assert whole is not None
    return frame_svg("".join(out), whole, title, "", False, night() if style is Style.SCREEN else "")


def _filled(camera: Camera, s: Skeleton, view: str, wanted: list[str], palette: Palette, shift: Flat) -> list[str]:
    paths = [
        smooth(points, shift, turn=True)
        for region in wanted
        for views, shape in REGIONS[region]
        if view in views
        for points in shape(camera, s)
    ]
    return [f'<path d="{"".join(paths)}" fill="{palette.top}"/>'] if paths else []
