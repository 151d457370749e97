"""Edits of a finished week: what the hand asks for, and the rest planned again around it where it has to be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from planner.domain.edits import Edit, Edits, UseTemplate
from planner.domain.week import Session, SessionId, Week
from planner.generator.assemble import assemble_sessions
from planner.generator.check import check_week
from planner.generator.edit_words import REST_STAYS, SAME_AGAIN, what_changed
from planner.generator.edited import edited_problem
from planner.generator.fitting import Fitter
from planner.generator.hands import on_day
from planner.generator.limits import LIMITS
from planner.generator.limits.content import CoreStretchAndWalkingEveryWeek
from planner.generator.outcome import Breach, NotAllowed, NoWeekPossible, Planned
from planner.generator.problem import DAYS_IN_WEEK, WeekProblem
from planner.generator.proposals import (
    Proposal,
    Sessions,
    Table,
    propose,
    refused,
    sessions_in_order,
    table_of,
)
from planner.generator.solve import plan_week
from planner.generator.template import liking, use_template
from planner.progression.dose import scaled
from planner.progression.gaps import Return

NOTHING_MISSED: Final = Return()


@dataclass(frozen=True, slots=True)
class Edited:
    """``told``: what became of the edit, as sentences for the person."""

    week: Week
    edits: Edits
    told: tuple[str, ...]


def change_week(
    week: Week,
    edit: Edit | UseTemplate,
    problem: WeekProblem,
    today: date,
    done: Collection[SessionId] = (),
    returning: Return = NOTHING_MISSED,
) -> Edited | NotAllowed | NoWeekPossible:
    """The week after the edit, clean by every limit; or the limits that speak against it, and the week stays.

    ``problem`` is the person's, as it is without any edit. ``today`` is their calendar day: sessions of earlier days
    and those in ``done`` are never planned again. ``returning`` is what RET-01 to RET-06 ask for after missed days.
    Nothing that may stay is changed: the rest is planned again only where the edit breaks a limit, takes a session
    away or asks for it [D].
    """
    if today > week.start + timedelta(days=DAYS_IN_WEEK - 1):
        return refused("DATES", "week", "This week is over.")
    if isinstance(edit, UseTemplate) and edit.how == "prefer":
        problem = liking(problem, edit)
    table = table_of(week, problem, today, done, returning)
    proposal = use_template(table, edit) if isinstance(edit, UseTemplate) else propose(table, edit)
    if isinstance(proposal, NotAllowed):
        return proposal
    direct = _direct(table, proposal)
    breaches = _breaches(direct, table)
    if not breaches and not proposal.again:
        return _edited(table, proposal, direct)
    if breaches and _only_in_what_was_edited(breaches, proposal, direct):
        return NotAllowed(breaches)
    planned = _planned_again(table, proposal, direct)
    if isinstance(planned, Week):
        return _edited(table, proposal, planned)
    if not breaches and not proposal.sessions:
        return _edited(table, proposal, direct)
    return planned if not proposal.around and not breaches else NotAllowed(breaches or planned_breaches(planned))


def _only_in_what_was_edited(breaches: tuple[Breach, ...], proposal: Proposal, direct: Week) -> bool:
    """No other day can mend what is wrong within the session that the hand made."""
    names = {session.id for n in proposal.around for session in direct.days[n].sessions}
    return not proposal.again and all(breach.where in names for breach in breaches)


def planned_breaches(outcome: NotAllowed | NoWeekPossible) -> tuple[Breach, ...]:
    """The clashing limits as breaches of the week."""
    if isinstance(outcome, NotAllowed):
        return outcome.breaches
    return tuple(Breach(clash.id, "week", clash.text) for clash in outcome.clashes)


def fits_as_it_is(table: Table, edit: Edit) -> bool:
    """Whether the edit breaks nothing while everything else stays. For edits that leave the kinds of blocks alone."""
    proposal = propose(table, edit)
    if isinstance(proposal, NotAllowed):
        return False
    week = _direct(table, proposal)
    problem = edited_problem(table.problem, week)
    return not any(limit.breaches(week, problem) for limit in LIMITS if limit.id != CoreStretchAndWalkingEveryWeek.id)


def _direct(table: Table, proposal: Proposal) -> Week:
    """The week with what the hand did and nothing else."""
    problem = _problem(table, proposal, proposal.sessions)
    sessions = _at_home(problem, proposal.sessions)
    problem = _problem(table, proposal, sessions)
    solver = replace(table.week.solver, status="feasible")
    return assemble_sessions(problem, Fitter(problem), sessions_in_order(sessions), solver)


def _problem(table: Table, proposal: Proposal, sessions: Sessions) -> WeekProblem:
    problem = edited_problem(table.problem, _with_sessions(table.week, sessions), proposal.edits)
    held = problem.held
    as_they_were = {n: day for n, day in held.over.items() if day.sessions == table.week.days[n].sessions}
    edits = proposal.edits if proposal.edits.anything else None
    return replace(problem, held=replace(held, over=as_they_were, edits=edits))


def _with_sessions(week: Week, sessions: Sessions) -> Week:
    days = []
    for number, day in enumerate(week.days):
        session = sessions.get(number)
        found = () if session is None else (session,)
        days.append(day if day.sessions[:1] == found else replace(day, sessions=found, rest=not found))
    return replace(week, days=tuple(days))


def _at_home(problem: WeekProblem, sessions: Sessions) -> dict[int, Session]:
    found = {}
    for number, session in sessions.items():
        slot = problem.slots[number]
        same = (session.id, session.at, session.budget_minutes) == (f"{slot.weekday}-1", slot.at, slot.budget_minutes)
        settled = number in problem.held.settled
        found[number] = session if same or settled or slot.at is None else on_day(problem, session, slot)
    return found


def _planned_again(table: Table, proposal: Proposal, direct: Week) -> Week | NotAllowed | NoWeekPossible:
    """The rest planned again: around what was edited; failing that with its content free, only its day kept."""
    outcome: NotAllowed | NoWeekPossible | None = None
    sessions = {number: day.sessions[0] for number, day in enumerate(direct.days) if day.sessions}
    for around in dict.fromkeys((proposal.around, *((frozenset[int](),) if proposal.again else ()))):
        problem = _problem(table, proposal, sessions)
        held = replace(problem.held, pinned=problem.held.pinned | around, steady=proposal.steady)
        found = plan_week(_lighter(replace(problem, held=held), table.returning))
        if isinstance(found, Planned):
            breaches = _breaches(found.week, table)
            if not breaches:
                return found.week
            outcome = outcome or NotAllowed(breaches)
        else:
            outcome = outcome or found
    assert outcome is not None
    return outcome


def _lighter(problem: WeekProblem, back: Return) -> WeekProblem:
    """RET-03: the sessions that are planned anew are lighter too."""
    if back.factor >= 1:
        return problem
    fitter = Fitter(problem)
    doses = {exercise: scaled(fitter.dose(exercise).dose, back.factor) for exercise in problem.usable}
    return replace(problem, prescription=replace(problem.prescription, doses=doses))


def _breaches(week: Week, table: Table) -> tuple[Breach, ...]:
    """What the week breaks, but for what sessions broke that are over: answers may have changed since."""
    found = check_week(week, table.problem)
    if not found:
        return ()
    settled = [n for n in range(DAYS_IN_WEEK) if table.is_over(n) or table.is_done(n)]
    gone = {
        name for n in settled for name in (table.week.days[n].weekday, *(s.id for s in table.week.days[n].sessions))
    }
    known = {breach for breach in check_week(table.week, table.problem) if breach.where in gone}
    return tuple(breach for breach in found if breach not in known)


def _edited(table: Table, proposal: Proposal, week: Week) -> Edited:
    changed = what_changed(table.week, proposal.sessions, week)
    if proposal.again and not proposal.told and changed == (REST_STAYS,):
        changed = (SAME_AGAIN,)
    return Edited(week, proposal.edits, (*proposal.told, *changed))
