"""Paints legs and feet."""

from __future__ import annotations

from planner.figures import body
from planner.figures.body import Ring
from planner.figures.brush import Brush, foreshortened, stump
from planner.figures.camera import Camera, Flat
from planner.figures.outline import Part, bend_seen, hull, limb, smooth
from planner.figures.skeleton import OUTWARD, Skeleton
from planner.figures.spec import Side
from planner.figures.vector import Turn, at

DEEP = -0.25
"""Below this cosine a bent limb lies over itself on the page and is drawn in two pieces with a crease between."""


def paint_leg(brush: Brush, s: Skeleton, side: Side, far: bool) -> str:
    p, t, pal = s.points, s.turns, brush.palette
    foot = paint_foot(brush, s, side, pal.skin_far if far else pal.skin)
    thigh = Part(p[f"{side} hip"], p[f"{side} knee"], t[f"{side} thigh"], body.THIGH_RINGS, body.KNEE_RADIUS)
    shank = Part(p[f"{side} knee"], p[f"{side} ankle"], t[f"{side} shank"], body.SHANK_RINGS, 36.0)
    colour = pal.trousers_far if far else pal.trousers
    short_thigh, short_shank = foreshortened(brush.camera, thigh), foreshortened(brush.camera, shank)
    if short_thigh or short_shank:
        above = stump(brush, thigh, colour) if short_thigh else brush.shape(limb(brush.camera, (thigh,)), colour, 330.0)
        calf = shank._replace(rings=CALF_RINGS)
        below = (
            stump(brush, shank, colour)
            if short_shank
            else brush.shape(limb(brush.camera, (calf,), blunt_end=True), colour, 125.0)
        )
        over = brush.camera.depth(shank.end) + 60.0 > brush.camera.depth(thigh.start)
        return foot + above + below if over else foot + below + above
    if bend_seen(brush.camera, thigh, shank) < DEEP:
        lower = brush.shape(limb(brush.camera, (shank._replace(rings=CALF_RINGS),), blunt_end=True), colour, 120.0)
        upper = brush.shape(limb(brush.camera, (thigh,)), colour, 330.0)
        over = sideways_on(brush.camera, thigh.turn) or brush.camera.depth(shank.end) > brush.camera.depth(thigh.start)
        return foot + upper + lower if over else foot + lower + upper
    return foot + brush.shape(limb(brush.camera, (thigh, shank), blunt_end=True), colour, 330.0)


CALF_RINGS = (Ring(0.0, 52, 50, 52), *body.SHANK_RINGS)


def sideways_on(camera: Camera, turn: Turn) -> bool:
    return abs(camera.facing(turn[1])) > 0.8


FOOT_SIDE: tuple[tuple[float, float], ...] = (
    # x forward and z up from the ankle: a foot seen from its side
    (-34, 26), (-50, -8), (-66, -38), (-62, -66), (-30, -67), (20, -58), (62, -60), (100, -67), (136, -67), (140, -44),
    (112, -30), (70, -4), (40, 22), (36, 34),
)  # fmt: skip


TOE_SIDE: tuple[tuple[float, float], ...] = ((-16, -24), (50, -24), (70, -18), (70, -4), (52, 6), (8, 18), (-18, 22))


def paint_foot(brush: Brush, s: Skeleton, side: Side, colour: str) -> str:
    camera, turn, out = brush.camera, s.turns[f"{side} foot"], OUTWARD[side]
    ankle, ball, toes = s.points[f"{side} ankle"], s.points[f"{side} ball"], s.turns[f"{side} toes"]
    edge_on = abs(camera.facing(turn[1]))
    if edge_on > 0.62:
        shape = [camera.flat(at(ankle, turn, (x, 0.0, z))) for x, z in FOOT_SIDE]
        tip = [camera.flat(at(ball, toes, (x, 0.0, z))) for x, z in TOE_SIDE]
        d = smooth(shape, brush.shift, turn=True) + smooth(tip, brush.shift, turn=True)
        return f'<path d="{d}" fill="{brush.fill(colour)}"/>'
    points: list[Flat] = []
    for c, t, (x, y, z), r, w in (
        (ankle, turn, (0.0, 0.0, 10.0), 34.0, 34.0),
        (ankle, turn, (-34.0, 0.0, -34.0), 32.0, 32.0),
        (ankle, turn, (118.0, out * 2, -48.0), 19.0, 47.0),
        (ball, toes, (48.0, -out * 12, -4.0), 16.0, 34.0),
    ):
        points += [camera.flat(at(c, t, (x + a * r, y + b * w, z + e * r))) for a, b, e in _BALL]
    return brush.shape(hull(points), colour)


_BALL = tuple(
    (round(a, 2), round(b, 2), round(c, 2))
    for a, b, c in (
        (1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1),
        (0.7, 0.7, 0), (0.7, -0.7, 0), (-0.7, 0.7, 0), (-0.7, -0.7, 0), (0.7, 0, 0.7), (0.7, 0, -0.7), (-0.7, 0, 0.7),
        (-0.7, 0, -0.7), (0, 0.7, 0.7), (0, 0.7, -0.7), (0, -0.7, 0.7), (0, -0.7, -0.7),
    )
)  # fmt: skip
