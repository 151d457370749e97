"""A figure → one SVG: frames beside each other or over a ghost, ground, shadow, props, arrows, title and description."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import hypot
from xml.sax.saxutils import escape

from planner.figures.arrows import LEAST, arrow, halfway, pointer, turning, wanted_points
from planner.figures.camera import Camera, Flat, camera_for
from planner.figures.person import ID, Brush, paint_person
from planner.figures.props import Carpenter, draw_props, floor_level
from planner.figures.skeleton import Skeleton
from planner.figures.spec import SIDES, Figure, Frame
from planner.figures.stage import Staged, is_body_target, stage_figure, stage_frame
from planner.figures.style import Palette, Style, night
from planner.figures.vector import along, distance

MARGIN = 70.0
ASPECT = 4 / 3
GAP = 190.0
LEAST_HEIGHT = 1250.0
THICKNESS = {"head": 125.0, "chest": 170.0, "pelvis": 170.0, "knee": 75.0, "shoulder": 90.0, "hip": 110.0}


@dataclass(slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: list[Flat]) -> Box:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return cls(min(xs), min(ys), max(xs), max(ys))

    def grown(self, points: list[Flat], shift: Flat = (0.0, 0.0)) -> Box:
        other = Box.around([(x + shift[0], y + shift[1]) for x, y in points]) if points else self
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def body_box(camera: Camera, s: Skeleton) -> Box:
    """The page area a body covers, flesh included."""
    points: list[Flat] = []
    for name, p in s.points.items():
        x, y = camera.flat(p)
        r = THICKNESS.get(name.split(" ")[-1], 42.0)
        points += [(x - r, y - r), (x + r, y + r)]
    return Box.around(points)


def camera_of(figure: Figure) -> Camera:
    return camera_for(figure.view, figure.turn, "side" in figure.frames[0].lie)


def pale_from(figure: Figure) -> float:
    """In front and back views a turned pelvis does not make one leg the far one."""
    return 0.85 if figure.view in ("front", "back") else 0.45


def shows_ghost(figure: Figure, staged: tuple[Staged, ...]) -> bool:
    """Two frames lie over each other where only limbs move; where the trunk travels they stand side by side."""
    if figure.show != "auto":
        return figure.show == "ghost"
    if len(staged) != 2:
        return False
    a, b = staged[0].body, staged[1].body
    trunk = max(distance(a.points[k], b.points[k]) for k in ("pelvis", "chest", "head"))
    bend = sum(abs(a.angles.get(k, 0.0) - b.angles.get(k, 0.0)) for k in ("lumbar flexion", "thoracic flexion", "neck rotation left",
               "thoracic rotation left"))  # fmt: skip
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
    floors = "".join(_ground(y, left, right, palette) for y, (left, right) in lines.items())
    return floors + "".join(out), whole


def _ground(y: int, left: float, right: float, palette: Palette) -> str:
    spare = max(120.0, 700.0 - (right - left) / 2)
    return f'<path d="M{round(left - spare)} {y}h{round(right - left + 2 * spare)}" stroke="{palette.ground}" stroke-width="7"/>'


def level(camera: Camera) -> bool:
    """Whether the floor is seen edge-on, as a line."""
    return abs(camera.near[2]) < 0.05


def picture_box(camera: Camera, palette: Palette, one: Staged, ghost: Staged | None) -> Box:
    box = body_box(camera, one.body)
    if ghost is not None:
        other = body_box(camera, ghost.body)
        box = box.grown([(other.left, other.top), (other.right, other.bottom)])
    trial = Carpenter(camera, palette, (0.0, 0.0))
    draw_props(trial, one)
    return box.grown(trial.corners) if trial.corners else box


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
    carpenter = Carpenter(camera, palette, shift)
    drawn = draw_props(carpenter, one)
    out += [svg for layer, svg in drawn if layer == "back"]
    front = "".join(svg for layer, svg in drawn if layer == "front")
    if ghost is not None:
        out.append(paint_person(Brush(camera, palette, shift, ghost=True), ghost.body, ghost.frame))
    out.append(paint_person(Brush(camera, palette, shift, name="abc"[number], pale_from=pale_from(figure)), one.body, one.frame, front))
    points: list[Flat] = []
    svg, points = _arrows(figure, camera, palette, shift, step, one, number == 0)
    out.append(svg)
    return "".join(out), points


def _shadow(figure: Figure, camera: Camera, palette: Palette, one: Staged, shift: Flat) -> str:
    if figure.view == "above":
        return ""
    floor = floor_level(one.room)
    low = [camera.flat(p)[0] for p in one.body.points.values() if p[2] < 260] or [0.0]
    left, right = min(low) - 70, max(low) + 70
    y = camera.flat((0.0, 0.0, floor))[1] + shift[1]
    if not level(camera):
        return ""
    return (
        f'<ellipse cx="{round((left + right) / 2 + shift[0])}" cy="{round(y + 6)}" rx="{round((right - left) / 2)}" ry="20"'
        f' fill="{palette.shadow}"/>'
    )


def _arrows(
    figure: Figure,
    camera: Camera,
    palette: Palette,
    shift: Flat,
    step: tuple[Staged, Staged] | None,
    one: Staged,
    first: bool,
) -> tuple[str, list[Flat]]:
    words = figure.arrows
    out: list[str] = []
    points: list[Flat] = []
    if step is not None and words:
        a, b = step
        carried = [f"{side} fingertips" for side in SIDES if is_body_target(b.frame.touch.get(f"{side} hand", ""))]
        names = wanted_points(words, a.body, b.body, camera, carried)
        between = _between(figure, a, b) if names else None
        for name in names:
            track = [camera.flat(s.points[name]) for s in (a.body, between.body if between else a.body, b.body)]
            travel = hypot(track[0][0] - track[2][0], track[0][1] - track[2][1])
            if travel < 4.0:
                continue
            shifted = [(p[0] + shift[0], p[1] + shift[1]) for p in track]
            if travel < LEAST * 1.3:
                shifted = pointer(shifted, THICKNESS.get(name.split(" ")[-1], 42.0))
            svg, more = arrow(shifted, palette.arrow, 70.0 if travel >= LEAST * 1.3 else 0.0)
            out.append(svg)
            points += more
    for word in words if first else ():
        if word in ("turn left", "turn right"):
            chest = one.body.turns["chest"]
            svg, more = turning(
                camera,
                along(one.body.points["head"], chest[2], 190.0),
                chest[1],
                chest[0],
                170.0,
                palette.arrow,
                word == "turn left",
            )
            out.append(f'<g transform="translate({round(shift[0])} {round(shift[1])})">{svg}</g>')
            points += [(p[0] + shift[0], p[1] + shift[1]) for p in more]
        elif word in ("walk", "breath"):
            svg, more = _walk(camera, one, palette, shift) if word == "walk" else _breath(camera, one, palette, shift)
            out.append(svg)
            points += more
    return "".join(out), points


def _walk(camera: Camera, one: Staged, palette: Palette, shift: Flat) -> tuple[str, list[Flat]]:
    y = camera.flat(one.body.points["chest"])[1]
    y = y + shift[1]
    reach = max(camera.flat(p)[0] for p in one.body.points.values()) + shift[0] + 120
    return arrow([(reach, y + 120), (reach + 160, y + 120), (reach + 320, y + 120)], palette.arrow)


def _breath(camera: Camera, one: Staged, palette: Palette, shift: Flat) -> tuple[str, list[Flat]]:
    centre, turn = one.body.ring_frame(190.0)
    out, points = [], []
    away = turn[0] if abs(camera.facing(turn[0])) < 0.8 else turn[1]
    for sign in (1.0,) if away is turn[0] else (1.0, -1.0):
        a = camera.flat(
            (centre[0] + away[0] * sign * 160, centre[1] + away[1] * sign * 160, centre[2] + away[2] * sign * 160)
        )
        b = camera.flat(
            (centre[0] + away[0] * sign * 330, centre[1] + away[1] * sign * 330, centre[2] + away[2] * sign * 330)
        )
        a, b = (a[0] + shift[0], a[1] + shift[1]), (b[0] + shift[0], b[1] + shift[1])
        svg, more = arrow([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], palette.arrow)
        out.append(svg)
        points += more
    return "".join(out), points


def _between(figure: Figure, a: Staged, b: Staged) -> Staged:
    """The pose halfway, for the curve of an arrow."""
    return pose_between(figure, a, b, 0.5)


def pose_between(figure: Figure, a: Staged, b: Staged, t: float) -> Staged:
    """The person on the way from one staged frame to the next, planted parts held."""
    f = b.frame
    frame = Frame(
        f.posture, halfway(a.frame.angles, f.angles, t), f.touch, f.base, f.base_side, f.lie, f.support, f.settle, f.anchor,
        f.elbows, f.hands, f.eyes_closed, f.label, f.path,
    )  # fmt: skip
    return stage_frame(frame, figure, a)


def frame_svg(inside: str, box: Box, title: str, description: str, mirror: bool, css: str = "") -> str:
    """The finished file: the box at four to three, title and description for people who hear it."""
    left, right = box.left - MARGIN, box.right + MARGIN
    top, bottom = box.top - MARGIN, box.bottom + MARGIN * 0.4
    height = max(bottom - top, LEAST_HEIGHT)
    top = bottom - height
    width = right - left
    if width / height < ASPECT:
        grow = height * ASPECT - width
        left, width = left - grow / 2, height * ASPECT
    else:
        grow = width / ASPECT - height
        top, height = top - grow * 0.6, width / ASPECT
    key = sha256(f"{title}|{inside}".encode()).hexdigest()[:6]
    inside = inside.replace(ID, f"f{key}")
    body_svg = inside
    if mirror:
        body_svg = f'<g transform="matrix(-1 0 0 1 {round(2 * left + width)} 0)">{inside}</g>'
    ids = f"t{key} d{key}" if description else f"t{key}"
    said = f'<desc id="d{key}">{escape(description)}</desc>' if description else ""
    sheet = f"<style>{css}</style>" if css else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{round(left)} {round(top)} {round(width)} {round(height)}" role="img"'
        f' aria-labelledby="{ids}"><title id="t{key}">{escape(title)}</title>{said}{sheet}{body_svg}</svg>'
    )
