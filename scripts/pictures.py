"""Makes the pictures of README and docs/README from the real thing: printed weeks and the application.

    .venv/bin/python scripts/pictures.py
    .venv/bin/python scripts/pictures.py sheets      the printed ones alone

Needs what the tests need (Chromium, pdftoppm). Works in a folder of its own; nothing of yours is touched.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PLANNER = [sys.executable, "-c", "from planner.cli import main; main()"]
START = "2026-11-23"
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

MOST_BYTES = 150_000
DESK: ViewportSize = {"width": 1100, "height": 860}
ON_A_DESK: dict[str, Any] = {"viewport": DESK}
IN_THE_DARK: dict[str, Any] = {"viewport": DESK, "color_scheme": "dark"}
ON_A_TELEPHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}
PAGES = (
    ("start", "{site}/", ON_A_DESK),
    ("week-dark", "{person}/week", IN_THE_DARK),
    ("session-gate", "{person}/session", ON_A_TELEPHONE),
    ("session", "{person}/session", ON_A_TELEPHONE),
    ("diary", "{person}/diary", ON_A_DESK),
    ("exercises", "{person}/exercises", ON_A_DESK),
    ("exercise", "{person}/exercises/bird-dog", ON_A_DESK),
    ("b12", "{person}/b12", ON_A_TELEPHONE),
    ("reminders", "{person}/reminders", ON_A_TELEPHONE),
    ("handout", "{site}/practice", ON_A_DESK),
)
"""Name of the picture, address, and how it is looked at."""

SHEETS = {
    "week-sheet": (842, [("usual", 1), ("usual", 3)]),
    "sheet-sets": (
        620,
        [("thin-bones-large", 11), ("desk-letter", 4), ("tired-grey", 1), ("longest", 2), ("shortest", 5)],
    ),
    "other-sheets": (780, [("sideways", 2), ("sideways", 1), ("sideways", 3)]),
}
"""Name of the picture, height of its pages, and which pages of which sheets."""


def planner(*arguments: str, data: Path) -> None:
    subprocess.run(
        [*PLANNER, *arguments], check=True, stdout=subprocess.DEVNULL, env=os.environ | {"PLANNER_DATA": str(data)}
    )


def sheets(folder: Path, images: Path) -> None:
    """Pages of real sheets, side by side: those of ``tests/sheets/sets.py``, which are looked at page by page."""
    command = [sys.executable, "-m", "tests.sheets.sets", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"PLANNER_DATA": str(folder)})
    for name, (height, pages) in SHEETS.items():
        shown = [page_of(folder / f"{sheet}.pdf", number, height) for sheet, number in pages]
        beside_each_other(shown, images / f"{name}.png")


def page_of(pdf: Path, number: int, height: int) -> Path:
    out = pdf.with_name(f"{pdf.stem}-{number}-{height}")
    only = ["-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run(["pdftoppm", "-png", "-scale-to-x", "-1", "-scale-to-y", str(height), *only, pdf, out], check=True)
    return out.with_suffix(".png")


def beside_each_other(pages: list[Path], out: Path) -> None:
    """Pages on a pale ground, all of one height."""
    from PIL import Image

    chosen = [Image.open(page) for page in pages]
    width, height = sum(page.width + 12 for page in chosen) - 12, chosen[0].height
    picture = Image.new("RGB", (width + 24, height + 24), "#d5dddc")
    left = 12
    for page in chosen:
        picture.paste(page, (left, 12))
        left += page.width + 12
    picture.quantize(64).save(out, optimize=True)


@contextmanager
def visit(data: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and the link that signs the owner into the application on ``data``."""
    environment = os.environ | {"PLANNER_DATA": str(data)}
    with subprocess.Popen(
        [*PLANNER, "serve", "--port", "8177"], stdout=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        link = next(found[0] for line in server.stdout if (found := re.search(r"http\S+/sign-in/\S+", line)))
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            try:
                yield browser, link
            finally:
                browser.close()
                server.terminate()


def application(browser: Browser, link: str, images: Path) -> None:
    """The week page for the README, then ten pages of the application, on a desk, on a telephone and in the dark."""
    context = browser.new_context(viewport=DESK, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(link)
    page.click("main button")
    page.wait_for_url("**/week")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=images / "images" / "application.png")
    site, person = link.partition("/sign-in/")[0], page.url.rpartition("/")[0]
    signed_in = context.storage_state()
    for name, path, look in PAGES:
        window = browser.new_context(storage_state=signed_in, locale="en-GB", reduced_motion="reduce", **look)
        other = window.new_page()
        other.goto(path.format(person=person, site=site))
        if name == "session":
            begin_session(other)
        if name == "handout":
            pick_for_a_handout(other)
        other.wait_for_load_state("networkidle")
        photograph(other, images / "pictures" / f"{name}.png")
        window.close()


def begin_session(page: Page) -> None:
    page.locator('[name="pain"][value="2"]').check(force=True)
    page.locator('[name="tiredness"][value="3"]').check(force=True)
    page.get_by_label("No, nothing new").check(force=True)
    page.get_by_role("button", name="To the exercises").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Start", exact=True).scroll_into_view_if_needed()


def pick_for_a_handout(page: Page) -> None:
    """Founds a practice, then picks two exercises."""
    page.fill('[name="practice"]', "Hill Street Physiotherapy")
    page.fill('[name="name"]', "Ola Berg")
    page.fill('[name="profession"]', "physiotherapist")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/practice")
    page.goto(f"{page.url}/handout")
    for place in (0, 3):
        page.locator('button[name="add"]').nth(place).click()
        page.wait_for_load_state("networkidle")


def photograph(page: Page, out: Path) -> None:
    """What the window shows, in few colours and small enough for a page of pictures."""
    from PIL import Image

    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for colours in (128, 64, 32):
        picture.quantize(colours).save(out, optimize=True)
        if out.stat().st_size <= MOST_BYTES:
            return
    raise RuntimeError(f"{out.name} is larger than {MOST_BYTES} bytes")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, docs = Path(folder), ROOT / "docs"
        for name in ("images", "pictures"):
            (docs / name).mkdir(exist_ok=True)
        sheets(data / "sheets", docs / "images")
        if sys.argv[1:] == ["sheets"]:
            return
        planner("db", "upgrade", data=data)
        planner("person", "add", str(ROOT / "profile.example.yaml"), "--start", START, data=data)
        with visit(data) as (browser, link):
            application(browser, link, docs)


if __name__ == "__main__":
    main()
