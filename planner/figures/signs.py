"""Arrows that tell what no two frames can show: a nod, a tilt, a squeeze, a press, breath, a walk and its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

from planner.figures.arrows import POINTS, arrow, curve_with_head, named_points, turning
from planner.figures.camera import Camera, Flat
from planner.figures.outline import polygon
from planner.figures.page import THICKNESS
from planner.figures.spec import SIDES
from planner.figures.staged import Staged
from planner.figures.style import Palette
from planner.figures.vector import Vec, along, place, scale

Sign = tuple[str, list[Flat]]

ARCS = {
    # round which part, from and to how many degrees above its front, and how far from its middle (mm)
    "nod": ("head", 55.0, -38.0, 185.0),
    "tilt back": ("pelvis", 16.0, 64.0, 290.0),
    "tilt forward": ("pelvis", 64.0, 16.0, 290.0),
}
_ONE_SIDE = tuple(f"{side} {part}" for side in SIDES for part in ("hand", "foot", "knee", "elbow", "shoulder"))
PRESSES = tuple(f"{part} {way}" for part in (*POINTS, *_ONE_SIDE) for way in ("up", "down"))
"""``head down`` presses the head down: an arrow of its own that needs no second frame."""

SIGNS = ("walk", "breath", "turn left", "turn right", "squeeze", *ARCS, *PRESSES)
CLOCK = "clock"
"""The hours on the floor round the standing foot; they lie under the body, so they are drawn before it."""


def draw_sign(word: str, camera: Camera, one: Staged, palette: Palette) -> Sign:
    """One sign by its word, unshifted."""
    s = one.body
    if word in ("turn left", "turn right"):
        chest = s.turns["chest"]
        centre = along(s.points["head"], chest[2], 240.0)
        return turning(camera, centre, scale(chest[1], -1.0), chest[0], 210.0, palette.arrow, word == "turn left")
    if word in ARCS:
        return _arc(camera, one, palette, *ARCS[word])
    if word == "walk":
        return _walk(camera, one, palette)
    if word == "breath":
        return _breath(camera, one, palette)
    if word == "squeeze":
        return _squeeze(camera, one, palette)
    return _press(word, camera, one, palette)


def clock_on_floor(camera: Camera, one: Staged, palette: Palette, shift: Flat) -> Sign:
    """Twelve dots round the foot that stands, twelve o'clock straight ahead and larger."""
    side = next((side for side in SIDES if f"{side} foot" in one.plants), one.frame.base_side)
    centre, ahead = one.body.points[f"{side} ankle"], one.body.turns["pelvis"][0]
    level = one.room.support
    dots = []
    for hour in range(12):
        way = place((ahead, (-ahead[1], ahead[0], 0.0), (0.0, 0.0, 1.0)), _round(-30.0 * hour))
        x, y = camera.flat((centre[0] + 40 + way[0] * CLOCK_RADIUS, centre[1] + way[1] * CLOCK_RADIUS, level))
        r = 34 if hour % 3 == 0 else 20
        flat = round(r * max(0.35, camera.near[2]))
        dots.append(f'<ellipse cx="{round(x + shift[0])}" cy="{round(y + shift[1])}" rx="{r}" ry="{flat}"/>')
    x, y = camera.flat((centre[0] + 40, centre[1], level))
    ring = (
        f'<ellipse cx="{round(x + shift[0])}" cy="{round(y + shift[1])}" rx="{round(CLOCK_RADIUS)}"'
        f' ry="{round(CLOCK_RADIUS * camera.near[2])}" fill="none" stroke="{palette.ground}" stroke-width="12"/>'
    )
    ends = [(x + shift[0] + out * (CLOCK_RADIUS + 40), y + shift[1]) for out in (-1, 1)]
    return f'{ring}<g fill="{palette.arrow}">{"".join(dots)}</g>', ends


CLOCK_RADIUS = 370.0
"""About how far a foot reaches with the toes tapping, mm."""


def _round(degrees: float) -> Vec:
    return (cos(radians(degrees)), sin(radians(degrees)), 0.0)


def _straight(camera: Camera, start: Vec, end: Vec, colour: str) -> Sign:
    a, b = camera.flat(start), camera.flat(end)
    return arrow([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], colour)


def _join(signs: Sequence[Sign]) -> Sign:
    return "".join(svg for svg, _ in signs), [p for _, points in signs for p in points]


def _arc(camera: Camera, one: Staged, palette: Palette, part: str, start: float, end: float, radius: float) -> Sign:
    centre, turn = one.body.points[part], one.body.turns[part]
    pts = []
    for k in (start, (start + end) / 2, end):
        c, s = cos(radians(k)) * radius, sin(radians(k)) * radius
        pts.append(camera.flat(along(along(centre, turn[0], c), turn[2], s)))
    control = (2 * pts[1][0] - (pts[0][0] + pts[2][0]) / 2, 2 * pts[1][1] - (pts[0][1] + pts[2][1]) / 2)
    return curve_with_head(pts[0], control, pts[2], palette.arrow)


def _squeeze(camera: Camera, one: Staged, palette: Palette) -> Sign:
    """From either side on to the buttocks."""
    centre, left = along(one.body.points["pelvis"], one.body.turns["pelvis"][2], -30.0), one.body.turns["pelvis"][1]
    return _join(
        [
            _straight(camera, along(centre, left, 345.0 * out), along(centre, left, 190.0 * out), palette.arrow)
            for out in (1.0, -1.0)
        ]
    )


