"""What an edit would make of the week before anything around it is planned again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeVar

from planner.domain import edits as e
from planner.domain.edits import NO_EDITS, Edits, Moved, Pin
from planner.domain.exercise import Dose, ExerciseId
from planner.domain.person import weekday_of
from planner.domain.week import Session, SessionId, Week
from planner.generator.edited import edited_problem
from planner.generator.fitting import Fitter
from planner.generator.hands import dosed, find_item, lighter, swapped
from planner.generator.outcome import Breach, NotAllowed
from planner.generator.problem import DAYS_IN_WEEK, DaySlot, WeekProblem
from planner.generator.substitutes import is_substitute
from planner.generator.words import DAY_NAMES, and_list
from planner.progression.gaps import Return

RESCREEN_FIRST: Final = (
    "After 14 days or more without a session the safety questions come first. Please answer them again."
)
NO_MISS: Final = "No session of this week was missed."
Sessions = Mapping[int, Session]
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Table:
    """The week that lies on the table. ``problem`` is the person's, without any edits.

    ``edits`` are those in force, with today and what is done brought up to date. ``returning`` is what RET asks for
    after the days missed so far.
    """

    week: Week
    problem: WeekProblem
    edits: Edits
    today: date
    done: Collection[SessionId]
    returning: Return

    @property
    def sessions(self) -> dict[int, Session]:
        return {number: day.sessions[0] for number, day in enumerate(self.week.days) if day.sessions}

    def now(self) -> WeekProblem:
        """The problem as the edits so far leave it."""
        return edited_problem(self.problem, self.week, self.edits)

    def number_of(self, session: SessionId) -> int | None:
        return next((number for number, found in self.sessions.items() if found.id == session), None)

    def day(self, number: int) -> date:
        return self.problem.start + timedelta(days=number)

    def number_of_day(self, day: date) -> int | None:
        number = (day - self.problem.start).days
        return number if 0 <= number < DAYS_IN_WEEK else None

    def is_over(self, number: int) -> bool:
        return self.day(number) < self.today

    def is_done(self, number: int) -> bool:
        session = self.sessions.get(number)
        return session is not None and session.id in self.done

    @property
    def missed(self) -> list[int]:
        """Days of sessions that are over and were not done, and that nobody has marked as lost."""
        return [
            n for n in self.sessions if self.is_over(n) and not self.is_done(n) and self.day(n) not in self.edits.lost
        ]


@dataclass(frozen=True, slots=True)
class Proposal:
    """``around``: days whose session the rest is planned around, should the rest have to change.

    ``again``: plan the rest again even where nothing breaks. ``steady``: what need not change stays. ``told``: what to
    say first.
    """

    edits: Edits
    sessions: Sessions
    around: frozenset[int] = frozenset()
    again: bool = False
    steady: bool = True
    told: tuple[str, ...] = ()


def table_of(week: Week, problem: WeekProblem, today: date, done: Collection[SessionId], returning: Return) -> Table:
    """The week as it stands on this day; sessions that are done or over are settled from now on."""
    before = week.edits or NO_EDITS
    as_of = max(today, before.as_of) if before.as_of is not None else today
    ahead = tuple(session.id for day, session in week.sessions if session.id in done and day.date >= as_of)
    edits = replace(before, as_of=as_of if as_of > week.start else None, done=ahead)
    return Table(week, problem, edits, today, frozenset(done), returning)


def propose(table: Table, edit: e.Edit) -> Proposal | NotAllowed:
    """Raises nothing: an edit that makes no sense for this week is NotAllowed, with the reason."""
    match edit:
        case e.Pin():
            return _pin(table, edit)
        case e.Unpin(session, exercise):
            return Proposal(table.edits.without_pins(session, exercise), table.sessions, told=(UNPINNED,))
        case e.SwapExercise():
            return _swap(table, edit)
        case e.SetDose():
            return _set_dose(table, edit)
        case e.MoveSession():
            return _move(table, edit)
        case e.LoseDay(day):
            return _lose(table, day)
        case e.RestoreDay(day):
            return _restore(table, day)
        case e.AfterMiss(choice):
            return _after_miss(table, choice)
        case e.Replan():
            return Proposal(table.edits, table.sessions, again=True, steady=False)


def refused(limit: str, where: str, text: str) -> NotAllowed:
    return NotAllowed((Breach(limit, where, text),))


def _still_open(table: Table, session: SessionId, use: Callable[[int], Kind]) -> Kind | NotAllowed:
    """What ``use`` makes of the session's day, where the session can still be changed."""
    number = table.number_of(session)
    if number is None:
        return refused("SESSION", session, "There is no such session in this week.")
    if table.is_done(number):
        return refused("DONE", session, "This session is done, so it stays as it was.")
    if table.is_over(number):
        return refused("DONE", session, "The day of this session is over. You can move the session or skip it.")
    return use(number)


