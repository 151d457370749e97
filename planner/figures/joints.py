"""The joints a figure can move, their words, and how far healthy adults move them.

Ranges are the American Academy of Orthopaedic Surgeons' (1965) and, for the spine, those in Norkin & White,
*Measurement of Joint Motion* (5th ed. 2016, appendix B). Forearm and lumbar end ranges follow the same tables. They are
upper ends of ordinary motion, not goals; the checks add ``TOLERANCE`` degrees because a drawing is not a measurement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

TOLERANCE = 10.0


@dataclass(frozen=True, slots=True)
class Motion:
    """One way a joint moves: the word for more, the word for less, and the range in degrees (or millimetres)."""

    joint: str
    plus: str
    minus: str
    least: float
    most: float
    sided: bool = True
    unit: str = "°"

    @property
    def key(self) -> str:
        return f"{self.joint} {self.plus}"


MOTIONS: tuple[Motion, ...] = (
    Motion("hip", "flexion", "extension", -20, 120),
    Motion("hip", "abduction", "adduction", -30, 45),
    Motion("hip", "external rotation", "internal rotation", -45, 45),
    Motion("knee", "flexion", "extension", -5, 140),
    Motion("ankle", "dorsiflexion", "plantarflexion", -50, 20),
    Motion("toes", "extension", "flexion", -40, 70),
    Motion("shoulder", "flexion", "extension", -60, 180),
    Motion("shoulder", "abduction", "adduction", -45, 180),
    Motion("shoulder", "external rotation", "internal rotation", -70, 90),
    Motion("shoulder blade", "elevation", "depression", -20, 40, unit=" mm"),
    Motion("shoulder blade", "protraction", "retraction", -40, 40, unit=" mm"),
    Motion("elbow", "flexion", "extension", -5, 150),
    Motion("forearm", "supination", "pronation", -80, 80),
    Motion("wrist", "extension", "flexion", -80, 70),
    Motion("wrist", "radial deviation", "ulnar deviation", -30, 20),
    Motion("lumbar", "flexion", "extension", -25, 60, sided=False),
    Motion("lumbar", "side-bend left", "side-bend right", -25, 25, sided=False),
    Motion("lumbar", "rotation left", "rotation right", -10, 10, sided=False),
    Motion("thoracic", "flexion", "extension", -25, 45, sided=False),
    Motion("thoracic", "side-bend left", "side-bend right", -25, 25, sided=False),
    Motion("thoracic", "rotation left", "rotation right", -40, 40, sided=False),
    Motion("neck", "flexion", "extension", -60, 50, sided=False),
    Motion("neck", "side-bend left", "side-bend right", -45, 45, sided=False),
    Motion("neck", "rotation left", "rotation right", -80, 80, sided=False),
    Motion("neck", "retraction", "protraction", -50, 40, sided=False, unit=" mm"),
    Motion("body", "lean forward", "lean back", -180, 180, sided=False),
    Motion("body", "roll right", "roll left", -180, 180, sided=False),
    Motion("body", "turn left", "turn right", -180, 180, sided=False),
)

SPREAD: Mapping[str, tuple[tuple[str, float], ...]] = {
    "spine flexion": (("lumbar flexion", 0.58), ("thoracic flexion", 0.42)),
    "spine extension": (("lumbar flexion", -0.55), ("thoracic flexion", -0.45)),
    "spine side-bend left": (("lumbar side-bend left", 0.5), ("thoracic side-bend left", 0.5)),
    "spine side-bend right": (("lumbar side-bend left", -0.5), ("thoracic side-bend left", -0.5)),
    "spine rotation left": (("lumbar rotation left", 0.2), ("thoracic rotation left", 0.8)),
    "spine rotation right": (("lumbar rotation left", -0.2), ("thoracic rotation left", -0.8)),
}
"""Words for the whole spine, shared out over its two parts as they share a healthy bend or turn."""

TILT: Mapping[str, float] = {"pelvis anterior tilt": 1.0, "pelvis posterior tilt": -1.0}
"""Added on top: the pelvis tips under an upright chest, so hips flex and the low back arches by as much."""

RANGES: Mapping[str, Motion] = {m.key: m for m in MOTIONS}

Angles = dict[str, float]
"""``left hip flexion`` → 90; spine and body without a side. Missing means 0."""


def _words() -> dict[str, tuple[tuple[str, float], ...]]:
    words: dict[str, tuple[tuple[str, float], ...]] = dict(SPREAD)
    for m in MOTIONS:
        for word, sign in ((m.plus, 1.0), (m.minus, -1.0)):
            if not m.sided:
                words[f"{m.joint} {word}"] = ((m.key, sign),)
                continue
            words[f"{m.joint} {word}"] = ((f"left {m.key}", sign), (f"right {m.key}", sign))
            words[f"left {m.joint} {word}"] = ((f"left {m.key}", sign),)
            words[f"right {m.joint} {word}"] = ((f"right {m.key}", sign),)
    return words


WORDS: Mapping[str, tuple[tuple[str, float], ...]] = _words()


def is_motion(word: str) -> bool:
    return word in WORDS or word in TILT


def nearest_motion(word: str) -> str | None:
    """The motion whose name looks most like ``word``."""
    close = get_close_matches(word, [*WORDS, *TILT], n=1, cutoff=0.5)
    return close[0] if close else None


def set_motion(angles: Angles, word: str, degrees: float) -> None:
    """Write one word of a figure file into ``angles``: later words win, pelvis tilt adds."""
    if word in TILT:
        tilt = TILT[word] * degrees
        for side in ("left", "right"):
            key = f"{side} hip flexion"
            angles[key] = angles.get(key, 0.0) + tilt
        angles["lumbar flexion"] = angles.get("lumbar flexion", 0.0) - tilt
        return
    for key, share in WORDS[word]:
        angles[key] = degrees * share


def range_of(key: str) -> Motion:
    """The motion behind ``left hip flexion`` or ``lumbar flexion``."""
    return RANGES[key.removeprefix("left ").removeprefix("right ")]
