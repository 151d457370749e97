"""Diary and earlier weeks → the prescription of the next week: a pure function, every change with its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from planner.domain.diary import Diary
from planner.domain.dose_words import dose_words
from planner.domain.exercise import Dose, Exercise, ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import Profile, weekday_of
from planner.domain.week import Change, Week
from planner.progression.blocks import SHARE_OF_SESSIONS
from planner.progression.dose import fitted_dose, level_dose, total_work, with_sets
from planner.progression.facts import WeekFacts, read_weeks, usual_pain
from planner.progression.gaps import coming_back
from planner.progression.level import LEVEL_CAP_OF_BEGINNERS, level_after
from planner.progression.prescription import Prescription
from planner.progression.replay import Replayed, replay
from planner.progression.standing import Event, Extra, Ground, Standing, at_level, grown, is_step_up, step_down
from planner.progression.symptoms import movements_to_leave
from planner.progression.telling import NextWeek, messages_for
from planner.progression.verdicts import Move
from planner.progression.volume import Volume, longest_session, most_sets, volume_for
from planner.progression.walks import Walks, less_walking, more_walking, walked, walks_of, yardstick
from planner.screening.outcome import Pace, Passed

TIREDNESS_RISE: Final = 3
"""FAT-09."""
LESS_REPS: Final = 2
"""A one-set exercise loses so many repeats instead of a set, and never more than half [D]."""


def prescribe(
    history: Iterable[Week], diary: Diary, profile: Profile, passed: Passed, library: Library, start: date
) -> Prescription:
    """What the week of ``start`` should be like, after these earlier ones.

    Weeks that begin on ``start`` or later do not count. Without history: the base doses, nothing changed.
    """
    earlier = tuple(history)
    weeks = read_weeks(earlier, diary, start)
    if not weeks:
        return Prescription(level=passed.level, pace=passed.pace)
    prescription = _Writing.begin(weeks, profile, passed, library, start).prescription()
    return replace(prescription, strength_the_day_before=_strength_on(start - timedelta(days=1), earlier, library))


def _strength_on(day: date, weeks: Iterable[Week], library: Library) -> bool:
    """Whether a session of that day holds strength work; a session that nobody wrote about counts as done [D]."""
    return any(
        item.exercise in library.exercises and library.exercises[item.exercise].is_strength
        for week in weeks
        for planned, session in week.sessions
        if planned.date == day
        for item in session.items
    )


@dataclass(frozen=True, slots=True)
class _Writing:
    """One prescription in the making."""

    weeks: tuple[WeekFacts, ...]
    profile: Profile
    passed: Passed
    library: Library
    start: date
    level: Level
    replayed: Replayed
    volume: Volume

    @classmethod
    def begin(
        cls, weeks: tuple[WeekFacts, ...], profile: Profile, passed: Passed, library: Library, start: date
    ) -> _Writing:
        cap = passed.caps.level
        capped = cap is not None and cap <= LEVEL_CAP_OF_BEGINNERS
        level = Level.BEGINNER if capped else level_after(weeks, profile, start)
        replayed = replay(weeks, profile, library, passed.exercises.usable, start)
        was = weeks[-1].week.person.level
        if was is not level:
            replayed = replace(replayed, after=at_level(replayed.after, library, was, level, profile.age))
        volume = volume_for(weeks, start, level, usual_pain(profile))
        if passed.pace in (Pace.ORANGE, Pace.RED):
            volume = replace(volume, easy=False)  # FAT-03 takes more off than REG-04 would
        return cls(weeks, profile, passed, library, start, level, replayed, volume)

    @property
    def last(self) -> WeekFacts:
        return self.weeks[-1]

    @property
    def may_rise(self) -> bool:
        return self._steady and self.volume.factor == 1

    @property
    def _steady(self) -> bool:
        return not self.replayed.reasons and self.replayed.gap_rule in (None, "RET-01")

    @property
    def _walks_may_rise(self) -> bool:
        """REG-04 takes sets off and lets the walks grow on, but for a tired beginner's [D]."""
        return self._steady and (self.volume.factor == 1 or (self.volume.easy and self.level is not Level.BEGINNER))

    def prescription(self) -> Prescription:
        tired = self._tiredness_stayed_up()
        away = self._away()
        walks = self._walks()
        steps = {old: new for old, new in self._steps().items() if old not in away}
        following = NextWeek(
            self.weeks, self.profile, self.start, self.level, self.replayed, self.volume, dropped_pace=tired
        )
        return Prescription(
            level=self.level,
            pace=self._pace(tired),
            doses=self._doses(self._pace(tired)),
            steps=steps,
            avoid=self._in_order(away | self._stepped_back(steps)),
            variety=tuple(e.to for e in self.replayed.events if e.rule == "PROG-07" and e.to is not None),
            volume_factor=self.volume.factor,
            most_sets=most_sets(self.weeks, self.volume, may_rise=self.may_rise),
            session_minutes=longest_session(self.weeks, self.start),
            walk_days=walks.days if walks else None,
            walk_minutes=walks.minutes if walks else None,
            easy_week=self.volume.easy,
            same_exercises=self._same_exercises(steps),
            restorative_days=max(self.volume.back.restorative_days, self._first_session_only(tired)),
            rescreen=self._rescreen(),
            changes=(*self._changes(steps), *self._walk_change(walks)),
            messages=messages_for(following),
        )

    def _same_exercises(self, steps: dict[ExerciseId, ExerciseId]) -> frozenset[ExerciseId]:
        """REG-04: those of last week; RET-02: those of the last completed week; in another week none."""
        if self.volume.easy:
            week = self.last
        elif self.replayed.gap_rule == "RET-02":
            week = next((w for w in reversed(self.weeks) if w.share_done >= SHARE_OF_SESSIONS), self.last)
        else:
            return frozenset()
        return frozenset(steps.get(item.exercise, item.exercise) for item in week.items)

    def _rescreen(self) -> bool:
        fell = self.last.check_in is not None and self.last.check_in.falls is True
        return self.volume.back.rescreen or bool(self.last.symptoms) or fell

    def _tiredness_stayed_up(self) -> bool:
        """FAT-09, by the last session noted in the week just past; a morning not noted counts as not recovered [D]."""
        notes = [s.note for s in sorted(self.last.sessions, key=lambda s: s.day) if s.note is not None]
        if not notes or (self.start - self.last.week.start).days > 7 or notes[-1].tiredness is None:
            return False
        before = [note.tiredness for note in notes[:-1] if note.tiredness is not None]
        usual = sum(before) / len(before) if before else self.profile.tiredness
        morning = notes[-1].tiredness_next_morning
        return notes[-1].tiredness >= usual + TIREDNESS_RISE and (morning is None or morning > usual)

    def _pace(self, dropped: bool) -> Pace:
        return Pace.YELLOW if dropped and self.passed.pace is Pace.GREEN else self.passed.pace

    def _first_session_only(self, dropped: bool) -> int:
        """FAT-09 from yellow downwards: the next session is restorative; the rest of the week stays as it is [D]."""
        if not dropped or self.passed.pace is Pace.GREEN:
            return 0
        offered = [n for n in range(7) if weekday_of(date.fromordinal(self.start.toordinal() + n)) in self.profile.days]
        return offered[0] + 1 if offered else 0

    def _doses(self, pace: Pace) -> dict[ExerciseId, Dose]:
        """Final doses of every usable exercise whose dose is not the base dose, in library order."""
        doses = {}
        for name, usable in self.passed.exercises.usable.items():
            base = fitted_dose(usable, self.passed, self.profile.age, self.level, pace).dose
            dose = self._dose(usable.exercise, self.replayed.after, self.volume, self.level, pace, self.replayed.events)
            if dose != base:
                doses[name] = dose
        return doses

    def _dose(
        self,
        exercise: Exercise,
        standing: Standing,
        volume: Volume,
        level: Level,
        pace: Pace,
        events: Iterable[Event] = (),
    ) -> Dose:
        usable = self.passed.exercises.usable[exercise.id]

        def fitted(full: Dose) -> Dose:
            return fitted_dose(usable, self.passed, self.profile.age, level, pace, volume.of(full)).dose

        full = grown(exercise, standing.extras.get(exercise.id, Extra()), level, self.profile.age)
        if any(event.exercise == exercise.id and event.move is Move.LESS for event in events):
            return fitted(min(_one_less(full), _one_less(self._done(exercise.id)), key=total_work))
        # A longer hold may cost a set where the time in the position is limited (AD-04): then it is no growth.
        return max(fitted(full), fitted(level_dose(exercise, level, self.profile.age)), key=total_work)

    def _done(self, exercise: ExerciseId) -> Dose:
        """Last week's amount: a routine of one set asks for less than the dose would allow."""
        return next(item.dose for item in reversed(self.last.items) if item.exercise == exercise)

    def _steps(self) -> dict[ExerciseId, ExerciseId]:
        usable, standing = self.passed.exercises.usable, self.replayed.after
        down = self._one_step_down() if self.volume.back.step_down else {}
        places = {name: standing.place_of(name) for name in standing.moved}
        steps = {old: down.get(new, new) for old, new in places.items()} | down
        return {old: new for old, new in steps.items() if new in usable and new != old}

    def _one_step_down(self) -> dict[ExerciseId, ExerciseId]:
        """RET-04, for what was done or planned last before the break."""
        usable = self.passed.exercises.usable
        ground = Ground(self.library, usable, self.level, self.profile.age, usual_pain(self.profile))
        names = dict.fromkeys(item.exercise for week in self._before_the_break() for item in week.items)
        easier = {name: step_down(ground, usable[name].exercise) for name in names if name in usable}
        return {name: step for name, step in easier.items() if step is not None}

    def _stepped_back(self, steps: dict[ExerciseId, ExerciseId]) -> set[ExerciseId]:
        """What an easier step or other work stands in for: it must not come in by another way."""
        exercises = self.library.exercises
        return {old for old, new in steps.items() if not is_step_up(exercises[old], exercises[new])}

    def _in_order(self, names: set[ExerciseId]) -> tuple[ExerciseId, ...]:
        return tuple(name for name in self.passed.exercises.usable if name in names)

    def _before_the_break(self) -> Iterator[WeekFacts]:
        """Back to the last week in which something was done, but for weeks that were planned a step down themselves.

        So RET-04 is one step, however long the break lasts and in its second week too.
        """
        usual = usual_pain(self.profile)
        for number, week in reversed(tuple(enumerate(self.weeks))):
            if coming_back(self.weeks[:number], week.week.start, usual).step_down:
                continue
            yield week
            if any(session.done for session in week.sessions):
                return

    def _away(self) -> set[ExerciseId]:
        events = self.replayed.events
        away = {e.exercise for e in events if e.move is Move.AWAY or (e.move is Move.REPLACE and e.to is None)}
        return away | set(movements_to_leave(self.last, self.library))

    def _walks(self) -> Walks | None:
        walks = yardstick(self.weeks)
        if walks is None or self.volume.back.restart:
            return None
        if self.volume.back.factor < 1:
            return less_walking(walks, self.volume.back.factor)
        # After a week of fewer walks the first thing is to be back where one was.
        back_again = (walks_of(self.last) or walks).total >= walks.total
        if self._walks_may_rise and back_again and walked(self.last):
            walks = more_walking(walks, self.level) or walks
        newly_tired = self.passed.pace is Pace.YELLOW and (self.last.week.screening.caps.effort or 10) > 5
        return less_walking(walks, 0.7) if newly_tired else walks

    def _walk_change(self, walks: Walks | None) -> tuple[Change, ...]:
        before = walks_of(self.last) or yardstick(self.weeks)
        if walks is None or before is None or before.exercise is None or walks.words() == before.words():
            return ()
        if walks.total >= before.total and self._below_the_best(before):
            rule, text = "PROG-08", "A little more walking again, on the way back."
        elif walks.total >= before.total:
            rule, text = "PROG-08", "A little more walking: first more days, then longer walks."
        else:
            rule, text = self.volume.back.rule or "FAT-02", "Shorter walks this week."
        return (Change(before.exercise, before.words(), walks.words(), rule, text),)

    def _below_the_best(self, walks: Walks) -> bool:
        best = yardstick(self.weeks)
        return best is not None and walks.total < best.total

    def _changes(self, steps: dict[ExerciseId, ExerciseId]) -> tuple[Change, ...]:
        """Against the week before, for the exercises it held: an event, or the week's volume or level."""
        pace, level = self.passed.pace, self.last.week.person.level
        earlier = volume_for(self.weeks[:-1], self.last.week.start, level, usual_pain(self.profile))
        events = {event.exercise: event for event in self.replayed.events}
        changes = []
        for name in dict.fromkeys(item.exercise for item in self.last.items):
            usable = self.passed.exercises.usable.get(name)
            if usable is None:
                continue
            before = self._dose(usable.exercise, self.replayed.before, earlier, level, pace)
            after = self._dose(
                usable.exercise, self.replayed.after, self.volume, self.level, pace, self.replayed.events
            )
            change = self._change(usable.exercise, before, after, events.get(name), steps.get(name), earlier)
            if change is not None:
                changes.append(change)
        return tuple(changes)

    def _change(
        self,
        exercise: Exercise,
        before: Dose,
        after: Dose,
        event: Event | None,
        step: ExerciseId | None,
        earlier: Volume,
    ) -> Change | None:
        old = dose_words(before, exercise.sides)
        if event is not None and (event.move is Move.AWAY or (event.move is Move.REPLACE and event.to is None)):
            return Change(exercise.id, old, "not this week", event.rule, event.text)
        if event is not None and event.rule == "PROG-03":
            return Change(exercise.id, "same load", "a little more load", event.rule, event.text)
        if step is not None and (event is not None or self.volume.back.step_down):
            rule = event.rule if event is not None else self.volume.back.rule or "RET-04"
            text = event.text if event is not None else "One step easier after the break."
            return Change(exercise.id, exercise.name, self.library.exercises[step].name, rule, text)
        if before == after:
            return None
        if event is not None and event.move is Move.LESS:
            old = dose_words(self._done(exercise.id), exercise.sides)
        if event is not None and event.rule != "PROG-07" and event.move in (Move.UP, Move.LESS):
            return Change(exercise.id, old, dose_words(after, exercise.sides), event.rule, event.text)
        rule, text = self._why_all_changed(earlier)
        return Change(exercise.id, old, dose_words(after, exercise.sides), rule, text)

    def _why_all_changed(self, earlier: Volume) -> tuple[str, str]:
        if self.volume.factor > earlier.factor:
            rule = self.volume.rule or earlier.rule or "REG-01"
            text = "Back to the usual amount." if self.volume.factor == 1 else "A little more, on the way back."
            return rule, text
        if self.volume.rule is not None:
            return self.volume.rule, "Less this week, as the whole week is lighter."
        if self.replayed.gap_rule == "RET-02":
            return "RET-02", "As in your last full week."
        if self.last.week.person.level is not self.level:
            return "PROG-06", "The amount of your new level."
        return earlier.rule or "REG-01", "Back to the usual amount."


def _one_less(dose: Dose) -> Dose:
    """One set less; with one set, two repeats less, never less than half (REG-01)."""
    if dose.minutes is not None:
        return replace(dose, minutes=max(1.0, dose.minutes * 0.75))
    if dose.sets > 1:
        return with_sets(dose, dose.sets - 1)
    reps = dose.reps_of_sets()[0]
    return replace(dose, reps=max((reps + 1) // 2, reps - LESS_REPS))