def _with_exercise(
    table: Table, session: SessionId, exercise: ExerciseId, use: Callable[[int], Kind]
) -> Kind | NotAllowed:
    def inside(number: int) -> Kind | NotAllowed:
        if find_item(table.sessions[number], exercise) is None:
            return refused("SESSION", session, "This exercise is not in the session.")
        return use(number)

    return _still_open(table, session, inside)


def _pin(table: Table, pin: Pin) -> Proposal | NotAllowed:
    def kept(what: str, number: int) -> Proposal:
        told = f"{what} on {_name(table, number)} stays, whatever is planned again around it."
        return Proposal(table.edits.with_pin(pin), table.sessions, told=(told,))

    exercise = pin.exercise
    if exercise is None:
        return _still_open(table, pin.session, lambda number: kept("The session", number))
    known = table.problem.library.exercises.get(exercise)
    name = known.name if known is not None else exercise
    return _with_exercise(table, pin.session, exercise, lambda number: kept(name, number))


def _swap(table: Table, edit: e.SwapExercise) -> Proposal | NotAllowed:
    def change(number: int) -> Proposal | NotAllowed:
        problem, session = table.now(), table.sessions[number]
        usable = problem.usable.get(edit.new)
        if usable is None:
            reasons = problem.passed.exercises.refused.get(edit.new, ())
            text = reasons[0].text if reasons else "There is no such exercise."
            return refused("SAFE-02", edit.session, text)
        if find_item(session, edit.new) is not None:
            return refused("ONCE", edit.session, f"{usable.exercise.name} is in this session already.")
        if not _stands_in(problem, session, edit):
            return refused("RT-01", edit.session, f"{usable.exercise.name} is harder, or works other muscles.")
        sessions = {**table.sessions, number: swapped(Fitter(problem), session, edit.old, edit.new)}
        pinned = table.edits.without_pins(edit.session, edit.old).with_pin(Pin(edit.session, edit.new))
        name = problem.library.exercises[edit.old].name if edit.old in problem.library.exercises else edit.old
        told = f"{usable.exercise.name} takes the place of {name}."
        return Proposal(pinned, sessions, around=frozenset({number}), told=(told,))

    return _with_exercise(table, edit.session, edit.old, change)


def _stands_in(problem: WeekProblem, session: Session, edit: e.SwapExercise) -> bool:
    """RT-01, for the exercise itself or for the one that it stands for."""
    found = find_item(session, edit.old)
    assert found is not None
    exercises = problem.library.exercises
    names = [name for name in (edit.old, found[1].instead_of) if name in exercises]
    return any(is_substitute(problem, exercises[name], exercises[edit.new]) for name in names if name is not None)


def _set_dose(table: Table, edit: e.SetDose) -> Proposal | NotAllowed:
    def change(number: int) -> Proposal | NotAllowed:
        problem, session = table.now(), table.sessions[number]
        found = find_item(session, edit.exercise)
        assert found is not None
        if edit.exercise not in problem.usable:
            return refused("SAFE-02", edit.session, "This exercise has not passed your safety check.")
        fault = _dose_fault(edit.dose, found[1].dose)
        if fault is not None:
            return refused("DOSE", edit.session, f"{found[1].name}: {fault}")
        sessions = {**table.sessions, number: dosed(problem, session, edit.exercise, edit.dose)}
        edits = table.edits.with_pin(Pin(edit.session, edit.exercise))
        return Proposal(edits, sessions, around=frozenset({number}), told=(f"{found[1].name} has its new amount.",))

    return _with_exercise(table, edit.session, edit.exercise, change)


def _dose_fault(dose: Dose, before: Dose) -> str | None:
    """An amount must be of the exercise's own kind: minutes, repeats, or repeats that are held."""
    if (dose.minutes is None) != (before.minutes is None):
        return "it counts in minutes." if before.minutes is not None else "it counts in sets and repeats."
    if dose.minutes is not None:
        if dose.minutes < 0.5 or dose.sets != 1 or dose.reps is not None or dose.hold_seconds is not None:
            return "at least half a minute, without sets and repeats."
        return None
    reps = dose.reps_of_sets()
    if dose.sets < 1 or len(reps) != dose.sets or min(reps, default=0) < 1:
        return "at least one set and one repeat."
    if (dose.hold_seconds is None) != (before.hold_seconds is None):
        return "it is held, so it needs seconds." if before.hold_seconds is not None else "it is not held."
    if dose.hold_seconds is not None and dose.hold_seconds < 1:
        return "at least one second."
    return None


