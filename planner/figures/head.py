"""The head: skull, face in profile or full, hair, ear, eye and mouth, so that it shows where the person looks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from planner.figures.camera import Camera, Flat
from planner.figures.outline import ellipsoid, hull, numbers, smooth
from planner.figures.style import Palette
from planner.figures.vector import Turn, Vec, at, dot, place

CRANIUM: tuple[Vec, Vec] = ((-8.0, 0.0, 22.0), (93.0, 74.0, 86.0))
JAW: tuple[Vec, Vec] = ((30.0, 0.0, -44.0), (50.0, 57.0, 52.0))
PROFILE: tuple[Vec, ...] = (
    (40.0, 0.0, 84.0), (74.0, 0.0, 56.0), (84.0, 0.0, 24.0), (82.0, 0.0, 6.0), (98.0, 0.0, -16.0), (105.0, 0.0, -25.0),
    (88.0, 0.0, -32.0), (92.0, 0.0, -46.0), (84.0, 0.0, -58.0), (86.0, 0.0, -80.0), (70.0, 0.0, -98.0),
    (30.0, 0.0, -94.0),
    (-10.0, 0.0, -60.0), (-20.0, 0.0, 20.0),
)  # fmt: skip
HAIRLINE: tuple[tuple[float, float], ...] = (
    # degrees round from the face, degrees above the middle of the skull
    (0.0, 40.0), (35.0, 37.0), (58.0, 26.0), (74.0, 2.0), (84.0, -14.0), (98.0, -10.0), (112.0, -12.0),
    (135.0, -34.0), (180.0, -42.0),
)  # fmt: skip


def draw_head(camera: Camera, centre: Vec, turn: Turn, palette: Palette, shift: Flat, closed: bool) -> str:
    """SVG of a head whose skull's middle is ``centre``."""
    skull = ellipsoid(camera, at(centre, turn, CRANIUM[0]), turn, CRANIUM[1], 12)
    jaw = ellipsoid(camera, at(centre, turn, JAW[0]), turn, JAW[1], 10)
    shape = smooth(_grown(hull(skull + jaw)), shift, turn=True)
    if abs(camera.facing(turn[1])) > 0.25:
        shape += smooth([camera.flat(at(centre, turn, p)) for p in PROFILE], shift, turn=True)
    out = [f'<path d="{shape}" fill="{palette.skin}"/>']
    hair = _hair(camera, centre, turn)
    if hair:
        out.append(f'<path d="{smooth(hair, shift)}" fill="{palette.hair}"/>')
    out += _features(camera, centre, turn, palette, shift, closed)
    return "".join(out)


def _grown(points: list[Flat]) -> list[Flat]:
    """Rounding shrinks an outline a little; push it out by as much."""
    n = len(points)
    cx, cy = sum(p[0] for p in points) / n, sum(p[1] for p in points) / n
    return [(cx + (x - cx) * 1.035, cy + (y - cy) * 1.035) for x, y in points]


def _hair(camera: Camera, centre: Vec, turn: Turn) -> list[Flat]:
    """The seen part of the cap of hair: along the skull's edge one way, back along the hairline."""
    middle, axes = CRANIUM[0], (CRANIUM[1][0] * 1.07, CRANIUM[1][1] * 1.1, CRANIUM[1][2] * 1.09)

    def page(q: Vec) -> Flat:
        local = (middle[0] + q[0] * axes[0], middle[1] + q[1] * axes[1], middle[2] + q[2] * axes[2])
        return camera.flat(at(centre, turn, local))

    towards = [dot(camera.near, t) / k for t, k in zip(turn, axes, strict=True)]
    # seen from the crown the hairline runs so close to the seen edge that it may cross it many times: all is hair
    spare = 14.0 if camera.facing(turn[0]) < -0.3 and camera.facing(turn[2]) > 0.4 else 0.0
    edge, edge_in = _run(lambda a: _rim(camera, turn, axes, a), lambda q: _hairy(q, spare))
    line, line_in = _run(_hairline, lambda q: q[0] * towards[0] + q[1] * towards[1] + q[2] * towards[2] > 0)
    if edge_in == "all":
        return _grown([page(q) for q in edge])
    if edge_in == "none":
        return [page(q) for q in line] if line_in == "all" else []
    rim, fringe = [page(q) for q in edge], [page(q) for q in line]
    if fringe and _gap(rim[-1], fringe[0]) > _gap(rim[-1], fringe[-1]):
        fringe.reverse()
    return [rim[0], *rim, rim[-1], *fringe]


