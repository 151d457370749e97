"""A frame standing in the room, and what it holds on to."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.figures.room import Room
from planner.figures.skeleton import Skeleton
from planner.figures.spec import Fault, Frame
from planner.figures.vector import (
    Turn,
    Vec,
)


@dataclass(slots=True)
class Plant:
    """A hand or foot that holds its place: where it rests and how it is turned."""

    target: str
    contact: Vec
    turn: Turn | None


@dataclass(slots=True)
class Staged:
    """A frame standing in the room."""

    frame: Frame
    body: Skeleton
    room: Room
    plants: dict[str, Plant] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
