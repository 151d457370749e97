"""Planted hands and feet: where they land, and the limbs that follow them."""

from __future__ import annotations

from math import hypot, radians, sin, sqrt

from planner.figures import body
from planner.figures.landmarks import landmark
from planner.figures.reach import (
    aim_elbow,
    ankle_over,
    at_level,
    elbow_pole,
    flat_hand,
    foot_turn,
    lay_forearm,
    on_fingertips,
    plant_arm,
    plant_leg,
)
from planner.figures.skeleton import OUTWARD, Skeleton, set_leg
from planner.figures.spec import SIDES, Fault, Frame, Side, is_body_target
from planner.figures.staged import Plant, Staged
from planner.figures.vector import (
    UPRIGHT,
    Vec,
    about_left,
    across,
    along,
    cross,
    distance,
    norm,
    scale,
    sub,
    unit,
)

IN_HAND = ("stick", "strap", "band", "weight", "towel", "free", "bag", "cushion", "pillow")


TRUNK_TARGETS = ("low back", "buttock", "back of head", "forehead", "temple", "chin", "neck")


MISS = 35.0
"""By how many mm a hand or foot may fall short of what it rests on before it is a fault."""
FISTS = ("stick", "strap", "band", "weight", "bag", "chair back", "rail", "handlebar", "towel")


def _fault(staged: Staged, part: str, message: str) -> None:
    staged.faults.append(Fault((*staged.frame.path, "touch", part), message))


def sink(staged: Staged, first: Staged | None) -> None:
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


def lay_foot(s: Skeleton, side: Side) -> None:
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


def plant_legs(staged: Staged, side: Side, first: Staged | None) -> None:
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
        if missed > MISS:
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
        s.angles[f"{side} toes extension"] = pitch
        return Plant(target, (here[0], here[1], level), turn)
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


def arm_order(frame: Frame) -> tuple[Side, Side]:
    """A hand that rests on the other arm comes second."""
    left = frame.touch.get("left hand", "")
    leans = any(word in left for word in ("arm", "elbow", "wrist", "hand", "opposite shoulder", "opposite"))
    return ("right", "left") if leans else SIDES


def plant_arms(staged: Staged, side: Side, first: Staged | None) -> None:
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
    if frame.hands.get(side) == "fingertips":
        turn, tips = on_fingertips(side, turn)
        wrist = along(sub(plant.contact, tips), palm, -8.0)
    pole = elbow_pole(s, side, frame.elbows.get(side), wrist, beside_trunk=_on_trunk(target))
    missed = plant_arm(s, side, wrist, turn, pole)
    if s.points[f"{side} elbow"][2] < 36.0:
        missed = plant_arm(s, side, wrist, turn, (0.0, OUTWARD[side], 0.5))
    staged.plants[part] = plant
    if missed > MISS:
        _fault(staged, part, f"the {part} is {missed:.0f} mm short of the {target}")


def _on_trunk(target: str) -> bool:
    return (
        target.split(" ", 1)[-1] in ("chest", "belly", "ribs", "shoulder", "upper arm", "hip")
        or target in TRUNK_TARGETS
    )


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
    contact = at_level(shoulder, wrist, level)
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