def _move(table: Table, edit: e.MoveSession) -> Proposal | NotAllowed:
    origin, to = table.number_of(edit.session), table.number_of_day(edit.to)
    if origin is None:
        return refused("SESSION", edit.session, "There is no such session in this week.")
    if to is None:
        return refused("DATES", edit.session, "A session can move within its week only.")
    if table.is_done(origin) or table.is_done(to):
        return refused("DONE", edit.session, "A session that is done stays on its day.")
    if table.is_over(to):
        return refused("DONE", edit.session, "That day is over.")
    if origin == to:
        return Proposal(table.edits, table.sessions, told=(f"The session is on {_name(table, to)} already.",))
    return _exchanged(table, origin, to)


def _exchanged(table: Table, origin: int, to: int) -> Proposal:
    now = table.now()
    places = _places(table, now)
    mine, theirs = places.pop(origin), places.get(to)
    sessions = table.sessions
    moving, displaced = sessions.pop(origin), sessions.pop(to, None)
    places[to], sessions[to] = _brought(table, mine, to), moving
    edits = table.edits.without_pins(moving.id)
    told = [f"The session is on {_name(table, to)} now."]
    if displaced is not None:
        edits = edits.without_pins(displaced.id)
        if theirs is not None and not table.is_over(origin):
            places[origin], sessions[origin] = _brought(table, theirs, origin), displaced
            told.append(f"The session of that day comes on {_name(table, origin)}.")
        else:
            told.append("The session that was there makes room: two in a day would be too much (RET-01).")
    lost = tuple(day for day in edits.lost if day not in (table.day(to), table.day(origin)))
    edits = replace(edits, lost=lost, moved=tuple(m for _, m in sorted(places.items()) if m.origin != m.to))
    for number, session in ((to, moving), (origin, displaced)):
        if session is not None and number in sessions:
            edits = _pins_renamed(table.edits, edits, session.id, SessionId(f"{now.slots[number].weekday}-1"))
    return Proposal(edits, sessions, around=frozenset({to}), again=displaced is not None, told=tuple(told))


def _places(table: Table, now: WeekProblem) -> dict[int, Moved]:
    """For each day that takes a session: where its time came from, the hour there, and the minutes."""
    came_from = {m.to: m.origin for m in table.edits.moved}
    places = {
        slot.number: Moved(came_from.get(slot.date, slot.date), slot.date, slot.at, slot.offered_minutes)
        for slot in now.slots
        if slot.at is not None
    }
    for number, session in table.sessions.items():
        day = table.day(number)
        places.setdefault(number, Moved(came_from.get(day, day), day, session.at, session.budget_minutes))
    return places


def _brought(table: Table, place: Moved, number: int) -> Moved:
    """The time moved to another day. It takes the hour of that day, where the day has one of its own."""
    day = table.day(number)
    own = table.problem.profile.days.get(weekday_of(day))
    usual = table.problem.profile.days.get(weekday_of(place.origin))
    at = own.at if own is not None else usual.at if usual is not None else place.at
    return Moved(place.origin, day, at, place.minutes)


def _pins_renamed(before: Edits, after: Edits, old: SessionId, new: SessionId) -> Edits:
    for pin in before.pinned:
        if pin.session == old:
            after = after.with_pin(Pin(new, pin.exercise))
    return after


def _lose(table: Table, day: date) -> Proposal | NotAllowed:
    number = table.number_of_day(day)
    if number is None:
        return refused("DATES", "week", "This day is not in the week.")
    if table.is_done(number):
        return refused("DONE", weekday_of(day), "The session of this day is done.")
    edits = table.edits.with_lost(day)
    if table.is_over(number):
        return Proposal(edits, table.sessions, told=(RET_07_AFTER,))
    sessions = table.sessions
    gone = sessions.pop(number, None)
    if gone is not None:
        edits = edits.without_pins(gone.id)
    told = f"{_name(table, number)} {'stays free' if gone is None else 'is free now'}."
    return Proposal(edits, sessions, again=gone is not None, told=(told,))


