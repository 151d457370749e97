"""What became of a week besides the edit itself, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.domain.week import Session, Week
from planner.generator.words import DAY_NAMES

MOST_REASONS: Final = 2
REST_STAYS: Final = "Everything else stays as it was."
SAME_AGAIN: Final = "Nothing changed: this is still the best week for your answers and days."
TOLD_LAWS: Final = ("WEEK-03", "ALL-SIDES", "WEEK-01", "CORE-DAYS", "LIKES")


def what_changed(before: Week, asked: Mapping[int, Session], after: Week) -> tuple[str, ...]:
    """Sentences on the days that changed besides what was ``asked``, and on what the week now lacks."""
    told = []
    for number, day in enumerate(after.days):
        name = DAY_NAMES[day.weekday]
        wanted, session = asked.get(number), day.sessions[0] if day.sessions else None
        if session is None:
            told += [f"{name} is free now."] if wanted is not None else []
        elif wanted is None:
            told.append(f"{name} has a session now: {_short(session)}.")
        elif wanted.blocks != session.blocks:
            told.append(f"{name} has another session: {_short(session)}.")
    if not told:
        told.append(REST_STAYS)
    return (*told, *_newly_lacking(before, after))


def _short(session: Session) -> str:
    title = session.title[:1].lower() + session.title[1:]
    return f"{title}, {session.whole_minutes} minutes"


def _newly_lacking(before: Week, after: Week) -> tuple[str, ...]:
    kept = {law.id for law in before.laws if law.kept}
    lost = [law.text for law in after.laws if not law.kept and law.id in kept and law.id in TOLD_LAWS]
    return tuple(lost[:MOST_REASONS])
