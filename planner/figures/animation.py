"""A moving drawing: poses between the frames, shown in turn by CSS inside the file; still for people who want
less motion.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

from planner.domain.exercise import REP_SECONDS
from planner.figures.brush import Brush
from planner.figures.camera import Camera
from planner.figures.carpentry import Carpenter
from planner.figures.movement import pose_between
from planner.figures.page import Box, camera_of, floor_line, frame_svg, level, pale_from, picture_box
from planner.figures.person import paint_person
from planner.figures.props import draw_props, floor_level
from planner.figures.spec import Figure
from planner.figures.stage import stage_figure
from planner.figures.staged import Staged
from planner.figures.style import Palette, Style, night

STEPS = 14
"""Poses of one way; at the usual tempo about twelve a second."""
REST = 6
"""For so many of them the first and the last pose stay."""


def draw_moving(
    figure: Figure, *, title: str, description: str = "", style: Style = Style.SCREEN, hold_seconds: float = 0.0
) -> str:
    """The figure going from frame to frame and back, as an SVG file of its own.

    One round without a hold takes four seconds, as a repeat does; ``hold_seconds`` are added at the far end.
    With ``prefers-reduced-motion`` the last pose stands still.
    """
    staged = stage_figure(figure)
    camera, palette = camera_of(figure), style.palette
    poses = _poses(figure, staged)
    pictures = [_paint(camera, palette, one, i, pale_from(figure)) for i, one in enumerate(poses)]
    box: Box | None = None
    for one in poses:
        b = picture_box(camera, palette, one, None)
        box = b if box is None else box.grown([(b.left, b.top), (b.right, b.bottom)])
    assert box is not None
    floor = ""
    if level(camera):
        y = camera.flat((0.0, 0.0, floor_level(staged[0].room)))[1] + 6
        box.bottom = max(box.bottom, y + 20)
        floor = floor_line(y, box.left - 120, box.right + 120, palette)
    key = "m" + sha256("".join(pictures).encode()).hexdigest()[:6]
    groups = "".join(f'<g class="{key} {key}{i}">{svg}</g>' for i, svg in enumerate(pictures))
    css = _css(key, len(pictures), hold_seconds) + (night() if style is Style.SCREEN else "")
    return frame_svg(floor + groups, box, title, description, figure.mirror, css)


def _poses(figure: Figure, staged: tuple[Staged, ...]) -> list[Staged]:
    out: list[Staged] = []
    for a, b in pairwise(staged):
        out.append(a)
        for i in range(1, STEPS):
            t = i / STEPS
            out.append(pose_between(figure, a, b, t * t * (3 - 2 * t)))
    out.append(staged[-1])
    return out


def _paint(camera: Camera, palette: Palette, one: Staged, number: int, pale: float) -> str:
    carpenter = Carpenter(camera, palette, (0.0, 0.0))
    drawn = draw_props(carpenter, one)
    behind = "".join(svg for layer, svg in drawn if layer == "back")
    front = "".join(svg for layer, svg in drawn if layer == "front")
    return behind + paint_person(
        Brush(camera, palette, (0.0, 0.0), name=f"{number}p", pale_from=pale), one.body, one.frame, front
    )


def _css(key: str, count: int, hold_seconds: float) -> str:
    """There and back: each pose is shown twice a round, the first and last for a while."""
    way = list(range(1, count - 1))
    slot = REP_SECONDS / (2 * REST + 2 * len(way))
    slots = [0] * REST + way + [count - 1] * (REST + round(hold_seconds / slot)) + way[::-1]
    n = len(slots)
    seconds = round(n * slot, 2)
    rules = [f".{key}{{visibility:hidden;animation:0s step-end infinite}}"]
    for i in range(count):
        shown = [s == i for s in slots]
        steps, was = [], None
        for k, on in enumerate(shown):
            if on != was:
                steps.append(f"{100 * k / n:.2f}%{{visibility:{'visible' if on else 'hidden'}}}")
                was = on
        rules.append(
            f"@keyframes {key}{i}{{{''.join(steps)}}}.{key}{i}{{animation:{key}{i} {seconds:g}s step-end infinite}}"
        )
    rules.append(
        f"@media(prefers-reduced-motion:reduce){{.{key}{{animation:none!important}}"
        f".{key}{count - 1}{{visibility:visible}}}}"
    )
    return "".join(rules)
