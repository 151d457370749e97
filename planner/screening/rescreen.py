"""When the safety questions are asked again (SCR-07): by the clock, after a break, and after news."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from planner.screening.tables import SafetyTables


class News(StrEnum):
    """What a check-in may report that changes the answers."""

    NEW_SYMPTOM = "new_symptom"
    FALL = "fall"
    OPERATION = "operation"
    PREGNANCY = "pregnancy"
    MEDICINE_CHANGE = "medicine_change"


@dataclass(frozen=True, slots=True)
class RescreenDue:
    """``text`` is for the person. ``rule`` is SCR-07; ``cause`` names which part of it, for the log."""

    text: str
    cause: str
    rule: str = "SCR-07"


_NEWS_WORDS: Final = {
    News.NEW_SYMPTOM: "You told us about a new symptom.",
    News.FALL: "You told us about a fall.",
    News.OPERATION: "You told us about an operation.",
    News.PREGNANCY: "You told us about a pregnancy.",
    News.MEDICINE_CHANGE: "You told us that your medicines have changed.",
}
_ASK: Final = "Please answer the safety questions again before the next session. It takes a few minutes."
_DAYS_OFF: Final = "There was no session for {days} days."
_CLOCK: Final = "Your last answers are {weeks} weeks old."


def rescreen_due(
    last_screened: date,
    last_active: date | None,
    today: date,
    safety: SafetyTables,
    news: Collection[News] = (),
) -> RescreenDue | None:
    """Why the questions come again now, or None while the last answers hold.

    ``last_screened``: when they were last answered; ``last_active``: the last session or walk that was done, None for
    nobody who has begun; ``news``: what was reported after ``last_screened``. News comes first, then 14 or more days
    off, then four weeks: due on the 28th day. A break that lies before the last answers asks for nothing [D].
    """
    limits = safety.limits
    for kind in News:
        if kind in news:
            return RescreenDue(f"{_NEWS_WORDS[kind]} {_ASK}", kind.value)
    # Who has not begun is off since the answers were given. [D]
    idle_since = last_screened if last_active is None else max(last_active, last_screened)
    days_off = (today - idle_since).days
    if days_off >= limits.rescreen_days_off:
        return RescreenDue(f"{_DAYS_OFF.format(days=days_off)} {_ASK}", "days_off")
    age = (today - last_screened).days
    if age >= limits.rescreen_days:
        return RescreenDue(f"{_CLOCK.format(weeks=age // 7)} {_ASK}", "four_weeks")
    return None
