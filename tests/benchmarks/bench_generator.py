"""How long a week takes: ``python tests/benchmarks/bench_generator.py [--people N]`` (1,000 unless told otherwise).

Times are of the processor and cover building the model and solving it, for people drawn from seeds. Machines differ,
so every figure stands beside that of a plain trial model, built from the same people in the same run: 27 routines, each
fitted in up to three lengths, budgets as bands (a point a minute below four fifths), few different routines and a
handful of wishes. Ctrl-C ends it early and prints what there is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from planner.config import read_config
from planner.domain.routine import Routine
from planner.exchange.profile_file import profile_from_text
from planner.generator.fitting import Fitter
from planner.generator.limits import LIMITS
from planner.generator.menu import Menu
from planner.generator.outcome import Planned
from planner.generator.problem import DAYS_IN_WEEK, MOST_SESSION_DAYS, WeekProblem
from planner.generator.solve import plan_week
from planner.generator.wishes import WISHES
from planner.use_cases.make_week import NO_HISTORY, Content, week_problem
from planner.wiring import open_content
from tests.contract.people import START, anybody

WORK_LIMIT = 6.0
KINDS = ("core", "stretching", "yoga", "balance")
MOST_IN_A_SESSION = 4


@dataclass
class Times:
    """Seconds of the processor, one for each person, and how often the best was proved."""

    seconds: list[float] = field(default_factory=list)
    proved: int = 0
    gaps: list[float] = field(default_factory=list)

    def add(self, seconds: float, objective: float, bound: float, *, proved: bool) -> None:
        self.seconds.append(seconds)
        self.proved += proved
        self.gaps.append(abs(objective - bound) / max(1.0, abs(objective)))

    def at(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    def row(self, name: str) -> str:
        share = 100 * self.proved / len(self.seconds)
        return (
            f"{name:<22}{median(self.seconds):8.3f}{self.at(0.9):8.3f}{self.at(0.99):8.3f}{max(self.seconds):8.3f}"
            f"{share:9.1f} %{100 * max(self.gaps):8.2f} %"
        )


def problem_of(seed: int, content: Content) -> WeekProblem | None:
    """The week of a random person; None where screening stops it or nothing is offered that fits."""
    profile = profile_from_text(json.dumps(anybody(seed), default=str), START, content.library)
    if isinstance(profile, tuple):
        raise ValueError("\n".join(map(str, profile)))
    problem = week_problem(profile, content, START, NO_HISTORY)
    return problem if isinstance(problem, WeekProblem) else None


def lengths(fitter: Fitter, routine: Routine) -> list[int]:
    """Seconds of up to three lengths of a routine."""
    seconds = sorted({piece.seconds for piece in fitter.routine(routine, early=False)})
    return seconds if len(seconds) <= 3 else [seconds[0], seconds[len(seconds) // 2], seconds[-1]]


def trial_week(problem: WeekProblem, times: Times) -> None:
    """The trial model: which routines, in which length, on which day; few different ones."""
    from ortools.sat.python import cp_model

    begun = process_time()
    fitter, model = Fitter(problem), cp_model.CpModel()
    routines = list(problem.library.routines.values())
    forms = {routine.id: lengths(fitter, routine) for routine in routines}
    does: dict[tuple[int, str], object] = {}
    cost: list[object] = []
    days = [slot for slot in problem.slots if slot.budget_minutes]
    on = {slot.number: model.new_bool_var(f"on{slot.number}") for slot in days}
    for slot in days:
        spent: list[object] = []
        for routine in routines:
            chosen = [model.new_bool_var(f"{slot.number}{routine.id}{n}") for n in range(len(forms[routine.id]))]
            does[slot.number, routine.id] = sum(chosen)
            model.add(sum(chosen) <= on[slot.number])
            spent += [seconds * variable for seconds, variable in zip(forms[routine.id], chosen, strict=True)]
        for kind in KINDS:
            model.add(sum(does[slot.number, r.id] for r in routines if r.kind.value == kind) <= 1)
        budget = 60 * slot.budget_minutes
        short = model.new_int_var(0, slot.budget_minutes, f"short{slot.number}")
        model.add(sum(spent) <= budget)
        model.add(sum(spent) + 60 * short >= budget * 8 // 10 * on[slot.number])
        cost += [short, 100 * (1 - on[slot.number])]
    model.add(sum(on.values()) <= MOST_SESSION_DAYS)
    for routine in routines:
        used = model.new_bool_var(f"uses{routine.id}")
        for slot in days:
            model.add(does[slot.number, routine.id] <= used)
        cost.append(5 * used)
    for first, second in pairwise(range(DAYS_IN_WEEK)):
        if first in on and second in on:
            for routine in (r for r in routines if r.kind.value in ("core", "yoga")):
                again = model.new_bool_var(f"again{routine.id}{second}")
                model.add(does[first, routine.id] + does[second, routine.id] <= 1 + again)
                cost.append(2 * again)
    for kind, wanted in (("core", 3), ("stretching", 2), ("yoga", 1)):
        missing = model.new_int_var(0, wanted, f"missing_{kind}")
        model.add(sum(does[s.number, r.id] for s in days for r in routines if r.kind.value == kind) + missing >= wanted)
        cost.append(15 * missing)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = WORK_LIMIT
    status = solver.solve(model)
    proved = status == cp_model.OPTIMAL
    times.add(process_time() - begun, solver.objective_value, solver.best_objective_bound, proved=proved)


def the_week(problem: WeekProblem, times: Times) -> bool:
    begun = process_time()
    outcome = plan_week(problem)
    if not isinstance(outcome, Planned):
        return False
    report = outcome.week.solver
    times.add(process_time() - begun, report.objective, report.bound, proved=report.status == "optimal")
    return True


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="how many people get a week")
    parser.add_argument("--from-seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    content = open_content(read_config({}))
    _warm(content)
    ours, trial, options, seed = Times(), Times(), [], asked.from_seed
    with suppress(KeyboardInterrupt):
        while len(trial.seconds) < asked.people:
            problem, seed = problem_of(seed, content), seed + 1
            if problem is None or not the_week(problem, ours):
                continue
            trial_week(problem, trial)
            options.append(sum(len(Menu(problem).options(slot)) for slot in problem.slots) if len(options) < 20 else 0)
    del ours.seconds[len(trial.seconds) :]
    print(f"{len(trial.seconds)} people, seconds of one processor, building and solving")
    print(
        f"{len(LIMITS)} limits, {len(WISHES)} wishes, {len(content.library.exercises)} exercises, "
        f"{len(content.library.routines)} routines; {round(median(o for o in options if o))} sessions to choose from"
    )
    print(f"{'':<22}{'median':>8}{'p90':>8}{'p99':>8}{'worst':>8}{'proved':>11}{'gap':>10}")
    print(ours.row("this planner"))
    print(trial.row("trial model"))
    ratios = [median(ours.seconds) / median(trial.seconds), *(ours.at(s) / trial.at(s) for s in (0.9, 0.99))]
    print(f"{'ratio':<22}" + "".join(f"{ratio:8.2f}" for ratio in ratios))


def _warm(content: Content) -> None:
    """Imports the solver once, outside the times."""
    problem = next(p for p in (problem_of(seed, content) for seed in range(50)) if p is not None)
    plan_week(problem)


if __name__ == "__main__":
    main()
