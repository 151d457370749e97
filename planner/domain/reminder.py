"""Letters, the queue they wait in, and the instant at which a local wall time happens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, NewType
from zoneinfo import ZoneInfo

from planner.domain.person import PersonId, QuietHours, Weekday

LetterId = NewType("LetterId", int)

SESSION_LETTER_USEFUL = timedelta(hours=3)
"""A session letter is useless this long after the session began."""


class LetterKind(StrEnum):
    """The folder of the letter's templates in ``templates/mail/``."""

    WEEK_AHEAD = "week_ahead"
    SESSION = "session"
    SIGN_IN = "sign_in"
    B12 = "b12"
    MORNING = "morning"
    WEEKLY = "weekly"
    FOUR_WEEKLY = "four_weekly"
    MISS = "miss"
    CONFIRM = "confirm_address"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    RESCREEN = "rescreen"
    NO_WEEK = "no_week"

    @property
    def is_about_the_plan(self) -> bool:
        """False for letters about the account, which go out to paused and stopped people too."""
        return self not in _ABOUT_THE_ACCOUNT


_ABOUT_THE_ACCOUNT: Final = frozenset(
    {
        LetterKind.SIGN_IN,
        LetterKind.CONFIRM,
        LetterKind.PAUSED,
        LetterKind.RESUMED,
        LetterKind.STOPPED,
        LetterKind.RESCREEN,
        LetterKind.NO_WEEK,
    }
)


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """Which letters somebody wants. ``off`` are the kinds they do not want; ``session_at`` is a fixed local time
    instead of minutes before; ``days`` None is every day; ``max_a_day`` does not count B12 and account letters.
    Until ``paused_until`` no letter about the plan goes out; that day it begins again."""

    off: frozenset[LetterKind] = frozenset()
    session_at: time | None = None
    days: frozenset[Weekday] | None = None
    max_a_day: int = 1
    paused_until: date | None = None
    address_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Suspension:
    """An address that mail does not reach any more, and what the mail server said."""

    address: str
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """Letters that wait, the moment since which the oldest of them has been due, and how many ended how."""

    waiting: int
    oldest_due: datetime | None
    sent: int
    failed: int


class LetterState(StrEnum):
    """Queued → leased → one of the four ends."""

    QUEUED = "queued"
    LEASED = "leased"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class LineBreakInHeader(ValueError):
    """An address or subject holds a line break or another control character."""


_BREAKS: Final = re.compile("[\x00-\x1f\x7f\u0085\u2028\u2029]")


def header_text(text: str) -> str:
    """``text`` itself, fit for a mail header.

    Raises LineBreakInHeader: a line break would let whoever wrote the text add headers of their own.
    """
    if _BREAKS.search(text):
        raise LineBreakInHeader("A mail header cannot hold a line break.")
    return text


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to be queued. ``once_key`` names it for ever: the same key never makes a second letter.

    ``parameters`` is what the letter needs beside its person to be written at send time; plain JSON.
    ``due`` and ``expires`` are aware instants; after ``expires`` the letter is useless and is not sent.
    Raises LineBreakInHeader for an address that would break out of its header.
    """

    once_key: str
    kind: LetterKind
    to_address: str
    due: datetime
    expires: datetime
    person: PersonId | None = None
    parameters: Mapping[str, str | int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        header_text(self.to_address)


@dataclass(frozen=True, slots=True)
class OutboxLetter:
    """A letter as it stands in the queue.

    ``attempts`` counts the one under way. ``message_id`` has its angle brackets and never changes,
    so that the rare double after a crash can be recognised.
    """

    id: LetterId
    once_key: str
    kind: LetterKind
    person: PersonId | None
    to_address: str
    parameters: Mapping[str, str | int]
    next_at: datetime
    expires: datetime
    attempts: int
    state: LetterState
    message_id: str
    created: datetime
    done: datetime | None = None
    last_error: str | None = None


@lru_cache(maxsize=4096)
def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which clocks in ``zone`` show ``at`` on ``day``.

    A time that spring leaves out is the first minute after it that exists; one that autumn has twice is the first.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    while instant.astimezone(zone).replace(tzinfo=None) != wall:
        wall = wall.replace(second=0, microsecond=0) + timedelta(minutes=1)
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
    return instant


def is_quiet(at: time, quiet: QuietHours) -> bool:
    """Whether ``at`` lies in the quiet hours, which may run over midnight; equal ends are no quiet hours."""
    if quiet.start <= quiet.end:
        return quiet.start <= at < quiet.end
    return at >= quiet.start or at < quiet.end


def session_letter_due(start: datetime, minutes_before: int, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """When the letter of a session that begins at ``start`` goes out.

    In quiet hours it waits for their end; where that is after the session began, it goes out one minute
    before they begin instead. [D]
    """
    due = start - timedelta(minutes=minutes_before)
    local = due.astimezone(zone)
    if quiet is None or not is_quiet(local.time(), quiet):
        return due
    overnight = quiet.end < quiet.start and local.time() >= quiet.start
    ends = local_instant(local.date() + timedelta(days=overnight), quiet.end, zone)
    if ends <= start:
        return ends
    began_yesterday = quiet.end < quiet.start and not overnight
    begins = local_instant(local.date() - timedelta(days=began_yesterday), quiet.start, zone)
    return begins - timedelta(minutes=1)
