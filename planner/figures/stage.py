"""Puts every frame of a figure into the room: which way it lies, what it rests on, what stays planted."""

from __future__ import annotations

from planner.figures.grounding import ground, hold_anchor, orient, settle, settle_hips, support_height
from planner.figures.planting import arm_order, lay_foot, plant_arms, plant_legs, sink
from planner.figures.room import furnish, meet_wall, wall_is_met_first_by
from planner.figures.skeleton import build
from planner.figures.spec import SIDES, Figure, Frame
from planner.figures.staged import Staged


def stage_figure(figure: Figure) -> tuple[Staged, ...]:
    """All frames in one room; later frames keep what the first one planted."""
    first = stage_frame(figure.frames[0], figure, None)
    for frame in figure.frames[1:]:
        if wall_is_met_first_by(frame, first.frame):
            meet_wall(first.room, frame, stage_frame(frame, figure, first).body)
            break
    return (first, *(stage_frame(frame, figure, first) for frame in figure.frames[1:]))


def stage_frame(frame: Frame, figure: Figure, first: Staged | None) -> Staged:
    s = build(dict(frame.angles))
    orient(s, frame)
    if frame.settle is not None and frame.settle[1] == "shin":
        s = settle_hips(s, frame)
    elif frame.settle is not None:
        settle(s, *frame.settle)
    if first is None:
        ground(s, frame, support_height(frame, None))
        room = furnish(figure.props, s, frame)
        ground(s, frame, support_height(frame, room))
    else:
        room = first.room
        ground(s, frame, support_height(frame, room))
        hold_anchor(s, frame, first)
    staged = Staged(frame, s, room)
    sink(staged, first)
    for side in SIDES:
        if frame.touch.get(f"{side} shin") == "floor":
            lay_foot(s, side)
        plant_legs(staged, side, first)
    for side in arm_order(frame):
        plant_arms(staged, side, first)
    return staged
