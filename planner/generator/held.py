"""What of a week stands already while the rest of it is planned: sessions that are over, done or pinned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.domain.edits import Edits
from planner.domain.exercise import ExerciseId
from planner.domain.week import CareKind, Day, Session


@dataclass(frozen=True, slots=True)
class Held:
    """By the number of the day in the week, from 0.

    ``sessions`` is how the week stands. ``settled`` days are done or over: nothing about them is decided any more.
    ``pinned`` days keep their session as a whole, ``items`` the exercises they name. ``over`` are earlier days as they
    were, care and all; ``first_open`` is the day after them. ``steady``: a session that need not change stays.
    ``edits`` goes into the finished week.
    """

    sessions: Mapping[int, Session] = field(default_factory=dict)
    settled: frozenset[int] = frozenset()
    pinned: frozenset[int] = frozenset()
    items: Mapping[int, tuple[ExerciseId, ...]] = field(default_factory=dict)
    over: Mapping[int, Day] = field(default_factory=dict)
    first_open: int = 0
    steady: bool = False
    edits: Edits | None = None

    @property
    def walked(self) -> tuple[int, ...]:
        """Days that are over and held a walk."""
        return tuple(n for n, day in self.over.items() if any(item.kind is CareKind.WALK for item in day.care))

    def settled_session(self, day: int) -> Session | None:
        return self.sessions.get(day) if day in self.settled else None

    def must_have_session(self, day: int) -> bool:
        return day in self.sessions and (day in self.settled or day in self.pinned or bool(self.items.get(day)))


NOTHING_HELD: Final = Held()
