"""A figure → one SVG: frames beside each other or over a ghost, ground, shadow, props, arrows, title and
description.
"""

from __future__ import annotations

from planner.figures.brush import Brush
from planner.figures.camera import Camera, Flat
from planner.figures.carpentry import Carpenter
from planner.figures.movement import draw_arrows
from planner.figures.page import Box, camera_of, floor_line, frame_svg, level, pale_from, picture_box
from planner.figures.person import paint_person
from planner.figures.props import draw_props, floor_level
from planner.figures.signs import CLOCK, clock_on_floor
from planner.figures.spec import Figure
from planner.figures.stage import stage_figure
from planner.figures.staged import Staged
from planner.figures.style import Palette, Style, night
from planner.figures.vector import distance

GAP = 190.0


def shows_ghost(figure: Figure, staged: tuple[Staged, ...]) -> bool:
    """Two frames lie over each other where only limbs move; where the trunk travels they stand side by side."""
    if figure.show != "auto":
        return figure.show == "ghost"
    if len(staged) != 2:
        return False
    a, b = staged[0].body, staged[1].body
    trunk = max(distance(a.points[k], b.points[k]) for k in ("pelvis", "chest", "head"))
    bends = ("lumbar flexion", "thoracic flexion", "neck rotation left", "thoracic rotation left")
    bend = sum(abs(a.angles.get(k, 0.0) - b.angles.get(k, 0.0)) for k in bends)
    return trunk < 70.0 and bend < 14.0


def draw(
    figure: Figure,
    *,
    title: str,
    description: str = "",
    style: Style = Style.PRINT,
    frame: int | None = None,
) -> str:
    """The figure as an SVG of its own, also good for putting inside HTML: attributes only, ids unique to its content.

    ``frame`` draws that frame alone, without arrows. Sizes inside are millimetres of body size.
    """
    staged = stage_figure(figure)
    return draw_staged(figure, staged, title=title, description=description, style=style, frame=frame)


def draw_staged(
    figure: Figure, staged: tuple[Staged, ...], *, title: str, description: str, style: Style, frame: int | None = None
) -> str:
    """The SVG of a figure that already stands in its room."""
    camera, palette = camera_of(figure), style.palette
    pictures: list[Staged] = list(staged) if frame is None else [staged[frame]]
    ghosts: list[Staged | None] = [None] * len(pictures)
    if frame is None and shows_ghost(figure, staged):
        pictures, ghosts = [staged[-1]], [staged[0]]
    inside, box = _pictures(figure, camera, palette, pictures, ghosts, staged if frame is None else None)
    return frame_svg(inside, box, title, description, figure.mirror, night() if style is Style.SCREEN else "")


def _pictures(
    figure: Figure,
    camera: Camera,
    palette: Palette,
    pictures: list[Staged],
    ghosts: list[Staged | None],
    moving: tuple[Staged, ...] | None,
) -> tuple[str, Box]:
    """All pictures of a figure: upright ones beside each other, lying ones one above the other."""
    boxes = [picture_box(camera, palette, one, ghost) for one, ghost in zip(pictures, ghosts, strict=True)]
    widest, highest = max(b.right - b.left for b in boxes), max(b.bottom - b.top for b in boxes)
    stacked = len(boxes) > 1 and widest > highest * 1.35
    out: list[str] = []
    whole: Box | None = None
    lines: dict[int, tuple[float, float]] = {}
    x = y = 0.0
    for i, (one, ghost, box) in enumerate(zip(pictures, ghosts, boxes, strict=True)):
        shift = (0.0, 0.0)
        if i and whole is not None:
            shift = (0.0, y - box.top) if stacked else (x - box.left, 0.0)
        svg, arrow_points = _one(figure, camera, palette, one, ghost, shift, _step_for(moving, pictures, i), i)
        placed = Box(box.left + shift[0], box.top + shift[1], box.right + shift[0], box.bottom + shift[1])
        placed = placed.grown(arrow_points)
        if level(camera):
            ground = camera.flat((0.0, 0.0, floor_level(one.room)))[1] + shift[1] + 6
            placed.bottom = max(placed.bottom, ground + 20)
            lines[round(ground)] = (
                min(box.left + shift[0], lines.get(round(ground), (1e9, 0.0))[0]),
                box.right + shift[0],
            )
        out.append(svg)
        whole = placed if whole is None else whole.grown([(placed.left, placed.top), (placed.right, placed.bottom)])
        x, y = placed.right + GAP, placed.bottom + GAP * 0.6
    assert whole is not None
    floors = "".join(_ground_line(y, left, right, palette) for y, (left, right) in lines.items())
    return floors + "".join(out), whole


def _ground_line(y: int, left: float, right: float, palette: Palette) -> str:
    spare = max(120.0, 700.0 - (right - left) / 2)
    return floor_line(y, left - spare, right + spare, palette)


def _step_for(moving: tuple[Staged, ...] | None, pictures: list[Staged], i: int) -> tuple[Staged, Staged] | None:
    """The two frames whose difference picture ``i`` shows by arrows."""
    if moving is None or len(moving) < 2:
        return None
    if len(pictures) == 1:
        return moving[0], moving[-1]
    return (moving[i], moving[i + 1]) if i + 1 < len(moving) else None


def _one(
    figure: Figure,
    camera: Camera,
    palette: Palette,
    one: Staged,
    ghost: Staged | None,
    shift: Flat,
    step: tuple[Staged, Staged] | None,
    number: int,
) -> tuple[str, list[Flat]]:
    out = [_shadow(figure, camera, palette, one, shift)]
    reach: list[Flat] = []
    if CLOCK in figure.arrows:
        svg, reach = clock_on_floor(camera, one, palette, shift)
        out.append(svg)
    carpenter = Carpenter(camera, palette, shift)
    drawn = draw_props(carpenter, one)
    out += [svg for layer, svg in drawn if layer == "back"]
    front = "".join(svg for layer, svg in drawn if layer == "front")
    if ghost is not None:
        out.append(paint_person(Brush(camera, palette, shift, ghost=True), ghost.body, ghost.frame))
    out.append(
        paint_person(
            Brush(camera, palette, shift, name="abc"[number], pale_from=pale_from(figure)), one.body, one.frame, front
        )
    )
    svg, points = draw_arrows(figure, camera, palette, shift, step, one, number == 0)
    out.append(svg)
    return "".join(out), points + reach


def _shadow(figure: Figure, camera: Camera, palette: Palette, one: Staged, shift: Flat) -> str:
    """The soft shadow on the floor on which a body rests; a mat needs none."""
    if figure.view == "above" or (not level(camera) and (one.room.find("mat") or one.room.find("bed"))):
        return ""
    floor, s = floor_level(one.room), one.body
    resting = [p for k, p in s.points.items() if p[2] < 260 or (one.frame.support == "chair" and k.endswith("hip"))]
    low = [camera.flat((p[0], p[1], floor)) for p in resting] or [(0.0, 0.0)]
    left, right = min(p[0] for p in low) - 70, max(p[0] for p in low) + 70
    y, high = camera.flat((0.0, 0.0, floor))[1] + 6, 20.0
    if not level(camera):
        top, bottom = min(p[1] for p in low), max(p[1] for p in low)
        y, high = (top + bottom) / 2, (bottom - top) * 0.5 + 60 * camera.near[2]
    return (
        f'<ellipse cx="{round((left + right) / 2 + shift[0])}" cy="{round(y + shift[1])}"'
        f' rx="{round((right - left) / 2)}" ry="{round(high)}" fill="{palette.shadow}"/>'
    )
