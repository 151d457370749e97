"""How fast a sheet is printed: ``python -m tests.benchmarks.bench_sheets [rounds]``.

The full document of a four-session week, warm, beside headless Chromium printing the same page with the same fonts and
drawings, and beside the same document without drawings. They take turns, so a busy machine disturbs all alike.
``fresh`` draws every exercise anew. Goals: at most 0.8 and 1.4 times, and 400 kB.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

from planner.domain.library import Library
from planner.domain.week import Week
from planner.library.load import load_library
from planner.resources import data_folder
from planner.sheets import drawings as drawing
from planner.sheets import pictures, press, print_week
from planner.sheets.drawings import shipped_drawings
from planner.sheets.options import SheetOptions
from planner.sheets.press import Drawings, look_tokens, print_page
from planner.sheets.print_week import week_pdf
from tests.sheets.a_week import a_week

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = "/usr/bin/chromium"
GOALS = {"chromium": 0.8, "without drawings": 1.4}
MOST_BYTES = 400_000
FONTS = data_folder("templates") / "fonts"


def page_of(week: Week, library: Library) -> tuple[str, Drawings]:
    """The page as it goes to the press, and its drawings."""
    seen: list[tuple[str, Any]] = []
    real = print_week.print_if

    def look_on(page: str, look: Any, drawn: Any, **which: bool) -> Any:
        seen.append((page, drawn))
        return real(page, look, drawn, **which)

    print_week.print_if = look_on
    try:
        week_pdf(week, library, shipped_drawings())
    finally:
        print_week.print_if = real
    return seen[-1]


def for_a_browser(page: str, drawn: Drawings, folder: Path) -> Path:
    """The same page with its style sheet inside, fonts and drawings as files beside it."""
    look = SheetOptions().look("A4")
    style = press._style_template("week.css").substitute(look_tokens(look))
    # A browser has margins of its own for these.
    style = "body, h1, h2, p, ol, ul, table { margin: 0; padding: 0 }" + style.replace(
        'url("font:', f'url("file://{FONTS}/'
    )
    for number, (name, svg) in enumerate(drawn.items()):
        (folder / f"{number}.svg").write_text(str(svg), encoding="utf-8")
        page = page.replace(f'"drawing:{name}"', f'"{number}.svg"')
    path = folder / "week.html"
    path.write_text("<!DOCTYPE html>" + page.replace("</head>", f"<style>{style}</style></head>"), encoding="utf-8")
    return path


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def spent() -> float:
    """Seconds of processor time that this process and all below it have used: what a busy machine leaves alone."""
    found, todo = 0.0, [os.getpid()]
    while todo:
        process = Path(f"/proc/{todo.pop()}")
        with suppress(OSError):
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            found += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            for task in (process / "task").iterdir():
                todo += map(int, (task / "children").read_text().split())
    return found


def settle(tabs: list[Page]) -> None:
    """Closes tabs and waits until their processes are gone: what they had used must not go missing from a later sum."""
    if tabs:
        while tabs:
            tabs.pop().close()
        sleep(0.5)


def main() -> None:
    from playwright.sync_api import sync_playwright

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    library = load_library(data_folder("exercises"))
    if not isinstance(library, Library):
        raise SystemExit("The library has mistakes.")
    week, draw, look = a_week(library), shipped_drawings(), SheetOptions().look("A4")
    page, drawn = page_of(week, library)
    bare = re.sub(r"<img[^>]*/>", "", page)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        path = for_a_browser(page, drawn, Path(name))
        tabs: list[Page] = []

        def chromium() -> bytes:
            tab = browser.new_page()
            tab.goto(f"file://{path}")
            tab.evaluate("document.fonts.ready")
            tabs.append(tab)
            return tab.pdf(prefer_css_page_size=True, tagged=True, print_background=True)

        def fresh() -> None:
            pictures.picture_of.cache_clear()
            drawing.body_map.cache_clear()
            draw._kept.clear()
            week_pdf(week, library, draw)

        kinds: dict[str, Callable[[], object]] = {
            "sheet": lambda: week_pdf(week, library, draw),
            "chromium": chromium,
            "without drawings": lambda: print_page(bare, look, {}),
            "fresh": fresh,
        }
        for work in kinds.values():
            work()
            settle(tabs)
        times: dict[str, list[float]] = {kind: [] for kind in kinds}
        worked: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, work in kinds.items():
                before = spent()
                times[kind].append(timed(work))
                worked[kind].append(spent() - before)
                settle(tabs)
        browser.close()
    pdf = week_pdf(week, library, draw)
    own = times["sheet"]
    for kind, took in times.items():
        ratio = median(a / b for a, b in zip(own, took, strict=True))
        goal = f", goal {GOALS[kind]}" if kind in GOALS else ""
        busy = median(worked[kind])
        print(
            f"{kind:17} median {median(took):5.2f} s, least {min(took):5.2f} s; sheet / {kind} {ratio:4.2f}{goal};"
            f" processor {busy:5.2f} s, {median(worked['sheet']) / busy:4.2f}"
        )
    print(f"{len(pdf) / 1000:.0f} kB of at most {MOST_BYTES // 1000}, {len(drawn)} drawings")


if __name__ == "__main__":
    main()
