"""What a figure file part says, read into types: postures, frames, touches, props. No geometry here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from planner.figures.joints import Angles

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a figure: where (keys below ``figure``, or a posture's own keys) and what, in plain
    words.
    """

    path: KeyPath
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'figure'}: {self.message}"


BASES = ("toes", "shin", "thigh", "pelvis", "chest")
"""The part that keeps its direction in the room while the joints above and below it move."""

LIES = ("upright", "on back", "on front", "on right side", "on left side")

SUPPORTS = ("floor", "chair", "step", "bike")

CONTACTS = (
    "hand", "forearm", "elbow", "foot", "heel", "toes", "knee", "shin", "shoulder", "upper back", "buttocks",
    "hip", "head",
)  # fmt: skip
"""Parts that can rest on something, or on which a pose settles and is held in place."""

VIEWS = ("side", "front", "back", "three-quarter", "three-quarter-high", "above")

LIMBS = ("hand", "forearm", "foot", "heel", "toes")
"""Parts of a limb that a touch can plant; the joints above then follow."""

PLURALS: Mapping[str, str] = {
    "hands": "hand", "forearms": "forearm", "feet": "foot", "heels": "heel", "toes": "toes",
    "both toes": "toes", "knees": "knee",
    "elbows": "elbow", "shins": "shin", "shoulders": "shoulder",
}  # fmt: skip

ROOM_TARGETS = (
    "floor", "wall", "seat", "chair", "chair back", "worktop", "table", "step", "block", "bolster",
    "door frame", "rail", "ball",
    "stick", "strap", "band", "weight", "towel", "pillow", "handlebar", "pedal", "free",
)  # fmt: skip
BODY_TARGETS = (
    "thigh", "knee", "back of thigh", "shin", "ankle", "foot", "hip", "buttock", "belly", "ribs", "chest",
    "shoulder", "upper arm",
    "elbow", "forearm", "wrist", "hand", "neck", "back of head", "forehead", "temple", "chin", "low back",
    "inner knee", "calf",
)  # fmt: skip

PROPS = (
    "mat", "bed", "chair", "stool", "wall", "worktop", "table", "step", "pillow", "bolster", "block", "towel",
    "strap", "band", "stick",
    "weight", "bag", "door frame", "rail", "bike", "cushion",
)  # fmt: skip

PLACES = (
    "in front", "behind", "at left", "at right", "under", "between", "around", "from", "in", "along",
)  # fmt: skip

ELBOW_WORDS = ("out", "in", "back", "forward", "up", "down")
HAND_SHAPES = ("open", "flat", "fist", "fingertips")
SHOWS = ("auto", "beside", "ghost")


@dataclass(frozen=True, slots=True)
class Posture:
    """A named starting position."""

    name: str
    base: str
    lie: str
    support: str
    joints: Angles
    touch: Mapping[str, str]
    settle: tuple[str, str] | None
    anchor: str
    props: tuple[str, ...]
    view: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the room. ``place`` is one of PLACES; ``parts`` are the body parts it names; lengths in mm."""

    kind: str
    place: str = ""
    parts: tuple[str, ...] = ()
    distance: float | None = None
    height: float | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture's worth of joints, everything inherited already filled in."""

    posture: str
    angles: Angles
    touch: Mapping[str, str]
    base: str
    base_side: Side
    lie: str
    support: str
    settle: tuple[str, str] | None
    anchor: str
    elbows: Mapping[str, str]
    hands: Mapping[str, str]
    eyes_closed: bool = False
    label: str = ""
    path: KeyPath = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole figure part."""

    frames: tuple[Frame, ...]
    view: str
    turn: float
    mirror: bool
    show: str
    arrows: tuple[str, ...]
    """``("auto",)``, nothing, or the words of the arrows wanted."""
    props: tuple[Prop, ...] = field(default=())
    telling_frame: int = 0
    """The frame that says most where there is room for one only."""
    minutes: int = 0
    """Minutes shown on a clock beside the person; 0 for no clock."""


def is_body_target(target: str) -> bool:
    """Whether a touch target is a place on one's own body."""
    first, _, rest = target.partition(" ")
    return target in BODY_TARGETS or (first in ("left", "right", "opposite") and rest in BODY_TARGETS)
