"""Prints random weeks in all looks and judges every page: ``python -m tests.benchmarks.bench_pages [weeks] [first]``.

Quarter of a page used at least, no heading at the foot, every card whole on one page, nothing in the margins.
"""

from __future__ import annotations

import sys
from collections import Counter

from planner.domain.library import Library
from planner.library.load import load_library
from planner.resources import data_folder
from planner.sheets.options import Clinic, SheetOptions
from planner.sheets.print_week import week_pdf
from tests.sheets.conftest import a_plain_drawing
from tests.sheets.random_weeks import a_random_week
from tests.sheets.well_set import faults_of, measured

LOOKS = (
    SheetOptions(),
    SheetOptions(paper="Letter", grey=True),
    SheetOptions(large_print=True),
    SheetOptions(landscape=True, clinic=Clinic("Backcare Clinic", "01234 567890")),
    SheetOptions(per_page=4),
    SheetOptions(paper="Letter", per_page=6, own_page="https://planner.example.org/people/7/week"),
    SheetOptions(per_page=2, language="en-US"),
    SheetOptions(paper="Letter", large_print=True, screened=False),
)


def main() -> None:
    count, first = (int(n) for n in (*sys.argv[1:], "200", "0")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 0)
    library = load_library(data_folder("exercises"))
    if not isinstance(library, Library):
        raise SystemExit("The library has mistakes.")
    pages, faults = Counter[int](), 0
    for seed in range(first, first + count):
        week = a_random_week(library, seed)
        options = LOOKS[seed % len(LOOKS)]
        daily = {care.exercise for day in week.days for care in day.care if care.exercise}
        cards = len({item.exercise for _, session in week.sessions for item in session.items} | daily)
        printed = measured(week_pdf(week, library, a_plain_drawing, options=options))
        pages[len(printed)] += 1
        for fault in faults_of(printed, cards):
            faults += 1
            print(f"week {seed}, look {seed % len(LOOKS)}, {cards} cards, {len(printed)} pages: {fault}", flush=True)
        if seed % 10 == 9:
            print(f"{seed - first + 1} weeks, {sum(n * c for n, c in pages.items())} pages", flush=True)
    print(f"{count} weeks, {sum(n * c for n, c in pages.items())} pages, {faults} faults")


if __name__ == "__main__":
    main()
