"""Reminders in words, for their page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.domain.kept import PersonState
from planner.domain.person import PostureBreaks
from planner.domain.reminder import LetterKind
from planner.use_cases.calendar_feed import Feed
from planner.use_cases.choose_letters import ReminderView
from planner.use_cases.dry_run import ToCome, letters_to_come
from planner.use_cases.intake import is_open
from planner.web.forms.kinds import Words
from planner.web.page import services

LETTER_NAMES: Final[dict[LetterKind, Words]] = {
    LetterKind.WEEK_AHEAD: _l("The week ahead"),
    LetterKind.SESSION: _l("Session"),
    LetterKind.SIGN_IN: _l("Sign-in link"),
    LetterKind.B12: _l("B12 date"),
    LetterKind.MORNING: _l("The morning after"),
    LetterKind.WEEKLY: _l("Weekly check-in"),
    LetterKind.FOUR_WEEKLY: _l("Four-weekly check-in"),
    LetterKind.MISS: _l("After a missed session"),
    LetterKind.CONFIRM: _l("Please confirm this address"),
    LetterKind.PAUSED: _l("Paused"),
    LetterKind.RESUMED: _l("Going on"),
    LetterKind.STOPPED: _l("Your plan has stopped"),
    LetterKind.RESCREEN: _l("The questions are due again"),
    LetterKind.NO_WEEK: _l("No week was possible"),
}
ONLY_IF: Final[dict[LetterKind, Words]] = {LetterKind.MISS: _l("only if a session was missed")}
"""What must have happened for the letter to come at all."""
FEED_NAMES: Final[dict[Feed, Words]] = {
    Feed.ALL: _l("Everything"),
    Feed.SESSIONS: _l("Sessions only"),
    Feed.TREATMENTS: _l("B12 dates only"),
    Feed.BREAKS: _l("Posture breaks only"),
}
TOLD: Final[dict[str, Words]] = {
    "kept": _l("Your choices are kept."),
    "confirm": _l("A letter with a link is on its way. The address is used once you have opened that link."),
    "paused": _l("Paused. Nothing is lost."),
    "resumed": _l("Letters come again."),
    "renewed": _l("The calendar has a new address. The old one no longer works."),
    "enough": _l("Enough letters went out for one day. Please try again tomorrow."),
}


@dataclass(frozen=True, slots=True)
class DayOfLettersToCome:
    day: date
    letters: tuple[tuple[ToCome, Words, Words], ...]


@dataclass(frozen=True)
class ReminderPage:
    view: ReminderView

    told = TOLD

    @property
    def is_paused(self) -> bool:
        return self.view.person.state is PersonState.PAUSED and not is_open(self.view.person)

    @property
    def may_pause(self) -> bool:
        return self.view.person.state is PersonState.ACTIVE

    @property
    def posture(self) -> PostureBreaks | None:
        return self.view.choices.posture

    @cached_property
    def days_to_come(self) -> tuple[DayOfLettersToCome, ...]:
        """The letters of the next seven days, by day, as a dry run has them."""
        s = services()
        by_day: dict[date, list[tuple[ToCome, Words, Words]]] = {}
        for letter in letters_to_come(s.storage, self.view.person.id, s.now()):
            by_day.setdefault(letter.at.date(), []).append(
                (letter, LETTER_NAMES[letter.kind], ONLY_IF.get(letter.kind, ""))
            )
        return tuple(DayOfLettersToCome(day, tuple(letters)) for day, letters in sorted(by_day.items()))

    @property
    def feeds(self) -> tuple[tuple[Words, str], ...]:
        """Name and full address of each calendar."""
        secret = self.view.person.feed_secret
        return tuple(
            (name, services().address_of(url_for("feeds.calendar", secret=secret, which=feed.value)))
            for feed, name in FEED_NAMES.items()
        )
