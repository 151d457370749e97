"""The earlier weeks again, one after the other: what changed after each, and where everything stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from planner.domain.exercise import Exercise, ExerciseId, FamilyId
from planner.domain.library import Library
from planner.domain.person import B12, Answer, Profile
from planner.progression.blocks import SHARE_OF_SESSIONS, WeekLaw, reasons_to_stay
from planner.progression.facts import WeekFacts, usual_pain
from planner.progression.gaps import coming_back
from planner.progression.standing import (
    Event,
    Extra,
    Ground,
    Standing,
    applied,
    at_level,
    event_for,
    trials_by_exercise,
    without_later_growth,
)
from planner.progression.verdicts import Move
from planner.progression.volume import volume_for
from planner.screening.outcome import UsableExercise

FIRST_WEEKS_OF_TREATMENT: Final = 8
"""FAT-07."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """``before`` and ``after`` the last week's ``events``; ``reasons`` why nothing gets harder after it."""

    before: Standing
    after: Standing
    events: tuple[Event, ...]
    reasons: tuple[WeekLaw, ...]
    gap_rule: str | None


def in_first_weeks_of_treatment(b12: B12, day: date) -> bool:
    """FAT-07; a treatment that has not begun counts too (AMB-07)."""
    if b12.low is Answer.NO:
        return False
    if b12.treatment == "not_yet":
        return True
    return b12.started is not None and day < b12.started + timedelta(weeks=FIRST_WEEKS_OF_TREATMENT)


@dataclass(slots=True)
class _Room:
    """What may still get harder this week: one step a family, one in all under FAT-07, a tenth more sets."""

    changes: int | None
    sets: int
    families: set[FamilyId]

    def takes(self, exercise: Exercise, event: Event, extra: Extra | None, before: Extra, times: int) -> bool:
        more = times if extra is not None and extra.sets > before.sets else 0
        if exercise.family in self.families or self.changes == 0 or more > self.sets:
            return False
        self.families.add(exercise.family)
        self.sets -= more
        if self.changes is not None:
            self.changes -= 1
        return event.move is Move.UP


def _after_week(
    weeks: Sequence[WeekFacts],
    standing: Standing,
    ground: Ground,
    profile: Profile,
    next_start: date,
    eased: frozenset[ExerciseId],
) -> Replayed:
    """``eased`` had a little less in the last of the weeks: back to the usual amount first, then more."""
    last = weeks[-1]
    reasons = reasons_to_stay(weeks, profile)
    following = volume_for(weeks, next_start, ground.level, ground.usual_pain)
    # What went easily in a lighter week says nothing about the usual amount, and a lighter week adds nothing.
    lighter = volume_for(weeks[:-1], last.week.start, ground.level, ground.usual_pain).factor < 1
    blocked = bool(reasons) or lighter or following.factor < 1 or following.back.rule not in (None, "RET-01")
    room = _Room(1 if in_first_weeks_of_treatment(profile.b12, next_start) else None, max(1, last.sets // 10), set())
    before, events = standing, []
    for name, trials in trials_by_exercise(weeks, ground.usual_pain).items():
        counted = [t for t in trials if t.day > standing.since.get(name, date.min)]
        if name not in ground.usable or not counted or counted[-1].day < last.week.start:
            continue
        exercise = ground.library.exercises[name]
        times = sum(item.exercise == name for item in last.items)
        found = event_for(exercise, counted, before, ground, another_set_fits=times <= room.sets)
        if found is None:
            continue
        event, extra = found
        old = before.extras.get(name, Extra())
        stays = blocked or name in eased or name not in last.worked_on
        if event.move is Move.UP and (stays or not room.takes(exercise, event, extra, old, times)):
            continue
        events.append(event)
        standing = applied(standing, event, extra, counted[-1].day)
    if lighter:
        until = last.week.start + timedelta(days=6)
        standing = replace(standing, since=standing.since | {item.exercise: until for item in last.items})
    return Replayed(before, standing, tuple(events), reasons, following.back.rule)


def replay(
    weeks: Sequence[WeekFacts],
    profile: Profile,
    library: Library,
    usable: Mapping[ExerciseId, UsableExercise],
    start: date,
) -> Replayed:
    """Everything that earlier weeks changed, up to the week of ``start``. ``weeks`` must not be empty.

    A restart after a long gap (RET-05) begins again from the level's own doses.
    """
    standing, result = Standing(), None
    completed = standing
    known = {name: u for name, u in usable.items() if name in library.exercises}
    for number, week in enumerate(weeks):
        level = week.week.person.level
        was = weeks[max(0, number - 1)].week.person.level
        if was is not level:
            standing = at_level(standing, library, was, level, profile.age)
        ground = Ground(library, known, level, profile.age, usual_pain(profile))
        following = weeks[number + 1].week.start if number + 1 < len(weeks) else start
        earlier: tuple[Event, ...] = result.events if result is not None else ()
        eased = frozenset(event.exercise for event in earlier if event.move is Move.LESS)
        result = _after_week(weeks[: number + 1], standing, ground, profile, following, eased)
        completed = result.before if week.share_done >= SHARE_OF_SESSIONS else completed
        standing = result.after
        if coming_back(weeks[: number + 1], following, ground.usual_pain).restart:
            standing = Standing()
            result = replace(result, after=standing, events=())
            completed = standing
    assert result is not None
    if result.gap_rule == "RET-02":
        return replace(result, after=without_later_growth(result.after, completed, library))
    return result
