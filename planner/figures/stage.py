"""Puts every frame of a figure into the room: which way it lies, what it rests on, what stays planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from planner.figures import body
from planner.figures.joints import Angles
from planner.figures.landmarks import landmark
from planner.figures.reach import (
    aim_elbow,
    ankle_over,
    at_level,
    elbow_pole,
    flat_hand,
    foot_turn,
    lay_forearm,
    plant_arm,
    plant_leg,
)
from planner.figures.room import Room, furnish
from planner.figures.skeleton import OUTWARD, Skeleton, build, lowest, set_leg, spots
from planner.figures.spec import BODY_TARGETS, SIDES, Fault, Figure, Frame, Side
from planner.figures.vector import (
    UPRIGHT,
    Turn,
    Vec,
    about_front,
    about_left,
    about_up,
    across,
    along,
    back,
    cross,
    distance,
    norm,
    scale,
    sub,
    then,
    unit,
)

LIE: dict[str, Turn] = {
    "upright": UPRIGHT,
    "on back": about_left(-90.0),
    "on front": about_left(90.0),
    "on right side": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0)),
    "on left side": ((0.0, -1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0)),
}
BASE_TURN = {"toes": "toes", "shin": "shank", "thigh": "thigh", "pelvis": "pelvis", "chest": "chest"}
IN_HAND = ("stick", "strap", "band", "weight", "towel", "free", "bag", "cushion", "pillow")
TRUNK_TARGETS = ("low back", "buttock", "back of head", "forehead", "temple", "chin", "neck")
FISTS = ("stick", "strap", "band", "weight", "bag", "chair back", "rail", "handlebar", "towel")


SINK = 16.0
"""How far the flesh of someone sitting gives way, mm."""


@dataclass(slots=True)
class Plant:
    """A hand or foot that holds its place: where it rests and how it is turned."""

    target: str
    contact: Vec
    turn: Turn | None


@dataclass(slots=True)
class Staged:
    """A frame standing in the room."""

    frame: Frame
    body: Skeleton
    room: Room
    plants: dict[str, Plant] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def stage_figure(figure: Figure) -> tuple[Staged, ...]:
    """All frames in one room; later frames keep what the first one planted."""
    first = stage_frame(figure.frames[0], figure, None)
    return (first, *(stage_frame(frame, figure, first) for frame in figure.frames[1:]))


def stage_frame(frame: Frame, figure: Figure, first: Staged | None) -> Staged:
    s = build(dict(frame.angles))
    _orient(s, frame)
    if frame.settle is not None and frame.settle[1] == "shin":
        s = _settle_hips(s, frame)
    elif frame.settle is not None:
        _settle(s, *frame.settle)
    if first is None:
        _ground(s, frame, _support_height(frame, None))
        room = furnish(figure.props, s, frame)
        _ground(s, frame, _support_height(frame, room))
    else:
        room = first.room
        _ground(s, frame, _support_height(frame, room))
        _hold_anchor(s, frame, first)
    staged = Staged(frame, s, room)
    _sink(staged, first)
    for side in SIDES:
        if frame.touch.get(f"{side} shin") == "floor":
            _lay_foot(s, side)
        _legs(staged, side, first)
    for side in _arm_order(frame):
        _arms(staged, side, first)
    return staged


def _orient(s: Skeleton, frame: Frame) -> None:
    wish = LIE[frame.lie]
    base = BASE_TURN[frame.base]
    if frame.base in ("pelvis", "chest"):
        turn = then(wish, back(s.turns[base]))
    else:
        have = s.turns[f"{frame.base_side} {base}"]
        use = 2 if frame.base != "toes" else 0
        now, then_ = have[use], wish[use]
        pitch = degrees(atan2(then_[0], then_[2]) - atan2(now[0], now[2]))
        turn = about_left(pitch)
    angle: Angles = frame.angles
    extra = then(
        then(about_up(angle.get("body turn left", 0.0)), about_front(angle.get("body roll right", 0.0))),
        about_left(angle.get("body lean forward", 0.0)),
    )
    if frame.base in ("shin", "thigh") and frame.lie == "upright" or frame.lie in ("on right side", "on left side"):
        turn = then(turn, extra) if frame.lie != "upright" else then(extra, turn)
    else:
        turn = then(extra, turn)
    s.moved(turn, (0.0, 0.0, 0.0))


def _settle(s: Skeleton, one: str, other: str) -> None:
    """Nod the body until both parts rest on the same level."""
    a, b = spots(s, one.replace("hand", "wrist")), spots(s, other.replace("hand", "wrist"))

    def difference(angle: float) -> float:
        c, n = cos(angle), sin(angle)
        low_a = min(p[2] * c - p[0] * n - r for p, r in a)
        return low_a - min(p[2] * c - p[0] * n - r for p, r in b)

    low, high = radians(-75.0), radians(75.0)
    f_low, f_high = difference(low), difference(high)
    if (f_low > 0) == (f_high > 0):
        return
    start, f_start = 0.0, difference(0.0)
    if (f_start > 0) == (f_low > 0):
        low, f_low = start, f_start
    else:
        high = start
    for _ in range(24):
        middle = (low + high) / 2
        if (difference(middle) > 0) == (f_low > 0):
            low = middle
        else:
            high = middle
    s.moved(about_left(degrees(low)), (0.0, 0.0, 0.0))


def _settle_hips(s: Skeleton, frame: Frame) -> Skeleton:
    """On hands (or forearms) and knees: tip the trunk over the hips until the arms just carry the shoulders."""
    part = "forearm" if frame.settle and frame.settle[0] in ("forearm", "elbow") else "hand"
    arms = [side for side in SIDES if f"{side} {part}" in frame.touch]
    if not arms:
        return s
    hip, knee = s.points[f"{frame.base_side} hip"], s.points[f"{frame.base_side} knee"]
    shoulders = [s.points[f"{side} shoulder"] for side in arms]
    dx = sum(p[0] for p in shoulders) / len(arms) - hip[0]
    dz = sum(p[2] for p in shoulders) / len(arms) - hip[2]
    arm = (body.UPPER_ARM + 40.0) if part == "forearm" else (body.UPPER_ARM + body.FOREARM) * 0.985 + 26.0
    rise = knee[2] - 53.0 + arm - hip[2]
    reach = hypot(dx, dz)
    if reach < abs(rise) + 10.0:
        return s
    tip = degrees(atan2(dz, dx) - asin(rise / reach))
    angles = dict(s.angles)
    for side in SIDES:
        if f"{side} shin" in frame.touch:
            angles[f"{side} hip flexion"] = angles.get(f"{side} hip flexion", 0.0) + tip
    tipped = build(angles)
    _orient(tipped, frame)
    return tipped


def _support_height(frame: Frame, room: Room | None) -> float:
    if frame.support == "floor":
        return 0.0
    level = (room or Room()).level({"chair": "seat", "step": "step"}.get(frame.support, "seat"))
    return 830.0 if frame.support == "bike" else level


def _ground(s: Skeleton, frame: Frame, height: float) -> None:
    """Let the body down until its lowest part lies on the support; planted limbs follow later."""
    low = lowest(s, "buttocks") + SINK if height > 300.0 else min(lowest(s, c) for c in _carrying(frame))
    s.moved(None, (0.0, 0.0, height - low))


def _carrying(frame: Frame) -> list[str]:
    parts = ["head", "upper back", "buttocks", "front"]
    upright = frame.lie == "upright" and frame.support == "floor"
    for side in SIDES:
        stands = frame.base == "toes" and side == frame.base_side
        feet = [f"{side} {n}" for n in ("foot", "heel", "toes")]
        planted = any(f in frame.touch for f in feet) or frame.touch.get(f"{side} shin") == "floor"
        if upright and planted and not stands and frame.touch.get(f"{side} foot"):
            parts.append(f"{side} sole")
        elif stands or not planted or upright or (frame.settle and {"foot", "toes", "heel"} & set(frame.settle)):
            parts += feet
        hands = [f"{side} {n}" for n in ("hand", "forearm", "elbow")]
        held = any(h in frame.touch for h in hands)
        if not held:
            parts += hands
        elif frame.settle:
            parts += [f"{side} {n}" for n in frame.settle if n in ("elbow", "forearm")]
            parts += [n for n in frame.settle if n.startswith(side)]
            parts += [f"{side} wrist"] if "hand" in frame.settle else []
        parts += [f"{side} {n}" for n in ("hip", "shoulder", "knee", "ankle")]
    return parts


def _lay_foot(s: Skeleton, side: Side) -> None:
    """The foot of a shin that lies face down: its back rests on the floor, toes pointing away."""
    shank, knee = s.turns[f"{side} shank"], s.points[f"{side} knee"]
    ankle = s.points[f"{side} ankle"]
    level = min(ankle[2], knee[2]) - 40.0
    away = unit((-shank[2][0], -shank[2][1], 0.0), (-1.0, 0.0, 0.0))
    drop = max(-0.5, min(0.5, (ankle[2] - level - 22.0) / 190.0))
    front = unit((away[0], away[1], -drop))
    left = unit(cross((0.0, 0.0, -1.0), front))
    set_leg(s, side, knee, s.turns[f"{side} thigh"], shank, (front, left, cross(front, left)))
    s.angles[f"{side} toes extension"] = 0.0


def _sink(staged: Staged, first: Staged | None) -> None:
    """Lower a standing body until both planted feet can be reached."""
    s, frame = staged.body, staged.frame
    if frame.lie != "upright" or frame.support != "floor":
        return
    drop = 0.0
    for side in SIDES:
        name = next((n for n in ("foot", "heel", "toes") if frame.touch.get(f"{side} {n}") == "floor"), None)
        if name is None:
            continue
        plant = _kept(first, f"{side} {name}", "floor") or _new_foot(staged, side, name, "floor")
        ankle = ankle_over(plant.contact, plant.turn or UPRIGHT, name)
        hip = s.points[f"{side} hip"]
        away = hypot(ankle[0] - hip[0], ankle[1] - hip[1])
        leg = body.THIGH + body.SHANK - 3.0
        if away < leg:
            drop = max(drop, hip[2] - ankle[2] - sqrt(leg * leg - away * away))
    if 0.0 < drop < 450.0:
        s.moved(None, (0.0, 0.0, -drop))


def _middle(s: Skeleton, contact: str, side: Side) -> Vec:
    part = f"{side} {contact}" if contact in ("foot", "toes", "heel", "knee", "shin") else contact
    found = spots(s, part)
    n = len(found)
    return (sum(p[0] for p, _ in found) / n, sum(p[1] for p, _ in found) / n, 0.0)


def _hold_anchor(s: Skeleton, frame: Frame, first: Staged) -> None:
    was, now = _middle(first.body, frame.anchor, frame.base_side), _middle(s, frame.anchor, frame.base_side)
    s.moved(None, (was[0] - now[0], was[1] - now[1], 0.0))


def _fault(staged: Staged, part: str, message: str) -> None:
    staged.faults.append(Fault((*staged.frame.path, "touch", part), message))


def _legs(staged: Staged, side: Side, first: Staged | None) -> None:
    s = staged.body
    for name in ("foot", "heel", "toes"):
        part = f"{side} {name}"
        target = staged.frame.touch.get(part)
        if target is None or target in ("free", "strap", "band", "pedal") or (target == "wall" and name == "heel"):
            continue
        plant = _kept(first, part, target) or _new_foot(staged, side, name, target)
        thigh = s.turns[f"{side} thigh"]
        hip, knee = s.points[f"{side} hip"], s.points[f"{side} knee"]
        ankle = ankle_over(plant.contact, plant.turn or UPRIGHT, name)
        line = unit(sub(ankle, hip))
        bulge = across(sub(knee, hip), line)
        pole = bulge if norm(bulge) > 60.0 else along(bulge, thigh[0], 60.0)
        missed = plant_leg(s, side, ankle, plant.turn, pole)
        staged.plants[part] = plant
        if missed > 25.0:
            _fault(staged, part, f"the {part} is {missed:.0f} mm short of the {target}")
        return


def _kept(first: Staged | None, part: str, target: str) -> Plant | None:
    plant = first.plants.get(part) if first is not None else None
    return plant if plant is not None and plant.target == target and not is_body_target(target) else None


def _new_foot(staged: Staged, side: Side, name: str, target: str) -> Plant:
    s, room = staged.body, staged.room
    foot = s.turns[f"{side} foot"]
    key = {"foot": "ankle", "heel": "heel", "toes": "ball"}[name]
    here = s.points[f"{side} {key}"]
    if target == "wall":
        thing = room.find("wall")
        wall = thing.at[0] if thing else here[0] + 60
        turn = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0))
        return Plant(target, (wall, here[1], here[2]), turn)
    level = room.level(target)
    if staged.frame.lie == "upright" and staged.frame.support == "floor":
        here = _leg_keeps_its_bend(s, side, here, level)
    forward = (foot[0][0], foot[0][1], 0.0)
    if norm(forward) < 0.5:
        shank = s.turns[f"{side} shank"]
        forward = (shank[0][0], shank[0][1], 0.0) if norm((shank[0][0], shank[0][1], 0.0)) > 0.5 else (1.0, 0.0, 0.0)
    if name == "toes":
        pitch = max(30.0, min(75.0, s.angles.get(f"{side} toes extension", 0.0) or 50.0))
        turn = foot_turn(forward, about_left(pitch))
        flat = foot_turn(forward, None)
        s.angles[f"{side} toes extension"] = pitch
        return Plant(target, (here[0], here[1], level), turn if flat else turn)
    if name == "heel":
        lift = about_left(-min(45.0, max(10.0, 25.0 + s.angles.get(f"{side} ankle dorsiflexion", 0.0))))
        return Plant(target, (here[0], here[1], level), foot_turn(forward, lift))
    ahead = unit(forward)
    return Plant(target, (here[0] + ahead[0] * 40, here[1] + ahead[1] * 40, level), foot_turn(forward, None))


def _leg_keeps_its_bend(s: Skeleton, side: Side, here: Vec, level: float) -> Vec:
    """Where a standing foot lands: as far out as the leg's own bend takes it."""
    hip, ankle = s.points[f"{side} hip"], s.points[f"{side} ankle"]
    flat = (ankle[0] - hip[0], ankle[1] - hip[1], 0.0)
    drop = hip[2] - level - body.FOOT_HEIGHT
    long = min(distance(hip, ankle), body.THIGH + body.SHANK - 2.0)
    if norm(flat) < 120.0 or drop >= long:
        return here
    more = sqrt(long * long - drop * drop) - norm(flat)
    way = unit(flat)
    return along(here, way, max(-250.0, min(450.0, more)))


