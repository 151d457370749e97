"""What is wrong with a figure that can be read: joints past their range, feet through the floor, sliding
hands, falling over.
"""

from __future__ import annotations

from itertools import pairwise
from math import acos, degrees, hypot

from planner.figures import body
from planner.figures.camera import Flat
from planner.figures.joints import TOLERANCE, range_of
from planner.figures.outline import hull
from planner.figures.page import camera_of, picture_box
from planner.figures.props import floor_level
from planner.figures.skeleton import Skeleton, lowest, spots
from planner.figures.spec import SIDES, Fault, Figure, is_body_target
from planner.figures.stage import stage_figure
from planner.figures.staged import Staged
from planner.figures.style import LIGHT
from planner.figures.vector import Vec, along, distance, dot, mix, sub

FLOOR_TOLERANCE = 45.0
SLIDE_TOLERANCE = 60.0
WALL_TOLERANCE = 40.0
TABLE_TOP = 150.0
"""Room for a head under a table's top, which is thin, mm."""
BALANCE_TOLERANCE = 55.0
ANKLE_TOLERANCE = 22.0
"""Extra degrees for the ankle of a planted foot, which also bends in the middle of the foot."""
LEAST_DIFFERENCE = 12.0
WIDEST, HIGHEST = 3300.0, 2500.0


def check_figure(figure: Figure) -> tuple[Fault, ...]:
    """All faults of a figure, frame by frame; an empty tuple where there are none."""
    staged = stage_figure(figure)
    faults: list[Fault] = []
    for one in staged:
        faults += [
            *one.faults,
            *beyond_range(one),
            *through_floor(one),
            *through_wall(one),
            *through_furniture(one),
            *through_trunk(one),
            *([] if "walk" in figure.arrows else falling_over(one)),
            *too_large(figure, one),
        ]
    for before, after in pairwise(staged):
        faults += not_different(before, after)
    for later in staged[1:]:
        faults += sliding(staged[0], later)
    return tuple(faults)


def beyond_range(one: Staged) -> list[Fault]:
    """Joints set past what healthy adults reach, and ankles that a planted foot bends too far."""
    out = []
    for key, value in one.frame.angles.items():
        motion = range_of(key)
        if not motion.least - TOLERANCE <= value <= motion.most + TOLERANCE:
            word, most = (motion.plus, motion.most) if value > 0 else (motion.minus, -motion.least)
            name = key.removesuffix(motion.plus) + word
            text = f"{name} {abs(value):g}{motion.unit} is past the normal range (0 to {most:g}{motion.unit})"
            out.append(Fault(one.frame.path, text))
    for side in SIDES:
        if f"{side} foot" in one.plants:
            bend = ankle_bend(one.body, side)
            if bend > 20.0 + TOLERANCE + ANKLE_TOLERANCE:
                text = f"the flat {side} foot would bend the ankle {bend:.0f}° upwards; bring the knee back"
                out.append(Fault((*one.frame.path, "touch", f"{side} foot"), text))
    return out


def ankle_bend(s: Skeleton, side: str) -> float:
    """Dorsiflexion of an ankle as it came out, in degrees."""
    shank, foot = s.turns[f"{side} shank"], s.turns[f"{side} foot"]
    return degrees(acos(max(-1.0, min(1.0, -dot(shank[2], foot[0]))))) - 90.0


def through_floor(one: Staged) -> list[Fault]:
    """Parts of the body that hang below the floor."""
    parts = ["head", "upper back", "buttocks"] + [
        f"{side} {name}" for side in SIDES for name in ("knee", "ankle", "foot", "elbow", "hand", "hip", "shoulder")
    ]
    out = []
    hanging = ("knee", "ankle", "foot", "hand", "elbow")
    for part in parts:
        low = lowest(one.body, part)
        if part.split()[-1] in hanging:
            low -= floor_level(one.room)
        if low < -FLOOR_TOLERANCE:
            out.append(Fault(one.frame.path, f"the {part} goes {-low:.0f} mm through the floor"))
    return out


def through_trunk(one: Staged) -> list[Fault]:
    """Hands, elbows, knees or feet deep inside the trunk."""
    out = []
    s = one.body
    for side in SIDES:
        for name in ("elbow", "wrist", "palm", "knee", "ankle"):
            point = s.points[f"{side} {name}"]
            for ring in body.TRUNK_RINGS[2:10]:
                centre, turn = s.ring_frame(ring.t)
                off = sub(point, centre)
                x, y, z = dot(off, turn[0]), dot(off, turn[1]), dot(off, turn[2])
                depth = ring.front if x > 0 else ring.back
                if abs(z) < 40 and (x / (depth * 0.72)) ** 2 + (y / (ring.side * 0.72)) ** 2 < 1:
                    out.append(Fault(one.frame.path, f"the {side} {name} goes into the trunk"))
                    break
    return out


def through_wall(one: Staged) -> list[Fault]:
    """Parts of the body that stick into a wall."""
    wall = one.room.find("wall")
    if wall is None:
        return []
    away = wall.away
    plane = dot(wall.at, away)
    deepest, name = max((dot(p, away) - plane, n) for n, p in one.body.points.items())
    if deepest > WALL_TOLERANCE:
        return [Fault(one.frame.path, f"the {name} goes {deepest:.0f} mm into the wall")]
    return []


