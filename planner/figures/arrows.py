"""Movement arrows, computed from the parts that travel furthest between two frames. Heads are paths, never markers."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians, sin

from planner.figures.camera import Camera, Flat
from planner.figures.joints import Angles
from planner.figures.outline import numbers
from planner.figures.skeleton import Skeleton
from planner.figures.spec import SIDES
from planner.figures.vector import Vec, along, place, scale

WIDTH = 15
HEAD = 62.0
LEAST = 110.0
"""Movements of less than this many mm on the page get no arrow of their own."""

POINTS = {
    "hands": ("left fingertips", "right fingertips"),
    "feet": ("left toe", "right toe"),
    "knees": ("left knee", "right knee"),
    "elbows": ("left elbow", "right elbow"),
    "shoulders": ("left shoulder", "right shoulder"),
    "head": ("head",),
    "pelvis": ("pelvis",),
    "trunk": ("chest",),
}
WEIGHTS = {
    "left fingertips": 1.0, "right fingertips": 1.0, "left toe": 1.0, "right toe": 1.0, "left knee": 0.9,
    "right knee": 0.9,
    "head": 1.0, "pelvis": 1.4,
}  # fmt: skip
"""How much a movement of each part counts: where the hips travel, they are the movement."""
_ONE = {"hand": "fingertips", "foot": "toe", "knee": "knee", "elbow": "elbow", "shoulder": "shoulder"}


def halfway(a: Angles, b: Angles, t: float) -> Angles:
    """The joints on their way from one frame to the next."""
    return {k: a.get(k, 0.0) + (b.get(k, 0.0) - a.get(k, 0.0)) * t for k in {**a, **b}}


def named_points(words: Sequence[str]) -> list[str]:
    """The points of the body that arrow words name."""
    named: list[str] = []
    for word in words:
        if word in POINTS:
            named += POINTS[word]
        else:
            side, _, part = word.partition(" ")
            if side in SIDES and part in _ONE:
                named.append(f"{side} {_ONE[part]}")
    return named


def wanted_points(
    words: Sequence[str], start: Skeleton, end: Skeleton, camera: Camera, carried: Sequence[str] = ()
) -> list[str]:
    """Which points get an arrow: those named, or the one or two that move most and are not merely ``carried`` along."""
    named = named_points(words)
    if "auto" not in words:
        return named
    moved = []
    for name, weight in WEIGHTS.items():
        if name in carried:
            continue
        a, b = camera.flat(start.points[name]), camera.flat(end.points[name])
        moved.append((hypot(a[0] - b[0], a[1] - b[1]) * weight, name))
    moved.sort(key=lambda m: (-m[0], m[1]))
    most = moved[0][0]
    if most < LEAST:
        return named
    chosen: list[str] = []
    for travel, name in moved:
        if travel < max(LEAST, most * 0.42) or len(chosen) == 2:
            break
        limb = name.split(" ")[-1]
        kin = {"fingertips": "arm", "toe": "leg", "knee": "leg"}.get(limb, limb)
        side = name.split(" ")[0]
        if any(_kin(c) == (side, kin) for c in chosen):
            continue
        if any(_together(camera, start, end, c, name) for c in chosen):
            continue
        chosen.append(name)
    return named + chosen


def _kin(name: str) -> tuple[str, str]:
    limb = name.split(" ")[-1]
    return name.split(" ")[0], {"fingertips": "arm", "toe": "leg", "knee": "leg"}.get(limb, limb)


def _together(camera: Camera, start: Skeleton, end: Skeleton, one: str, other: str) -> bool:
    """Whether two points make nearly the same way on the page, so that one arrow says it."""
    a, b = camera.flat(start.points[one]), camera.flat(start.points[other])
    c, d = camera.flat(end.points[one]), camera.flat(end.points[other])
    return hypot(a[0] - b[0], a[1] - b[1]) < 150 and hypot(c[0] - d[0], c[1] - d[1]) < 150


def pointer(track: Sequence[Flat], thickness: float) -> list[Flat]:
    """For a small movement: a short way of the same direction, just outside the part that moves."""
    a, b = track[0], track[-1]
    size = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    dx, dy = (b[0] - a[0]) / size, (b[1] - a[1]) / size
    near, far = thickness + 35.0, thickness + 205.0
    return [(a[0] + dx * k, a[1] + dy * k) for k in (near, (near + far) / 2, far)]


def arrow(track: Sequence[Flat], colour: str, off: float = 0.0) -> tuple[str, list[Flat]]:
    """A curved arrow along the way a point takes, set off sideways by ``off`` mm, with its head as a path."""
    a, m, b = track[0], track[len(track) // 2], track[-1]
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    nx, ny = -(b[1] - a[1]) / length, (b[0] - a[0]) / length
    bulge = (m[0] - (a[0] + b[0]) / 2) * nx + (m[1] - (a[1] + b[1]) / 2) * ny
    side = 1.0 if bulge >= 0 else -1.0
    if abs(bulge) < 0.06 * length:
        bulge = 0.1 * length * side
    shift = (nx * off * side, ny * off * side)
    a, b = (a[0] + shift[0], a[1] + shift[1]), (b[0] + shift[0], b[1] + shift[1])
    control = ((a[0] + b[0]) / 2 + nx * bulge * 2, (a[1] + b[1]) / 2 + ny * bulge * 2)
    return curve_with_head(a, control, b, colour)


def curve_with_head(a: Flat, control: Flat, b: Flat, colour: str, head: float = HEAD) -> tuple[str, list[Flat]]:
    """A quadratic curve and a filled head that follows its end."""
    dx, dy = b[0] - control[0], b[1] - control[1]
    size = hypot(dx, dy) or 1.0
    dx, dy = dx / size, dy / size
    neck = (b[0] - dx * head * 0.8, b[1] - dy * head * 0.8)
    c = (control[0] * 0.92 + neck[0] * 0.08, control[1] * 0.92 + neck[1] * 0.08)
    line = f"M{round(a[0])} {round(a[1])}q" + numbers((c[0] - a[0], c[1] - a[1], neck[0] - a[0], neck[1] - a[1]))
    left = (b[0] - dx * head - dy * head * 0.48, b[1] - dy * head + dx * head * 0.48)
    right = (b[0] - dx * head + dy * head * 0.48, b[1] - dy * head - dx * head * 0.48)
    tip = f"M{round(b[0])} {round(b[1])}L{round(left[0])} {round(left[1])} {round(right[0])} {round(right[1])}z"
    svg = (
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{WIDTH}" stroke-linecap="round"/>'
        f'<path d="{tip}" fill="{colour}" stroke="{colour}" stroke-width="6" stroke-linejoin="round"/>'
    )
    return svg, [a, b, left, right, control]


def turning(
    camera: Camera, centre: Vec, right: Vec, front: Vec, radius: float, colour: str, leftward: bool
) -> tuple[str, list[Flat]]:
    """An arrow round the front of a body part, from one side to the other."""
    start, end = (-62.0, 62.0) if leftward else (62.0, -62.0)
    pts = []
    for i in range(5):
        k = radians(start + (end - start) * i / 4)
        way = place((front, scale(right, -1.0), (0.0, 0.0, 1.0)), (cos(k), sin(k), 0.0))
        x, y = camera.flat(along(centre, way, radius))
        # seen edge-on the ring would be a line: look on it a little from above
        pts.append((x, y + max(0.0, 0.4 - camera.near[2]) * radius * camera.facing(way)))
    middle = pts[2]
    control = (2 * middle[0] - (pts[0][0] + pts[4][0]) / 2, 2 * middle[1] - (pts[0][1] + pts[4][1]) / 2)
    return curve_with_head(pts[0], control, pts[4], colour)
