"""What moves between two frames: the poses on the way, and the arrows that tell of them."""

from __future__ import annotations

from math import hypot

from planner.figures.arrows import LEAST, arrow, halfway, pointer, turning, wanted_points
from planner.figures.camera import Camera, Flat
from planner.figures.page import THICKNESS
from planner.figures.spec import SIDES, Figure, Frame, is_body_target
from planner.figures.stage import stage_frame
from planner.figures.staged import Staged
from planner.figures.style import Palette
from planner.figures.vector import along


def draw_arrows(
    figure: Figure,
    camera: Camera,
    palette: Palette,
    shift: Flat,
    step: tuple[Staged, Staged] | None,
    one: Staged,
    first: bool,
) -> tuple[str, list[Flat]]:
    words = figure.arrows
    out: list[str] = []
    points: list[Flat] = []
    if step is not None and words:
        a, b = step
        carried = [f"{side} fingertips" for side in SIDES if is_body_target(b.frame.touch.get(f"{side} hand", ""))]
        names = wanted_points(words, a.body, b.body, camera, carried)
        between = _between(figure, a, b) if names else None
        for name in names:
            track = [camera.flat(s.points[name]) for s in (a.body, between.body if between else a.body, b.body)]
            travel = hypot(track[0][0] - track[2][0], track[0][1] - track[2][1])
            if travel < 4.0:
                continue
            shifted = [(p[0] + shift[0], p[1] + shift[1]) for p in track]
            if travel < LEAST * 1.3:
                shifted = pointer(shifted, THICKNESS.get(name.split(" ")[-1], 42.0))
            svg, more = arrow(shifted, palette.arrow, 70.0 if travel >= LEAST * 1.3 else 0.0)
            out.append(svg)
            points += more
    for word in words if first else ():
        if word in ("turn left", "turn right"):
            chest = one.body.turns["chest"]
            svg, more = turning(
                camera,
                along(one.body.points["head"], chest[2], 190.0),
                chest[1],
                chest[0],
                170.0,
                palette.arrow,
                word == "turn left",
            )
            out.append(f'<g transform="translate({round(shift[0])} {round(shift[1])})">{svg}</g>')
            points += [(p[0] + shift[0], p[1] + shift[1]) for p in more]
        elif word in ("walk", "breath"):
            svg, more = _walk(camera, one, palette, shift) if word == "walk" else _breath(camera, one, palette, shift)
            out.append(svg)
            points += more
    return "".join(out), points


def _walk(camera: Camera, one: Staged, palette: Palette, shift: Flat) -> tuple[str, list[Flat]]:
    y = camera.flat(one.body.points["chest"])[1]
    y = y + shift[1]
    reach = max(camera.flat(p)[0] for p in one.body.points.values()) + shift[0] + 120
    return arrow([(reach, y + 120), (reach + 160, y + 120), (reach + 320, y + 120)], palette.arrow)


def _breath(camera: Camera, one: Staged, palette: Palette, shift: Flat) -> tuple[str, list[Flat]]:
    centre, turn = one.body.ring_frame(190.0)
    out, points = [], []
    away = turn[0] if abs(camera.facing(turn[0])) < 0.8 else turn[1]
    for sign in (1.0,) if away is turn[0] else (1.0, -1.0):
        a = camera.flat(
            (centre[0] + away[0] * sign * 160, centre[1] + away[1] * sign * 160, centre[2] + away[2] * sign * 160)
        )
        b = camera.flat(
            (centre[0] + away[0] * sign * 330, centre[1] + away[1] * sign * 330, centre[2] + away[2] * sign * 330)
        )
        a, b = (a[0] + shift[0], a[1] + shift[1]), (b[0] + shift[0], b[1] + shift[1])
        svg, more = arrow([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], palette.arrow)
        out.append(svg)
        points += more
    return "".join(out), points


def _between(figure: Figure, a: Staged, b: Staged) -> Staged:
    """The pose halfway, for the curve of an arrow."""
    return pose_between(figure, a, b, 0.5)


def pose_between(figure: Figure, a: Staged, b: Staged, t: float) -> Staged:
    """The person on the way from one staged frame to the next, planted parts held."""
    f = b.frame
    frame = Frame(
        f.posture, halfway(a.frame.angles, f.angles, t), f.touch, f.base, f.base_side, f.lie, f.support,
        f.settle, f.anchor,
        f.elbows, f.hands, f.eyes_closed, f.label, f.path,
    )  # fmt: skip
    return stage_frame(frame, figure, a)
