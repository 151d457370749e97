"""Paints arms, sleeves and hands."""

from __future__ import annotations

from planner.figures import body
from planner.figures.body import Ring
from planner.figures.brush import Brush, foreshortened, stump
from planner.figures.legs import DEEP
from planner.figures.outline import Part, bend_seen, limb
from planner.figures.reach import FINGER_CURL
from planner.figures.skeleton import OUTWARD, Skeleton
from planner.figures.spec import Side
from planner.figures.vector import Turn, Vec, about_front, about_left, along, at, mix, then

BARE_RINGS = (Ring(0.0, 50, 50, 46), Ring(0.4, 48, 48, 44), Ring(0.85, 42, 42, 40))
"""What of the upper arm the sleeve leaves bare, from inside the sleeve to the elbow."""


PALM_RINGS = (Ring(0.12, 27, 27, 19), Ring(0.45, 38, 36, 18), Ring(0.92, 40, 38, 15))


FINGER_RINGS = (Ring(0.25, 38, 37, 13), Ring(0.7, 32, 33, 11), Ring(0.96, 17, 20, 8))


FIST_RINGS = (Ring(0.10, 26, 26, 22), Ring(0.35, 36, 34, 32), Ring(0.80, 38, 36, 36), Ring(1.0, 30, 30, 30))


CURL = {"open": 24.0, "flat": 2.0, "fingertips": FINGER_CURL}


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
    short_upper, short_fore = foreshortened(camera, upper), foreshortened(camera, fore)
    if short_upper or short_fore or bend_seen(camera, upper, fore) < DEEP:
        if short_upper:
            above = stump(brush, bare, skin, None) + stump(brush, _sleeve(upper), sleeve, None)
        else:
            above = brush.shape(limb(camera, (bare,)), skin, 40.0)
            above += brush.shape(limb(camera, (_sleeve(upper),), blunt_end=True), sleeve, 125.0)
        if short_fore:
            below = stump(brush, fore, skin) + brush.shape(limb(camera, parts[2:]), skin, 40.0) + thumb
        else:
            below = brush.shape(limb(camera, (fore._replace(rings=_FORE_RINGS), *parts[2:])), skin, 85.0) + thumb
        over = camera.depth(fore.end) >= camera.depth(upper.start) - 60
        return above + below if over else below + above
    arm = brush.shape(limb(brush.camera, (bare, *parts[1:])), skin, 40.0)
    cloth = brush.shape(limb(brush.camera, (_sleeve(upper),), blunt_end=True), sleeve, 125.0)
    return arm + thumb + cloth


def _sleeve(upper: Part) -> Part:
    end = mix(upper.start, upper.end, body.SLEEVE_END)
    rings = (
        Ring(0.0, 44, 44, 34),
        Ring(0.16, 57, 57, 50),
        Ring(0.38, 61, 61, 56),
        Ring(0.7, 58, 58, 54),
        Ring(0.98, 56, 56, 51),
    )
    return Part(upper.start, end, upper.turn, rings, 50.0)


_FORE_RINGS = (Ring(0.0, 38, 38, 38), *body.FOREARM_RINGS)


_THUMB = (Ring(0.0, 17, 17, 15), Ring(0.55, 14, 14, 13), Ring(0.95, 10, 10, 10))


def paint_thumb(brush: Brush, wrist: Vec, hand: Turn, side: Side, colour: str) -> str:
    turn = then(then(hand, about_left(-34.0)), about_front(-OUTWARD[side] * 22.0))
    root = at(wrist, hand, (20.0, 0.0, -26.0))
    tip = along(root, turn[2], -66.0)
    return brush.shape(limb(brush.camera, (Part(root, tip, turn, _THUMB, 10.0),)), colour)
