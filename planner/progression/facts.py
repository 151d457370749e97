"""Earlier weeks beside what the diary says about them, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Final

from planner.domain.diary import Diary, ItemDone, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.person import Profile
from planner.domain.week import BlockKind, CareItem, CareKind, Item, Session, Week

SAFE_PAIN: Final = 2
"""PAIN-01: up to here pain is safe whatever the morning brings."""
TOO_MUCH_PAIN: Final = 5
ALLOWED_RISE: Final = 2
"""PAIN-02."""
TOO_HARD_BY: Final = 2
"""REG-01: effort so much above its target."""
LOW_ENERGY_MINUTES: Final = 10
WORKING_EFFORT: Final = 4
"""Where nobody says which exercise it was, those from this effort on count [D]."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One exercise in one session: what was asked, what was done, how it felt. None is "not said"."""

    exercise: ExerciseId
    day: date
    item: Item
    last_set_reps: int | None
    last_set_hold_seconds: int | None
    effort: int | None
    target_effort: int
    pain: int | None
    morning: int | None
    settled: bool | None
    usual_pain: int

    @property
    def pain_too_high(self) -> bool:
        """PAIN-01; with a usual pain of 4 or 5, a rise of 2 that is gone by morning is allowed (PAIN-02)."""
        if self.pain is None or self.pain <= TOO_MUCH_PAIN:
            return False
        allowed = self.usual_pain in (4, 5) and self.pain <= self.usual_pain + ALLOWED_RISE
        gone = self.settled is not False and self.morning is not None and self.morning <= TOO_MUCH_PAIN
        return not (allowed and gone)

    @property
    def too_hard(self) -> bool:
        return self.effort is not None and self.effort >= self.target_effort + TOO_HARD_BY

    @property
    def unsettled(self) -> bool:
        """PAIN-04: above safe and not back to the usual level by next morning."""
        if self.settled is not None:
            return not self.settled
        return self.morning is not None and self.morning > max(self.usual_pain, SAFE_PAIN)

    @property
    def comfortable(self) -> bool:
        """PROG-01: effort at or below target, pain safe or settled. Not said is not comfortable [D]."""
        if self.effort is None or self.effort > self.target_effort or self.pain is None:
            return False
        if self.pain_too_high or self.unsettled:
            return False
        return self.pain <= SAFE_PAIN or self.settled is True or self.morning is not None


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A planned session on its date; ``note`` is None where the diary does not mention it."""

    day: date
    session: Session
    note: SessionDiary | None

    @property
    def done(self) -> bool:
        """At least something of it was done."""
        return self.note is not None and self.note.done != "none" and self.note.done != {}


@dataclass(frozen=True, slots=True)
class WeekFacts:
    week: Week
    sessions: tuple[SessionFacts, ...]
    check_in: WeekDiary | None

    @property
    def share_done(self) -> float:
        """Sessions done of those planned; 1.0 where none was planned."""
        return sum(s.done for s in self.sessions) / len(self.sessions) if self.sessions else 1.0

    @property
    def notes(self) -> tuple[SessionDiary, ...]:
        return tuple(s.note for s in self.sessions if s.note is not None)

    @property
    def low_energy(self) -> bool:
        """FAT-03, FAT-04: a week of sessions of ten minutes at most."""
        cap = self.week.screening.caps.session_minutes
        return cap is not None and cap <= LOW_ENERGY_MINUTES

    @property
    def symptoms(self) -> tuple[str, ...]:
        return tuple(symptom for note in self.notes for symptom in note.new_symptoms)

    @property
    def tiredness(self) -> float | None:
        """Average 0 to 10: the check-in's, else the sessions'."""
        if self.check_in is not None and self.check_in.tiredness_average is not None:
            return self.check_in.tiredness_average
        return _mean(note.tiredness for note in self.notes)

    @property
    def pain(self) -> float | None:
        """Average pain during sessions, 0 to 10."""
        return _mean(note.pain_during for note in self.notes)

    @property
    def sets(self) -> int:
        """Sets asked for in the sessions; a timed item counts as one."""
        return sum(item.sets for item in self.items)

    @property
    def worked_on(self) -> frozenset[ExerciseId]:
        """What stands outside the warm-ups: those are easy on purpose, which says nothing about what could be more."""
        blocks = (block for _, session in self.week.sessions for block in session.blocks)
        return frozenset(
            item.exercise for block in blocks if block.kind is not BlockKind.WARM_UP for item in block.items
        )

    @property
    def walks(self) -> tuple[CareItem, ...]:
        return tuple(item for day in self.week.days for item in day.care if item.kind is CareKind.WALK)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for _, session in self.week.sessions for item in session.items)


def _mean(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def usual_pain(profile: Profile) -> int:
    """The level that pain settles back to: last week's average, else the pain of today (Q-03)."""
    average = profile.back_pain.average
    return profile.back_pain.now if average is None else average


