"""Turns the chosen options into a finished week: care, walks, cards, laws and reasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from planner.domain.week import (
    BlockKind,
    Card,
    CareItem,
    CareKind,
    Day,
    LeftOut,
    Message,
    ScreeningReport,
    Session,
    SessionId,
    SolverReport,
    Week,
    WeekPerson,
)
from planner.generator.fitting import Fitter
from planner.generator.limits import LIMITS
from planner.generator.menu import Option
from planner.generator.pieces import is_breathing
from planner.generator.problem import WeekProblem
from planner.generator.told_changes import told_changes
from planner.generator.walks import daily_items, walk_days, walk_item
from planner.generator.wishes import WISHES

CARE_ORDER = tuple(CareKind)
BREATHE_ANYWHERE = (
    "This week is for rest. Wherever you rest, breathe slowly for 2 to 5 minutes: in for 4 seconds, out for 6. "
    "Change your position now and then."
)
"""FAT-04 and DOSE-11, for a home without a chair, bed or mat on the list."""


def assemble(problem: WeekProblem, fitter: Fitter, chosen: Sequence[Option | None], solver: SolverReport) -> Week:
    """The week of these options, one or none for each day, with its laws."""
    return assemble_sessions(problem, fitter, [_on_day(problem, n, option) for n, option in enumerate(chosen)], solver)


def assemble_sessions(
    problem: WeekProblem, fitter: Fitter, sessions: Sequence[Session | None], solver: SolverReport
) -> Week:
    """The week of these sessions, one or none for each day, with care, cards and laws."""
    walking = walk_days(problem, sessions)
    days = tuple(_day(problem, fitter, number, sessions, number in walking) for number in range(len(sessions)))
    week = Week(
        start=problem.start,
        library=problem.library.version,
        person=_person(problem),
        screening=_screening(problem),
        days=_with_block_cards(days, problem.care.block_cards, frozenset(problem.held.over)),
        left_out=_left_out(problem),
        laws=(),
        changes=(),
        solver=solver,
        edits=problem.held.edits,
    )
    return with_laws(replace(week, changes=told_changes(week, problem)), problem)


def with_laws(week: Week, problem: WeekProblem) -> Week:
    """The same week with every limit and wish as it stands."""
    laws = [limit.law(week, problem) for limit in LIMITS]
    return replace(week, laws=(*laws, *(wish.report(week, problem) for wish in WISHES)))


def _on_day(problem: WeekProblem, number: int, option: Option | None) -> Session | None:
    slot = problem.slots[number]
    if option is None or slot.at is None:
        return None
    if number in problem.held.settled:
        return option.session
    return replace(option.session, id=SessionId(f"{slot.weekday}-1"), at=slot.at)


def _day(problem: WeekProblem, fitter: Fitter, number: int, week: Sequence[Session | None], walks: bool) -> Day:
    slot, care = problem.slots[number], problem.care.days[number]
    over = problem.held.over.get(number)
    if over is not None:
        return over
    items: list[CareItem] = [*care.items, *daily_items(problem, fitter, number, week)]
    if walks:
        items.append(walk_item(problem))
    items.sort(key=lambda item: CARE_ORDER.index(item.kind))
    session = week[number]
    sessions = (session,) if session else ()
    return Day(slot.date, slot.weekday, not sessions, sessions, tuple(items), care.cards)


def _with_block_cards(days: tuple[Day, ...], cards: Sequence[Card], over: Collection[int]) -> tuple[Day, ...]:
    """Each card once, on the first day that has what it stands beside and the fewest cards so far (A21).

    Days that are ``over`` stay as they were, with the cards they had.
    """
    placed = [list(day.cards) for day in days]
    had = [card for number in over for card in placed[number]]
    for card in (card for card in cards if card not in had):
        fitting = [number for number, day in enumerate(days) if number not in over and card.beside in _kinds(day)]
        if fitting:
            placed[min(fitting, key=lambda number: (len(placed[number]), number))].append(card)
    return tuple(replace(day, cards=tuple(found)) for day, found in zip(days, placed, strict=True))


def _kinds(day: Day) -> set[str]:
    blocks: set[BlockKind] = {block.kind for session in day.sessions for block in session.blocks}
    return {kind.value for kind in blocks} | {item.kind.value for item in day.care}


def _person(problem: WeekProblem) -> WeekPerson:
    profile = problem.profile
    return WeekPerson(profile.name, profile.age, problem.level, profile.time_zone, profile.paper)


def _screening(problem: WeekProblem) -> ScreeningReport:
    passed = problem.passed
    messages: list[Message] = []
    for message in (*passed.messages, *problem.care.messages, *problem.prescription.messages):
        if message not in messages:
            messages.append(message)
    if problem.breathing_only and not any(is_breathing(usable.exercise) for usable in problem.usable.values()):
        messages.append(Message("FAT-04", BREATHE_ANYWHERE, ("A14",)))
    return ScreeningReport(passed.state, passed.flags, passed.conditions, passed.caps, tuple(messages))


def _left_out(problem: WeekProblem) -> tuple[LeftOut, ...]:
    refused = problem.passed.exercises.refused
    return tuple(LeftOut(e, refused[e]) for e in problem.library.exercises if e in refused)
