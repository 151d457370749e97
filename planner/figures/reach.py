"""Two-bone inverse kinematics: a planted hand, forearm or foot decides the joints above it."""

from __future__ import annotations

from math import sqrt

from planner.figures import body
from planner.figures.skeleton import HEEL, OUTWARD, Skeleton, set_arm, set_leg
from planner.figures.spec import Side
from planner.figures.vector import (
    Turn,
    Vec,
    about_front,
    across,
    along,
    at,
    back,
    cross,
    distance,
    dot,
    frame_from,
    norm,
    place,
    scale,
    sub,
    then,
    unit,
)

SOLE = body.FOOT_HEIGHT


def middle_joint(root: Vec, end: Vec, first: float, second: float, pole: Vec) -> tuple[Vec, Vec, float]:
    """The knee or elbow between ``root`` and ``end``, bulging towards ``pole``.

    Returns the joint, the end as far as it can be reached, and by how many mm the wish was missed.
    """
    wish = sub(end, root)
    length = norm(wish)
    reach = first + second - 0.5
    missed = max(0.0, length - reach)
    d = unit(wish, (0.0, 0.0, -1.0))
    span = max(min(length, reach), abs(first - second) + 20.0)
    adjacent = (first * first - second * second + span * span) / (2 * span)
    height = sqrt(max(0.0, first * first - adjacent * adjacent))
    bulge = unit(across(pole, d), unit(across((0.3, 0.4, 0.9), d)))
    return along(along(root, d, adjacent), bulge, height), along(root, d, span), missed


def _hinge(up_first: Vec, up_second: Vec, left: Vec) -> tuple[Turn, Turn]:
    turns = []
    for up in (up_first, up_second):
        side = unit(across(left, up), left)
        turns.append((cross(side, up), side, up))
    return turns[0], turns[1]


def plant_leg(s: Skeleton, side: Side, ankle: Vec, foot: Turn | None, pole: Vec) -> float:
    """Put the ankle at a place, the knee towards ``pole``; returns the mm by which it cannot be reached."""
    hip = s.points[f"{side} hip"]
    knee, reached, missed = middle_joint(hip, ankle, body.THIGH, body.SHANK, pole)
    thigh_up, shank_up = unit(sub(hip, knee)), unit(sub(knee, reached))
    bulge = sub(knee, scale((hip[0] + reached[0], hip[1] + reached[1], hip[2] + reached[2]), 0.5))
    front = bulge if norm(bulge) > 25.0 else pole
    thigh, shank = _hinge(thigh_up, shank_up, unit(cross(thigh_up, across(front, thigh_up)), (0.0, 1.0, 0.0)))
    set_leg(s, side, knee, thigh, shank, foot)
    return missed


def plant_arm(s: Skeleton, side: Side, wrist: Vec, hand: Turn | None, pole: Vec) -> float:
    """Put the wrist at a place, the elbow towards ``pole``; returns the mm by which it cannot be reached."""
    shoulder = s.points[f"{side} shoulder"]
    elbow, reached, missed = middle_joint(shoulder, wrist, body.UPPER_ARM, body.FOREARM, pole)
    upper_up, fore_up = unit(sub(shoulder, elbow)), unit(sub(elbow, reached))
    bulge = sub(elbow, scale((shoulder[0] + reached[0], shoulder[1] + reached[1], shoulder[2] + reached[2]), 0.5))
    behind = bulge if norm(bulge) > 20.0 else pole
    left = unit(cross(upper_up, scale(across(behind, upper_up), -1.0)), (0.0, 1.0, 0.0))
    upper, fore = _hinge(upper_up, fore_up, left)
    set_arm(s, side, elbow, upper, fore, hand)
    return missed


def flat_hand(side: Side, fingers: Vec, palm: Vec) -> Turn:
    """The hand whose fingers point along ``fingers`` and whose palm looks along ``palm``."""
    up = scale(unit(across(fingers, palm), fingers), -1.0)
    left = scale(palm, -OUTWARD[side])
    return (cross(left, up), left, up)


FINGER_CURL = 38.0
"""By how many degrees fingers bend that stand on their tips."""


def on_fingertips(side: Side, hand: Turn) -> tuple[Turn, Vec]:
    """A flat hand tipped up on to its fingers, and where the tips then are, seen from the wrist."""
    raised = then(hand, about_front(-OUTWARD[side] * 42.0))
    curled = then(raised, about_front(-OUTWARD[side] * FINGER_CURL))
    return raised, along(scale(raised[2], -86.0), curled[2], 86.0 - body.HAND)


def foot_turn(forward: Vec, pitch: Turn | None, sole_up: Vec = (0.0, 0.0, 1.0)) -> Turn:
    """A foot standing flat, toes along ``forward``."""
    front = unit(across(forward, sole_up), (1.0, 0.0, 0.0))
    turn = (front, cross(sole_up, front), sole_up)
    return turn if pitch is None else (place(turn, pitch[0]), place(turn, pitch[1]), place(turn, pitch[2]))


