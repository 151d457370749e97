"""B12 treatment dates as the clinic set them, and the words around them (B12-01 … B12-19).

Nothing here proposes or changes a treatment (B12-01). All dates are local dates.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from planner.care.schedule import is_treated, months_on, spoken
from planner.care.schedule import treatment_dates as treatment_dates
from planner.domain.person import B12, Answer, Profile
from planner.domain.week import CareItem, CareKind

LBL_ABS: Final = "Absorption problem: food cannot replace your injections or the treatment your clinic set."
"""B12-02, exact words."""
OVERDUE: Final = (
    "Your next B12 treatment date has passed. Please contact your clinic to rebook. "
    "Do not take extra to catch up unless they tell you."
)
"""B12-09, exact words."""
BEFORE_DELETING_REMINDERS: Final = (
    "For an absorption problem, B12 treatment is usually for life. "
    "Please ask your clinic before you turn these reminders off."
)
"""B12-10."""
DAYS_BEFORE: Final = 7
DAYS_AFTER: Final = 3
REMIND_AHEAD_FROM_DAYS: Final = 14
"""Treatments closer together than this get no word a week ahead or three days after [D]."""
FIRST_HOURS_DAYS: Final = 4
"""SCR-11: the first 72 hours touch four dates, the day of the first treatment included."""


def has_absorption_problem(profile: Profile) -> bool:
    """LBL-ABS shows (B12-02)."""
    return profile.b12.low is not Answer.NO and profile.b12.cause == "absorption"


def overdue_date(b12: B12, today: date) -> date | None:
    """The first treatment date after the last one had and before ``today``.

    None where no last treatment is recorded: then the schedule is taken as kept [D].
    """
    if b12.last_injection is None:
        return None
    missed = treatment_dates(b12, b12.last_injection + timedelta(days=1), today - timedelta(days=1))
    return missed[0] if missed else None


def next_date(b12: B12, today: date) -> date | None:
    """The next treatment on or after ``today`` within two years."""
    dates = treatment_dates(b12, today, today + timedelta(days=731))
    return dates[0] if dates else None


def reminder_dates(due: date) -> tuple[date, date, date]:
    """B12-09: seven days before, the day itself, three days after if it is not marked as done."""
    return due - timedelta(days=DAYS_BEFORE), due, due + timedelta(days=DAYS_AFTER)


def review_date(profile: Profile) -> date | None:
    """B12-13: three months after treatment began, one month when pregnant or within 12 weeks of a birth [D]."""
    b12, pregnancy = profile.b12, profile.pregnancy
    if not is_treated(b12) or b12.started is None:
        return None
    sooner = pregnancy.pregnant is not Answer.NO or pregnancy.birth_weeks_ago is not None
    return months_on(b12.started, 1 if sooner else 3)


def _far_apart(b12: B12, due: date) -> bool:
    near = timedelta(days=REMIND_AHEAD_FROM_DAYS - 1)
    around = treatment_dates(b12, due - near, due + near)
    last = b12.last_injection
    return around == (due,) and (last is None or due - last > near)


def _treatment(b12: B12) -> str:
    return {"injections": "injection", "tablets": "tablet"}.get(b12.treatment or "", "treatment")


def _standing(b12: B12, today: date) -> str:
    """What to say in a week in which nothing is due."""
    upcoming = next_date(b12, today)
    if upcoming is not None:
        return f"Your next B12 {_treatment(b12)} is on {spoken(upcoming)}, as your clinic set it."
    if is_treated(b12):
        return "Keep to the B12 treatment your clinic set. Add its dates here, and you will be reminded."
    return "Please ask your doctor or clinic whether your B12 is low, and what to do about it."


def b12_items(profile: Profile, start: date) -> dict[date, tuple[CareItem, ...]]:
    """What the seven days from ``start`` say about B12 treatment, by date."""
    b12, last = profile.b12, start + timedelta(days=6)
    name, both = _treatment(b12), ("A1", "A2")
    items: dict[date, list[CareItem]] = {}

    def say(day: date, text: str, rule: str, article: tuple[str, ...]) -> None:
        if start <= day <= last:
            items.setdefault(day, []).append(CareItem(CareKind.B12, None, text, rule, article))

    if overdue_date(b12, start) is not None:
        say(start, OVERDUE, "B12-09", both)
    for due in treatment_dates(b12, start - timedelta(days=DAYS_AFTER), last + timedelta(days=DAYS_BEFORE)):
        before, _, after = reminder_dates(due)
        say(due, f"B12 {name} today, as your clinic set it. Tick it off when it is done.", "B12-09", both)
        if _far_apart(b12, due):
            say(before, f"Your next B12 {name} is due in a week, on {spoken(due)}.", "B12-09", both)
        if _far_apart(b12, due) and due >= start:
            question = f"Did you have your B12 {name} of {spoken(due)}?"
            say(after, f"{question} If not, please contact your clinic to rebook.", "B12-09", both)
    review = review_date(profile)
    if review is not None:
        text = "Your B12 review with your clinic is due about now. Go sooner if anything has got worse."
        say(review, text, "B12-13", ("A2",))
    if b12.low is not Answer.NO and b12.treatment == "not_yet":
        text = "B12 treatment has not started yet. Please ask your clinic when it will: it comes first."
        say(start, text, "AMB-07", ("A1",))
    if not items and b12.low is not Answer.NO:
        say(start, _standing(b12, start), "B12-01", ("A1",))
    return {day: tuple(found) for day, found in items.items()}


def weeks_of_treatment(b12: B12, today: date) -> int | None:
    """Full weeks since treatment began; None where it is not known or has not begun."""
    if not is_treated(b12) or b12.started is None or b12.started > today:
        return None
    return (today - b12.started).days // 7


def in_first_days(b12: B12, today: date) -> bool:
    """B12-11: treatment began under four days ago."""
    return is_treated(b12) and b12.started is not None and 0 <= (today - b12.started).days < FIRST_HOURS_DAYS