UNPINNED: Final = "It may change when the week is planned again."
RET_07_AFTER: Final = "That is all right. Carry on with the next session; nothing has to be made up."


def _restore(table: Table, day: date) -> Proposal | NotAllowed:
    number = table.number_of_day(day)
    if number is None:
        return refused("DATES", "week", "This day is not in the week.")
    if table.is_over(number):
        return refused("DONE", weekday_of(day), "That day is over.")
    if table.is_done(number):
        return refused("DONE", weekday_of(day), "The session of this day is done.")
    edits = table.edits.with_restored(day)
    sessions = table.sessions
    for other, offered in enumerate(_offered(table, edits)):
        if not offered and other in sessions and not table.is_over(other) and not table.is_done(other):
            edits = edits.without_pins(sessions.pop(other).id)
    return Proposal(edits, sessions, again=True, told=(f"{_name(table, number)} is as usual again.",))


def _offered(table: Table, edits: Edits) -> list[bool]:
    return [slot.at is not None for slot in edited_problem(table.problem, table.week, edits).slots]


def _after_miss(table: Table, choice: e.AfterMissChoice) -> Proposal | NotAllowed:
    missed = table.missed
    if not missed:
        return refused("RET-01", "week", NO_MISS)
    if table.returning.rescreen:
        return refused("SCR-07", "week", RESCREEN_FIRST)
    edits, sessions = table.edits, table.sessions
    if choice == "skip":
        told = _welcome(table, sessions)
        return _lightened(table, Proposal(edits, sessions, told=told))
    waiting = [sessions.pop(number) for number in missed]
    for session in waiting:
        edits = edits.without_pins(session.id)
    if choice == "squeeze":
        told = ("The rest of the week takes over what it can. No session gets longer than the time you offer.",)
        return _lightened(table, Proposal(edits, sessions, again=True, steady=False, told=told))
    return _lightened(table, _shifted(table, edits, sessions, waiting))


def _shifted(table: Table, edits: Edits, sessions: dict[int, Session], waiting: list[Session]) -> Proposal:
    """Missed sessions come on the next free days, the following ones move along, in order; the last may fall out."""
    free = [slot.number for slot in table.now().slots if _takes_a_session(table, edits, sessions, slot)]
    queue = [*waiting, *(sessions.pop(number) for number in free if number in sessions)]
    placed = dict(zip(free, queue, strict=False))
    names = and_list([_name(table, number) for number in placed])
    told = [f"The sessions move along to {names}." if placed else "No day of this week is left for a session."]
    if len(queue) > len(free):
        told.append(f"{_those_that_wait(len(queue), len(free))} for another week; nothing has to be made up.")
    return Proposal(edits, {**sessions, **placed}, again=not placed, told=tuple(told))


def _those_that_wait(sessions: int, days: int) -> str:
    if days == 0:
        return "It waits" if sessions == 1 else "They wait"
    return "The last of them waits" if sessions - days == 1 else f"The last {sessions - days} of them wait"


def _takes_a_session(table: Table, edits: Edits, sessions: Sessions, slot: DaySlot) -> bool:
    if slot.at is None or slot.budget_minutes == 0 or table.is_over(slot.number):
        return False
    session = sessions.get(slot.number)
    if session is None:
        return True
    return session.id not in table.done and not any(pin.session == session.id for pin in edits.pinned)


def _lightened(table: Table, proposal: Proposal) -> Proposal:
    """RET-03: after eight days and more the sessions to come are lighter."""
    back = table.returning
    if back.factor >= 1:
        return proposal
    problem = table.now()
    settled = {n for n in proposal.sessions if table.is_over(n) or table.is_done(n)}
    sessions = {n: s if n in settled else lighter(problem, s, back.factor) for n, s in proposal.sessions.items()}
    told = (*proposal.told, f"The sessions to come are lighter for now ({back.rule}).")
    return replace(proposal, sessions=sessions, told=told)


def _welcome(table: Table, sessions: Sessions) -> tuple[str, ...]:
    ahead = [n for n, s in sorted(sessions.items()) if not table.is_over(n) and s.id not in table.done]
    after = (
        f"The next session is on {_name(table, ahead[0])}." if ahead else "The next session comes with the new week."
    )
    return ("Ready when you are.", after)


def _name(table: Table, number: int) -> str:
    return DAY_NAMES[weekday_of(table.day(number))]


def sessions_in_order(sessions: Sessions) -> Sequence[Session | None]:
    return [sessions.get(number) for number in range(DAYS_IN_WEEK)]
