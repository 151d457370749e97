"""Where each exercise has got to, by replaying the earlier weeks: one variable at a time (PROG-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from planner.domain.exercise import Dose, Exercise, ExerciseId, Level, Tag
from planner.domain.library import Library
from planner.progression.dose import keeps_own_repeats, level_dose, total_work, with_sets
from planner.progression.dose_table import Row, row_of
from planner.progression.facts import Trial, WeekFacts, trials_of
from planner.progression.verdicts import Move, Verdict, verdict_on
from planner.screening.outcome import UsableExercise

HOLD_STEP_SECONDS: Final = 2
OWN_REPEATS_ROOM: Final = 2
"""Flows and drills that keep their own repeats may grow by so many [D]."""
STEPS_LOOKED_AT: Final = 2
"""PROG-07."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What progression added to the level's dose."""

    reps: int = 0
    hold_seconds: int = 0
    sets: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One change after a week. ``to`` is the other exercise where the step changes."""

    exercise: ExerciseId
    move: Move
    rule: str
    text: str
    to: ExerciseId | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """``moved``: use the second instead of the first. ``since``: an exercise's evidence counts after this date."""

    extras: Mapping[ExerciseId, Extra] = field(default_factory=dict)
    moved: Mapping[ExerciseId, ExerciseId] = field(default_factory=dict)
    since: dict[ExerciseId, date] = field(default_factory=dict)

    def place_of(self, exercise: ExerciseId) -> ExerciseId:
        """The step that stands in for this exercise now."""
        seen = {exercise}
        while exercise in self.moved and self.moved[exercise] not in seen:
            exercise = self.moved[exercise]
            seen.add(exercise)
        return exercise


@dataclass(frozen=True, slots=True)
class Ground:
    """What a change needs to know of the person: ``usable`` is the screened part of the library."""

    library: Library
    usable: Mapping[ExerciseId, UsableExercise]
    level: Level
    age: int
    usual_pain: int


def grown(exercise: Exercise, extra: Extra, level: Level, age: int) -> Dose:
    """The level's dose with what progression added, never beyond the line of D1."""
    dose, row = level_dose(exercise, level, age), row_of(exercise.dose_row, level, age)
    if dose.minutes is not None:
        return dose
    if extra.sets:
        dose = with_sets(dose, min(max(row.sets[1], dose.sets), dose.sets + extra.sets))
    if extra.reps and isinstance(dose.reps, int):
        dose = replace(dose, reps=min(most_reps(exercise, row), dose.reps + extra.reps))
    if extra.hold_seconds and dose.hold_seconds is not None:
        dose = replace(dose, hold_seconds=min(_most_hold(dose, row), dose.hold_seconds + extra.hold_seconds))
    return dose


def most_reps(exercise: Exercise, row: Row) -> int:
    own = exercise.dose.reps_of_sets()
    if keeps_own_repeats(exercise) and own:
        return own[0] + OWN_REPEATS_ROOM
    return row.reps[1]


def _most_hold(dose: Dose, row: Row) -> int:
    now = dose.hold_seconds or 0
    return max(now, row.hold[1]) if row.hold else now


def _step(ground: Ground, exercise: Exercise, direction: int) -> Exercise | None:
    """The nearest usable step within the next two; None where both are excluded or there is none (PROG-07)."""
    steps = [e for e in ground.library.family(exercise.family) if (e.step - exercise.step) * direction > 0]
    near = steps[:STEPS_LOOKED_AT] if direction > 0 else steps[::-1]
    return next((e for e in near if e.id in ground.usable), None)


def step_down(ground: Ground, exercise: Exercise) -> ExerciseId | None:
    """The nearest easier usable step of the family."""
    easier = _step(ground, exercise, -1)
    return easier.id if easier else None


def variety_for(ground: Ground, exercise: Exercise) -> ExerciseId | None:
    """Another family for the same muscles, of the same category, easiest first (PROG-07, PAIN-04)."""
    others = [
        u.exercise
        for u in ground.usable.values()
        if u.exercise.family != exercise.family
        and u.exercise.category is exercise.category
        and set(u.exercise.targets) & set(exercise.targets)
    ]
    others.sort(key=lambda e: (abs(e.level - exercise.level), e.id))
    return others[0].id if others else None


def next_extra(exercise: Exercise, extra: Extra, ground: Ground, *, another_set_fits: bool) -> Extra | None:
    """Repeats, then hold, then sets (PROG-02); None where the line of D1, or the week's tenth, has no more room."""
    row = row_of(exercise.dose_row, ground.level, ground.age)
    dose = grown(exercise, extra, ground.level, ground.age)
    if dose.minutes is not None:
        return None
    if isinstance(dose.reps, int) and dose.reps < most_reps(exercise, row):
        return replace(extra, reps=extra.reps + 1)
    if dose.hold_seconds is not None and not keeps_own_repeats(exercise):
        cap = ground.usable[exercise.id].hold_cap_seconds
        most = _most_hold(dose, row) if cap is None else min(_most_hold(dose, row), cap)
        if dose.hold_seconds < most:
            return replace(extra, hold_seconds=extra.hold_seconds + HOLD_STEP_SECONDS)
    if dose.sets < row.sets[1] and another_set_fits:
        # Another set is a large step, so repeats and hold start again from the level's dose [D].
        return Extra(sets=extra.sets + 1)
    return None


