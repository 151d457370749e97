"""Fills outlines, with the pale edge that sets a limb off from what lies behind it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.figures.body import Ring
from planner.figures.camera import Camera, Flat
from planner.figures.outline import Part, hull, length_of, smooth
from planner.figures.style import Palette
from planner.figures.vector import at, mix, norm, sub

EDGE = 15
"""Twice the width of the pale line round a limb that sets it off from what lies behind it, mm; its inner half
is covered.
"""


ID = "~"
"""Stands for the drawing's own prefix in ids until that is known."""


@dataclass(slots=True)
class Brush:
    """Everything that stays the same while one body is painted."""

    camera: Camera
    palette: Palette
    shift: Flat
    ghost: bool = False
    name: str = "a"
    pale_from: float = 0.45
    """How far sideways the body must stand to the viewer for its far limbs to be paler; 0 is square on, 1 is
    in profile.
    """
    drawn: int = 0

    def fill(self, colour: str) -> str:
        return self.palette.ghost if self.ghost else colour

    def shape(self, points: list[Flat], colour: str, gap: float | None = None) -> str:
        """A filled outline; ``gap`` leaves that much of the pale edge out on either side of its start, None
        leaves all out.
        """
        d = smooth(points, self.shift)
        if gap is None or self.ghost:
            return f'<path d="{d}" fill="{self.fill(colour)}"/>'
        self.drawn += 1
        dash = ""
        if gap:
            total = length_of(points)
            run = max(10, round(total - 2 * gap))
            dash = f' stroke-dasharray="{run} 9000" stroke-dashoffset="{round(run + 9000 - gap)}"'
        key = f"{ID}{self.name}{self.drawn}"
        return (
            f'<g fill="none" stroke="{self.palette.edge}" stroke-width="{EDGE}"{dash}><path id="{key}" d="{d}"/></g>'
            f'<use href="#{key}" fill="{colour}"/>'
        )


def foreshortened(camera: Camera, part: Part) -> bool:
    line = sub(part.end, part.start)
    return abs(camera.facing(line)) > 0.9 * norm(line)


def stump(brush: Brush, part: Part, colour: str, gap: float | None = 0.0) -> str:
    """A part seen nearly end-on: the hull of its slices."""
    points: list[Flat] = []
    for g in (*part.rings, Ring(1.0, part.rings[-1].front, part.rings[-1].back, part.rings[-1].side)):
        c = mix(part.start, part.end, g.t)
        for a, b in ((g.front, 0.0), (-g.back, 0.0), (0.0, g.side), (0.0, -g.side), (g.front * 0.75, g.side * 0.75),
                     (-g.back * 0.75, g.side * 0.75), (g.front * 0.75, -g.side * 0.75), (-g.back * 0.75,
                     -g.side * 0.75)):  # fmt: skip
            points.append(brush.camera.flat(at(c, part.turn, (a, b, 0.0))))
    return brush.shape(hull(points), colour, gap)
