"""Blocks, lines, balls and rolls as the camera sees them: what props are made of."""

from __future__ import annotations

from planner.figures.camera import Camera, Flat
from planner.figures.outline import ellipsoid, hull, polygon, smooth
from planner.figures.style import Palette
from planner.figures.vector import UPRIGHT, Turn, Vec, at, frame_from, sub, unit

Drawn = list[tuple[str, str]]
"""(layer, svg): layers are ``back`` behind the body, ``front`` before it."""


UP: Vec = (0.0, 0.0, 1.0)


class Carpenter:
    """Draws blocks and lines of one picture, and remembers every corner for the picture's box."""

    def __init__(self, camera: Camera, palette: Palette, shift: Flat) -> None:
        self.camera, self.palette, self.shift = camera, palette, shift
        self.corners: list[Flat] = []
        self.drawn: set[str] = set()

    def block(
        self, low: Vec, high: Vec, colour: str, dark: str, turn: Turn = UPRIGHT, origin: Vec = (0.0, 0.0, 0.0)
    ) -> str:
        """A box between two corners told in ``turn``'s directions from ``origin``; only faces that are seen."""
        faces: dict[str, str] = {}
        for axis in range(3):
            for sign in (-1.0, 1.0):
                normal = turn[axis] if sign > 0 else (-turn[axis][0], -turn[axis][1], -turn[axis][2])
                if self.camera.facing(normal) < 0.06:
                    continue
                corners = []
                a, b = (axis + 1) % 3, (axis + 2) % 3
                for pick_a, pick_b in ((0, 0), (1, 0), (1, 1), (0, 1)):
                    local = [0.0, 0.0, 0.0]
                    local[axis] = high[axis] if sign > 0 else low[axis]
                    local[a] = high[a] if pick_a else low[a]
                    local[b] = high[b] if pick_b else low[b]
                    corners.append(self.camera.flat(at(origin, turn, (local[0], local[1], local[2]))))
                self.corners += corners
                tint = colour if axis == 2 or self.camera.facing(normal) > 0.8 else dark
                d = polygon(corners, self.shift)
                if d not in self.drawn:  # the far legs of a chair seen from its side hide behind the near ones
                    self.drawn.add(d)
                    faces[tint] = faces.get(tint, "") + d
        return "".join(
            f'<path d="{d}" fill="{tint}" stroke="{tint}" stroke-width="8" stroke-linejoin="round"/>'
            for tint, d in faces.items()
        )

    def line(self, points: list[Vec], colour: str, width: int) -> str:
        flats = [self.camera.flat(p) for p in points]
        self.corners += flats
        return (
            f'<path d="{polygon(flats, self.shift, close=False)}" fill="none" stroke="{colour}" stroke-width="{width}"'
            ' stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def ball(self, centre: Vec, turn: Turn, axes: Vec, colour: str) -> str:
        points = ellipsoid(self.camera, centre, turn, axes, 12)
        self.corners += points
        return f'<path d="{smooth(points, self.shift)}" fill="{colour}"/>'

    def roll(self, one: Vec, other: Vec, radius: float, colour: str, end: str) -> str:
        """A cylinder lying from one point to another."""
        turn = frame_from(unit(sub(other, one)), UP)
        points: list[Flat] = []
        for c in (one, other):
            points += ellipsoid(self.camera, c, turn, (radius, radius, 1.0), 12)
        self.corners += points
        svg = f'<path d="{smooth(hull(points), self.shift)}" fill="{colour}"/>'
        nearer = one if self.camera.depth(one) > self.camera.depth(other) else other
        if abs(self.camera.facing(turn[2])) > 0.3:
            face = ellipsoid(self.camera, nearer, turn, (radius * 0.72, radius * 0.72, 1.0), 10)
            svg += f'<path d="{smooth(face, self.shift)}" fill="{end}"/>'
        return svg
