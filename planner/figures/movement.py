"""What moves between two frames: the poses on the way, and the arrows that tell of them."""

from __future__ import annotations

from math import hypot

from planner.figures.arrows import LEAST, arrow, halfway, pointer, wanted_points
from planner.figures.camera import Camera, Flat
from planner.figures.page import THICKNESS
from planner.figures.signs import SIGNS, draw_sign, minutes_sign
from planner.figures.spec import SIDES, Figure, Frame, is_body_target
from planner.figures.stage import stage_frame
from planner.figures.staged import Staged
from planner.figures.style import Palette


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
    signs = [draw_sign(word, camera, one, palette) for word in words if first and word in SIGNS]
    if first and figure.minutes:
        signs.append(minutes_sign(figure.minutes, camera, one, palette))
    for svg, more in signs:
        out.append(f'<g transform="translate({round(shift[0])} {round(shift[1])})">{svg}</g>' if any(shift) else svg)
        points += [(p[0] + shift[0], p[1] + shift[1]) for p in more]
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
