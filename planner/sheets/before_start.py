"""What to see to before every session (SAFE-04 … SAFE-07, SAFE-12), as far as this week's exercises need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.domain.exercise import Exercise, Position, Tag

UPRIGHT = frozenset({Position.STANDING, Position.WALL})
SLOW_RISERS = frozenset({"ORT", "ANA"})


def before_start(exercises: Sequence[Exercise], conditions: Iterable[str]) -> tuple[str, ...]:
    """Short sentences, the general ones first."""
    known = frozenset(conditions)
    lines = ["A cool, aired room and water at hand.", "Count out loud, so that you keep breathing."]
    if any(e.position in UPRIGHT for e in exercises):
        feet = "shoes on" if "PN" in known else "shoes on or bare, dry feet"
        lines.append(
            f"Standing work: a worktop, wall or heavy chair within reach, {feet}, a clear floor and good light."
        )
    if exercises:
        lines.append("No bending as far as you can go in the first hour after getting up.")
    if any(e.has(Tag.FLOOR) for e in exercises):
        wait = 60 if known & SLOW_RISERS else 30
        lines.append(
            f"Up from the floor: roll to your side, push to sitting, wait {wait} seconds, "
            f"stand holding a support, wait {wait} seconds."
        )
    return tuple(lines)
