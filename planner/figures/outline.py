"""Smooth outlines: slices of a limb or the trunk seen by the camera → one closed curve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, cos, hypot, sin, sqrt
from typing import NamedTuple

from planner.figures.body import Ring
from planner.figures.camera import Camera, Flat
from planner.figures.vector import Turn, Vec, dot, mix


class Part(NamedTuple):
    """A straight piece of a limb: from, to, how it is turned, its slices, and the radius of the joint at its
    far end.
    """

    start: Vec
    end: Vec
    turn: Turn
    rings: Sequence[Ring]
    joint: float


class Slice(NamedTuple):
    """A slice as the camera sees it: its middle and the skin on either side."""

    middle: Flat
    plus: Flat
    minus: Flat


def look_at(camera: Camera, centre: Vec, turn: Turn, ring: Ring, d: Flat) -> Slice:
    """Where the skin of one slice appears at either side of a line running along ``d``."""
    nx, ny = -d[1], d[0]
    r, u = camera.right, camera.up
    lifted = (r[0] * nx - u[0] * ny, r[1] * nx - u[1] * ny, r[2] * nx - u[2] * ny)
    a, b = dot(lifted, turn[0]), dot(lifted, turn[1])
    side = (ring.side * b) ** 2
    ahead, behind = (ring.front * a) ** 2, (ring.back * a) ** 2
    plus = sqrt((ahead if a > 0 else behind) + side)
    minus = sqrt((behind if a > 0 else ahead) + side)
    x, y = camera.flat(centre)
    return Slice((x, y), (x + nx * plus, y + ny * plus), (x - nx * minus, y - ny * minus))


def limb(camera: Camera, parts: Sequence[Part], blunt_end: bool = False) -> list[Flat]:
    """The outline of a chain of parts, starting in the middle of its upper cap."""
    ways = [_direction(camera, part) for part in parts]
    plus: list[Flat] = []
    minus: list[Flat] = []
    for i, part in enumerate(parts):
        slices = [look_at(camera, mix(part.start, part.end, g.t), part.turn, g, ways[i]) for g in part.rings]
        p, m = [s.plus for s in slices], [s.minus for s in slices]
        if i:
            joint = camera.flat(part.start)
            bend = ways[i - 1][0] * ways[i][1] - ways[i - 1][1] * ways[i][0]
            radius = parts[i - 1].joint
            if bend > 0:
                plus, minus = _crease(plus, p), minus + _knob(joint, ways[i - 1], ways[i], radius, -1.0) + m
            else:
                plus, minus = plus + _knob(joint, ways[i - 1], ways[i], radius, 1.0) + p, _crease(minus, m)
        else:
            plus, minus = p, m
    head = _cap(plus[0], minus[0], (-ways[0][0], -ways[0][1]), 1.0)
    tail = _cap(minus[-1], plus[-1], ways[-1], 0.35 if blunt_end else 0.9)
    return [head[1], head[2], *plus, *tail, *reversed(minus), head[0]]


def bend_seen(camera: Camera, first: Part, second: Part) -> float:
    """Cosine of the angle by which the second part turns away from the first, as seen on the page."""
    a, b = _direction(camera, first), _direction(camera, second)
    return a[0] * b[0] + a[1] * b[1]


def _direction(camera: Camera, part: Part) -> Flat:
    a, b = camera.flat(part.start), camera.flat(part.end)
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = hypot(dx, dy)
    return (dx / length, dy / length) if length > 1e-6 else (0.0, 1.0)


def _cap(plus: Flat, minus: Flat, d: Flat, roundness: float) -> list[Flat]:
    """Three points that round off an end lying in direction ``d``, from ``minus`` to ``plus``."""
    r = hypot(plus[0] - minus[0], plus[1] - minus[1]) / 2 * roundness
    cx, cy = (plus[0] + minus[0]) / 2, (plus[1] + minus[1]) / 2

    def corner(q: Flat) -> Flat:
        return (cx + (q[0] - cx) * 0.78 + d[0] * r * 0.72, cy + (q[1] - cy) * 0.78 + d[1] * r * 0.72)

    return [corner(minus), (cx + d[0] * r * 1.06, cy + d[1] * r * 1.06), corner(plus)]


def _knob(joint: Flat, before: Flat, after: Flat, radius: float, sign: float) -> list[Flat]:
    """Points round the outside of a bent joint."""
    bend = abs(atan2(before[0] * after[1] - before[1] * after[0], before[0] * after[0] + before[1] * after[1]))
    if bend < 0.35:
        return []
    shares = (0.5,) if bend < 0.9 else ((0.25, 0.75) if bend < 1.7 else (0.15, 0.5, 0.85))
    swell = radius * (1.02 + 0.03 * bend) * sign
    out = []
    for k in shares:
        nx, ny = -before[1] * (1 - k) - after[1] * k, before[0] * (1 - k) + after[0] * k
        size = hypot(nx, ny) or 1.0
        out.append((joint[0] + nx / size * swell, joint[1] + ny / size * swell))
    return out


def _crease(before: list[Flat], after: list[Flat]) -> list[Flat]:
    """Join the inner sides of a bent joint where they meet, so that the outline never folds over itself."""
    for i in range(len(before) - 1, 0, -1):
        for j in range(len(after) - 1):
            hit = _meet(before[i - 1], before[i], after[j], after[j + 1])
            if hit is not None:
                return [*before[:i], hit, *after[j + 1 :]]
    if before and after:
        gap = hypot(before[-1][0] - after[0][0], before[-1][1] - after[0][1])
        if gap < 14.0:
            return before[:-1] + after
    return before + after


def _meet(a: Flat, b: Flat, c: Flat, d: Flat) -> Flat | None:
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    k = rx * sy - ry * sx
    if abs(k) < 1e-9:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / k
    w = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / k
    return (a[0] + t * rx, a[1] + t * ry) if 0 <= t <= 1 and 0 <= w <= 1 else None


def tube(camera: Camera, nodes: Sequence[tuple[Vec, Turn, Ring]]) -> list[Flat]:
    """The outline of slices along a curved line, such as the trunk, from the lower cap round."""
    flats = [camera.flat(p) for p, _, _ in nodes]
    last = len(nodes) - 1
    slices = []
    for i, (p, turn, ring) in enumerate(nodes):
        a, b = flats[max(0, i - 1)], flats[min(last, i + 1)]
        length = hypot(b[0] - a[0], b[1] - a[1])
        d = ((b[0] - a[0]) / length, (b[1] - a[1]) / length) if length > 1e-6 else (0.0, -1.0)
        slices.append((look_at(camera, p, turn, ring, d), d))
    plus = _unfold([s.plus for s, _ in slices], [d for _, d in slices])
    minus = _unfold([s.minus for s, _ in slices], [d for _, d in slices])
    return [*plus, *reversed(minus)]


def _unfold(side: list[Flat], ways: list[Flat]) -> list[Flat]:
    """Drop points of the inner side of a bend that would run backwards."""
    kept = [side[0]]
    for q, d in zip(side[1:], ways[1:], strict=True):
        if (q[0] - kept[-1][0]) * d[0] + (q[1] - kept[-1][1]) * d[1] > 6.0:
            kept.append(q)
    return kept


def ellipsoid(camera: Camera, centre: Vec, turn: Turn, axes: Vec, count: int = 14) -> list[Flat]:
    """The seen edge of a ball stretched along its own directions."""
    cx, cy = camera.flat(centre)
    r, u = camera.right, camera.up
    out = []
    for i in range(count):
        angle = 6.28318531 * i / count
        c, s = cos(angle), sin(angle)
        n = (r[0] * c - u[0] * s, r[1] * c - u[1] * s, r[2] * c - u[2] * s)
        local = tuple(dot(n, t) * k * k for t, k in zip(turn, axes, strict=True))
        size = sqrt(sum((dot(n, t) * k) ** 2 for t, k in zip(turn, axes, strict=True))) or 1.0
        v = [local[k] / size for k in range(3)]
        p = (
            turn[0][0] * v[0] + turn[1][0] * v[1] + turn[2][0] * v[2],
            turn[0][1] * v[0] + turn[1][1] * v[1] + turn[2][1] * v[2],
            turn[0][2] * v[0] + turn[1][2] * v[1] + turn[2][2] * v[2],
        )
        x, y = camera.flat(p)
        out.append((cx + x, cy + y))
    return out


def hull(points: Sequence[Flat]) -> list[Flat]:
    """The convex outline round points."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    halves = []
    for run in (ordered, ordered[::-1]):
        half: list[Flat] = []
        for q in run:
            while len(half) > 1 and (
                (half[-1][0] - half[-2][0]) * (q[1] - half[-2][1]) - (half[-1][1] - half[-2][1]) * (q[0] - half[-2][0])
                <= 0
            ):
                half.pop()
            half.append(q)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def numbers(values: Iterable[float]) -> str:
    """Whole numbers written as closely as SVG allows."""
    return " ".join([str(round(v)) for v in values]).replace(" -", "-")


