"""Words that stand on every sheet, and small ones for dates. The safety words are the clinical reference's own."""

from __future__ import annotations

from datetime import date
from typing import Final

from planner.domain.stop_words import STOP_NOW as STOP_NOW
from planner.domain.week import BlockKind, Caps

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

WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)

BLOCK_NAMES: Final = {
    BlockKind.WARM_UP: "Warm-up",
    BlockKind.BALANCE: "Balance",
    BlockKind.CORE: "Core",
    BlockKind.AEROBIC: "Aerobic",
    BlockKind.YOGA: "Yoga",
    BlockKind.STRETCH: "Stretch",
    BlockKind.BREATHING: "Breathing",
}


def weekday_name(day: date) -> str:
    return WEEKDAY_NAMES[day.weekday()]


def day_and_month(day: date) -> str:
    """``23 November``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_and_short_month(day: date) -> str:
    """``23 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def span(first: date, last: date) -> str:
    """``23 to 29 November 2026``, ``28 December 2026 to 3 January 2027``."""
    if first.year != last.year:
        return f"{day_and_month(first)} {first.year} to {day_and_month(last)} {last.year}"
    start = str(first.day) if first.month == last.month else day_and_month(first)
    return f"{start} to {day_and_month(last)} {last.year}"


def minutes_of_session(minutes: float) -> str:
    """A length to plan by, rounded up to whole minutes."""
    return f"{-int(-minutes // 1)} minutes"


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