def through_furniture(one: Staged) -> list[Fault]:
    """Parts of the body inside a worktop's block or a table's top."""
    out = []
    for thing in one.room.things:
        if thing.prop.kind not in ("worktop", "table"):
            continue
        bottom = thing.height - TABLE_TOP if thing.prop.kind == "table" else 0.0
        edge = -175.0 if thing.prop.kind == "table" else -10.0
        sideways = (-thing.away[1], thing.away[0], 0.0)
        for name, point in one.body.points.items():
            level = point[2] - (70.0 if name == "head" else 0.0)
            off = sub(point, thing.at)
            deep, wide = dot(off, thing.away), dot(off, sideways)
            if edge < deep < 420.0 and abs(wide) < 390.0 and bottom < level < thing.height - 30.0:
                out.append(Fault(one.frame.path, f"the {name} goes into the {thing.prop.kind}"))
                break
    return out


def centre_of_mass(s: Skeleton) -> Vec:
    """Middle of the body's mass, from Winter's table 4.1."""
    p = s.points
    heavy: list[tuple[float, Vec]] = [
        (body.MASS["head"][0], p["head"]),
        (body.MASS["trunk"][0], mix(p["pelvis"], p["thoracic top"], 0.5)),
    ]
    for side in SIDES:
        for name, a, b in (
            ("thigh", "hip", "knee"), ("shank", "knee", "ankle"), ("foot", "heel", "toe"),
            ("upper arm", "shoulder", "elbow"),
            ("forearm", "elbow", "wrist"), ("hand", "wrist", "fingertips"),
        ):  # fmt: skip
            share, down = body.MASS[name]
            heavy.append((share, mix(p[f"{side} {a}"], p[f"{side} {b}"], down)))
    total = sum(share for share, _ in heavy)
    return (
        sum(m * q[0] for m, q in heavy) / total, sum(m * q[1] for m, q in heavy) / total,
        sum(m * q[2] for m, q in heavy) / total,
    )  # fmt: skip


def falling_over(one: Staged) -> list[Fault]:
    """A person on their feet whose mass is not above them, with nothing to hold or lean on."""
    frame, s = one.frame, one.body
    on_feet = frame.base == "toes" or (frame.posture in ("standing", "long-stride"))
    if not on_feet or frame.lie != "upright" or frame.support not in ("floor", "step"):
        return []
    holding = ("hand", "forearm", "back", "head", "buttocks", "shoulder", "hip")
    if any(part.split()[-1] in holding and not is_body_target(target) for part, target in frame.touch.items()):
        return []
    ground = min(min(p[2] - r for p, r in spots(s, f"{side} foot")) for side in SIDES)
    base: list[Flat] = []
    for side in SIDES:
        planted = any(f"{side} {part}" in frame.touch for part in ("foot", "toes", "heel"))
        for name in ("heel", "ball", "toe"):
            point = s.points[f"{side} {name}"]
            if planted or point[2] < ground + 70:
                left = s.turns[f"{side} foot"][1]
                for k in (-45.0, 45.0):
                    q = along(point, left, k)
                    base.append((q[0], q[1]))
    mass = centre_of_mass(s)
    out = outside((mass[0], mass[1]), hull(base)) if len(base) > 2 else 999.0
    if out > BALANCE_TOLERANCE:
        return [Fault(frame.path, f"would fall over: the middle of the body's mass is {out:.0f} mm outside the feet")]
    return []


def outside(point: Flat, outline: list[Flat]) -> float:
    """How far a point lies outside a convex outline, 0 inside."""
    inside = True
    nearest = 1e9
    for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
        dx, dy = b[0] - a[0], b[1] - a[1]
        if dx * (point[1] - a[1]) - dy * (point[0] - a[0]) < 0:
            inside = False
        t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy or 1.0)))
        nearest = min(nearest, hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy))
    return 0.0 if inside else nearest


def too_large(figure: Figure, one: Staged) -> list[Fault]:
    """A picture that no longer fits a card with the body at a readable size."""
    box = picture_box(camera_of(figure), LIGHT, one, None)
    wide, high = box.right - box.left, box.bottom - box.top
    if wide > WIDEST or high > HIGHEST:
        return [
            Fault(
                one.frame.path, f"the picture is {wide:.0f} by {high:.0f} mm; at most {WIDEST:.0f} by {HIGHEST:.0f} fit"
            )
        ]
    return []


def not_different(before: Staged, after: Staged) -> list[Fault]:
    a, b = before.body.points, after.body.points
    if max(distance(a[k], b[k]) for k in a) < LEAST_DIFFERENCE:
        return [Fault(after.frame.path, "does not differ from the frame before it")]
    return []


_CONTACT = {
    "foot": "ball",
    "heel": "heel",
    "toes": "ball",
    "hand": "palm",
    "knee": "knee",
    "shin": "knee",
    "forearm": "elbow",
}


def sliding(first: Staged, later: Staged) -> list[Fault]:
    """Hands, feet and knees that rest on the same thing in both frames but not in the same place."""
    out = []
    for part, target in later.frame.touch.items():
        side, _, name = part.partition(" ")
        if first.frame.touch.get(part) != target or is_body_target(target) or name not in _CONTACT:
            continue
        if target in ("stick", "strap", "band", "weight", "towel", "free", "pedal", "handlebar"):
            continue
        if name == "forearm" and target in ("wall", "door frame"):
            continue
        key = f"{side} {_CONTACT[name]}"
        way = distance(first.body.points[key], later.body.points[key])
        if way > SLIDE_TOLERANCE:
            out.append(Fault((*later.frame.path, "touch", part), f"the {part} slides {way:.0f} mm on the {target}"))
    return out