def _up(
    exercise: Exercise, standing: Standing, ground: Ground, verdict: Verdict, another_set_fits: bool
) -> tuple[Event, Extra | None] | None:
    extra = next_extra(exercise, standing.extras.get(exercise.id, Extra()), ground, another_set_fits=another_set_fits)
    if extra is not None:
        return Event(exercise.id, Move.UP, verdict.rule, verdict.text), extra
    harder = _step(ground, exercise, 1)
    if harder is not None and _already_taken(standing, exercise, harder, ground):
        return None
    if harder is not None:
        return Event(exercise.id, Move.UP, "PROG-02", f"Next step: {harder.name}. {verdict.text}", harder.id), None
    if exercise.has(Tag.LOAD):
        text = "Ready for a little more: the next band, or 0.5 kg; never more than a tenth."
        return Event(exercise.id, Move.UP, "PROG-03", text), None
    other = variety_for(ground, exercise)
    if other is None:
        return None
    text = "No further step suits you now: other work for the same muscles beside it."
    return Event(exercise.id, Move.UP, "PROG-07", text, other), None


def _already_taken(standing: Standing, exercise: Exercise, harder: Exercise, ground: Ground) -> bool:
    """Whether the step was told before, and the exercise stayed beside it, or the person is beyond that step by now."""
    beyond = standing.moved.get(harder.id)
    passed = beyond is not None and is_step_up(harder, ground.library.exercises[beyond])
    return passed or standing.moved.get(exercise.id) == harder.id


def event_for(
    exercise: Exercise, trials: Sequence[Trial], standing: Standing, ground: Ground, *, another_set_fits: bool
) -> tuple[Event, Extra | None] | None:
    """What the trials ask for, as a change this person can make; the extra only where the dose grows.

    Where another set would break the week's tenth (PROG-04), the next step comes instead [D].
    """
    verdict = verdict_on(trials)
    if verdict is None:
        return None
    if verdict.move is Move.UP:
        return _up(exercise, standing, ground, verdict, another_set_fits)
    if verdict.move is Move.LESS:
        return Event(exercise.id, Move.LESS, verdict.rule, verdict.text), None
    easier = step_down(ground, exercise)
    if easier is None and verdict.move is Move.REPLACE:
        easier = variety_for(ground, exercise)
    if easier is None and verdict.move is Move.DOWN:
        return Event(exercise.id, Move.LESS, verdict.rule, verdict.text), None
    return Event(exercise.id, verdict.move, verdict.rule, verdict.text, easier), None


def applied(standing: Standing, event: Event, extra: Extra | None, day: date) -> Standing:
    """The standing after a change. Less and away last a week only, so they leave no trace but the date."""
    since = {**standing.since, event.exercise: day}
    if extra is not None:
        return replace(standing, extras={**standing.extras, event.exercise: extra}, since=since)
    if event.to is None or event.rule == "PROG-07":
        return replace(standing, since=since) if event.move is Move.UP else standing
    moved = {**standing.moved, event.exercise: event.to}
    moved.pop(event.to, None)
    extras = {name: e for name, e in standing.extras.items() if name not in (event.exercise, event.to)}
    return Standing(extras, moved, {**since, event.to: day})


def at_level(standing: Standing, library: Library, was: Level, level: Level, age: int) -> Standing:
    """The standing at another level. What was added stays only where the new level's own dose is the smaller one.

    Elsewhere the level's dose is the step forward, and one at a time is enough.
    """
    extras = {}
    for name, extra in standing.extras.items():
        exercise = library.exercises.get(name)
        if exercise is not None and total_work(level_dose(exercise, level, age)) < total_work(
            grown(exercise, extra, was, age)
        ):
            extras[name] = extra
    return replace(standing, extras=extras)


def without_later_growth(now: Standing, completed: Standing, library: Library) -> Standing:
    """RET-02 repeats the last completed week: what got easier since stays so, what was earned since waits a week."""
    easier = {
        old: new
        for old, new in now.moved.items()
        if completed.moved.get(old) != new and not is_step_up(library.exercises[old], library.exercises[new])
    }
    moved = {old: new for old, new in completed.moved.items() if old not in easier.values()} | easier
    return Standing(completed.extras, moved, now.since)


def is_step_up(old: Exercise, new: Exercise) -> bool:
    """A later step of the same family."""
    return new.family == old.family and new.step > old.step


def trials_by_exercise(weeks: Sequence[WeekFacts], usual: int) -> dict[ExerciseId, list[Trial]]:
    """Every trial of these weeks, oldest first, in the order in which the exercises were met."""
    found: dict[ExerciseId, list[Trial]] = {}
    for week in weeks:
        for session in sorted(week.sessions, key=lambda s: (s.day, s.session.id)):
            for trial in trials_of(session, usual):
                found.setdefault(trial.exercise, []).append(trial)
    return found
