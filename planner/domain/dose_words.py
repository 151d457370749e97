"""A dose in plain words, for the sheet, the letter, the text file and the page."""

from __future__ import annotations

from planner.domain.exercise import Dose


def dose_words(dose: Dose, sides: int) -> str:
    """One line without a full stop: ``3 sets of 4 on each side, hold 8 seconds``."""
    return ", ".join(part for part in (amount_words(dose, sides), hold_words(dose)) if part)


def amount_words(dose: Dose, sides: int) -> str:
    """Sets, repeats and sides: ``2 sets of 8``, ``6, then 4, then 2 times on each side``, ``3 minutes``."""
    if dose.minutes is not None:
        return minutes_words(dose.minutes) + (", half on each side" if sides == 2 else "")
    return _repeats(dose.reps_of_sets()) + (" on each side" if sides == 2 else "")


def hold_words(dose: Dose) -> str:
    """``hold 8 seconds``, or nothing where the exercise is not held."""
    return "" if dose.hold_seconds is None else f"hold {dose.hold_seconds} seconds"


def minutes_words(minutes: float) -> str:
    """``1 minute``, ``2½ minutes``, ``12 minutes``; other parts of a minute as seconds."""
    whole, part = divmod(round(minutes * 60), 60)
    if part == 30:
        return f"{whole or ''}½ minute{'s' if whole else ''}"
    if part == 0:
        return f"{whole} minute{'' if whole == 1 else 's'}"
    return f"{whole} min {part} s" if whole else f"{part} seconds"


def _repeats(reps: tuple[int, ...]) -> str:
    if len(set(reps)) > 1:
        return f"{', then '.join(map(str, reps))} times"
    if len(reps) > 1:
        return f"{len(reps)} sets of {reps[0]}"
    return {1: "once", 2: "twice"}.get(reps[0], f"{reps[0]} times")
