"""Joint angles → points and directions of every part: forward kinematics of the standard body."""

from __future__ import annotations

from math import acos, degrees

from planner.figures import body
from planner.figures.joints import Angles
from planner.figures.spec import SIDES, Side
from planner.figures.vector import (
    UPRIGHT,
    Turn,
    Vec,
    about_front,
    about_left,
    about_up,
    add,
    along,
    at,
    dot,
    then,
)

HEEL: Vec = (-58.0, 0.0, -body.FOOT_HEIGHT + 30)
BALL: Vec = (122.0, 0.0, -body.FOOT_HEIGHT + 22)
TOES = 62.0
KNUCKLES = 84.0
FINGERS = body.HAND - KNUCKLES
OUTWARD: dict[Side, float] = {"left": 1.0, "right": -1.0}


class Skeleton:
    """Points (mm) and turns by part name; ``spine`` holds (height above the hips in mm, point, turn) from low
    to high.
    """

    __slots__ = ("angles", "points", "spine", "turns")

    def __init__(self, angles: Angles) -> None:
        self.angles = angles
        self.points: dict[str, Vec] = {}
        self.turns: dict[str, Turn] = {}
        self.spine: list[tuple[float, Vec, Turn]] = []

    def moved(self, turn: Turn | None, shift: Vec) -> None:
        """Turn the whole body about the origin, then shift it."""
        if turn is None:
            self.points = {k: add(v, shift) for k, v in self.points.items()}
            self.spine = [(h, add(p, shift), t) for h, p, t in self.spine]
            return
        self.points = {k: at(shift, turn, v) for k, v in self.points.items()}
        self.turns = {k: then(turn, v) for k, v in self.turns.items()}
        self.spine = [(h, at(shift, turn, p), then(turn, t)) for h, p, t in self.spine]

    def ring_frame(self, height: float) -> tuple[Vec, Turn]:
        """Where the spine is ``height`` mm above the hips, measured along its curve, and how it is turned there."""
        below = self.spine[0]
        for node in self.spine:
            if node[0] > height:
                break
            below = node
        return along(below[1], below[2][2], height - below[0]), below[2]


def build(angles: Angles) -> Skeleton:
    """The body in these angles, hips' middle at the origin, pelvis upright and facing forward."""
    s = Skeleton(angles)
    _spine(s)
    for side in SIDES:
        _leg(s, side)
        _arm(s, side)
    return s


def _bend(flexion: float, side_left: float, turn_left: float) -> Turn:
    return then(then(about_left(flexion), about_front(-side_left)), about_up(turn_left))


def _spine(s: Skeleton) -> None:
    get = s.angles.get
    turn, point = UPRIGHT, (0.0, 0.0, 0.0)
    s.points["pelvis"], s.turns["pelvis"] = point, turn
    s.spine.append((-100.0, (0.0, 0.0, -100.0), turn))
    height = body.SACRUM
    point = (0.0, 0.0, height)
    for part, length, count in (
        ("lumbar", body.LUMBAR, body.LUMBAR_PARTS),
        ("thoracic", body.THORACIC, body.THORACIC_PARTS),
    ):
        step = _bend(
            get(f"{part} flexion", 0.0) / count,
            get(f"{part} side-bend left", 0.0) / count,
            get(f"{part} rotation left", 0.0) / count,
        )
        for _ in range(count):
            turn = then(turn, step)
            s.spine.append((height, point, turn))
            point = along(point, turn[2], length / count)
            height += length / count
        s.points[f"{part} top"], s.turns["chest" if part == "thoracic" else part] = point, turn
    s.points["chest"] = at(point, turn, (0.0, 0.0, -190.0))
    _neck(s, point, turn)


