"""Draws the things of the room: furniture as plain blocks, soft things as rounded ones, straps and sticks as lines."""

from __future__ import annotations

from planner.figures.camera import Camera, Flat
from planner.figures.outline import ellipsoid, hull, polygon, smooth
from planner.figures.room import CHAIR_BACK, DIRECTION, Room, Thing
from planner.figures.spec import SIDES
from planner.figures.stage import Staged
from planner.figures.style import Palette
from planner.figures.vector import UPRIGHT, Turn, Vec, along, at, cross, frame_from, mix, sub, unit

Drawn = list[tuple[str, str]]
"""(layer, svg): layers are ``back`` behind the body, ``front`` before it."""

UP: Vec = (0.0, 0.0, 1.0)
HOOKS = ("anchor", "door", "wall", "hook")
"""Words for the fixed end of a band; ``anchor at left`` says where it is."""


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
            f'<path d="{d}" fill="{tint}" stroke="{tint}" stroke-width="8" stroke-linejoin="round"/>' for tint, d in faces.items()
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
            svg += f'<path d="{smooth(ellipsoid(self.camera, nearer, turn, (radius * 0.72, radius * 0.72, 1.0), 10), self.shift)}" fill="{end}"/>'
        return svg


def draw_props(carpenter: Carpenter, staged: Staged) -> Drawn:
    """Everything of the room for one picture."""
    out: Drawn = []
    for thing in staged.room.things:
        maker = MAKERS[thing.prop.kind]
        out += maker(carpenter, thing, staged)
    return out


def floor_level(room: Room) -> float:
    """The ground is lower than the sleeper's level where there is a bed."""
    return -480.0 if room.find("bed") else 0.0


