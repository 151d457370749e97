"""Reminder choices as the profile has them."""

from __future__ import annotations

from datetime import time
from typing import Any

from planner.domain.person import ReminderChoices


def reminder_answers(choices: ReminderChoices) -> dict[str, Any]:
    """The ``reminders`` of a profile file; what was not chosen is left out."""
    answers: dict[str, Any] = {}
    if choices.email is not None:
        answers["email"] = choices.email
    if choices.session_minutes_before is not None:
        answers["session"] = {"minutes_before": choices.session_minutes_before}
    if choices.weekly_day is not None and choices.weekly_at is not None:
        answers["weekly"] = {"day": choices.weekly_day, "at": _clock(choices.weekly_at)}
    if choices.posture is not None:
        posture = choices.posture
        times = {"from": _clock(posture.start), "to": _clock(posture.end)}
        answers["posture"] = {"every_minutes": posture.every_minutes} | times
    if choices.quiet is not None:
        answers["quiet"] = {"from": _clock(choices.quiet.start), "to": _clock(choices.quiet.end)}
    return answers


def _clock(at: time) -> str:
    return at.strftime("%H:%M")