def read_weeks(history: Iterable[Week], diary: Diary, start: date) -> tuple[WeekFacts, ...]:
    """The weeks that began before ``start``, oldest first, with their diary pages matched by start and session id."""
    weeks = {week.start: week for week in history if week.start < start}
    pages = {(page.week, page.session): page for page in diary.sessions}
    check_ins = {page.week: page for page in diary.weeks}
    return tuple(
        WeekFacts(
            week,
            tuple(SessionFacts(day.date, s, pages.get((begin, s.id))) for day, s in week.sessions),
            check_ins.get(begin),
        )
        for begin, week in sorted(weeks.items())
    )


def _done_part(page: SessionDiary, exercise: ExerciseId) -> ItemDone | None:
    """None where the exercise was not done, or nothing says that it was."""
    if exercise in page.skipped or page.done == "none":
        return None
    if page.done == "all":
        return ItemDone()
    return page.done.get(exercise)


def trials_of(facts: SessionFacts, usual: int) -> tuple[Trial, ...]:
    """One trial for each exercise of the session that was done.

    What the page says about the whole session counts for an exercise when the page says nothing about it, it is among
    the session's working exercises, and no other exercise is named for its pain.
    """
    page = facts.note
    if page is None or not facts.session.items:
        return ()
    target = max(item.effort for item in facts.session.items)
    working = min(WORKING_EFFORT, target)
    named = any(note.pain is not None and note.pain > SAFE_PAIN for note in page.exercises.values())
    trials = []
    for item in facts.session.items:
        done = _done_part(page, item.exercise)
        if done is None:
            continue
        note = page.exercises.get(item.exercise)
        blamed = item.effort >= working
        # The session's pain is this exercise's unless another one is named, or it is too light to be the cause.
        session_pain = page.pain_during
        if (named or not blamed) and session_pain is not None:
            session_pain = min(session_pain, SAFE_PAIN)
        own_pain = note.pain if note else None
        trials.append(
            Trial(
                exercise=item.exercise,
                day=facts.day,
                item=item,
                last_set_reps=_last_set(item, done, note.last_set_reps if note else None),
                last_set_hold_seconds=done.hold_seconds,
                effort=page.effort if blamed else min(page.effort, item.effort) if page.effort is not None else None,
                target_effort=target if blamed else item.effort,
                pain=session_pain if own_pain is None else own_pain,
                morning=page.pain_next_morning if blamed and (not named or own_pain is not None) else SAFE_PAIN,
                settled=note.settled_by_morning if note else None,
                usual_pain=usual,
            )
        )
    return tuple(trials)


def _last_set(item: Item, done: ItemDone, said: int | None) -> int | None:
    if said is not None:
        return said
    if done.reps is None or (done.sets is not None and done.sets < item.sets):
        return None
    return done.reps[-1] if isinstance(done.reps, tuple) else done.reps