def _press(word: str, camera: Camera, one: Staged, palette: Palette) -> Sign:
    part, _, way = word.rpartition(" ")
    signs = []
    for name in named_points([part]):
        centre, thick = one.body.points[name], THICKNESS.get(name.split(" ")[-1], 42.0)
        near = along(centre, (0.0, 0.0, 1.0), thick + 25.0)
        far = along(centre, (0.0, 0.0, 1.0), thick + 175.0)
        signs.append(_straight(camera, *((far, near) if way == "down" else (near, far)), palette.arrow))
    return _join(signs)


def _walk(camera: Camera, one: Staged, palette: Palette) -> Sign:
    y = camera.flat(one.body.points["chest"])[1] + 120
    reach = max(camera.flat(p)[0] for p in one.body.points.values()) + 120
    return arrow([(reach, y), (reach + 160, y), (reach + 320, y)], palette.arrow)


def _breath(camera: Camera, one: Staged, palette: Palette) -> Sign:
    centre, turn = one.body.ring_frame(190.0)
    away = turn[0] if abs(camera.facing(turn[0])) < 0.8 else turn[1]
    return _join(
        [
            _straight(camera, along(centre, away, 160.0 * sign), along(centre, away, 330.0 * sign), palette.arrow)
            for sign in ((1.0,) if away is turn[0] else (1.0, -1.0))
        ]
    )


GLYPHS: dict[str, tuple[tuple[float, ...], ...]] = {
    # strokes on a field 60 wide and 100 high, y down, written as x y pairs of an unbroken line
    "0": ((20, 0, 40, 0, 56, 16, 56, 84, 40, 100, 20, 100, 4, 84, 4, 16, 20, 0),),
    "1": ((12, 18, 34, 0, 34, 100),),
    "2": ((4, 20, 18, 2, 42, 2, 55, 18, 52, 40, 4, 100, 57, 100),),
    "3": ((6, 0, 54, 0, 26, 40, 44, 42, 56, 58, 56, 80, 42, 98, 18, 100, 3, 86),),
    "4": ((42, 100, 42, 0, 2, 70, 60, 70),),
    "5": ((52, 0, 10, 0, 6, 44, 34, 40, 54, 54, 55, 80, 40, 98, 18, 100, 3, 88),),
    "6": ((46, 0, 12, 44, 4, 70, 14, 94, 32, 100, 50, 90, 56, 70, 48, 50, 30, 44, 8, 58),),
    "7": ((4, 0, 56, 0, 22, 100),),
    "8": ((30, 46, 10, 34, 10, 12, 30, 0, 50, 12, 50, 34, 30, 46, 54, 62, 54, 86, 30, 100, 6, 86, 6, 62, 30, 46),),
    "9": ((52, 42, 30, 56, 12, 50, 4, 30, 10, 10, 28, 0, 46, 6, 56, 30, 48, 56, 14, 100),),
    "m": ((4, 100, 4, 36), (4, 54, 18, 38, 30, 42, 32, 56, 32, 100), (32, 56, 46, 38, 58, 42, 60, 56, 60, 100)),
    "i": ((16, 36, 16, 100), (16, 12, 16, 15)),
    "n": ((4, 100, 4, 36), (4, 56, 22, 38, 40, 40, 46, 56, 46, 100)),
}  # fmt: skip
WIDTHS = {"m": 86.0, "i": 46.0, "n": 70.0, " ": 40.0, "1": 66.0}


def minutes_sign(minutes: int, camera: Camera, one: Staged, palette: Palette) -> Sign:
    """A clock face with that many minutes filled, and the number written below: letters are lines, since a print
    drawing may ask for no typeface.
    """
    points = [camera.flat(p) for p in one.body.points.values()]
    x, y = max(p[0] for p in points) + 280, min(p[1] for p in points) + 60
    r = 150
    edge = [(x + r * sin(radians(6.0 * k)), y - r * cos(radians(6.0 * k))) for k in range(minutes + 1)]
    pie = polygon([(x, y), *edge])
    face = f'<circle cx="{round(x)}" cy="{round(y)}" r="{r}" fill="{palette.grey}"/>'
    face += f'<path d="{pie}" fill="{palette.top}"/>'
    face += (
        f'<circle cx="{round(x)}" cy="{round(y)}" r="{r}" fill="none" stroke="{palette.trousers}" stroke-width="14"/>'
    )
    text = f"{minutes} min"
    left, top = x - sum(WIDTHS.get(c, 80.0) for c in text) / 2 + 8, y + r + 60
    lines = []
    for letter in text:
        for stroke in GLYPHS.get(letter, ()):
            dots = [f"{round(left + stroke[i])} {round(top + stroke[i + 1])}" for i in range(0, len(stroke), 2)]
            lines.append("M" + "L".join(dots))
        left += WIDTHS.get(letter, 80.0)
    face += (
        f'<path d="{"".join(lines)}" fill="none" stroke="{palette.trousers}" stroke-width="17"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )
    wide = max(float(r), left - x)
    return face, [(x - wide, y - r - 10), (x + wide, top + 110)]
