"""The page a figure stands on: how much of it the body covers, and the finished SVG file."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from xml.sax.saxutils import escape

from planner.figures.brush import ID
from planner.figures.camera import Camera, Flat, camera_for
from planner.figures.carpentry import Carpenter
from planner.figures.props import draw_props
from planner.figures.skeleton import Skeleton
from planner.figures.spec import Figure
from planner.figures.staged import Staged
from planner.figures.style import Palette

MARGIN = 70.0


ASPECT = 4 / 3


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


def frame_svg(inside: str, box: Box, title: str, description: str, mirror: bool, css: str = "") -> str:
    """The finished file: the box at four to three, title and description for people who hear it.

    ``data-drawn`` says from where to where, downwards, there is anything on it: a lying body leaves the top empty.
    """
    left, right = box.left - MARGIN, box.right + MARGIN
    top, bottom = box.top - MARGIN, box.bottom + MARGIN * 0.4
    drawn = f"{round(top)} {round(bottom)}"
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
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="{round(left)} {round(top)} {round(width)} {round(height)}" data-drawn="{drawn}"'
        f' aria-labelledby="{ids}"><title id="t{key}">{escape(title)}</title>{said}{sheet}{body_svg}</svg>'
    )


def floor_line(y: float, left: float, right: float, palette: Palette) -> str:
    """The line of a floor seen edge-on."""
    return f'<path d="M{round(left)} {round(y)}h{round(right - left)}" stroke="{palette.ground}" stroke-width="7"/>'
