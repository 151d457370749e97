"""How long a week takes from cold: ``python tests/benchmarks/bench_week_command.py [rounds]``.

``planner week`` on the example stands beside a process that only loads its libraries and writes an empty PDF, and
``planner --help`` beside an interpreter that does nothing. They take turns, so that a busy machine disturbs all alike.
``user`` is processor time of all processes of a command, in seconds; a week is planned and printed by two at once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[2]
LIBRARIES = """
import sys
import click, icalendar, jinja2, ortools.sat.python.cp_model, weasyprint, yaml
weasyprint.HTML(string="<p></p>").write_pdf(sys.argv[1])
"""
WEEK_GOAL = 1.8
HELP_GOAL = 6.0

Times = tuple[float, float]
"""Seconds by the clock, and of processor time."""


def timed(*arguments: str) -> Times:
    """One cold run of an interpreter."""
    before, start = os.times(), perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    wall, after = perf_counter() - start, os.times()
    return wall, after.children_user - before.children_user


def compare(what: str, command: list[str], baseline: list[str], rounds: int, goal: float) -> None:
    """Prints the medians of both and how many times the baseline the command took."""
    timed(*baseline), timed(*command)  # files into memory
    pairs = [(timed(*baseline), timed(*command)) for _ in range(rounds)]
    for kind, name in enumerate(("wall", "user")):
        base, own = (median(pair[side][kind] for pair in pairs) for side in (0, 1))
        print(f"{what:14} {name}  {own:6.2f} s  baseline {base:5.2f} s  {own / base:5.2f} times")
    print(f"{what:14} goal by the clock: at most {goal} times")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    planner = [str(Path(sys.executable).with_name("planner"))]
    with tempfile.TemporaryDirectory() as folder:
        week = ["week", "profile.example.yaml", "--start", "2026-11-23", "--out", folder]
        compare("planner week", planner + week, ["-c", LIBRARIES, f"{folder}/empty.pdf"], rounds, WEEK_GOAL)
    compare("planner --help", [*planner, "--help"], ["-c", ""], rounds * 3, HELP_GOAL)


if __name__ == "__main__":
    main()
