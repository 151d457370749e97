"""Where the things of the room stand, decided once per figure from what the first frame touches."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.figures.reach import at_level
from planner.figures.skeleton import Skeleton, furthest
from planner.figures.spec import SIDES, Frame, Prop
from planner.figures.vector import Vec

SEAT = 418.0
CHAIR_BACK = 850.0
HEIGHTS = {
    "floor": 0.0, "seat": SEAT, "chair": SEAT, "chair back": CHAIR_BACK, "worktop": 900.0, "table": 730.0,
    "step": 170.0,
    "block": 150.0, "bolster": 190.0, "rail": 920.0, "stick": 900.0, "pillow": 90.0, "handlebar": 1010.0, "ball": 200.0,
}  # fmt: skip
"""Heights of surfaces above the floor, mm: ordinary furniture."""

ROUTE = {"seat": "chair", "chair back": "chair", "handlebar": "bike", "pedal": "bike"}
"""Touch targets that are a part of a prop."""


@dataclass(slots=True)
class Thing:
    """A prop with its place: ``at`` is the point it was put by, ``away`` the direction from the person to it."""

    prop: Prop
    at: Vec = (0.0, 0.0, 0.0)
    away: Vec = (1.0, 0.0, 0.0)
    height: float = 0.0


@dataclass(slots=True)
class Room:
    things: list[Thing] = field(default_factory=list)
    support: float = 0.0

    def find(self, target: str) -> Thing | None:
        """The thing that carries a touch target."""
        kind = ROUTE.get(target, target)
        return next((t for t in self.things if t.prop.kind == kind), None)

    def level(self, target: str) -> float:
        """Height of a surface one can rest on, mm."""
        thing = self.find(target)
        if thing is not None and thing.prop.height is not None and target not in ("chair back",):
            return thing.prop.height
        return HEIGHTS.get(target, 0.0)


DIRECTION: dict[str, Vec] = {
    "in front": (1.0, 0.0, 0.0),
    "behind": (-1.0, 0.0, 0.0),
    "at left": (0.0, 1.0, 0.0),
    "at right": (0.0, -1.0, 0.0),
}


def furnish(props: tuple[Prop, ...], s: Skeleton, frame: Frame) -> Room:
    """Put every prop where the first frame's body needs it."""
    room = Room()
    for prop in props:
        room.things.append(_put(prop, s, frame))
    return room


def _touching(frame: Frame, kind: str) -> list[str]:
    return [part for part, target in frame.touch.items() if ROUTE.get(target, target) == kind]


def _put(prop: Prop, s: Skeleton, frame: Frame) -> Thing:
    parts = _touching(frame, prop.kind)
    away = DIRECTION.get(prop.place) or _guess_away(prop.kind, parts, s, frame)
    pelvis = s.points["pelvis"]
    thing = Thing(prop, pelvis, away, prop.height if prop.height is not None else HEIGHTS.get(prop.kind, 0.0))
    if prop.kind in ("chair", "stool") and frame.support == "chair" and not prop.place:
        return thing
    if prop.distance is not None:
        thing.at = (pelvis[0] + away[0] * prop.distance, pelvis[1] + away[1] * prop.distance, 0.0)
    elif prop.kind == "wall":
        thing.at = _wall_point(parts, s, away)
    elif parts and prop.kind not in ("mat", "bed"):
        points = [_landing(s, part, HEIGHTS.get(frame.touch[part], 0.0)) for part in parts]
        n = len(points)
        thing.at = (sum(p[0] for p in points) / n, sum(p[1] for p in points) / n, 0.0)
    elif prop.place in DIRECTION:
        thing.at = (pelvis[0] + away[0] * 480.0, pelvis[1] + away[1] * 480.0, 0.0)
    return thing


def _touch_point(s: Skeleton, part: str) -> Vec:
    side, _, name = part.partition(" ")
    if side not in SIDES:
        return {"head": s.points["head"], "upper back": s.points["chest"]}.get(part, s.points["pelvis"])
    key = {"hand": "palm", "foot": "ball", "forearm": "elbow", "toes": "ball", "shin": "ankle"}.get(name, name)
    return s.points[f"{side} {key}"]


def _landing(s: Skeleton, part: str, height: float) -> Vec:
    """Where a part will rest on a surface of that height."""
    point = _touch_point(s, part)
    side, _, name = part.partition(" ")
    return at_level(s.points[f"{side} shoulder"], s.points[f"{side} wrist"], height) if name == "hand" else point


def _guess_away(kind: str, parts: list[str], s: Skeleton, frame: Frame) -> Vec:
    if kind == "chair" and frame.support == "chair":
        return (1.0, 0.0, 0.0)
    if not parts:
        return (1.0, 0.0, 0.0)
    if any(part in ("upper back", "buttocks", "head") for part in parts) and frame.lie == "upright":
        return (-1.0, 0.0, 0.0)
    points = [_touch_point(s, part) for part in parts]
    pelvis = s.points["pelvis"]
    dx = sum(p[0] for p in points) / len(points) - pelvis[0]
    dy = sum(p[1] for p in points) / len(points) - pelvis[1]
    if len(parts) == 1 and abs(dy) > abs(dx) + 60.0:
        return (0.0, 1.0 if dy > 0 else -1.0, 0.0)
    return (1.0 if dx >= 0 else -1.0, 0.0, 0.0)


def _wall_point(parts: list[str], s: Skeleton, away: Vec) -> Vec:
    reach = [0.0]
    for part in parts:
        side, _, name = part.partition(" ")
        if name == "hand":
            wrist = s.points[f"{side} wrist"]
            reach.append(wrist[0] * away[0] + wrist[1] * away[1] + 26.0)
        else:
            reach.append(furthest(s, part, away))
    if not parts:
        reach.append(max(furthest(s, c, away) for c in ("upper back", "buttocks", "head", "heel")))
    far = max(reach[1:])
    pelvis = s.points["pelvis"]
    return (away[0] * far if away[0] else pelvis[0], away[1] * far if away[1] else pelvis[1], 0.0)


def wall_is_met_first_by(frame: Frame, opening: Frame) -> bool:
    """Whether a later frame touches the wall and the first does not, so that the later one says where it stands."""
    return "wall" in frame.touch.values() and "wall" not in opening.touch.values()


def meet_wall(room: Room, frame: Frame, s: Skeleton) -> None:
    """Move a wall to where a later frame's body meets it, unless the figure gives its distance."""
    wall = room.find("wall")
    if wall is None or wall.prop.distance is not None:
        return
    parts = _touching(frame, "wall")
    if not wall.prop.place:
        wall.away = _guess_away("wall", parts, s, frame)
    wall.at = _wall_point(parts, s, wall.away)
