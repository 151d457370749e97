"""Paints one body: which part lies before which, clothes, hands and feet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from planner.figures import body
from planner.figures.body import Ring
from planner.figures.camera import Camera, Flat
from planner.figures.head import draw_head
from planner.figures.outline import Part, bend_seen, hull, length_of, limb, smooth, tube
from planner.figures.skeleton import OUTWARD, Skeleton
from planner.figures.spec import BODY_TARGETS, SIDES, Frame, Side
from planner.figures.style import Palette
from planner.figures.vector import Turn, Vec, about_front, about_left, along, at, mix, norm, sub, then

EDGE = 15
"""Twice the width of the pale line round a limb that sets it off from what lies behind it, mm; its inner half is covered."""
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
    """How far sideways the body must stand to the viewer for its far limbs to be paler; 0 is square on, 1 is in profile."""
    drawn: int = 0

    def fill(self, colour: str) -> str:
        return self.palette.ghost if self.ghost else colour

    def shape(self, points: list[Flat], colour: str, gap: float | None = None) -> str:
        """A filled outline; ``gap`` leaves that much of the pale edge out on either side of its start, None leaves all out."""
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


def paint_leg(brush: Brush, s: Skeleton, side: Side, far: bool) -> str:
    p, t, pal = s.points, s.turns, brush.palette
    foot = paint_foot(brush, s, side, pal.skin_far if far else pal.skin)
    thigh = Part(p[f"{side} hip"], p[f"{side} knee"], t[f"{side} thigh"], body.THIGH_RINGS, body.KNEE_RADIUS)
    shank = Part(p[f"{side} knee"], p[f"{side} ankle"], t[f"{side} shank"], body.SHANK_RINGS, 36.0)
    colour = pal.trousers_far if far else pal.trousers
    short_thigh, short_shank = _foreshortened(brush.camera, thigh), _foreshortened(brush.camera, shank)
    if short_thigh or short_shank:
        above = _stump(brush, thigh, colour) if short_thigh else brush.shape(limb(brush.camera, (thigh,)), colour, 330.0)
        calf = shank._replace(rings=CALF_RINGS)
        below = (
            _stump(brush, shank, colour)
            if short_shank
            else brush.shape(limb(brush.camera, (calf,), blunt_end=True), colour, 125.0)
        )
        over = brush.camera.depth(shank.end) + 60.0 > brush.camera.depth(thigh.start)
        return foot + above + below if over else foot + below + above
    if bend_seen(brush.camera, thigh, shank) < DEEP:
        lower = brush.shape(limb(brush.camera, (shank._replace(rings=CALF_RINGS),), blunt_end=True), colour, 120.0)
        upper = brush.shape(limb(brush.camera, (thigh,)), colour, 330.0)
        over = sideways_on(brush.camera, thigh.turn) or brush.camera.depth(shank.end) > brush.camera.depth(thigh.start)
        return foot + upper + lower if over else foot + lower + upper
    return foot + brush.shape(limb(brush.camera, (thigh, shank), blunt_end=True), colour, 330.0)


DEEP = -0.25
"""Below this cosine a bent limb lies over itself on the page and is drawn in two pieces with a crease between."""
CALF_RINGS = (Ring(0.0, 52, 50, 52), *body.SHANK_RINGS)


def sideways_on(camera: Camera, turn: Turn) -> bool:
    return abs(camera.facing(turn[1])) > 0.8


def _foreshortened(camera: Camera, part: Part) -> bool:
    line = sub(part.end, part.start)
    return abs(camera.facing(line)) > 0.9 * norm(line)


def _stump(brush: Brush, part: Part, colour: str, gap: float | None = 0.0) -> str:
    """A part seen nearly end-on: the hull of its slices."""
    points: list[Flat] = []
    for g in (*part.rings, Ring(1.0, part.rings[-1].front, part.rings[-1].back, part.rings[-1].side)):
        c = mix(part.start, part.end, g.t)
        for a, b in ((g.front, 0.0), (-g.back, 0.0), (0.0, g.side), (0.0, -g.side), (g.front * 0.75, g.side * 0.75),
                     (-g.back * 0.75, g.side * 0.75), (g.front * 0.75, -g.side * 0.75), (-g.back * 0.75, -g.side * 0.75)):  # fmt: skip
            points.append(brush.camera.flat(at(c, part.turn, (a, b, 0.0))))
    return brush.shape(hull(points), colour, gap)


FOOT_SIDE: tuple[tuple[float, float], ...] = (
    # x forward and z up from the ankle: a foot seen from its side
    (-34, 26), (-50, -8), (-66, -38), (-62, -66), (-30, -67), (20, -58), (62, -60), (100, -67), (136, -67), (140, -44),
    (112, -30), (70, -4), (40, 22), (36, 34),
)  # fmt: skip
TOE_SIDE: tuple[tuple[float, float], ...] = ((-16, -24), (50, -24), (70, -18), (70, -4), (52, 6), (8, 18), (-18, 22))


def paint_foot(brush: Brush, s: Skeleton, side: Side, colour: str) -> str:
    camera, turn, out = brush.camera, s.turns[f"{side} foot"], OUTWARD[side]
    ankle, ball, toes = s.points[f"{side} ankle"], s.points[f"{side} ball"], s.turns[f"{side} toes"]
    edge_on = abs(camera.facing(turn[1]))
    if edge_on > 0.62:
        shape = [camera.flat(at(ankle, turn, (x, 0.0, z))) for x, z in FOOT_SIDE]
        tip = [camera.flat(at(ball, toes, (x, 0.0, z))) for x, z in TOE_SIDE]
        d = smooth(shape, brush.shift, turn=True) + smooth(tip, brush.shift, turn=True)
        return f'<path d="{d}" fill="{brush.fill(colour)}"/>'
    points: list[Flat] = []
    for c, t, (x, y, z), r, w in (
        (ankle, turn, (0.0, 0.0, 10.0), 34.0, 34.0),
        (ankle, turn, (-34.0, 0.0, -34.0), 32.0, 32.0),
        (ankle, turn, (118.0, out * 2, -48.0), 19.0, 47.0),
        (ball, toes, (48.0, -out * 12, -4.0), 16.0, 34.0),
    ):
        points += [camera.flat(at(c, t, (x + a * r, y + b * w, z + e * r))) for a, b, e in _BALL]
    return brush.shape(hull(points), colour)


_BALL = tuple(
    (round(a, 2), round(b, 2), round(c, 2))
    for a, b, c in (
        (1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1),
        (0.7, 0.7, 0), (0.7, -0.7, 0), (-0.7, 0.7, 0), (-0.7, -0.7, 0), (0.7, 0, 0.7), (0.7, 0, -0.7), (-0.7, 0, 0.7),
        (-0.7, 0, -0.7), (0, 0.7, 0.7), (0, 0.7, -0.7), (0, -0.7, 0.7), (0, -0.7, -0.7),
    )
)  # fmt: skip

BARE_RINGS = (Ring(0.0, 50, 50, 46), Ring(0.4, 48, 48, 44), Ring(0.85, 42, 42, 40))
"""What of the upper arm the sleeve leaves bare, from inside the sleeve to the elbow."""
PALM_RINGS = (Ring(0.12, 27, 27, 19), Ring(0.45, 38, 36, 18), Ring(0.92, 40, 38, 15))
FINGER_RINGS = (Ring(0.25, 38, 37, 13), Ring(0.7, 32, 33, 11), Ring(0.96, 17, 20, 8))
FIST_RINGS = (Ring(0.10, 26, 26, 22), Ring(0.35, 36, 34, 32), Ring(0.80, 38, 36, 36), Ring(1.0, 30, 30, 30))
CURL = {"open": 24.0, "flat": 2.0}


def paint_arm(brush: Brush, s: Skeleton, side: Side, far: bool, shape: str) -> str:
    p, t, pal, out = s.points, s.turns, brush.palette, OUTWARD[side]
    upper = Part(
        p[f"{side} shoulder"], p[f"{side} elbow"], t[f"{side} upper arm"], body.UPPER_ARM_RINGS, body.ELBOW_RADIUS
    )
    fore = Part(p[f"{side} elbow"], p[f"{side} wrist"], t[f"{side} forearm"], body.FOREARM_RINGS, 24.0)
    bare = Part(mix(upper.start, upper.end, 0.35), upper.end, upper.turn, BARE_RINGS, upper.joint)
    hand = t[f"{side} hand"]
    wrist = p[f"{side} wrist"]
    if shape == "fist":
        parts = [upper, fore, Part(wrist, along(wrist, hand[2], -92.0), hand, FIST_RINGS, 20.0)]
    else:
        knuckles = along(wrist, hand[2], -86.0)
        curled = then(hand, about_front(-out * CURL[shape]))
        tip = along(knuckles, curled[2], -(body.HAND - 86.0))
        parts = [
            upper,
            fore,
            Part(wrist, knuckles, hand, PALM_RINGS, 16.0),
            Part(knuckles, tip, curled, FINGER_RINGS, 10.0),
        ]
    skin = pal.skin_far if far else pal.skin
    sleeve = pal.top_far if far else pal.top
    thumb = "" if shape == "fist" else paint_thumb(brush, wrist, hand, side, skin)
    camera = brush.camera
    short_upper, short_fore = _foreshortened(camera, upper), _foreshortened(camera, fore)
    if short_upper or short_fore or bend_seen(camera, upper, fore) < DEEP:
        if short_upper:
            above = _stump(brush, bare, skin, None) + _stump(brush, _sleeve(upper), sleeve, None)
        else:
            above = brush.shape(limb(camera, (bare,)), skin, 40.0)
            above += brush.shape(limb(camera, (_sleeve(upper),), blunt_end=True), sleeve, 125.0)
        if short_fore:
            below = _stump(brush, fore, skin) + brush.shape(limb(camera, parts[2:]), skin, 40.0) + thumb
        else:
            below = brush.shape(limb(camera, (fore._replace(rings=_FORE_RINGS), *parts[2:])), skin, 85.0) + thumb
        over = camera.depth(fore.end) >= camera.depth(upper.start) - 60
        return above + below if over else below + above
    arm = brush.shape(limb(brush.camera, (bare, *parts[1:])), skin, 40.0)
    cloth = brush.shape(limb(brush.camera, (_sleeve(upper),), blunt_end=True), sleeve, 125.0)
    return arm + thumb + cloth


def _sleeve(upper: Part) -> Part:
    end = mix(upper.start, upper.end, body.SLEEVE_END)
    rings = (Ring(0.0, 58, 58, 50), Ring(0.3, 61, 61, 56), Ring(0.7, 58, 58, 54), Ring(0.98, 56, 56, 51))
    return Part(upper.start, end, upper.turn, rings, 50.0)


_FORE_RINGS = (Ring(0.0, 38, 38, 38), *body.FOREARM_RINGS)
_THUMB = (Ring(0.0, 17, 17, 15), Ring(0.55, 14, 14, 13), Ring(0.95, 10, 10, 10))


def paint_thumb(brush: Brush, wrist: Vec, hand: Turn, side: Side, colour: str) -> str:
    turn = then(then(hand, about_left(-34.0)), about_front(-OUTWARD[side] * 22.0))
    root = at(wrist, hand, (20.0, 0.0, -26.0))
    tip = along(root, turn[2], -66.0)
    return brush.shape(limb(brush.camera, (Part(root, tip, turn, _THUMB, 10.0),)), colour)


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