def _arm_order(frame: Frame) -> tuple[Side, Side]:
    """A hand that rests on the other arm comes second."""
    left = frame.touch.get("left hand", "")
    leans = any(word in left for word in ("arm", "elbow", "wrist", "hand", "opposite shoulder", "opposite"))
    return ("right", "left") if leans else SIDES


def _arms(staged: Staged, side: Side, first: Staged | None) -> None:
    s, frame = staged.body, staged.frame
    target = frame.touch.get(f"{side} forearm") or frame.touch.get(f"{side} elbow")
    if target is not None and is_body_target(target):
        point, normal = landmark(s, target, side)
        missed = aim_elbow(s, side, along(point, normal, 36.0))
        if missed > 90.0:
            _fault(staged, f"{side} forearm", f"the {side} elbow is {missed:.0f} mm off the {target}")
        return
    if target is not None and target not in ("free", "wall", "door frame"):
        missed = lay_forearm(s, side, staged.room.level(target))
        if missed > 40.0:
            _fault(staged, f"{side} forearm", f"the {side} forearm is {missed:.0f} mm short of the {target}")
        return
    part = f"{side} hand"
    target = frame.touch.get(part)
    if target is None or target in IN_HAND:
        return
    plant = _kept(first, part, target) or _new_hand(staged, side, target)
    turn = plant.turn
    if turn is None:
        return
    fist = target in FISTS
    palm = scale(turn[1], -1.0 if side == "left" else 1.0)
    hand_length = 70.0 if fist else 62.0
    wrist = along(along(plant.contact, turn[2], hand_length), palm, -20.0)
    pole = elbow_pole(s, side, frame.elbows.get(side), wrist, beside_trunk=_on_trunk(target))
    missed = plant_arm(s, side, wrist, turn, pole)
    if s.points[f"{side} elbow"][2] < 36.0:
        missed = plant_arm(s, side, wrist, turn, (0.0, OUTWARD[side], 0.5))
    staged.plants[part] = plant
    if missed > 25.0:
        _fault(staged, part, f"the {part} is {missed:.0f} mm short of the {target}")


