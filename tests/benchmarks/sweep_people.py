"""Ten thousand random people through screening and three hundred through a finished week.

``python tests/benchmarks/sweep_people.py [PEOPLE [WEEKS]]`` prints what it found and ends with 1 on any fault: an
excluded exercise, an unadapted one, a broken cap, too little left, or a week that the program's own check refuses. The
tests take smaller samples of the same people.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from time import process_time

from planner.config import read_config
from planner.domain.week import Stopped
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_to_json
from planner.generator.outcome import Planned
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.use_cases.make_week import Content, judge_week, make_week
from planner.wiring import open_content
from tests.contract.judge import Judge, exercises, matrix
from tests.contract.people import START, anybody
from tests.screening.conftest import Clinic
from tests.screening.sweep import LITTLE_LEFT, faults_of, someone, too_little_left, with_a_chair

SEED = 20261123
FIRST_WEEK_SEED = 1000
"""People that the tests of the contract do not take."""


def sweep_screening(people: int, content: Content) -> list[str]:
    """Each person twice: with what they have at home, and with a chair and nothing else."""
    clinic, chance = Clinic(content.safety), random.Random(SEED)
    faults: list[str] = []
    seen: Counter[str] = Counter()
    fewest = 999
    for number in range(people):
        person = someone(clinic, chance)
        for home in (person, with_a_chair(person)):
            outcome = screen(home, content.library, content.safety, clinic.start)
            seen[outcome.state.value] += 1
            if isinstance(outcome, Passed):
                found = [*faults_of(home, outcome, content.safety), too_little_left(outcome)]
                faults += [f"person {number}: {fault}" for fault in found if fault]
                if LITTLE_LEFT & set(outcome.flags):
                    seen["passed with little left (SCR-10, SCR-11)"] += 1
                else:
                    fewest = min(fewest, len(outcome.exercises.usable))
    print(f"screening: {people} people, each with two homes: {dict(sorted(seen.items()))}")
    print(f"screening: at least {fewest} exercises for everyone else who passes")
    return faults


def sweep_weeks(weeks: int, content: Content) -> list[str]:
    judge = Judge(exercises(), matrix())
    faults: list[str] = []
    seen: Counter[str] = Counter()
    for seed in range(FIRST_WEEK_SEED, FIRST_WEEK_SEED + weeks):
        answers = anybody(seed)
        profile = profile_from_text(json.dumps(answers, default=str), START, content.library)
        if isinstance(profile, tuple):
            faults.append(f"seed {seed}: {profile[0]}")
            continue
        outcome = make_week(profile, content, START)
        seen[type(outcome).__name__] += 1
        if isinstance(outcome, Planned):
            found = judge.faults(json.loads(week_to_json(outcome.week)), answers)
            breaches = judge_week(outcome.week, profile, content)
            found += [] if isinstance(breaches, Stopped) else [f"check: {b.limit} {b.text}" for b in breaches]
            faults += [f"seed {seed}: {fault}" for fault in found]
    print(f"weeks: {dict(sorted(seen.items()))}")
    return faults


def main(people: int = 10_000, weeks: int = 300) -> int:
    content = open_content(read_config({}))
    begun = process_time()
    faults = sweep_screening(people, content) + sweep_weeks(weeks, content)
    print(f"{len(faults)} faults in {process_time() - begun:.0f} s of processor time")
    for fault in faults[:50]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:])))
