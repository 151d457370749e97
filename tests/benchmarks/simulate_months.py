"""Plans 26 weeks for the people of ``tests/generator/lives.py`` and draws them.

``python tests/benchmarks/simulate_months.py`` writes one SVG for each measure (load, pain, level, walking minutes)
into ``docs/generator/`` and prints the figures. It ends with an error where a life breaks a rule of progression.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from planner.config import read_config
from planner.domain.exercise import Level
from planner.figures.plots import Band, Series, line_plot
from planner.wiring import open_content
from tests.generator.lives import CHARACTERS, Life, live
from tests.progression.real_lives import RealLife
from tests.progression.rules_of_months import IN_LIVES, breaches

ROOT = Path(__file__).parents[2]
SIZE = (520, 230)
LEVELS = tuple(Level)
NEVER_QUITE_FULL = 1.08


def series(lives: Sequence[Life], values: Sequence[Sequence[float | None]]) -> tuple[Series, ...]:
    return tuple(
        Series(life.character.name, tuple(zip((week.start for week in life.weeks), row, strict=True)))
        for life, row in zip(lives, values, strict=True)
    )


def drawings(lives: Sequence[Life]) -> dict[str, str]:
    """File name → SVG."""
    load, walking = [life.load() for life in lives], [life.walking() for life in lives]
    levels = [[LEVELS.index(problem.level) + 1 for problem in life.problems] for life in lives]
    highest = max(max(row) for row in load) * NEVER_QUITE_FULL
    longest = max(max(row) for row in walking) * NEVER_QUITE_FULL
    goal = (Band(150, max(longest, 160), "goal of WEEK-01: 150 minutes and more"),)
    too_much = (Band(5, 10, "above 5: too much (PAIN-01)"),)
    return {
        "load.svg": line_plot(
            series(lives, load), title="Load of the sessions", unit="effort x minutes", low=0, high=highest, size=SIZE
        ),
        "pain.svg": line_plot(
            series(lives, [life.pain() for life in lives]),
            title="Pain in the sessions",
            unit="0 to 10, average of the week",
            low=0,
            high=10,
            bands=too_much,
            size=SIZE,
        ),
        "level.svg": line_plot(
            series(lives, levels),
            title="Level",
            unit="1 beginner, 2 intermediate, 3 advanced",
            low=0,
            high=3.2,
            size=SIZE,
        ),
        "walking.svg": line_plot(
            series(lives, walking),
            title="Walking asked for",
            unit="minutes a week",
            low=0,
            high=max(longest, 160),
            bands=goal,
            size=SIZE,
        ),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "generator")
    asked = parser.parse_args(arguments)
    content = open_content(read_config({}))
    lives = []
    for character in CHARACTERS:
        lives.append(live(character(), content, asked.weeks))
        life = lives[-1]
        print(life.character.name)
        print("  load   ", *life.load())
        print("  walking", *life.walking())
        print("  level  ", *(problem.level.value[0] for problem in life.problems), flush=True)
    broken = [
        f"{rule}, {life.character.name}: {one}"
        for life in lives
        for rule in IN_LIVES
        for one in breaches(rule, RealLife(life))
    ]
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, drawing in drawings(lives).items():
        (asked.out / name).write_text(drawing, encoding="utf-8")
    if broken:
        sys.exit("\n".join(broken))


if __name__ == "__main__":
    main()
