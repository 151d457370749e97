"""How a body comes to rest: which way it lies, what it settles on, what keeps its place."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin

from planner.figures import body
from planner.figures.joints import Angles
from planner.figures.room import Room
from planner.figures.skeleton import Skeleton, build, lowest, spots
from planner.figures.spec import SIDES, Frame, Side
from planner.figures.staged import Staged
from planner.figures.vector import (
    UPRIGHT,
    Turn,
    Vec,
    about_front,
    about_left,
    about_up,
    back,
    then,
)

LIE: dict[str, Turn] = {
    "upright": UPRIGHT,
    "on back": about_left(-90.0),
    "on front": about_left(90.0),
    "on right side": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0)),
    "on left side": ((0.0, -1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0)),
}


BASE_TURN = {"toes": "toes", "shin": "shank", "thigh": "thigh", "pelvis": "pelvis", "chest": "chest"}


SINK = 16.0
"""How far the flesh of someone sitting gives way, mm."""


def orient(s: Skeleton, frame: Frame) -> None:
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
    on_side = frame.lie in ("on right side", "on left side")  # there the words mean the body's own directions
    turn = then(turn, extra) if on_side else then(extra, turn)
    s.moved(turn, (0.0, 0.0, 0.0))


def settle(s: Skeleton, one: str, other: str) -> None:
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


def settle_hips(s: Skeleton, frame: Frame) -> Skeleton:
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
    orient(tipped, frame)
    return tipped


def support_height(frame: Frame, room: Room | None) -> float:
    if frame.support == "floor":
        return 0.0
    level = (room or Room()).level({"chair": "seat", "step": "step"}.get(frame.support, "seat"))
    return 830.0 if frame.support == "bike" else level


def ground(s: Skeleton, frame: Frame, height: float) -> None:
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
        hangs = frame.touch.get(f"{side} foot") == "free"
        parts += [f"{side} {n}" for n in (("hip", "shoulder") if hangs else ("hip", "shoulder", "knee", "ankle"))]
    return parts


def _middle(s: Skeleton, contact: str, side: Side) -> Vec:
    part = f"{side} {contact}" if contact in ("foot", "toes", "heel", "knee", "shin") else contact
    found = spots(s, part)
    n = len(found)
    return (sum(p[0] for p, _ in found) / n, sum(p[1] for p, _ in found) / n, 0.0)


def hold_anchor(s: Skeleton, frame: Frame, first: Staged) -> None:
    was, now = _middle(first.body, frame.anchor, frame.base_side), _middle(s, frame.anchor, frame.base_side)
    s.moved(None, (was[0] - now[0], was[1] - now[1], 0.0))