def _on_trunk(target: str) -> bool:
    return (
        target.split(" ", 1)[-1] in ("chest", "belly", "ribs", "shoulder", "upper arm", "hip")
        or target in TRUNK_TARGETS
    )


def is_body_target(target: str) -> bool:
    first, _, rest = target.partition(" ")
    return target in BODY_TARGETS or (first in ("left", "right", "opposite") and rest in BODY_TARGETS)


def _new_hand(staged: Staged, side: Side, target: str) -> Plant:
    s, room = staged.body, staged.room
    shoulder, wrist = s.points[f"{side} shoulder"], s.points[f"{side} wrist"]
    here = s.points[f"{side} palm"]
    if is_body_target(target):
        point, normal = landmark(s, target, side)
        fore = unit(sub(point, shoulder))
        fingers = across(fore, normal)
        if norm(fingers) < 0.3:
            fingers = across(along(fore, s.turns["chest"][2], 0.6), normal)
        return Plant(target, point, flat_hand(side, unit(fingers), scale(normal, -1.0)))
    thing = room.find(target)
    if target in ("wall", "door frame"):
        away = thing.away if thing else (1.0, 0.0, 0.0)
        far = (thing.at[0] * away[0] + thing.at[1] * away[1]) if thing else wrist[0] + 26
        contact = along(across(here, away), away, far)
        if target == "wall" and thing is not None and thing.prop.distance is None:
            contact = (contact[0], contact[1], wrist[2] + 40.0)
        return Plant(target, contact, flat_hand(side, (0.0, 0.0, 1.0), away))
    level = room.level(target)
    fore = s.turns[f"{side} forearm"][2]
    flat = (-fore[0], -fore[1], 0.0)
    heading = (
        thing.away
        if thing is not None and frame_upright(staged)
        else (s.turns["chest"][2][0], s.turns["chest"][2][1], 0.0)
    )
    fingers = unit(flat) if norm(flat) > 0.55 else unit(heading, unit(flat, (1.0, 0.0, 0.0)))
    contact = at_level(shoulder, here, level)
    if staged.frame.settle is not None and staged.frame.settle[1] == "shin" and target == "floor":
        lean = s.angles.get(f"{side} shoulder flexion", 80.0) - 80.0
        contact = (shoulder[0] + 50.0 + 560.0 * sin(radians(lean)), here[1], level)
    if target == "seat" and staged.frame.support == "chair":
        contact = (shoulder[0] + 70.0, s.points["pelvis"][1] + OUTWARD[side] * 215.0, level)
        fingers = (1.0, 0.0, 0.0)
    if target == "chair back" and thing is not None:
        contact = (thing.at[0], here[1], level) if thing.away[0] else (here[0], thing.at[1], level)
        return Plant(target, contact, flat_hand(side, unit((thing.away[0], thing.away[1], -0.4)), (0.0, 0.0, -1.0)))
    if target in ("rail", "handlebar"):
        return Plant(target, contact, flat_hand(side, unit((fingers[0], fingers[1], -0.3)), (0.0, 0.0, -1.0)))
    if target == "floor" and frame_upright(staged) and staged.frame.base != "shin":
        fingers = unit((flat[0], flat[1], 0.0), (1.0, 0.0, 0.0)) if norm(flat) > 0.4 else (1.0, 0.0, 0.0)
    return Plant(target, contact, flat_hand(side, fingers, (0.0, 0.0, -1.0)))


def frame_upright(staged: Staged) -> bool:
    return staged.frame.lie == "upright"
