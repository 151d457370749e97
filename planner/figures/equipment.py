"""Small things: pillows and rolls under the body, straps, sticks and weights in the hands."""

from __future__ import annotations

from planner.figures.carpentry import Carpenter, Drawn
from planner.figures.room import DIRECTION, Thing
from planner.figures.spec import SIDES
from planner.figures.staged import Staged
from planner.figures.vector import UPRIGHT, Turn, Vec, along, at, mix, sub, unit

HOOKS = ("anchor", "door", "wall", "hook")
"""Words for the fixed end of a band; ``anchor at left`` says where it is."""


def _spot(staged: Staged, part: str) -> tuple[Vec, Turn]:
    """Where a body part named by a prop is."""
    s = staged.body
    side, _, name = part.partition(" ")
    one = name if side in SIDES else part
    sides = [side] if side in SIDES else list(SIDES)
    key = {
        "hand": "palm", "hands": "palm", "foot": "ball", "feet": "ball", "knees": "knee", "ankles": "ankle",
        "thighs": "thigh",
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


def draw_pillow(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
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
    # A pad under a kneeling person lies all round the knees, so that they sink into it.
    pad = part in ("knees", "shins") and where[2] < 120.0
    return [
        (
            "front" if pad else "back",
            c.ball(
                (where[0], where[1], base + half), UPRIGHT, (185 if part == "head" else 165, 240, half), pal.soft_dark
            ),
        )
    ]


def draw_bolster(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
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


def draw_block(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, h = c.palette, thing.height
    x, y, z = thing.at
    if thing.prop.place in ("under", "between", "in"):
        (x, y, z), _ = _spot(staged, (thing.prop.parts or ("hips",))[0])
        if thing.prop.place != "under":
            return [("front", c.block((x - 75, y - 40, z - 110), (x + 75, y + 40, z + 110), pal.soft, pal.soft_dark))]
        h = max(60.0, z - 100)
    return [("back", c.block((x - 80, y - 110, 0), (x + 80, y + 110, h), pal.soft_dark, pal.soft_dark))]


def draw_towel(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    part = (thing.prop.parts or ("head",))[0]
    where, turn = _spot(staged, part)
    pal = c.palette
    if thing.prop.place == "between" and part.endswith("elbow"):
        chest = staged.body.turns["chest"]
        inward = along(where, chest[1], 48.0 if part.startswith("right") else -48.0)
        return [
            ("front", c.roll(along(inward, chest[0], -70), along(inward, chest[0], 70), 38, pal.soft_dark, pal.soft))
        ]
    if thing.prop.place in ("in", "between", "from"):
        return draw_strap(c, thing, staged)
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


def draw_strap(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
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


def draw_stick(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
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


def draw_weight(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    s, pal = staged.body, c.palette
    part = (thing.prop.parts or ("hands",))[0]
    if part in ("hands", "both hands"):
        where = along(mix(s.points["left palm"], s.points["right palm"], 0.5), s.turns["chest"][0], 30.0)
        return [("front", c.block((-70, -60, -100), (70, 60, 100), pal.grey_dark, pal.grey_dark, UPRIGHT, where))]
    side = part.split()[0]
    where, hand = s.points[f"{side} palm"], s.turns[f"{side} hand"]
    svg = c.line([along(where, hand[0], -95), along(where, hand[0], 95)], pal.grey_dark, 30)
    for k in (-85, 85):
        svg += c.ball(along(where, hand[0], k), hand, (26, 50, 50), pal.grey_dark)
    return [("back" if c.camera.facing(s.turns["pelvis"][1]) * (1 if side == "left" else -1) < -0.4 else "front", svg)]


def draw_bag(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
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
