"""What may be changed in a week as it stands today, and the answer to the last change, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.domain.edits import NO_EDITS, Edits
from planner.domain.exercise import ExerciseId
from planner.domain.kept import PersonState
from planner.domain.week import Day, Session, SessionId
from planner.use_cases.show_week import ShownWeek
from planner.web.forms.week_edit import day_anchor, item_anchor


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to a change, shown at ``anchor``. ``refused``: nothing was changed, and ``texts`` say why."""

    anchor: str
    texts: tuple[str, ...]
    refused: bool = False
    day: date | None = None

    def kept(self) -> dict[str, Any]:
        """For the session cookie, until the page that shows it."""
        day = None if self.day is None else self.day.isoformat()
        return {"anchor": self.anchor, "texts": list(self.texts), "day": day}

    @staticmethod
    def from_kept(kept: Any) -> Said | None:
        if not isinstance(kept, dict):
            return None
        day = kept.get("day")
        return Said(kept["anchor"], tuple(kept["texts"]), day=None if day is None else date.fromisoformat(day))


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A day that a session may move to; ``taken``: the two change places."""

    day: date
    taken: bool


class WeekChoices:
    """Which changes the week is open to."""

    def __init__(self, shown: ShownWeek, today: date, said: Said | None = None) -> None:
        self._days = shown.week.days
        self._done = shown.done
        self._edits: Edits = shown.week.edits or NO_EDITS
        self._today = today
        self.said = said
        self.said_at = "" if said is None else said.anchor
        over = today > self._days[-1].date
        self.open = not over and shown.person.state is PersonState.ACTIVE

    def at(self, anchor: str) -> Said | None:
        """The answer, where this is its place."""
        return self.said if self.said_at == anchor else None

    @staticmethod
    def day_anchor(day: Day) -> str:
        return day_anchor(day.date)

    @staticmethod
    def item_anchor(session: Session, exercise: ExerciseId) -> str:
        return item_anchor(session.id, exercise)

    def is_done(self, session: SessionId) -> bool:
        return session in self._done

    def may_change(self, day: Day, session: Session) -> bool:
        """A session that took place stays as it was; one of an earlier day can only be moved."""
        return self.open and not self.is_done(session.id) and day.date >= self._today

    def may_move(self, session: Session) -> bool:
        return self.open and not self.is_done(session.id) and bool(self.other_days(session))

    def is_pinned(self, session: SessionId, exercise: ExerciseId | None = None) -> bool:
        return self._edits.is_pinned(session, exercise)

    def is_lost(self, day: Day) -> bool:
        return day.date in self._edits.lost

    def may_be_lost(self, day: Day) -> bool:
        return self.open and day.date >= self._today and bool(day.sessions) and not self._is_done_on(day)

    def may_be_restored(self, day: Day) -> bool:
        moved = any(day.date in (m.origin, m.to) for m in self._edits.moved)
        return self.open and day.date >= self._today and (self.is_lost(day) or moved) and not self._is_done_on(day)

    def other_days(self, session: Session) -> tuple[OtherDay, ...]:
        return tuple(
            OtherDay(day.date, bool(day.sessions))
            for day in self._days
            if day.date >= self._today and not self._is_done_on(day) and session not in day.sessions
        )

    @property
    def missed(self) -> tuple[Day, ...]:
        """Earlier days whose session has no diary. A change of the week settles all that was over then [D]."""
        if not self.open:
            return ()
        settled = self._edits.as_of or self._days[0].date
        return tuple(
            day
            for day in self._days
            if settled <= day.date < self._today and day.sessions and not self._is_done_on(day)
        )

    @property
    def anything_ahead(self) -> bool:
        return self.open and any(
            day.date >= self._today and day.sessions and not self._is_done_on(day) for day in self._days
        )

    def _is_done_on(self, day: Day) -> bool:
        return any(self.is_done(session.id) for session in day.sessions)
