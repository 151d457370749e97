"""Paints one body: which part lies before which, clothes, hands and feet."""

from __future__ import annotations

from itertools import pairwise

from planner.figures import body
from planner.figures.arms import paint_arm
from planner.figures.body import Ring
from planner.figures.brush import Brush
from planner.figures.camera import Flat
from planner.figures.head import draw_head
from planner.figures.legs import paint_leg
from planner.figures.outline import hull, tube
from planner.figures.skeleton import Skeleton
from planner.figures.spec import BODY_TARGETS, SIDES, Frame, Side
from planner.figures.vector import Turn, Vec, along, at, mix, norm, sub


def paint_person(brush: Brush, s: Skeleton, frame: Frame, front_things: str = "") -> str:
    """SVG of the whole body, far parts first. ``front_things`` lie between the body and the near arm."""
    camera, p = brush.camera, s.points
    trunk = camera.depth(mix(p["pelvis"], p["chest"], 0.6))
    turned = max(abs(camera.facing(s.turns["chest"][1])), abs(camera.facing(s.turns["pelvis"][1])))
    sideways = turned > 0.45
    near: Side = "left" if camera.facing(s.turns["pelvis"][1]) + camera.facing(s.turns["chest"][1]) > 0 else "right"
    behind: list[tuple[float, str]] = []
    legs_before: list[tuple[float, str]] = []
    arms_before: list[tuple[float, str]] = []
    for side in SIDES:
        far = side != near and turned > brush.pale_from
        pale_arm = far and abs(camera.facing(s.turns["chest"][1])) > 0.85
        leg_depth = camera.depth(mix(p[f"{side} knee"], p[f"{side} ankle"], 0.4)) - trunk
        arm_depth = camera.depth(mix(p[f"{side} elbow"], p[f"{side} wrist"], 0.6)) - trunk
        if sideways and abs(leg_depth) < 250:
            leg_depth = -200.0 if far else 200.0
        (legs_before if leg_depth > -60 else behind).append((leg_depth, paint_leg(brush, s, side, far)))
        if sideways and abs(arm_depth) < 120:
            arm_depth = -160.0 if far else 160.0
        arm = paint_arm(brush, s, side, pale_arm, _hand_shape(frame, side))
        (arms_before if arm_depth > -20 or _on_leg_in_front(frame, side, leg_depth) else behind).append(
            (arm_depth, arm)
        )
    out = [svg for _, svg in sorted(behind, key=lambda item: item[0])]
    head = draw_or_ghost_head(brush, s, frame)
    head_behind = camera.depth(p["head"]) < trunk - 140 and not sideways
    if head_behind:
        out += [paint_neck(brush, s), head]
    out.append(paint_pelvis(brush, s))
    before = sorted(legs_before, key=lambda item: item[0])
    out += [svg for d, svg in before if d <= 60]
    if not head_behind:
        out.append(paint_neck(brush, s))
    out.append(paint_shirt(brush, s))
    if not head_behind:
        out.append(head)
    out += [svg for d, svg in before if d > 60]
    out.append(front_things)
    out += [svg for _, svg in sorted(arms_before, key=lambda item: item[0])]
    return "".join(out)


def _on_leg_in_front(frame: Frame, side: Side, leg_depth: float) -> bool:
    target = frame.touch.get(f"{side} hand", "")
    part = target.split(" ", 1)[-1] if target.startswith(("left", "right", "opposite")) else target
    return leg_depth > 40 and part in BODY_TARGETS and part in ("thigh", "knee", "shin", "ankle", "foot", "inner knee")


def _hand_shape(frame: Frame, side: Side) -> str:
    if side in frame.hands:
        return frame.hands[side]
    target = frame.touch.get(f"{side} hand", "")
    if target in ("floor", "wall", "worktop", "table", "seat", "step", "block", "bolster"):
        return "flat"
    return (
        "fist"
        if target in ("stick", "strap", "band", "weight", "bag", "rail", "handlebar", "chair back", "towel")
        else "open"
    )


def _trunk_nodes(s: Skeleton, rings: list[Ring]) -> list[tuple[Vec, Turn, Ring]]:
    nodes = []
    for ring in rings:
        point, turn = s.ring_frame(ring.t)
        nodes.append((point, turn, ring))
    return nodes


def _trunk_ring(height: float, grow: float = 0.0) -> Ring:
    rings = body.TRUNK_RINGS
    for a, b in pairwise(rings):
        if a.t <= height <= b.t:
            k = (height - a.t) / (b.t - a.t)
            return Ring(height, *(x + (y - x) * k + grow for x, y in zip(a[1:], b[1:], strict=True)))
    return rings[-1]


def _trunk(brush: Brush, s: Skeleton, rings: list[Ring]) -> list[Flat]:
    nodes = _trunk_nodes(s, rings)
    line = sub(nodes[-1][0], nodes[0][0])
    if abs(brush.camera.facing(line)) < 0.9 * norm(line):
        return tube(brush.camera, nodes)
    points = [
        brush.camera.flat(at(c, t, (a * (g.front if a > 0 else g.back), b * g.side, 0.0)))
        for c, t, g in nodes
        for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
    ]
    return hull(points)


def paint_pelvis(brush: Brush, s: Skeleton) -> str:
    rings = [r for r in body.TRUNK_RINGS if r.t < body.WAISTBAND] + [_trunk_ring(body.WAISTBAND)]
    return brush.shape(_trunk(brush, s, rings), brush.palette.trousers)


def paint_shirt(brush: Brush, s: Skeleton) -> str:
    rings = [_trunk_ring(body.HEM, 4.0), _trunk_ring(body.HEM + 14, 4.0)] + [
        Ring(r.t, r.front + 2, r.back + 2, r.side + 1) for r in body.TRUNK_RINGS if r.t > body.HEM + 20
    ]
    return brush.shape(_trunk(brush, s, rings), brush.palette.top)


def paint_neck(brush: Brush, s: Skeleton) -> str:
    p, top = s.points, s.turns["head"]
    turn = s.turns["chest"]
    nodes = [
        (along(p["neck 0"], turn[2], -40.0), turn, Ring(0, 50, 56, 60)),
        (p["neck 0"], turn, Ring(0, 50, 54, 58)),
        (mix(p["neck 0"], p["neck 3"], 0.55), turn, Ring(0, 46, 54, 53)),
        (p["neck 3"], top, Ring(0, 44, 56, 52)),
        (along(p["neck 3"], top[2], 40.0), top, Ring(0, 40, 52, 46)),
    ]
    return brush.shape(tube(brush.camera, nodes), brush.palette.neck)


def draw_or_ghost_head(brush: Brush, s: Skeleton, frame: Frame) -> str:
    if brush.ghost:
        from planner.figures.outline import ellipsoid

        points = ellipsoid(brush.camera, s.points["head"], s.turns["head"], body.SKULL, 14)
        return brush.shape(points, brush.palette.skin)
    return draw_head(brush.camera, s.points["head"], s.turns["head"], brush.palette, brush.shift, frame.eyes_closed)
