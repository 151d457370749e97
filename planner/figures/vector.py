"""Points and turns in space, as plain tuples: x forward, y to the person's left, z up, all in millimetres."""

from __future__ import annotations

from math import cos, radians, sin, sqrt

Vec = tuple[float, float, float]
Turn = tuple[Vec, Vec, Vec]
"""A rotation, kept as the three directions front, left and up of the turned thing."""

UPRIGHT: Turn = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, k: float) -> Vec:
    return (a[0] * k, a[1] * k, a[2] * k)


def along(a: Vec, d: Vec, k: float) -> Vec:
    """The point ``k`` from ``a`` in direction ``d``."""
    return (a[0] + d[0] * k, a[1] + d[1] * k, a[2] + d[2] * k)


def mix(a: Vec, b: Vec, t: float) -> Vec:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def norm(a: Vec) -> float:
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, otherwise: Vec = (0.0, 0.0, 1.0)) -> Vec:
    length = norm(a)
    return otherwise if length < 1e-9 else (a[0] / length, a[1] / length, a[2] / length)


def distance(a: Vec, b: Vec) -> float:
    return norm(sub(a, b))


def across(v: Vec, axis: Vec) -> Vec:
    """The part of ``v`` at right angles to the unit vector ``axis``."""
    return along(v, axis, -dot(v, axis))


def place(turn: Turn, v: Vec) -> Vec:
    """``v``, told in the turned thing's own directions, as a direction in the room."""
    f, s, u = turn
    x, y, z = v
    return (f[0] * x + s[0] * y + u[0] * z, f[1] * x + s[1] * y + u[1] * z, f[2] * x + s[2] * y + u[2] * z)


def at(origin: Vec, turn: Turn, v: Vec) -> Vec:
    """The point ``v`` of a turned thing that stands at ``origin``."""
    f, s, u = turn
    x, y, z = v
    return (
        origin[0] + f[0] * x + s[0] * y + u[0] * z,
        origin[1] + f[1] * x + s[1] * y + u[1] * z,
        origin[2] + f[2] * x + s[2] * y + u[2] * z,
    )


def then(turn: Turn, local: Turn) -> Turn:
    """``turn`` followed by ``local``, the latter told in the turned thing's own directions."""
    return (place(turn, local[0]), place(turn, local[1]), place(turn, local[2]))


def back(turn: Turn) -> Turn:
    """The turn that undoes ``turn``."""
    f, s, u = turn
    return ((f[0], s[0], u[0]), (f[1], s[1], u[1]), (f[2], s[2], u[2]))


def about_left(degrees: float) -> Turn:
    """A nod: the top goes forward."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0.0, -s), (0.0, 1.0, 0.0), (s, 0.0, c))


def about_front(degrees: float) -> Turn:
    """A tilt: the top goes to the right, the bottom to the left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))


def about_up(degrees: float) -> Turn:
    """A turn to the left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, s, 0.0), (-s, c, 0.0), (0.0, 0.0, 1.0))


def frame_from(up: Vec, front_hint: Vec) -> Turn:
    """The turn whose up is ``up`` and whose front lies as near as can be to ``front_hint``."""
    u = unit(up)
    f = across(front_hint, u)
    if norm(f) < 1e-6:
        f = across((1.0, 0.0, 0.0) if abs(u[0]) < 0.9 else (0.0, 0.0, 1.0), u)
    f = unit(f)
    return (f, cross(u, f), u)
