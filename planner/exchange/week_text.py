"""A week as plain text, 80 columns wide: ``week.txt`` and the summary in the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.domain.stop_words import STOP_NOW
from planner.domain.week import Block, BlockKind, CareItem, Day, Item, LeftOut, Session, Week

WIDTH: Final = 80
STOP_NOW_ID: Final = "MSG-STOPNOW"
PAIN_SCALE: Final = (
    "Pain from 0 to 10. 0 to 2: carry on. 3 to 5: all right if it settles by next morning. Above 5: too much, stop "
    "that exercise."
)
"""PAIN-01."""
ABOUT: Final = (
    "General information made for one person, not advice for others. Not a medical device, and not yet reviewed by a "
    "clinician."
)
_BLOCK_NAMES: Final = {
    BlockKind.WARM_UP: "Warm-up",
    BlockKind.BALANCE: "Balance",
    BlockKind.CORE: "Core and strength",
    BlockKind.AEROBIC: "Walking and moving",
    BlockKind.YOGA: "Yoga",
    BlockKind.STRETCH: "Stretching",
    BlockKind.BREATHING: "Breathing",
}


def week_to_text(week: Week, library: Library, *, stop_now: str | None = None) -> str:
    """The whole week in plain words. ``stop_now`` replaces the built-in stop words."""
    said = next((m.text for m in week.screening.messages if m.id == STOP_NOW_ID), STOP_NOW)
    lines = [
        *_heading(f"Your week from {spoken(week.days[0].date)} to {spoken(week.days[-1].date)}", "="),
        *_wrapped(f"For {week.person.name}. Level: {week.person.level.value}."),
        "",
        *_wrapped(stop_now or said),
        "",
        *_wrapped(PAIN_SCALE),
    ]
    told: dict[tuple[str, ...], str] = {}
    for day in week.days:
        lines += ["", *_day(day, library, told)]
    for heading, inner in (
        ("Good to know", _messages(week)),
        ("Changed since last week", _changes(week, library)),
        ("What gave way this week", _gave_way(week)),
        ("Left out for you", _left_out(week.left_out, library)),
    ):
        lines += ["", *_heading(heading, "-"), *inner] if inner else []
    return "\n".join([*lines, "", *_wrapped(ABOUT)]) + "\n"


def spoken(day: date) -> str:
    """``Monday 23 November 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def _heading(text: str, rule: str) -> list[str]:
    wrapped = _wrapped(text)
    return [*wrapped, rule * max(len(line) for line in wrapped)]


def _wrapped(text: str, indent: int = 0, hang: int = 0, lead: str = "") -> list[str]:
    space = " " * indent
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=space + lead,
        subsequent_indent=space + " " * (hang or len(lead)),
        break_on_hyphens=False,
    )


def _day(day: Day, library: Library, told: dict[tuple[str, ...], str]) -> Iterator[str]:
    """``told`` has the changes for the person that are told already, with the exercise they stand at, and grows."""
    yield from _heading(spoken(day.date) + (" · rest day" if day.rest else ""), "-")
    for session in day.sessions:
        yield from _session(session, library, told)
    for care in sorted(day.care, key=_when):
        yield from _care(care)
    for card in day.cards:
        yield from _wrapped(f"To read: {card.text}", lead="* ")


def _when(care: CareItem) -> tuple[bool, str]:
    """What has no time of its own comes first."""
    return care.at is not None, "" if care.at is None else f"{care.at:%H:%M}"


def _session(session: Session, library: Library, told: dict[tuple[str, ...], str]) -> Iterator[str]:
    length = f"{session.whole_minutes} of {session.budget_minutes} minutes"
    yield from _wrapped(f"{session.at:%H:%M}  {session.title}, {length}")
    for block in session.blocks:
        yield from _wrapped(_block_name(block, library), indent=2)
        for item in block.items:
            yield from _item(item, library, told)


def _block_name(block: Block, library: Library) -> str:
    name = _BLOCK_NAMES[block.kind]
    routine = library.routines.get(block.routine) if block.routine is not None else None
    return f"{name}: {routine.name}" if routine is not None else name


def _item(item: Item, library: Library, told: dict[tuple[str, ...], str]) -> Iterator[str]:
    dose = dose_words(item.dose, item.sides) if item.dose.minutes is not None or item.dose.reps_of_sets() else ""
    rest = f", rest {item.rest_seconds} seconds between sets" if item.rest_seconds and item.sets > 1 else ""
    effort = f"; effort up to {item.effort} of 10" if item.effort else ""
    yield from _wrapped(f"{item.name}: {dose}{rest}{effort}", indent=4, lead="- ")
    if item.adaptation_texts:
        at = told.get(item.adaptation_texts)
        told.setdefault(item.adaptation_texts, item.name)
        yield from _wrapped(f"Changed for you{_change(item, at)}", indent=6)
    if item.instead_of is not None:
        yield from _wrapped(f"In place of {_name(item.instead_of, library)}.", indent=6)
    if item.overridden is not None:
        yield from _wrapped(f"Allowed by {item.overridden.by}: {item.overridden.reason}", indent=6)


def _change(item: Item, told_at: str | None) -> str:
    """``told_at``: the exercise at which the same words stand already."""
    if told_at is None:
        return f": {' '.join(item.adaptation_texts)}"
    return " as above." if told_at == item.name else f" as for {told_at}."


def _care(care: CareItem) -> list[str]:
    at = f"{care.at:%H:%M} " if care.at is not None else ""
    return _wrapped(f"{at}{care.text}", lead="* ")


def _messages(week: Week) -> list[str]:
    return [line for m in week.screening.messages if m.id != STOP_NOW_ID for line in _wrapped(m.text, lead="* ")]


def _changes(week: Week, library: Library) -> list[str]:
    """Changes for one reason stand together below it."""
    by_reason: dict[str, list[str]] = {}
    for c in week.changes:
        by_reason.setdefault(c.text, []).append(f"{_name(c.exercise, library)}: {c.before} → {c.after}")
    lines: list[str] = []
    for reason, found in by_reason.items():
        if len(found) == 1:
            lines += _wrapped(f"{found[0]}. {reason}", lead="* ")
        else:
            lines += _wrapped(reason, lead="* ")
            lines += [line for one in found for line in _wrapped(one, indent=2, lead="- ")]
    return lines


def _gave_way(week: Week) -> list[str]:
    return [line for law in week.laws if not law.kept for line in _wrapped(f"{law.text} ({law.id})", lead="* ")]


def _left_out(left_out: Iterable[LeftOut], library: Library) -> list[str]:
    """Each exercise once, under its first reason."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for left in left_out:
        if left.reasons:
            first = left.reasons[0]
            by_reason.setdefault((first.text, first.rule), []).append(_name(left.exercise, library))
    lines: list[str] = []
    for (text, rule), names in by_reason.items():
        lines += _wrapped(f"{text.rstrip('.')} ({rule}): {'; '.join(names)}.", lead="* ")
    return lines


def _name(exercise: ExerciseId, library: Library) -> str:
    known = library.exercises.get(exercise)
    return known.name if known is not None else exercise
