"""Words that stand on every sheet, and small ones for dates. The safety words are the clinical reference's own."""

from __future__ import annotations

from typing import Final

from planner.domain.stop_words import STOP_NOW as STOP_NOW
from planner.domain.week import BlockKind, Caps
from planner.sheets.dates import WEEKDAY_NAMES as WEEKDAY_NAMES

PAIN_ZONES: Final = (
    ("0–2", "Safe: carry on."),
    ("3–5", "Acceptable if it settles to the usual level within 24 hours (by next morning)."),
    ("Above 5", "Too high: stop that exercise."),
)
"""PAIN-01."""

ONE_PERSON: Final = "Made for one person, not advice for others."
"""SAFE-11."""

EVIDENCE: Final = (
    "Regular exercise probably eases long-term back pain a little to moderately; no single type suits everyone."
)
"""WEEK-07."""

WHAT_IT_IS: Final = "General information, not a medical device. Not yet reviewed by a clinician."

NOT_SCREENED: Final = "Chosen by hand. The program has not checked these exercises against anyone's health answers."
"""Stands on every handout that no screening went before."""

BLOCK_NAMES: Final = {
    BlockKind.WARM_UP: "Warm-up",
    BlockKind.BALANCE: "Balance",
    BlockKind.CORE: "Core",
    BlockKind.AEROBIC: "Aerobic",
    BlockKind.YOGA: "Yoga",
    BlockKind.STRETCH: "Stretch",
    BlockKind.BREATHING: "Breathing",
}


def caps_words(caps: Caps) -> tuple[str, ...]:
    """The upper limits as sentences; none where nothing is limited."""
    return tuple(
        sentence
        for limit, sentence in (
            (caps.hold_seconds, f"Hold no effort longer than {caps.hold_seconds} seconds."),
            (caps.effort, f"Keep your effort at {caps.effort} out of 10 or less."),
            (caps.level, f"Nothing harder than level {caps.level} of 5."),
            (caps.session_minutes, f"No session longer than {caps.session_minutes} minutes."),
        )
        if limit is not None
    )


def and_list(words: tuple[str, ...]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} and {words[-1]}"
