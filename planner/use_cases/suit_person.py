"""Which exercises suit a person now, and which of them their week holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.account import AccountId
from planner.domain.exercise import ExerciseId
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.domain.week import Day, Item, Reason, Session, Stopped, Week
from planner.progression.level import level_for
from planner.screening.gate import screen
from planner.screening.outcome import UsableExercise
from planner.storage.unit_of_work import Storage
from planner.use_cases.history import history_of
from planner.use_cases.make_week import Content
from planner.use_cases.show_week import NotNow, find_week


@dataclass(frozen=True, slots=True)
class Suited:
    """``usable`` and ``refused`` are the whole library between them; ``refused`` gives every reason.

    ``left_out`` are the reasons the week itself gives, which know more than screening does.
    """

    person: KeptPerson
    week: Week
    usable: Mapping[ExerciseId, UsableExercise]
    refused: Mapping[ExerciseId, tuple[Reason, ...]]

    def places(self, exercise: ExerciseId) -> tuple[tuple[Day, Session, Item], ...]:
        """Where the week holds the exercise."""
        return tuple(
            (day, session, item)
            for day, session in self.week.sessions
            for item in session.items
            if item.exercise == exercise
        )

    def left_out(self, exercise: ExerciseId) -> tuple[Reason, ...]:
        return next((left.reasons for left in self.week.left_out if left.exercise == exercise), ())

    @property
    def in_week(self) -> frozenset[ExerciseId]:
        return frozenset(item.exercise for _day, session in self.week.sessions for item in session.items)


def suit_person(
    storage: Storage, account: AccountId, person: PersonId, content: Content, today: date
) -> Suited | NotNow | None:
    """None where it is not this account's person or there is no week; NotNow while there may be no plan."""
    shown = find_week(storage, account, person, today)
    if shown is None or isinstance(shown, NotNow):
        return shown
    day = max(shown.kept.start, today)
    with storage.reading() as uow:
        history = history_of(uow, person, shown.kept.start)
    profile = replace(shown.profile, level=level_for(history.weeks, history.diary, shown.profile, shown.kept.start))
    passed = screen(profile, content.library, content.safety, day)
    if isinstance(passed, Stopped):
        # A clearance ran out, or an answer counts differently by now: nothing is called safe any more.
        return NotNow(shown.person)
    return Suited(shown.person, shown.week, passed.exercises.usable, passed.exercises.refused)