def _neck(s: Skeleton, point: Vec, turn: Turn) -> None:
    get = s.angles.get
    count = body.NECK_PARTS
    tuck = get("neck retraction", 0.0)
    step = _bend(
        get("neck flexion", 0.0) / (count + 1),
        get("neck side-bend left", 0.0) / (count + 1),
        get("neck rotation left", 0.0) / (count + 1),
    )
    s.points["neck 0"] = point
    point = at(point, turn, (-8.0, 0.0, -8.0))
    turn = then(turn, about_left(8.0 - tuck * 0.25))
    for i in range(count):
        turn = then(turn, step)
        point = at(point, turn, (-tuck / count, 0.0, body.NECK / count))
        s.points[f"neck {i + 1}"] = point
    turn = then(then(turn, step), about_left(-8.0 + tuck * 0.5))
    s.turns["head"], s.points["neck top"] = turn, point
    s.points["head"] = at(point, turn, body.HEAD_CENTRE)


def _leg(s: Skeleton, side: Side) -> None:
    get, out = s.angles.get, OUTWARD[side]
    hip = (0.0, out * body.HIP_HALF, 0.0)
    thigh = then(
        then(about_left(-get(f"{side} hip flexion", 0.0)), about_front(out * get(f"{side} hip abduction", 0.0))),
        about_up(out * get(f"{side} hip external rotation", 0.0)),
    )
    knee = along(hip, thigh[2], -body.THIGH)
    shank = then(thigh, about_left(get(f"{side} knee flexion", 0.0)))
    s.points[f"{side} hip"] = hip
    set_leg(s, side, knee, thigh, shank)


def set_leg(s: Skeleton, side: Side, knee: Vec, thigh: Turn, shank: Turn, foot: Turn | None = None) -> None:
    """Write thigh, shank and foot of one leg; the foot follows the ankle's angle where no turn is given."""
    p, t, get = s.points, s.turns, s.angles.get
    ankle = along(knee, shank[2], -body.SHANK)
    foot = foot or then(shank, about_left(-get(f"{side} ankle dorsiflexion", 0.0)))
    toes = then(foot, about_left(-get(f"{side} toes extension", 0.0)))
    p[f"{side} knee"], p[f"{side} ankle"] = knee, ankle
    p[f"{side} heel"] = at(ankle, foot, HEEL)
    p[f"{side} ball"] = at(ankle, foot, BALL)
    p[f"{side} toe"] = along(p[f"{side} ball"], toes[0], TOES)
    t[f"{side} thigh"], t[f"{side} shank"], t[f"{side} foot"], t[f"{side} toes"] = thigh, shank, foot, toes


def _arm(s: Skeleton, side: Side) -> None:
    get, out = s.angles.get, OUTWARD[side]
    chest = s.turns["chest"]
    local = then(
        then(
            about_left(-get(f"{side} shoulder flexion", 0.0)), about_front(out * get(f"{side} shoulder abduction", 0.0))
        ),
        about_up(out * get(f"{side} shoulder external rotation", 0.0)),
    )
    raised = degrees(acos(max(-1.0, min(1.0, local[2][2]))))
    lift = max(0.0, raised - 40.0) / 140.0
    shoulder = at(
        s.points["thoracic top"],
        chest,
        (
            get(f"{side} shoulder blade protraction", 0.0),
            out * (body.SHOULDER_HALF - 34.0 * lift - 0.25 * abs(get(f"{side} shoulder blade protraction", 0.0))),
            get(f"{side} shoulder blade elevation", 0.0) + 46.0 * lift - body.SHOULDER_DROP,
        ),
    )
    upper = then(chest, local)
    elbow = along(shoulder, upper[2], -body.UPPER_ARM)
    s.points[f"{side} shoulder"] = shoulder
    forearm = then(upper, about_left(-get(f"{side} elbow flexion", 0.0)))
    set_arm(s, side, elbow, upper, forearm)


def set_arm(s: Skeleton, side: Side, elbow: Vec, upper: Turn, forearm: Turn, hand: Turn | None = None) -> None:
    """Write upper arm, forearm and hand of one arm; the hand follows forearm and wrist where no turn is given."""
    p, t, get, out = s.points, s.turns, s.angles.get, OUTWARD[side]
    wrist = along(elbow, forearm[2], -body.FOREARM)
    if hand is None:
        rolled = then(forearm, about_up(out * get(f"{side} forearm supination", 0.0)))
        hand = then(
            then(rolled, about_front(out * get(f"{side} wrist extension", 0.0))),
            about_left(-get(f"{side} wrist radial deviation", 0.0)),
        )
    p[f"{side} elbow"], p[f"{side} wrist"] = elbow, wrist
    p[f"{side} palm"] = along(wrist, hand[2], -62.0)
    p[f"{side} knuckles"] = along(wrist, hand[2], -KNUCKLES)
    p[f"{side} fingertips"] = along(wrist, hand[2], -body.HAND)
    t[f"{side} upper arm"], t[f"{side} forearm"], t[f"{side} hand"] = upper, forearm, hand


