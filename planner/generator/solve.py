"""The best week: options and laws → CP-SAT → a finished week, or the limits that clash."""

from __future__ import annotations

from time import perf_counter
from typing import Final, Literal

from planner.domain.week import SolverReport
from planner.generator.assemble import assemble
from planner.generator.cp_sat import cp_model
from planner.generator.draft import Draft
from planner.generator.limits import LIMITS
from planner.generator.menu import Menu, Option, menu_of
from planner.generator.outcome import NoWeekPossible, Planned
from planner.generator.pinning import keep_what_stands
from planner.generator.problem import WeekProblem
from planner.generator.whynot import why_not
from planner.generator.wishes import WISHES

FIRST_LIMIT: Final = 0.02
DETERMINISTIC_LIMIT: Final = 6.0
"""Work of the first try and of the second, not seconds: the same on every machine."""
SEED: Final = 7
Status = Literal["optimal", "feasible"]


def plan_week(problem: WeekProblem) -> Planned | NoWeekPossible:
    """The best week for this problem by all limits and wishes, with its laws and reasons.

    Same problem, same week, whatever the machine or hash seed; only ``solver.seconds`` differs.
    """
    begun = perf_counter()
    menu = menu_of(problem)
    if not any(menu.options(slot) for slot in problem.slots):
        return _week_of_rest(problem, menu) or why_not(problem, menu)
    draft = draft_of(problem, menu)
    found = _solved(draft)
    if found is None:
        return why_not(problem, menu)
    chosen, status, objective, bound = found
    report = SolverReport(status, objective, bound, round(perf_counter() - begun, 3))
    week = assemble(problem, menu.fitter, chosen, report)
    return Planned(week) if week.sessions else why_not(problem, menu)


def _week_of_rest(problem: WeekProblem, menu: Menu) -> Planned | None:
    """FAT-04 without a chair, bed or mat: no breathing exercise can be timed, and care says how to breathe and rest.

    The breathing exercises all sit or lie; nobody so tired is asked to stand for them [D].
    """
    if not problem.breathing_only or not any(slot.budget_minutes for slot in problem.slots):
        return None
    nothing: list[Option | None] = [None] * len(problem.slots)
    return Planned(assemble(problem, menu.fitter, nothing, SolverReport("optimal", 0, 0, 0)))


def draft_of(problem: WeekProblem, menu: Menu) -> Draft:
    """The model with every limit and wish written into it."""
    draft = Draft(problem, menu)
    for limit in LIMITS:
        limit.post(draft)
    for wish in WISHES:
        wish.post(draft)
    keep_what_stands(draft)
    draft.minimise()
    return draft


def _solved(draft: Draft) -> tuple[list[Option | None], Status, float, float] | None:
    """First as it is, which is quickest for most people; where that does not soon prove the best week, once more with
    all that makes hard models smaller."""
    library = cp_model()
    solver = library.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    # Measured over varied people: the linear relaxation does the work; cuts cost more than they save.
    solver.parameters.linearization_level = 2
    solver.parameters.cut_level = 0
    solver.parameters.use_optimization_hints = False
    solver.parameters.use_sat_inprocessing = False
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_presolve = False
    solver.parameters.add_lp_constraints_lazily = False
    solver.parameters.max_deterministic_time = FIRST_LIMIT
    status = solver.solve(draft.model)
    if status not in (library.OPTIMAL, library.INFEASIBLE):
        solver.parameters.cp_model_presolve = True
        solver.parameters.add_lp_constraints_lazily = True
        solver.parameters.max_deterministic_time = DETERMINISTIC_LIMIT
        status = solver.solve(draft.model)
    if status not in (library.OPTIMAL, library.FEASIBLE):
        return None
    chosen: list[Option | None] = []
    for variables, options in zip(draft.chosen, draft.options, strict=True):
        taken = [option for variable, option in zip(variables, options, strict=True) if solver.value(variable)]
        chosen.append(taken[0] if taken else None)
    word: Status = "optimal" if status == library.OPTIMAL else "feasible"
    return chosen, word, solver.objective_value, solver.best_objective_bound
