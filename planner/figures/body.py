"""A standard adult body, 1.70 m tall: segment lengths and the thickness of each part.

Lengths are fractions of body height from Drillis & Contini (1966) as printed in Winter, *Biomechanics and
Motor Control of
Human Movement* (4th ed. 2009, fig. 4.1); centres of mass and mass shares are from its table 4.1. Shoulder and hip joint
centres lie inside the breadths of that figure, which are measured over the flesh. Thicknesses are drawn by eye.
"""

from __future__ import annotations

from typing import NamedTuple

HEIGHT = 1700.0

THIGH = 0.245 * HEIGHT
SHANK = 0.246 * HEIGHT
FOOT_HEIGHT = 0.039 * HEIGHT
FOOT = 0.152 * HEIGHT
UPPER_ARM = 0.186 * HEIGHT
FOREARM = 0.146 * HEIGHT
HAND = 0.108 * HEIGHT

HIP_HALF = 0.052 * HEIGHT
SHOULDER_HALF = 0.104 * HEIGHT
SACRUM = 0.056 * HEIGHT
"""Height of the lowest lumbar joint above the hip joints."""
LUMBAR = 0.106 * HEIGHT
THORACIC = 0.153 * HEIGHT
SHOULDER_DROP = 0.041 * HEIGHT
"""Height of the root of the neck above the shoulder joints."""
NECK = 0.043 * HEIGHT
LUMBAR_PARTS = 5
THORACIC_PARTS = 6
NECK_PARTS = 3

SPINE_TOP = SACRUM + LUMBAR + THORACIC

MASS: dict[str, tuple[float, float]] = {
    "hand": (0.006, 0.506),
    "forearm": (0.016, 0.430),
    "upper arm": (0.028, 0.436),
    "foot": (0.0145, 0.50),
    "shank": (0.0465, 0.433),
    "thigh": (0.100, 0.433),
    "head": (0.081, 0.0),
    "trunk": (0.497, 0.50),
}
"""Share of body mass, and how far down the segment its centre lies (Winter 2009, table 4.1)."""


class Ring(NamedTuple):
    """A slice of a limb or the trunk: how far along it lies, and how far its skin is from the middle line, in mm."""

    t: float
    front: float
    back: float
    side: float


THIGH_RINGS = (
    Ring(0.00, 84, 96, 82),
    Ring(0.16, 88, 94, 86),
    Ring(0.40, 82, 80, 80),
    Ring(0.68, 67, 62, 66),
    Ring(0.90, 58, 52, 56),
)
SHANK_RINGS = (
    Ring(0.08, 50, 50, 50),
    Ring(0.28, 42, 66, 55),
    Ring(0.50, 40, 56, 50),
    Ring(0.74, 36, 42, 40),
    Ring(0.93, 35, 37, 36),
)
KNEE_RADIUS = 54.0
UPPER_ARM_RINGS = (
    Ring(0.00, 58, 58, 54),
    Ring(0.20, 57, 57, 54),
    Ring(0.55, 49, 49, 45),
    Ring(0.88, 42, 42, 40),
)
FOREARM_RINGS = (
    Ring(0.10, 39, 39, 40),
    Ring(0.30, 40, 38, 42),
    Ring(0.65, 31, 31, 32),
    Ring(0.97, 24, 24, 25),
)
ELBOW_RADIUS = 39.0
SLEEVE_END = 0.60

TRUNK_RINGS = (
    # t is the height above the hip joints, in mm
    Ring(-74, 30, 58, 105),
    Ring(-40, 76, 104, 152),
    Ring(10, 92, 122, 168),
    Ring(60, 97, 112, 163),
    Ring(110, 98, 92, 146),
    Ring(170, 98, 78, 130),
    Ring(240, 102, 80, 133),
    Ring(310, 112, 94, 145),
    Ring(375, 116, 104, 157),
    Ring(430, 104, 106, 170),
    Ring(476, 80, 96, 184),
    Ring(506, 62, 80, 166),
    Ring(528, 52, 68, 120),
    Ring(550, 48, 58, 70),
    Ring(562, 46, 55, 58),
)
HEM = 70.0
"""The shirt ends this far above the hip joints; the trousers reach somewhat higher, underneath."""
WAISTBAND = 118.0
NECK_RADIUS = 52.0

HEAD_CENTRE = (26.0, 0.0, 78.0)
"""Middle of the skull from the top of the neck, in the head's own directions."""
SKULL = (97.0, 76.0, 108.0)
"""Half depth, half breadth, half height of the skull and face together."""
