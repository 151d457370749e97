"""The care of one week: dates, advice, walks and cards beside the exercises."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from planner.care.b12 import LBL_ABS, b12_items, has_absorption_problem
from planner.care.cards import cards_for, placed
from planner.care.daily_work import daily_work
from planner.care.food import food_items
from planner.care.help import help_messages
from planner.care.painkillers import painkiller_items
from planner.care.posture import posture_item
from planner.care.schedule import is_treated, treatment_dates
from planner.care.walking import walk_plan
from planner.care.week import CareDay, CareWeek
from planner.domain.exercise import ExerciseId
from planner.domain.person import Answer, Profile
from planner.domain.week import BlockKind, Card, CareItem, CareKind, Message
from planner.screening.outcome import Passed

REVIEW_EVERY_WEEKS: Final = 4
"""CHK-04 and SCR-07."""
WALK_CARDS: Final = (CareKind.WALK.value, CareKind.EXERCISE.value)
FOOD_DAYS: Final = (1, 4)
PAINKILLER_DAYS: Final = (2, 5)
"""Days of the week, counted from its start, so that no day carries everything."""
_KINDS: Final = tuple(CareKind)


def _check_in(profile: Profile, weeks_before: int) -> tuple[CareItem, ...]:
    b12 = " Was your B12 treatment done?" if is_treated(profile.b12) else ""
    weekly = CareItem(
        CareKind.CHECK_IN,
        None,
        "Look back at the week: pain and tiredness on average, minutes walked, painkillers on how many days, any fall."
        + b12,
        "CHK-03",
        ("A3", "A8"),
    )
    if (weeks_before + 1) % REVIEW_EVERY_WEEKS:
        return (weekly,)
    monthly = CareItem(
        CareKind.CHECK_IN,
        None,
        "Four weeks are over: please answer the safety questions again, mark where it is numb or tingles, and rate the "
        "activities that matter to you.",
        "CHK-04",
        ("A4", "A17"),
    )
    return (weekly, monthly)


def _messages(profile: Profile) -> tuple[Message, ...]:
    found = []
    if profile.b12.low is not Answer.NO:
        found.append(
            Message("B12-01", "Your B12 comes first. The dates here are the ones your clinic set.", ("A1",)),
        )
    if is_treated(profile.b12):
        found.append(
            Message(
                "B12-12",
                "Blood often recovers in about 8 weeks. Nerves take weeks to 6 months or more, may feel odd at first, "
                "and may not recover fully.",
                ("A2",),
            )
        )
    if has_absorption_problem(profile):
        found.append(Message("LBL-ABS", LBL_ABS, ("A12",)))
    found.append(
        Message(
            "WEEK-07",
            "Regular exercise probably eases long-term back pain a little to moderately; no single type suits "
            "everyone.",
            ("A3", "A4"),
        )
    )
    return (*found, *help_messages(profile))


def _by_kind(items: list[CareItem]) -> tuple[CareItem, ...]:
    return tuple(sorted(items, key=lambda item: _KINDS.index(item.kind)))


def care_for_week(
    profile: Profile, passed: Passed, start: date, *, weeks_before: int = 0, avoid: Collection[ExerciseId] = ()
) -> CareWeek:
    """Everything care asks for in the seven days from ``start``, which is also "today".

    ``weeks_before`` counts the earlier weeks of this person, for the four-weekly check-in (CHK-04). ``avoid`` are the
    exercises that the diary sets aside.
    Walks and daily work have no day yet: the planner of the week places them.
    """
    dates = tuple(start + timedelta(days=number) for number in range(7))
    items: dict[date, list[CareItem]] = {day: [posture_item(profile, passed, day, avoid)] for day in dates}
    for day, found in b12_items(profile, start).items():
        items[day] += found
    two_days = [dates[number] for number in FOOD_DAYS]
    for day, item in food_items(profile, two_days[0], two_days[1]):
        items[day].append(item)
    two_days = [dates[number] for number in PAINKILLER_DAYS]
    for day, item in painkiller_items(profile, two_days[0], two_days[1]):
        items[day].append(item)
    items[dates[-1]] += _check_in(profile, weeks_before)

    cards = cards_for(profile, passed, start)
    blocks = {kind.value for kind in BlockKind}
    of_days = placed(
        [card for card in cards if card.beside not in blocks and card.beside not in WALK_CARDS],
        [frozenset(item.kind.value for item in items[day]) for day in dates],
    )
    later: tuple[Card, ...] = tuple(card for card in cards if card.beside in blocks or card.beside in WALK_CARDS)
    return CareWeek(
        start=start,
        days=tuple(CareDay(day, _by_kind(items[day]), of_days[number]) for number, day in enumerate(dates)),
        walks=walk_plan(profile, passed),
        daily_work=daily_work(profile, passed),
        block_cards=later,
        messages=_messages(profile),
        b12_dates=treatment_dates(profile.b12, dates[0], dates[-1]),
    )
