"""How long a drawing takes: ``python tests/benchmarks/bench_figures.py``.

Times are of the processor, so a busy machine disturbs them less. Machines differ, so every number stands beside the
time of a fixed piece of arithmetic measured in the same run.
"""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from statistics import median
from time import process_time

import yaml

from planner.figures import Figure, draw_svg, parse_figure, read_postures

EXERCISES = Path(__file__).parents[2] / "exercises"


def seconds(work, rounds: int = 7) -> float:
    best = []
    for _ in range(rounds):
        start = process_time()
        work()
        best.append(process_time() - start)
    return min(best)


def baseline() -> float:
    """A loop of plain float arithmetic, about a millisecond on a laptop of 2024."""
    total = 0.0
    for i in range(12_000):
        total += sqrt(i * 1.5 + total % 7.0)
    return total


def main() -> None:
    postures = read_postures(yaml.safe_load((EXERCISES / "postures.yaml").read_text(encoding="utf-8")))
    unit = seconds(baseline, 15)
    rows = []
    for path in sorted(EXERCISES.glob("*/*.yaml")):
        whole = yaml.safe_load(path.read_text(encoding="utf-8"))
        part = whole.get("figure") if isinstance(whole, dict) else None
        figure = parse_figure(part, postures) if part else None
        if isinstance(figure, Figure):
            took = seconds(lambda figure=figure: draw_svg(figure, title="x"), 3)
            size = len(draw_svg(figure, title="x").encode())
            rows.append((len(figure.frames), took, size, path.stem))
    print(f"baseline {unit * 1000:.2f} ms; {len(rows)} drawings")
    for frames in (1, 2, 3):
        some = [r for r in rows if r[0] == frames]
        if some:
            time, size = median(r[1] for r in some), median(r[2] for r in some)
            print(
                f"{frames} frame(s): {len(some):3d}  median {time * 1000:5.1f} ms = {time / unit:4.1f} baselines"
                f"  {size / 1000:5.1f} kB"
            )
    for _, took, size, name in sorted(rows, key=lambda r: -r[2])[:5]:
        print(f"largest: {name:28s} {size / 1000:5.1f} kB {took * 1000:5.1f} ms")


if __name__ == "__main__":
    main()
