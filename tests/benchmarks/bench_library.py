"""The processor time that loading, drawing and printing take: ``python tests/benchmarks/bench_library.py``.

Machines differ, and so do their other duties, so every number stands beside plain work measured in the same run: the
time Python's own json takes to read all exercise files written as JSON, and for a drawing the time it takes to format
that many numbers as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import yaml

from planner.domain.exercise import Exercise
from planner.domain.library import Library
from planner.figures import Postures, Style, draw_exercise
from planner.library.load import load_library
from planner.resources import data_folder
from planner.sheets.contact_sheet import contact_sheet
from planner.wiring import open_postures

DRAWING_MS, DRAWING_KB, SHEET_SECONDS = 8.0, 12.0, 30.0
NUMBERS_A_DRAWING = 2_000


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """Processor time of the fastest of several rounds."""
    took = []
    for _ in range(rounds):
        begun = process_time()
        work()
        took.append(process_time() - begun)
    return min(took)


def format_numbers() -> str:
    """What any program must do that writes a drawing of this size."""
    return " ".join(f"{i * 1.37:.0f} {i * 0.61:.0f}" for i in range(NUMBERS_A_DRAWING // 2))


def loading(folder: Path) -> None:
    paths = sorted(path for path in folder.glob("*/*.yaml") if path.parent.name != "safety")
    as_json = [json.dumps(yaml.load(p.read_text(encoding="utf-8"), yaml.CSafeLoader), default=str) for p in paths]
    unit = seconds(lambda: [json.loads(text) for text in as_json], 9)
    took = seconds(lambda: load_library(folder))
    print(
        f"load   {len(paths)} files of {sum(map(len, as_json)) / 1000:.0f} kB: {took * 1000:.0f} ms"
        f" = {took / unit:.0f} x reading them as JSON ({unit * 1000:.1f} ms)"
    )


def drawing(library: Library, postures: Postures) -> None:
    two = [e for e in library.exercises.values() if len(e.figure.get("frames", ())) == 2]
    unit = seconds(format_numbers, 25)

    def draw(exercise: Exercise) -> str:
        return draw_exercise(exercise, postures, style=Style.PRINT)

    times = [seconds(lambda e=e: draw(e)) for e in two]  # type: ignore[misc]
    sizes = [len(draw(e).encode()) / 1000 for e in two]
    middle, slow = median(times), quantiles(times, n=10)[-1]
    print(
        f"draw   {len(two)} with two frames: median {middle * 1000:.1f} ms = {middle / unit:.1f} baselines,"
        f" p90 {slow * 1000:.1f} ms = {slow / unit:.1f} baselines ({unit * 1000:.2f} ms);"
        f" median {median(sizes):.1f} kB, p90 {quantiles(sizes, n=10)[-1]:.1f} kB, largest {max(sizes):.1f} kB"
    )
    print(f"       {sum(size > DRAWING_KB for size in sizes)} of them above {DRAWING_KB:g} kB")
    verdict("median drawing", middle * 1000, DRAWING_MS, "ms")
    verdict("median drawing", median(sizes), DRAWING_KB, "kB")


def printing(library: Library) -> None:
    exercises = tuple(library.exercises.values())
    unit = seconds(format_numbers, 25)
    took = seconds(lambda: contact_sheet(exercises, with_names=True), 1)
    print(f"print  {len(exercises)} drawings on one contact sheet: {took:.1f} s = {took / unit:.0f} baselines")
    verdict("contact sheet", took, SHEET_SECONDS, "s")


def verdict(what: str, found: float, limit: float, unit: str) -> None:
    print(f"       {what} {found:.1f} {unit}, at most {limit:g} {unit}: {'kept' if found <= limit else 'NOT KEPT'}")


def main() -> None:
    folder = data_folder("exercises")
    loading(folder)
    library = load_library(folder)
    if not isinstance(library, Library):
        raise SystemExit("\n".join(map(str, library)))
    drawing(library, open_postures())
    printing(library)


if __name__ == "__main__":
    main()