def clockwise(points: Sequence[Flat]) -> Sequence[Flat]:
    """The same outline going round one way, so that overlapping shapes of one path add up instead of leaving a hole."""
    area = sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(points, [*points[1:], points[0]], strict=True))
    return points if area >= 0 else points[::-1]


def smooth(points: Sequence[Flat], shift: Flat = (0.0, 0.0), turn: bool = False) -> str:
    """A closed path that rounds every corner: a uniform quadratic B-spline. ``turn`` makes it go clockwise."""
    sx, sy = shift
    ps = [(round(x + sx), round(y + sy)) for x, y in (clockwise(points) if turn else points)]
    cx, cy = ps[0]
    home = x, y = (ps[-1][0] + cx) >> 1, (ps[-1][1] + cy) >> 1
    start = f"M{x} {y}q{cx - x} {cy - y} ".replace(" -", "-")
    values: list[int] = []
    for qx, qy in ps[1:]:
        # `t` mirrors the last corner at the end reached: choose that end so that the mirrored corner is the next one
        ex, ey = (cx + qx) >> 1, (cy + qy) >> 1
        values += (ex - x, ey - y)
        x, y, cx, cy = ex, ey, 2 * ex - cx, 2 * ey - cy
    values += (home[0] - x, home[1] - y)
    return start + numbers(values[:2]) + "t" + numbers(values[2:]) + "z"


def polygon(points: Sequence[Flat], shift: Flat = (0.0, 0.0), close: bool = True) -> str:
    """A path of straight lines."""
    x, y = round(points[0][0] + shift[0]), round(points[0][1] + shift[1])
    out, values = f"M{x} {y}l", []
    for p in points[1:]:
        nx, ny = round(p[0] + shift[0]), round(p[1] + shift[1])
        values += [nx - x, ny - y]
        x, y = nx, ny
    return out + numbers(values) + ("z" if close else "")


def length_of(points: Sequence[Flat]) -> float:
    """Length of the closed line through points, about that of its smoothed path."""
    return 0.985 * sum(hypot(p[0] - q[0], p[1] - q[1]) for p, q in zip(points, [*points[1:], points[0]], strict=True))
