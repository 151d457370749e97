"""Places on one's own body where a hand can rest: a point on the skin and the way the skin looks there."""

from __future__ import annotations

from planner.figures.skeleton import OUTWARD, Skeleton
from planner.figures.spec import SIDES, Side
from planner.figures.vector import Turn, Vec, along, at, mix, place, scale

_OPPOSITE: dict[Side, Side] = {"left": "right", "right": "left"}


def landmark(s: Skeleton, target: str, hand: Side) -> tuple[Vec, Vec]:
    """The skin at ``target`` (``thigh``, ``left knee``, ``opposite shoulder`` …) and its outward direction."""
    first, _, rest = target.partition(" ")
    side: Side = hand
    part = target
    if first in SIDES:
        side, part = ("left" if first == "left" else "right"), rest
    elif first == "opposite":
        side, part = _OPPOSITE[hand], rest
    if part in _TRUNK:
        origin, turn, point, normal = _trunk_spot(s, part, OUTWARD[side])
        return at(origin, turn, point), place(turn, normal)
    return _limb_spot(s, part, side)


_TRUNK = {"hip", "buttock", "belly", "ribs", "chest", "neck", "back of head", "forehead", "temple", "chin", "low back"}


def _trunk_spot(s: Skeleton, part: str, out: float) -> tuple[Vec, Turn, Vec, Vec]:
    def on_spine(height: float, point: Vec, normal: Vec) -> tuple[Vec, Turn, Vec, Vec]:
        origin, turn = s.ring_frame(height)
        return origin, turn, point, normal

    def on_head(point: Vec, normal: Vec) -> tuple[Vec, Turn, Vec, Vec]:
        return s.points["head"], s.turns["head"], point, normal

    spots = {
        "hip": lambda: on_spine(105, (30.0, out * 150, 0.0), (0.2, out, 0.0)),
        "buttock": lambda: on_spine(20, (-118.0, out * 80, 0.0), (-1.0, 0.0, 0.0)),
        "belly": lambda: on_spine(150, (102.0, out * 34, 0.0), (1.0, 0.0, 0.0)),
        "ribs": lambda: on_spine(265, (62.0, out * 122, 0.0), (0.6, out * 0.8, 0.0)),
        "chest": lambda: on_spine(400, (114.0, out * 40, 0.0), (1.0, 0.0, 0.0)),
        "low back": lambda: on_spine(130, (-88.0, out * 50, 0.0), (-1.0, 0.0, 0.0)),
        "neck": lambda: on_spine(545, (-56.0, out * 30, 20.0), (-1.0, 0.0, 0.2)),
        "back of head": lambda: on_head((-92.0, out * 34, 10.0), (-1.0, 0.0, 0.0)),
        "forehead": lambda: on_head((92.0, out * 22, 34.0), (1.0, 0.0, 0.0)),
        "temple": lambda: on_head((10.0, out * 84, 22.0), (0.0, out, 0.0)),
        "chin": lambda: on_head((82.0, out * 10, -82.0), (1.0, 0.0, 0.0)),
    }
    return spots[part]()


def _limb_spot(s: Skeleton, part: str, side: Side) -> tuple[Vec, Vec]:
    if part in _LEG:
        return _leg_spot(s, part, side)
    p, t, out = s.points, s.turns, OUTWARD[side]
    shoulder, elbow, wrist = p[f"{side} shoulder"], p[f"{side} elbow"], p[f"{side} wrist"]
    upper, fore, chest = t[f"{side} upper arm"], t[f"{side} forearm"], t["chest"]
    if part == "shoulder":
        return at(shoulder, chest, (56.0, -out * 12, 6.0)), place(chest, (0.9, out * 0.1, 0.3))
    if part == "upper arm":
        face = place(upper, (0.6, out * 0.8, 0.0))
        return along(mix(shoulder, elbow, 0.5), face, 50.0), face
    if part == "elbow":
        return along(elbow, upper[0], -38.0), scale(upper[0], -1.0)
    if part == "forearm":
        return along(mix(elbow, wrist, 0.5), fore[0], 34.0), fore[0]
    if part == "wrist":
        return along(wrist, fore[0], 20.0), fore[0]
    palm = scale(t[f"{side} hand"][1], -out)
    return along(p[f"{side} palm"], palm, 14.0), palm


_LEG = {"thigh", "knee", "inner knee", "back of thigh", "shin", "calf", "ankle", "foot"}


def _leg_spot(s: Skeleton, part: str, side: Side) -> tuple[Vec, Vec]:
    p, t, out = s.points, s.turns, OUTWARD[side]
    thigh, shank, foot = t[f"{side} thigh"], t[f"{side} shank"], t[f"{side} foot"]
    hip, knee, ankle = p[f"{side} hip"], p[f"{side} knee"], p[f"{side} ankle"]
    front = place(thigh, (0.75, 0.0, -0.66))
    spots = {
        "thigh": (along(mix(hip, knee, 0.62), thigh[0], 66.0), thigh[0]),
        "knee": (along(knee, front, 54.0), front),
        "inner knee": (along(knee, thigh[1], -out * 54.0), scale(thigh[1], -out)),
        "back of thigh": (along(mix(hip, knee, 0.72), thigh[0], -60.0), scale(thigh[0], -1.0)),
        "shin": (along(mix(knee, ankle, 0.22), shank[0], 46.0), shank[0]),
        "calf": (along(mix(knee, ankle, 0.4), shank[0], -60.0), scale(shank[0], -1.0)),
        "ankle": (along(mix(knee, ankle, 0.93), shank[0], 36.0), shank[0]),
        "foot": (at(ankle, foot, (96.0, 0.0, -18.0)), foot[2]),
    }
    return spots[part]