def elbow_pole(s: Skeleton, side: Side, word: str | None, wrist: Vec, beside_trunk: bool = False) -> Vec:
    """Where the elbow should bulge: as asked, as the joint angles have it, or down, back and out.

    A hand that rests on the trunk or head has its elbow out to the side, whatever the angles said.
    """
    chest, out = s.turns["chest"], OUTWARD[side]
    if word is not None:
        local = {
            "out": (0.0, out, 0.0), "in": (0.0, -out, 0.0), "back": (-1.0, 0.0, 0.0), "forward": (1.0, 0.0, 0.0),
            "up": (0.0, 0.0, 1.0), "down": (0.0, 0.0, -1.0),
        }[word]  # fmt: skip
        return place(chest, local)
    if beside_trunk:
        crossed = dot(sub(wrist, s.points[f"{side} shoulder"]), chest[1]) * out < -150.0
        return place(chest, (0.5, 0.3 * out, -0.8) if crossed else (-0.1, out, -0.55))
    shoulder, elbow = s.points[f"{side} shoulder"], s.points[f"{side} elbow"]
    line = unit(sub(s.points[f"{side} wrist"], shoulder))
    bulge = across(sub(elbow, shoulder), line)
    usual = place(chest, (-0.75, 0.45 * out, -0.5))
    if norm(bulge) > 45.0:
        return along(bulge, usual, 12.0)
    return across(usual, unit(sub(wrist, shoulder)))


def lay_forearm(s: Skeleton, side: Side, floor: float) -> float:
    """Rest elbow and forearm on a level, the elbow under or before the shoulder as the angles have it."""
    shoulder, elbow = s.points[f"{side} shoulder"], s.points[f"{side} elbow"]
    level = floor + 40.0
    drop = shoulder[2] - level
    missed = max(0.0, abs(drop) - body.UPPER_ARM)
    drop = max(-body.UPPER_ARM, min(body.UPPER_ARM, drop))
    away = sqrt(max(0.0, body.UPPER_ARM**2 - drop * drop))
    flat = (elbow[0] - shoulder[0], elbow[1] - shoulder[1], 0.0)
    heading = s.turns["chest"][2]
    aim = unit(flat, unit((heading[0], heading[1], 0.0), (1.0, 0.0, 0.0)))
    elbow = (shoulder[0] + aim[0] * away, shoulder[1] + aim[1] * away, shoulder[2] - drop)
    fore = s.turns[f"{side} forearm"][2]
    ahead = unit((-fore[0], -fore[1], 0.0), unit((heading[0], heading[1], 0.0), (1.0, 0.0, 0.0)))
    wrist = along(elbow, ahead, body.FOREARM)
    wrist = (wrist[0], wrist[1], floor + 28.0)
    upper_up, fore_up = unit(sub(shoulder, elbow)), unit(sub(elbow, wrist))
    left = unit(cross(fore_up, upper_up), (0.0, 1.0, 0.0))
    if dot(left, s.turns["chest"][1]) < 0:
        left = scale(left, -1.0)
    upper, forearm = _hinge(upper_up, fore_up, left)
    set_arm(s, side, elbow, upper, forearm, flat_hand(side, ahead, (0.0, 0.0, -1.0)))
    return missed


def ankle_over(contact: Vec, foot: Turn, part: str) -> Vec:
    """Where the ankle is when heel, ball or the whole sole of a turned foot rests on ``contact``."""
    if part == "toes":
        offset = place(foot, (122.0, 0.0, -SOLE))
    elif part == "heel":
        offset = at((0.0, 0.0, -30.0), foot, HEEL)
    else:
        offset = place(foot, (40.0, 0.0, -SOLE))
    return sub(contact, offset)


def gap(a: Vec, b: Vec) -> float:
    return distance(a, b)


PALM = 62.0
"""How far the middle of the palm lies beyond the wrist, mm."""


def at_level(shoulder: Vec, wrist: Vec, level: float) -> Vec:
    """Where on a surface the palm lands: the elbow keeps the bend its angles give, the arm keeps its heading."""
    far = min(distance(shoulder, wrist), body.UPPER_ARM + body.FOREARM - 4.0)
    drop = shoulder[2] - level - 20.0
    flat = (wrist[0] - shoulder[0], wrist[1] - shoulder[1], 0.0)
    if norm(flat) < 50.0:
        return (wrist[0], wrist[1], level)
    ahead = max(40.0, sqrt(max(0.0, far * far - drop * drop)) + PALM)
    heading = unit(flat)
    return (shoulder[0] + heading[0] * ahead, shoulder[1] + heading[1] * ahead, level)


def aim_elbow(s: Skeleton, side: Side, point: Vec) -> float:
    """Turn the upper arm so that the elbow rests at ``point``, the forearm keeping its bend; returns the mm by
    which it misses.
    """
    shoulder = s.points[f"{side} shoulder"]
    old_upper, old_fore = s.turns[f"{side} upper arm"], s.turns[f"{side} forearm"]
    up = unit(sub(shoulder, point))
    elbow = along(shoulder, up, -body.UPPER_ARM)
    upper = frame_from(up, old_upper[0])
    forearm = then(upper, then(back(old_upper), old_fore))
    set_arm(s, side, elbow, upper, forearm)
    return distance(elbow, point)