TOUCHING: dict[str, tuple[tuple[str, Vec, float], ...]] = {
    "head": (("head", (0.0, 0.0, 0.0), 96.0),),
    "upper back": (("chest", (-30.0, 60.0, 40.0), 74.0), ("chest", (-30.0, -60.0, 40.0), 74.0)),
    "buttocks": (("pelvis", (-36.0, 70.0, -10.0), 84.0), ("pelvis", (-36.0, -70.0, -10.0), 84.0)),
    "front": (("pelvis", (20.0, 0.0, 30.0), 80.0), ("chest", (30.0, 0.0, 0.0), 84.0)),
}
TOUCHING_SIDED: dict[str, tuple[tuple[str, Vec, float], ...]] = {
    "hip": (("hip", (0.0, 0.0, 0.0), 82.0),),
    "shoulder": (("shoulder", (0.0, 0.0, 0.0), 55.0),),
    "knee": (("knee", (0.0, 0.0, 0.0), 53.0),),
    "shin": (("knee", (0.0, 0.0, 0.0), 53.0), ("ankle", (0.0, 0.0, 0.0), 40.0)),
    "heel": (("heel", (0.0, 0.0, 0.0), 30.0),),
    "toes": (("ball", (0.0, 0.0, 0.0), 22.0), ("toe", (0.0, 0.0, 0.0), 14.0)),
    "foot": (("heel", (0.0, 0.0, 0.0), 30.0), ("ball", (0.0, 0.0, 0.0), 22.0), ("toe", (0.0, 0.0, 0.0), 14.0)),
    "wrist": (("wrist", (0.0, 0.0, 0.0), 25.0),),
    "sole": (("ankle", (0.0, 0.0, 0.0), body.FOOT_HEIGHT),),
    "ankle": (("ankle", (0.0, 0.0, 0.0), 40.0),),
    "elbow": (("elbow", (0.0, 0.0, 0.0), 39.0),),
    "forearm": (("elbow", (0.0, 0.0, 0.0), 39.0), ("wrist", (0.0, 0.0, 0.0), 27.0)),
    "hand": (("wrist", (0.0, 0.0, 0.0), 25.0), ("fingertips", (0.0, 0.0, 0.0), 12.0), ("palm", (0.0, 0.0, 0.0), 18.0)),
}
_TURN_OF = {"chest": "chest", "pelvis": "pelvis", "head": "head"}


def spots(s: Skeleton, contact: str) -> list[tuple[Vec, float]]:
    """Balls (middle, radius in mm) of the flesh with which a part rests; ``left foot`` or ``foot`` for both."""
    found = []
    side, _, part = contact.partition(" ")
    if contact in TOUCHING:
        for point, offset, radius in TOUCHING[contact]:
            found.append((at(s.points[point], s.turns[_TURN_OF[point]], offset), radius))
    elif side in SIDES:
        found = [(s.points[f"{side} {name}"], r) for name, _, r in TOUCHING_SIDED[part]]
    else:
        for one in SIDES:
            found += [(s.points[f"{one} {name}"], r) for name, _, r in TOUCHING_SIDED[contact]]
    return found


def lowest(s: Skeleton, contact: str) -> float:
    """Height of the lowest flesh of a part, in mm."""
    return min(point[2] - radius for point, radius in spots(s, contact))


ALL_CONTACTS = (*TOUCHING, *TOUCHING_SIDED)


def furthest(s: Skeleton, contact: str, direction: Vec) -> float:
    """How far the flesh of a part reaches in ``direction``, in mm."""
    return max(dot(point, direction) + radius for point, radius in spots(s, contact))
