"""Today's session, fitted to how the person is today: tiredness (D4), pain (D5) and the caps that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from planner.domain.exercise import Dose, ExerciseId
from planner.domain.week import Session
from planner.generator.facts import SessionFacts, facts_of
from planner.generator.limits import LIMITS
from planner.generator.limits.base import SessionLimit
from planner.generator.menu import Menu, Option
from planner.generator.pinning import at_home
from planner.generator.problem import DaySlot, WeekProblem
from planner.generator.seen import Seen
from planner.generator.today_words import REST_TODAY, carry_on, differences, reasons
from planner.progression.dose import adapted, paced
from planner.screening.outcome import Pace, Passed

STATES: Final = (Pace.GREEN, Pace.YELLOW, Pace.ORANGE, Pace.RED)
TOO_MUCH_PAIN: Final = 5
"""PAIN-01, PAIN-02: above 5 is too high."""
VERY_MUCH_PAIN: Final = 8
"""AMB-24."""
FLARE_RISE: Final = 3
"""REG-03."""
YELLOW_PART: Final = 0.75
"""[D] FAT-02 asks for 70 % and for whole exercises; between two whole sessions the nearer one counts."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """Pain and tiredness now, 0 to 10; ``usual_pain`` is what pain settles back to."""

    pain: int
    tiredness: int
    usual_pain: int

    @property
    def flaring(self) -> bool:
        """AMB-24, and REG-03 without waiting for its 24 hours [D]: restful work only today."""
        return self.pain >= VERY_MUCH_PAIN or (self.pain > TOO_MUCH_PAIN and self.pain >= self.usual_pain + FLARE_RISE)

    @property
    def sore(self) -> bool:
        """PAIN-01: too much for the planned session; a short easy one instead, as in an orange state [D]."""
        return not self.flaring and self.pain > TOO_MUCH_PAIN


@dataclass(frozen=True, slots=True)
class FittedToday:
    """``session`` is None where nothing but rest is right today. ``told`` says what was changed and why."""

    session: Session | None
    told: tuple[str, ...]
    changed: bool


def fit_today(problem: WeekProblem, passed: Passed, session: Session, feeling: Feeling, day: int) -> FittedToday:
    """The session for today, by the limits as they stand today and never more than was planned (FAT-05).

    ``problem`` is the week's. ``passed`` is what screening says with today's pain and tiredness. ``day`` is the number
    of the session's day in the week, from 0.
    """
    pace = max(problem.pace, passed.pace, Pace.ORANGE if feeling.sore else Pace.GREEN, key=STATES.index)
    if pace is problem.pace and not feeling.flaring and _fits_as_planned(problem, passed, session):
        return FittedToday(session, carry_on(feeling.pain, feeling.tiredness), changed=False)
    today = _problem_of_today(problem, passed, pace, session, day, flaring=feeling.flaring)
    why = reasons(pace, feeling.pain, feeling.tiredness, flaring=feeling.flaring, sore=feeling.sore)
    chosen = _nearest(today, today.slots[day], session)
    if chosen is None:
        return FittedToday(None, (*why, REST_TODAY), changed=True)
    return FittedToday(chosen, (*why, *differences(session, chosen)), changed=True)


def _fits_as_planned(problem: WeekProblem, passed: Passed, session: Session) -> bool:
    caps, usable = passed.caps, passed.exercises.usable
    if caps.session_minutes is not None and session.minutes > caps.session_minutes:
        return False
    if caps.hold_seconds != problem.passed.caps.hold_seconds:
        return False
    return all(
        item.exercise in usable and (caps.effort is None or item.effort <= caps.effort) for item in session.items
    )


def _problem_of_today(
    problem: WeekProblem, passed: Passed, pace: Pace, session: Session, day: int, *, flaring: bool
) -> WeekProblem:
    doses = {e: _dose_today(problem, passed, e, dose, pace) for e, dose in problem.prescription.doses.items()}
    prescription = replace(problem.prescription, pace=pace, doses=doses, restorative_days=0)
    passed = replace(passed, pace=pace, restorative_days=0)
    fresh = WeekProblem.of(problem.profile, passed, problem.library, problem.care, prescription, problem.start)
    planned, slot = problem.slots[day], fresh.slots[day]
    most = [session.budget_minutes]
    if passed.caps.session_minutes is not None:
        most.append(passed.caps.session_minutes)
    if pace in (Pace.ORANGE, Pace.RED):
        most.append(slot.budget_minutes or session.budget_minutes)
    if pace is Pace.YELLOW and problem.pace is Pace.GREEN:
        most.append(ceil(session.minutes * YELLOW_PART))
    slots = list(fresh.slots)
    slots[day] = replace(
        planned,
        at=session.at,
        budget_minutes=min(most),
        offered_minutes=max(1, round(session.minutes)),
        restorative=flaring or planned.restorative,
    )
    return replace(fresh, slots=tuple(slots))


def _dose_today(problem: WeekProblem, passed: Passed, exercise: ExerciseId, dose: Dose, pace: Pace) -> Dose:
    usable = passed.exercises.usable.get(exercise)
    if usable is None:
        return dose
    smaller = dose if pace is problem.pace else paced(dose, pace)
    codes = tuple(adaptation.code for adaptation in usable.adaptations)
    return adapted(smaller, usable.exercise, usable.hold_cap_seconds, codes)


def _nearest(problem: WeekProblem, slot: DaySlot, session: Session) -> Session | None:
    """Of the sessions that are right today the one most like the planned one, and no harder."""
    planned = facts_of(problem, session)
    options = [option for option in Menu(problem).options(slot) if _is_right(problem, slot, option, planned)]
    if not options:
        return None
    # Where the content is prescribed (FAT-03, FAT-04, AMB-24) likeness says little, so the better session counts.
    prescribed = problem.special or slot.restorative

    def rank(option: Option) -> tuple[bool, int, int]:
        loses, unlike = _loses(option.facts, planned), _unlike(problem, option, session)
        return (loses, option.points, unlike) if prescribed else (loses, unlike, option.points)

    best = min(options, key=rank)
    return at_home(replace(best.session, at=session.at), slot)


def _is_right(problem: WeekProblem, slot: DaySlot, option: Option, planned: SessionFacts) -> bool:
    facts = option.facts
    if (facts.strength and not planned.strength) or (facts.hard and not planned.hard):
        return False
    if facts.seconds > max(planned.seconds, 90) or facts.sets > max(planned.sets, 1):
        return False
    seen = Seen(slot, problem, option.session, facts)
    limits = (limit for limit in LIMITS if isinstance(limit, SessionLimit))
    return not any(True for limit in limits for _ in limit.faults(seen))


def _loses(facts: SessionFacts, planned: SessionFacts) -> bool:
    """FAT-02 keeps the core; daily work stays too."""
    pairs = ((planned.core, facts.core), (planned.extensor, facts.extensor), (planned.balance, facts.balance))
    return any(had and not has for had, has in pairs)


def _unlike(problem: WeekProblem, option: Option, session: Session) -> int:
    """Exercises and routines that are new today, and what is lost; a step of a family that was planned counts less."""
    exercises = problem.library.exercises
    before = {item.exercise for item in session.items if item.exercise in exercises}
    families = {exercises[name].family for name in before}
    new = [exercises[name] for name in option.facts.exercises if name not in before]
    strange = sum(1 if exercise.family in families else 3 for exercise in new)
    routines = {block.routine for block in session.blocks}
    other = sum(block.routine not in routines for block in option.session.blocks)
    lost = families.difference(exercises[name].family for name in option.facts.exercises)
    return 2 * strange + 4 * other + len(lost)