def _gap(a: Flat, b: Flat) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _run(point: Callable[[float], Vec], inside: Callable[[Vec], bool], count: int = 20) -> tuple[list[Vec], str]:
    """The unbroken run of a closed line's points that are inside, in order."""
    points = [point(360.0 * i / count) for i in range(count)]
    flags = [inside(q) for q in points]
    if all(flags):
        return points, "all"
    if not any(flags):
        return [], "none"
    start = next(i for i in range(count) if flags[i] and not flags[i - 1])
    run = []
    for i in range(count):
        if not flags[(start + i) % count]:
            break
        run.append(points[(start + i) % count])
    return run, "some"


def _rim(camera: Camera, turn: Turn, axes: Vec, angle: float) -> Vec:
    """A point of the skull's seen edge, on the unit ball."""
    c, s = cos(radians(angle)), sin(radians(angle))
    r, u = camera.right, camera.up
    n = (r[0] * c + u[0] * s, r[1] * c + u[1] * s, r[2] * c + u[2] * s)
    local = [dot(n, t) * k for t, k in zip(turn, axes, strict=True)]
    size = sqrt(sum(v * v for v in local)) or 1.0
    return (local[0] / size, local[1] / size, local[2] / size)


def hair_from(round_face: float) -> float:
    """Degrees above the middle of the skull where the hair begins, so many degrees round from the face."""
    around = abs((round_face + 180.0) % 360.0 - 180.0)
    for (a, low), (b, high) in pairwise(HAIRLINE):
        if around <= b:
            return low + (high - low) * (around - a) / (b - a)
    return HAIRLINE[-1][1]


def _hairline(angle: float) -> Vec:
    up = radians(hair_from(angle))
    return (cos(radians(angle)) * cos(up), sin(radians(angle)) * cos(up), sin(up))


def _hairy(q: Vec, spare: float = 0.0) -> bool:
    return degrees(asin(max(-1.0, min(1.0, q[2])))) + spare > hair_from(degrees(atan2(q[1], q[0])))


def _features(camera: Camera, centre: Vec, turn: Turn, palette: Palette, shift: Flat, closed: bool) -> list[str]:
    out = []

    def page(p: Vec) -> Flat:
        x, y = camera.flat(at(centre, turn, p))
        return (x + shift[0], y + shift[1])

    for out_ in (1.0, -1.0):
        if camera.facing(place(turn, (-0.2, out_, 0.0))) > 0.3:
            ring = ellipsoid(camera, at(centre, turn, (-6.0, out_ * 74, -8.0)), turn, (17.0, 8.0, 25.0), 8)
            out.append(f'<path d="{smooth(_grown(ring), shift)}" fill="{palette.skin_shade}"/>')
        if camera.facing(place(turn, (0.86, out_ * 0.5, 0.0))) > 0.3:
            x, y = page((80.0, out_ * 30, 6.0))
            if closed:
                a, b = page((80.0, out_ * 22, 3.0)), page((74.0, out_ * 42, 3.0))
                bend = page((82.0, out_ * 32, -7.0))
                out.append(_line([a, bend, b], palette.eye, 6))
            else:
                out.append(f'<circle cx="{round(x)}" cy="{round(y)}" r="7" fill="{palette.eye}"/>')
    if camera.facing(turn[0]) > -0.2:
        side = 1.0 if camera.facing(turn[1]) > 0 else -1.0
        full = camera.facing(turn[0]) > 0.6
        a = page((86.0, -side * 15 if full else side * 2, -46.0))
        b = page((78.0, side * (15 if full else 20), -46.0))
        out.append(_line([a, page((88.0, side * 4, -51.0)), b], palette.skin_shade, 6))
    return out


def _line(points: list[Flat], colour: str, width: int) -> str:
    (x, y), (cx, cy), (ex, ey) = points
    d = f"M{round(x)} {round(y)}q" + numbers((cx - x, cy - y, ex - x, ey - y))
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>'
