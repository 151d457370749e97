"""What people want to be reminded of."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from planner.domain.person import WEEKDAYS, PersonId, PostureBreaks, QuietHours, ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind
from planner.storage.rows import ReminderRow


def reminder_choices(row: ReminderRow) -> ReminderChoices:
    posture = None
    if row.posture_every_minutes is not None and row.posture_from is not None and row.posture_to is not None:
        posture = PostureBreaks(row.posture_every_minutes, row.posture_from, row.posture_to)
    quiet = None
    if row.quiet_from is not None and row.quiet_to is not None:
        quiet = QuietHours(row.quiet_from, row.quiet_to)
    return ReminderChoices(
        email=row.email,
        session_minutes_before=row.session_minutes_before,
        weekly_day=next((day for day in WEEKDAYS if day == row.weekly_day), None),
        weekly_at=row.weekly_at,
        posture=posture,
        quiet=quiet,
    )


def letter_choices(entry: dict[str, Any]) -> LetterChoices:
    days = entry["days"]
    return LetterChoices(
        off=frozenset(LetterKind(kind) for kind in entry["off"]),
        session_at=None if entry["session_at"] is None else time.fromisoformat(entry["session_at"]),
        days=None if days is None else frozenset(day for day in WEEKDAYS if day in days),
        max_a_day=entry["max_a_day"],
        paused_until=None if entry["paused_until"] is None else date.fromisoformat(entry["paused_until"]),
        address_confirmed=entry["address_confirmed"],
    )


class Reminders:
    def __init__(self, session: Session) -> None:
        self._session = session

    def choose(self, person: PersonId, choices: ReminderChoices) -> None:
        row = self._session.get(ReminderRow, person)
        if row is None:
            row = ReminderRow(person_id=person)
            self._session.add(row)
        posture, quiet = choices.posture, choices.quiet
        row.email = choices.email
        row.session_minutes_before = choices.session_minutes_before
        row.weekly_day, row.weekly_at = choices.weekly_day, choices.weekly_at
        row.posture_every_minutes = posture.every_minutes if posture else None
        row.posture_from, row.posture_to = (posture.start, posture.end) if posture else (None, None)
        row.quiet_from, row.quiet_to = (quiet.start, quiet.end) if quiet else (None, None)
        self._session.flush()

    def of_person(self, person: PersonId) -> ReminderChoices:
        """The choices; nothing at all where none were made."""
        row = self._session.get(ReminderRow, person)
        return ReminderChoices() if row is None else reminder_choices(row)

    def choose_letters(self, person: PersonId, choices: LetterChoices) -> None:
        row = self._session.get(ReminderRow, person)
        if row is None:
            row = ReminderRow(person_id=person)
            self._session.add(row)
        row.letters = {
            "off": sorted(kind.value for kind in choices.off),
            "session_at": None if choices.session_at is None else choices.session_at.isoformat(),
            "days": None if choices.days is None else [day for day in WEEKDAYS if day in choices.days],
            "max_a_day": choices.max_a_day,
            "paused_until": None if choices.paused_until is None else choices.paused_until.isoformat(),
            "address_confirmed": choices.address_confirmed,
        }
        self._session.flush()

    def letters_of(self, person: PersonId) -> LetterChoices:
        """Which letters somebody wants; the usual ones where nothing was chosen."""
        row = self._session.get(ReminderRow, person)
        return LetterChoices() if row is None or row.letters is None else letter_choices(row.letters)
