"""The orthographic camera: points of the room → points of the page, and how near they are to the viewer."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from planner.figures.vector import Vec, dot

Flat = tuple[float, float]
"""A point of the page in mm of body size: x to the right, y down."""


@dataclass(frozen=True, slots=True)
class Camera:
    """``right`` and ``up`` of the page as directions in the room; ``near`` points to the viewer."""

    right: Vec
    up: Vec
    near: Vec

    def flat(self, p: Vec) -> Flat:
        r, u = self.right, self.up
        return (p[0] * r[0] + p[1] * r[1] + p[2] * r[2], -(p[0] * u[0] + p[1] * u[1] + p[2] * u[2]))

    def depth(self, p: Vec) -> float:
        """Larger is nearer to the viewer."""
        return dot(p, self.near)

    def facing(self, direction: Vec) -> float:
        """1 where a direction looks at the viewer, -1 where it looks away."""
        return dot(direction, self.near)


def camera_for(view: str, turn: float, side_lying: bool) -> Camera:
    """The camera of a named view, turned ``turn`` degrees further round the person.

    Side-lying people face the viewer of ``side``, so their ``front`` is that view too.
    """
    if view == "above":
        return Camera((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    azimuth = {"side": 0.0, "front": 90.0, "back": -90.0, "three-quarter": 48.0, "three-quarter-high": 48.0}[view]
    pitch = {"side": 0.0, "front": 0.0, "back": 0.0, "three-quarter": 14.0, "three-quarter-high": 36.0}[view]
    if side_lying:
        azimuth = {"side": 0.0, "front": 0.0, "back": 180.0, "three-quarter": 6.0, "three-quarter-high": 6.0}[view]
        pitch = {"side": 0.0, "front": 22.0, "back": 22.0, "three-quarter": 34.0, "three-quarter-high": 48.0}[view]
    a, p = radians(azimuth + turn), radians(pitch)
    right = (cos(a), sin(a), 0.0)
    level = (sin(a), -cos(a), 0.0)
    near = (level[0] * cos(p), level[1] * cos(p), sin(p))
    up = (-level[0] * sin(p), -level[1] * sin(p), cos(p))
    return Camera(right, up, near)
