"""When to seek help beyond the red flags (HELP-01 … HELP-08)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.domain.person import Answer, Profile
from planner.domain.week import Message


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A sign and what to do; ``for_b12``: only for people whose B12 is low or may be."""

    id: str
    text: str
    article: tuple[str, ...] = ()
    for_b12: bool = False


HELP_LINES: Final[tuple[HelpLine, ...]] = (
    HelpLine("HELP-01", "If a safety question would now get another answer, stop and answer them again.", ("A13",)),
    HelpLine("HELP-02", "Numbness, balance, memory or sight getting worse: see a doctor the same day.", ("A17", "A18")),
    HelpLine("HELP-03", "More tired or breathless in spite of treatment: ask your clinic within days.", ("A14",), True),
    HelpLine("HELP-04", "A treatment missed or cancelled: ask your clinic for a new date.", ("A2",), True),
    HelpLine("HELP-05", "Rash, swelling or wheezing after an injection: call your emergency number.", ("A2",), True),
    HelpLine("HELP-06", "No better after 6 to 8 weeks, or able to do less: see a physiotherapist or doctor.", ("A4",)),
    HelpLine("HELP-07", "A new fall, or 2 cm or more of height lost: ask for a bone and balance check.", ("A19",)),
    HelpLine(
        "HELP-08",
        "Low mood is common with long pain. Thoughts of harming yourself: call a crisis line, or your emergency number "
        "if you are in danger.",
    ),
)


def help_messages(profile: Profile) -> tuple[Message, ...]:
    """The lines that concern this person, in id order."""
    low = profile.b12.low is not Answer.NO
    return tuple(Message(line.id, line.text, line.article) for line in HELP_LINES if low or not line.for_b12)
