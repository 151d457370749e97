"""Furniture and other large things that stand in the room."""

from __future__ import annotations

from planner.figures.carpentry import UP, Carpenter, Drawn
from planner.figures.outline import polygon
from planner.figures.room import CHAIR_BACK, Thing
from planner.figures.staged import Staged
from planner.figures.vector import UPRIGHT, Turn, Vec, along, cross


def draw_mat(c: Carpenter, _thing: Thing, staged: Staged) -> Drawn:
    low = [p for p in staged.body.points.values() if p[2] < 420] or [staged.body.points["pelvis"]]
    xs, ys = [p[0] for p in low], [p[1] for p in low]
    middle = (min(ys) + max(ys)) / 2
    wide = max(330.0, (max(ys) - min(ys)) / 2 + 130.0) if staged.frame.lie == "upright" else 330.0
    corner, other = (min(xs) - 130, middle - wide, -16), (max(xs) + 130, middle + wide, -3)
    return [("back", c.block(corner, other, c.palette.mat, c.palette.mat))]


def draw_bed(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    feet = 1.0 if staged.frame.lie == "on back" else -1.0
    pelvis = staged.body.points["pelvis"][0]
    x = (pelvis + staged.body.points["head"][0]) / 2 + 220 * feet
    if thing.prop.distance is not None:
        x = pelvis + (thing.prop.distance - 1060.0) * feet
    pal = c.palette
    svg = c.block((x - 1060, -420, -190), (x + 1060, 420, -4), pal.soft, pal.soft_dark)
    svg += c.block((x - 1060, -420, -290), (x + 1060, 420, -190), pal.wood, pal.wood_dark)
    for dx in (-1030, 970):
        svg += c.block((x + dx, -400, -480), (x + dx + 60, 400, -290), pal.wood_dark, pal.wood_dark)
    return [("back", svg)]


def draw_chair(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, seat = c.palette, staged.room.level("seat")
    back_at_person = any(t == "chair back" for t in staged.frame.touch.values())
    x, y = thing.at[0], thing.at[1]
    away = thing.away
    if staged.frame.support == "chair" or (not back_at_person and thing.prop.place == "" and _sat_on(staged, thing)):
        front: Vec = (1.0, 0.0, 0.0)
        origin = (thing.at[0] + 40, thing.at[1], 0.0)
    elif _holds_back(staged, thing):
        front = away
        origin = along((x, y, 0.0), away, 215.0)
    else:
        front = (-away[0], -away[1], 0.0)
        origin = (x, y, 0.0)
    turn: Turn = (front, cross(UP, front), UP)
    legs = ""
    for lx in (-205.0, 175.0):
        for ly in (-205.0, 175.0):
            top = CHAIR_BACK if lx < 0 else seat - 34
            legs += c.block((lx, ly, 0), (lx + 30, ly + 30, top), pal.wood_dark, pal.wood_dark, turn, origin)
    if thing.prop.kind == "stool":
        legs = "".join(
            c.block((lx, ly, 0), (lx + 30, ly + 30, seat - 34), pal.wood_dark, pal.wood_dark, turn, origin)
            for lx in (-205.0, 175.0)
            for ly in (-205.0, 175.0)
        )
    panel = (
        ""
        if thing.prop.kind == "stool"
        else c.block((-205, -205, CHAIR_BACK - 190), (-175, 205, CHAIR_BACK), pal.wood, pal.wood_dark, turn, origin)
    )
    slab = c.block((-210, -210, seat - 36), (225, 210, seat), pal.wood, pal.wood_dark, turn, origin)
    if c.camera.facing(front) < -0.3:
        return [("back", legs + slab), ("front" if staged.frame.support == "chair" else "back", panel)]
    return [("back", legs + panel + slab)]


def _sat_on(staged: Staged, thing: Thing) -> bool:
    return any(f == "chair" for f in (staged.frame.support,)) or thing.prop.place == "under"


def _holds_back(staged: Staged, thing: Thing) -> bool:
    touched = staged.frame.touch.values()
    return "chair back" in touched or (thing.prop.place in ("at left", "at right") and "seat" not in touched)


def draw_wall(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal, a = c.palette, thing.away
    face = abs(c.camera.facing(a))
    x, y = thing.at[0], thing.at[1]
    if face > 0.5:
        side = (-a[1], a[0], 0.0)
        p = along((x, y, 0.0), side, -700.0)
        q = along((x, y, 0.0), side, 700.0)
        corners = [c.camera.flat(v) for v in (p, q, (q[0], q[1], 1900.0), (p[0], p[1], 1900.0))]
        c.corners += corners
        return [("back", f'<path d="{polygon(corners, c.shift)}" fill="{pal.grey}"/>')]
    turn: Turn = (a, cross(UP, a), UP)
    top = 1950.0 if staged.body.points["head"][2] > 900 else 1250.0
    svg = c.block((0, -260, 0), (70, 260, top), pal.grey, pal.grey_dark, turn, (x, y, 0.0))
    edge = c.line([(x, y, 4), (x, y, top)], pal.grey_dark, 9)
    return [("back", svg + edge)]


def draw_counter(c: Carpenter, thing: Thing, _staged: Staged) -> Drawn:
    pal, h = c.palette, thing.height
    a = thing.away
    turn: Turn = (a, cross(UP, a), UP)
    near = -75.0
    wide = 420.0
    origin = (thing.at[0], thing.at[1], 0.0)
    svg = c.block((near + 40, -wide + 20, 0), (near + 480, wide - 20, h - 40), pal.grey, pal.grey_dark, turn, origin)
    svg += c.block((near, -wide, h - 40), (near + 500, wide, h), pal.wood, pal.wood_dark, turn, origin)
    return [("back", svg)]


def draw_table(c: Carpenter, thing: Thing, _staged: Staged) -> Drawn:
    pal, h, a = c.palette, thing.height, thing.away
    turn: Turn = (a, cross(UP, a), UP)
    origin = (thing.at[0], thing.at[1], 0.0)
    svg = ""
    for lx in (-200.0, 440.0):
        svg += c.block((lx, -360, 0), (lx + 45, 360, h - 30), pal.wood_dark, pal.wood_dark, turn, origin)
    return [("back", svg + c.block((-240, -400, h - 34), (520, 400, h), pal.wood, pal.wood_dark, turn, origin))]


def draw_step(c: Carpenter, thing: Thing, _staged: Staged) -> Drawn:
    pal, h, a = c.palette, thing.height, thing.away
    turn: Turn = (a, cross(UP, a), UP)
    origin = (thing.at[0], thing.at[1], 0.0)
    return [("back", c.block((-150, -300, 0), (260, 300, h), pal.wood, pal.wood_dark, turn, origin))]


def draw_door_frame(c: Carpenter, thing: Thing, staged: Staged) -> Drawn:
    pal = c.palette
    p = staged.body.points["pelvis"]
    x = thing.at[0] if thing.prop.distance is None else p[0] + thing.prop.distance
    out = ""
    for y in (-470.0, 400.0):
        out += c.block((x, p[1] + y, 0), (x + 70, p[1] + y + 70, 2050), pal.wood, pal.wood_dark)
    out += c.block((x, p[1] - 470, 1990), (x + 70, p[1] + 470, 2060), pal.wood, pal.wood_dark)
    return [("back", out)]


def draw_rail(c: Carpenter, thing: Thing, _staged: Staged) -> Drawn:
    pal, h, a = c.palette, thing.height, thing.away
    side = (-a[1], a[0], 0.0) if abs(a[0]) > 0.5 else (1.0, 0.0, 0.0)
    o = (thing.at[0], thing.at[1], 0.0)
    p, q = along(o, side, -330), along(o, side, 330)
    posts = [c.line([v, (v[0], v[1], h)], pal.grey_dark, 26) for v in (p, q)]
    bar = c.line([(p[0], p[1], h - 22), (q[0], q[1], h - 22)], pal.grey_dark, 34)
    return [("back", "".join(posts) + bar)]


def draw_bike(c: Carpenter, _thing: Thing, staged: Staged) -> Drawn:
    pal, p = c.palette, staged.body.points["pelvis"]
    crank = (p[0] + 250, p[1], 300.0)
    svg = c.line([(p[0] - 140, p[1], 26), (p[0] + 760, p[1], 26)], pal.grey_dark, 40)
    svg += c.line([(p[0] - 40, p[1], p[2] - 130), (p[0] + 90, p[1], 40)], pal.grey_dark, 42)
    svg += c.line([(p[0] + 60, p[1], 300), (p[0] + 560, p[1], 300), (p[0] + 520, p[1], 1000)], pal.grey_dark, 36)
    svg += c.ball((p[0] + 560, p[1], 270), UPRIGHT, (210, 30, 210), pal.grey)
    svg += c.ball(crank, UPRIGHT, (70, 20, 70), pal.grey_dark)
    svg += c.block(
        (p[0] - 170, p[1] - 90, p[2] - 140), (p[0] + 110, p[1] + 90, p[2] - 92), pal.grey_dark, pal.grey_dark
    )
    bar = c.line([(p[0] + 520, p[1] - 200, 1010), (p[0] + 520, p[1] + 200, 1010)], pal.grey_dark, 30)
    bar += c.line([(p[0] + 520, p[1], 1000), (p[0] + 430, p[1], 1010)], pal.grey_dark, 30)
    return [("back", svg + bar)]
