"""Draws the things of the room: furniture as plain blocks, soft things as rounded ones, straps and sticks as lines."""

from __future__ import annotations

from planner.figures.carpentry import Carpenter, Drawn
from planner.figures.equipment import (
    draw_bag,
    draw_block,
    draw_bolster,
    draw_pillow,
    draw_stick,
    draw_strap,
    draw_towel,
    draw_weight,
)
from planner.figures.furniture import (
    draw_bed,
    draw_bike,
    draw_chair,
    draw_counter,
    draw_door_frame,
    draw_mat,
    draw_rail,
    draw_step,
    draw_table,
    draw_wall,
)
from planner.figures.room import Room
from planner.figures.staged import Staged


def draw_props(carpenter: Carpenter, staged: Staged) -> Drawn:
    """Everything of the room for one picture."""
    out: Drawn = []
    for thing in staged.room.things:
        maker = MAKERS[thing.prop.kind]
        out += maker(carpenter, thing, staged)
    return out


def floor_level(room: Room) -> float:
    """The ground is lower than the sleeper's level where there is a bed."""
    return -480.0 if room.find("bed") else 0.0


MAKERS = {
    "mat": draw_mat, "bed": draw_bed, "chair": draw_chair, "stool": draw_chair, "wall": draw_wall,
    "worktop": draw_counter, "table": draw_table, "step": draw_step,
    "pillow": draw_pillow, "cushion": draw_pillow, "bolster": draw_bolster, "block": draw_block,
    "towel": draw_towel, "strap": draw_strap, "band": draw_strap,
    "stick": draw_stick, "weight": draw_weight, "bag": draw_bag, "door frame": draw_door_frame,
    "rail": draw_rail, "bike": draw_bike,
}  # fmt: skip