def _mat(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    low = [p for p in staged.body.points.values() if p[2] < 420] or [staged.body.points["pelvis"]]
    xs, ys = [p[0] for p in low], [p[1] for p in low]
    middle = (min(ys) + max(ys)) / 2
    wide = max(330.0, (max(ys) - min(ys)) / 2 + 130.0) if staged.frame.lie == "upright" else 330.0
    corner, other = (min(xs) - 130, middle - wide, -16), (max(xs) + 130, middle + wide, -3)
    return [("back", c.block(corner, other, c.palette.mat, c.palette.mat))]


def _bed(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    x = (staged.body.points["pelvis"][0] + staged.body.points["head"][0]) / 2 + (
        220 if staged.frame.lie == "on back" else -220
    )
    pal = c.palette
    svg = c.block((x - 1060, -420, -190), (x + 1060, 420, -4), pal.soft, pal.soft_dark)
    svg += c.block((x - 1060, -420, -290), (x + 1060, 420, -190), pal.wood, pal.wood_dark)
    for dx in (-1030, 970):
        svg += c.block((x + dx, -400, -480), (x + dx + 60, 400, -290), pal.wood_dark, pal.wood_dark)
    return [("back", svg)]


def _chair(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, seat = c.palette, staged.room.level("seat")
    back_at_person = any(t == "chair back" for t in staged.frame.touch.values())
    x, y = thing.at[0], thing.at[1]
    away = thing.away
    if staged.frame.support == "chair" or (not back_at_person and thing.prop.place == "" and _sat_on(staged, thing)):
        front: Vec = (1.0, 0.0, 0.0)
        origin = (thing.at[0] + 40, thing.at[1], 0.0)
    elif _holds_back(staged, thing):
        front = away
        origin = along((x, y, 0.0), away, 215.0)
    else:
        front = (-away[0], -away[1], 0.0)
        origin = (x, y, 0.0)
    turn: Turn = (front, cross(UP, front), UP)
    legs = ""
    for lx in (-205.0, 175.0):
        for ly in (-205.0, 175.0):
            top = CHAIR_BACK if lx < 0 else seat - 34
            legs += c.block((lx, ly, 0), (lx + 30, ly + 30, top), pal.wood_dark, pal.wood_dark, turn, origin)
    if thing.prop.kind == "stool":
        legs = "".join(
            c.block((lx, ly, 0), (lx + 30, ly + 30, seat - 34), pal.wood_dark, pal.wood_dark, turn, origin)
            for lx in (-205.0, 175.0)
            for ly in (-205.0, 175.0)
        )
    panel = "" if thing.prop.kind == "stool" else c.block((-205, -205, CHAIR_BACK - 190), (-175, 205, CHAIR_BACK), pal.wood, pal.wood_dark, turn, origin)
    slab = c.block((-210, -210, seat - 36), (225, 210, seat), pal.wood, pal.wood_dark, turn, origin)
    if c.camera.facing(front) < -0.3:
        return [("back", legs + slab), ("front" if staged.frame.support == "chair" else "back", panel)]
    return [("back", legs + panel + slab)]


def _sat_on(staged: Staged, thing: Thing) -> bool:
    return any(f == "chair" for f in (staged.frame.support,)) or thing.prop.place == "under"


def _holds_back(staged: Staged, thing: Thing) -> bool:
    return any(t == "chair back" for t in staged.frame.touch.values()) or thing.prop.place in ("at left", "at right")


def _wall(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, a = c.palette, thing.away
    face = abs(c.camera.facing(a))
    x, y = thing.at[0], thing.at[1]
    if face > 0.5:
        side = (-a[1], a[0], 0.0)
        p = along((x, y, 0.0), side, -700.0)
        q = along((x, y, 0.0), side, 700.0)
        corners = [c.camera.flat(v) for v in (p, q, (q[0], q[1], 1900.0), (p[0], p[1], 1900.0))]
        c.corners += corners
        return [("back", f'<path d="{polygon(corners, c.shift)}" fill="{pal.grey}" opacity=".55"/>')]
    turn: Turn = (a, cross(UP, a), UP)
    top = 1950.0 if staged.body.points["head"][2] > 900 else 1250.0
    svg = c.block((0, -260, 0), (70, 260, top), pal.grey, pal.grey_dark, turn, (x, y, 0.0))
    edge = c.line([(x, y, 4), (x, y, top)], pal.grey_dark, 9)
    return [("back", svg + edge)]


def _counter(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, h = c.palette, thing.height
    a = thing.away
    turn: Turn = (a, cross(UP, a), UP)
    near = -75.0
    wide = 420.0
    origin = (thing.at[0], thing.at[1], 0.0)
    svg = c.block((near + 40, -wide + 20, 0), (near + 480, wide - 20, h - 40), pal.grey, pal.grey_dark, turn, origin)
    svg += c.block((near, -wide, h - 40), (near + 500, wide, h), pal.wood, pal.wood_dark, turn, origin)
    return [("back", svg)]


def _table(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, h, a = c.palette, thing.height, thing.away
    turn: Turn = (a, cross(UP, a), UP)
    origin = (thing.at[0], thing.at[1], 0.0)
    svg = ""
    for lx in (-200.0, 440.0):
        svg += c.block((lx, -360, 0), (lx + 45, 360, h - 30), pal.wood_dark, pal.wood_dark, turn, origin)
    return [("back", svg + c.block((-240, -400, h - 34), (520, 400, h), pal.wood, pal.wood_dark, turn, origin))]


def _step(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, h, a = c.palette, thing.height, thing.away
    turn: Turn = (a, cross(UP, a), UP)
    origin = (thing.at[0], thing.at[1], 0.0)
    return [("back", c.block((-150, -300, 0), (260, 300, h), pal.wood, pal.wood_dark, turn, origin))]


def _spot(staged: Staged, part: str) -> tuple[Vec, Turn]:
    """Where a body part named by a prop is."""
    s = staged.body
    side, _, name = part.partition(" ")
    one = name if side in SIDES else part
    sides = [side] if side in SIDES else list(SIDES)
    key = {
        "hand": "palm", "hands": "palm", "foot": "ball", "feet": "ball", "knees": "knee", "ankles": "ankle", "thighs": "thigh",
        "heels": "heel", "elbows": "elbow", "shoulders": "shoulder", "shins": "shin",
    }.get(one, one)  # fmt: skip
    if key in ("thigh", "shin"):
        a, b = ("hip", "knee") if key == "thigh" else ("knee", "ankle")
        points = [mix(s.points[f"{q} {a}"], s.points[f"{q} {b}"], 0.72 if key == "thigh" else 0.5) for q in sides]
    elif f"{sides[0]} {key}" in s.points:
        points = [s.points[f"{q} {key}"] for q in sides]
    elif key in s.points:
        points = [s.points[key]]
    else:
        height = {
            "belly": 150.0,
            "low back": 130.0,
            "chest": 380.0,
            "upper back": 400.0,
            "back": 250.0,
            "hips": 0.0,
        }.get(key, 0.0)
        point, turn = s.ring_frame(height)
        return point, turn
    n = len(points)
    return (sum(p[0] for p in points) / n, sum(p[1] for p in points) / n, sum(p[2] for p in points) / n), s.turns[
        "chest"
    ]


def _flesh(part: str) -> float:
    return {"head": 90, "knees": 55, "belly": 95, "low back": 90, "chest": 110, "upper back": 100}.get(part, 45.0)


def _pillow(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal = c.palette
    part = (thing.prop.parts or ("head",))[0]
    where, _ = _spot(staged, part)
    if thing.prop.place == "between":
        return [("front", c.ball(where, UPRIGHT, (120, 60, 70), pal.soft_dark))]
    if thing.prop.place in ("behind", "along"):
        behind = along(where, staged.body.turns["chest"][0], -_flesh(part) - 40)
        return [("back", c.ball(behind, staged.body.turns["chest"], (55, 170, 150), pal.soft_dark))]
    if thing.prop.place == "in":
        return [("front", c.ball(where, UPRIGHT, (90, 150, 110), pal.soft_dark))]
    base = staged.room.level("seat") if staged.frame.support == "chair" else 0.0
    top = max(base + 40.0, where[2] - _flesh(part) + 26)
    half = min(80.0, max(24.0, (top - base) / 2))
    return [
        (
            "back",
            c.ball(
                (where[0], where[1], base + half), UPRIGHT, (185 if part == "head" else 165, 240, half), pal.soft_dark
            ),
        )
    ]


def _bolster(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    part = (thing.prop.parts or ("knees",))[0]
    where, _ = _spot(staged, part)
    radius = thing.prop.size / 2 if thing.prop.size else min(130.0, max(50.0, (where[2] - _flesh(part)) / 2 + 8))
    pal = c.palette
    if thing.prop.place == "along":
        return [
            (
                "back",
                c.roll(
                    (where[0] - 300, where[1], radius),
                    (where[0] + 300, where[1], radius),
                    radius,
                    pal.soft_dark,
                    pal.soft,
                ),
            )
        ]
    return [
        (
            "back",
            c.roll(
                (where[0], where[1] - 300, radius), (where[0], where[1] + 300, radius), radius, pal.soft_dark, pal.soft
            ),
        )
    ]


def _block(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, h = c.palette, thing.height
    x, y, z = thing.at
    if thing.prop.place in ("under", "between", "in"):
        (x, y, z), _ = _spot(staged, (thing.prop.parts or ("hips",))[0])
        if thing.prop.place != "under":
            return [("front", c.block((x - 75, y - 40, z - 110), (x + 75, y + 40, z + 110), pal.soft, pal.soft_dark))]
        h = max(60.0, z - 100)
    return [("back", c.block((x - 80, y - 110, 0), (x + 80, y + 110, h), pal.soft_dark, pal.soft_dark))]


def _towel(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    part = (thing.prop.parts or ("head",))[0]
    where, turn = _spot(staged, part)
    pal = c.palette
    if thing.prop.place in ("in", "between", "from"):
        return _strap(c, thing, staged)
    if thing.prop.place == "along":
        a, b = staged.body.ring_frame(60)[0], staged.body.points["neck 0"]
        return [("back", c.roll((a[0], a[1], 40), (b[0], b[1], 40), 42, pal.soft_dark, pal.soft))]
    if staged.frame.lie == "upright":
        at_back = along(where, turn[0], -_flesh(part) - 14)
        left = turn[1]
        return [("back", c.roll(along(at_back, left, -190), along(at_back, left, 190), 44, pal.soft_dark, pal.soft))]
    level = max(36.0, (where[2] - _flesh(part)) / 2)
    radius = min(60.0, level)
    return [
        (
            "back",
            c.roll(
                (where[0], where[1] - 240, radius), (where[0], where[1] + 240, radius), radius, pal.soft_dark, pal.soft
            ),
        )
    ]


def _strap(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    """A strap or band from hands to a foot, between the hands, round a limb, or to a hook on the wall."""
    s, pal = staged.body, c.palette
    parts = thing.prop.parts or ("hands",)
    width = 15 if thing.prop.kind != "band" else 18
    if thing.prop.place == "around":
        return [("front", _loop(c, staged, parts[0], pal.strap, width))]
    hands = [s.points[f"{q} palm"] for q in SIDES]
    if thing.prop.place in ("between", "in") and len(parts) == 1:
        return [("front", c.line(hands, pal.strap, width))]
    start, end = parts[0], parts[-1]
    ends = _ends(staged, end, thing)
    out = []
    for from_ in _ends(staged, start, thing):
        to = min(ends, key=lambda e: (e[0] - from_[0]) ** 2 + (e[1] - from_[1]) ** 2 + (e[2] - from_[2]) ** 2)
        out.append(c.line([from_, to], pal.strap, width))
    if end.split()[0] in HOOKS:
        x, y, z = ends[0]
        post = c.line([(x + 22, y, 0.0), (x + 22, y, max(z + 320.0, 1500.0))], pal.grey_dark, 34)
        return [("back", post), ("front", "".join(out) + c.ball(ends[0], UPRIGHT, (26, 26, 26), pal.grey_dark))]
    return [("front", "".join(out))]


def _ends(staged: Staged, part: str, thing: Thing) -> list[Vec]:
    s = staged.body
    side, _, name = part.partition(" ")
    if part.split()[0] in HOOKS:
        pelvis = s.points["pelvis"]
        far = thing.prop.distance or 900.0
        away = DIRECTION.get(part.partition(" ")[2], thing.away)
        return [(pelvis[0] + away[0] * far, pelvis[1] + away[1] * far, thing.prop.height or 1050.0)]
    key = {"hands": "palm", "hand": "palm", "feet": "ball", "foot": "ball", "ankles": "ankle", "ankle": "ankle"}.get(
        name if side in SIDES else part
    )
    if key is None:
        return [_spot(staged, part)[0]]
    sides = [side] if side in SIDES else list(SIDES)
    if key == "ball":
        return [at(s.points[f"{q} ball"], s.turns[f"{q} foot"], (-20.0, 0.0, -24.0)) for q in sides]
    return [s.points[f"{q} {key}"] for q in sides]


def _loop(c: Carpenter, staged: Staged, part: str, colour: str, width: int) -> str:
    s = staged.body
    a, b = ("hip", "knee") if part in ("thighs", "knees") else ("knee", "ankle")
    k = {"thighs": 0.8, "knees": 0.92}.get(part, 0.9)
    ends = [mix(s.points[f"{q} {a}"], s.points[f"{q} {b}"], k) for q in SIDES]
    across = unit(sub(ends[0], ends[1]))
    return c.line([along(ends[1], across, -45), along(ends[0], across, 45)], colour, width + 6)


def _stick(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    s, pal = staged.body, c.palette
    if thing.prop.place == "along":
        low = at(*s.ring_frame(30), (-128.0, 0.0, -120.0))
        high = at(s.points["head"], s.turns["head"], (-108.0, 0.0, 130.0))
        return [("front", c.line([low, high], pal.wood_dark, 22))]
    hands = [s.points[f"{q} palm"] for q in SIDES]
    if thing.prop.parts and thing.prop.parts[0] in ("left hand", "right hand"):
        p = s.points[thing.prop.parts[0].replace("hand", "palm")]
        return [("front", c.line([(p[0], p[1], 0.0), (p[0], p[1], p[2] + 80)], pal.wood_dark, 22))]
    d = unit(sub(hands[0], hands[1]), (0.0, 1.0, 0.0))
    return [("front", c.line([along(hands[1], d, -190), along(hands[0], d, 190)], pal.wood_dark, 22))]


def _weight(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    s, pal = staged.body, c.palette
    part = (thing.prop.parts or ("hands",))[0]
    if part in ("hands", "both hands"):
        where = along(mix(s.points["left palm"], s.points["right palm"], 0.5), s.turns["chest"][0], 30.0)
        return [
            ("front", c.block((-70, -60, -100), (70, 60, 100), pal.grey_dark, pal.grey_dark, s.turns["chest"], where))
        ]
    side = part.split()[0]
    where, hand = s.points[f"{side} palm"], s.turns[f"{side} hand"]
    svg = c.line([along(where, hand[0], -95), along(where, hand[0], 95)], pal.grey_dark, 30)
    for k in (-85, 85):
        svg += c.ball(along(where, hand[0], k), hand, (26, 50, 50), pal.grey_dark)
    return [("back" if c.camera.facing(s.turns["pelvis"][1]) * (1 if side == "left" else -1) < -0.4 else "front", svg)]


def _bag(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    part = (thing.prop.parts or ("right hand",))[0]
    side = part.split()[0]
    p = staged.body.points[f"{side} palm"]
    pal = c.palette
    svg = c.line(
        [(p[0] - 90, p[1], p[2] - 110), (p[0], p[1], p[2] - 10), (p[0] + 90, p[1], p[2] - 110)], pal.wood_dark, 14
    )
    svg += c.block(
        (p[0] - 130, p[1] - 50, p[2] - 330), (p[0] + 130, p[1] + 50, p[2] - 110), pal.soft_dark, pal.soft_dark
    )
    return [("front", svg)]


def _frame(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal = c.palette
    p = staged.body.points["pelvis"]
    x = thing.at[0] if thing.prop.distance is None else p[0] + thing.prop.distance
    out = ""
    for y in (-470.0, 400.0):
        out += c.block((x, p[1] + y, 0), (x + 70, p[1] + y + 70, 2050), pal.wood, pal.wood_dark)
    out += c.block((x, p[1] - 470, 1990), (x + 70, p[1] + 470, 2060), pal.wood, pal.wood_dark)
    return [("back", out)]


def _rail(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, h, a = c.palette, thing.height, thing.away
    side = (-a[1], a[0], 0.0) if abs(a[0]) > 0.5 else (1.0, 0.0, 0.0)
    o = (thing.at[0], thing.at[1], 0.0)
    p, q = along(o, side, -330), along(o, side, 330)
    posts = [c.line([v, (v[0], v[1], h)], pal.grey_dark, 26) for v in (p, q)]
    bar = c.line([(p[0], p[1], h - 22), (q[0], q[1], h - 22)], pal.grey_dark, 34)
    return [("back", "".join(posts) + bar)]


def _bike(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, p = c.palette, staged.body.points["pelvis"]
    crank = (p[0] + 250, p[1], 300.0)
    svg = c.line([(p[0] - 140, p[1], 26), (p[0] + 760, p[1], 26)], pal.grey_dark, 40)
    svg += c.line([(p[0] - 40, p[1], p[2] - 130), (p[0] + 90, p[1], 40)], pal.grey_dark, 42)
    svg += c.line([(p[0] + 60, p[1], 300), (p[0] + 560, p[1], 300), (p[0] + 520, p[1], 1000)], pal.grey_dark, 36)
    svg += c.ball((p[0] + 560, p[1], 270), UPRIGHT, (210, 30, 210), pal.grey)
    svg += c.ball(crank, UPRIGHT, (70, 20, 70), pal.grey_dark)
    svg += c.block(
        (p[0] - 170, p[1] - 90, p[2] - 140), (p[0] + 110, p[1] + 90, p[2] - 92), pal.grey_dark, pal.grey_dark
    )
    bar = c.line([(p[0] + 520, p[1] - 200, 1010), (p[0] + 520, p[1] + 200, 1010)], pal.grey_dark, 30)
    bar += c.line([(p[0] + 520, p[1], 1000), (p[0] + 430, p[1], 1010)], pal.grey_dark, 30)
    return [("back", svg + bar)]


MAKERS = {
    "mat": _mat, "bed": _bed, "chair": _chair, "stool": _chair, "wall": _wall, "worktop": _counter, "table": _table, "step": _step,
    "pillow": _pillow, "cushion": _pillow, "bolster": _bolster, "block": _block, "towel": _towel, "strap": _strap, "band": _strap,
    "stick": _stick, "weight": _weight, "bag": _bag, "door frame": _frame, "rail": _rail, "bike": _bike,
}  # fmt: skip
