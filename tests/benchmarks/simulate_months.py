"""Plans 26 weeks for the people of ``tests/generator/lives.py`` and draws them.

``python tests/benchmarks/simulate_months.py`` writes one SVG for each measure (load, pain, level, walking minutes)
into ``docs/generator/`` and prints the figures. It ends with an error where a life breaks a rule of progression.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
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
PANEL = (250, 130)
ACROSS = 3
LEVELS = tuple(Level)
NEVER_QUITE_FULL = 1.08
Values = Sequence[float | None]


def drawings(lives: Sequence[Life]) -> dict[str, str]:
    """File name → SVG."""
    load, walking = [life.load() for life in lives], [life.walking() for life in lives]
    levels = [[LEVELS.index(problem.level) + 1 for problem in life.problems] for life in lives]
    longest = max(max(max(row) for row in walking) * NEVER_QUITE_FULL, 160)
    goal, too_much = Band(150, longest, "150 and more (WEEK-01)"), Band(5, 10, "too much (PAIN-01)")
    return {
        "load.svg": panels(lives, load, "effort × minutes, by week", high=max(map(max, load)) * NEVER_QUITE_FULL),
        "pain.svg": panels(lives, [life.pain() for life in lives], "pain by week", high=10, bands=(too_much,)),
        "level.svg": panels(lives, levels, "level by week", high=3.2),
        "walking.svg": panels(lives, walking, "minutes walked, by week", high=longest, bands=(goal,)),
    }


def panels(
    lives: Sequence[Life],
    values: Sequence[Values],
    unit: str,
    *,
    high: float,
    bands: Sequence[Band] = (),
) -> str:
    """A panel for each life, on the same axes: their lines lie on one another for weeks and would hide in one plot."""
    width, height = PANEL
    drawn = []
    for place, (life, row) in enumerate(zip(lives, values, strict=True)):
        panel = _panel(life, row, unit, high=high, bands=bands)
        x, y = place % ACROSS * width, place // ACROSS * height
        drawn.append(panel.replace("<svg ", f'<svg x="{x}" y="{y}" width="{width}" height="{height}" ', 1))
    whole = (ACROSS * width, -(-len(lives) // ACROSS) * height)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole[0]} {whole[1]}">{"".join(drawn)}</svg>'


def _panel(life: Life, row: Values, unit: str, *, high: float, bands: Sequence[Band]) -> str:
    name = life.character.name
    first = life.weeks[0].start

    def week(day: date) -> str:
        return f"{(day - first).days // 7 + 1}"

    return line_plot(
        [Series("", tuple(zip((week.start for week in life.weeks), row, strict=True)))],
        title=f"{name}: {unit}",
        unit=f"{name}: {unit}",
        low=0,
        high=high,
        bands=bands,
        description=", ".join("none" if value is None else f"{value:g}" for value in row),
        size=PANEL,
        day_words=week,
    )


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
