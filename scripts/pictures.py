"""Makes the pictures of README and docs/README from the real thing: printed weeks and the application.

    .venv/bin/python scripts/pictures.py

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


def planner(*arguments: str, data: Path) -> None:
    subprocess.run(
        [*PLANNER, *arguments], check=True, stdout=subprocess.DEVNULL, env=os.environ | {"PLANNER_DATA": str(data)}
    )


def beside_each_other(pages: list[Path], out: Path) -> None:
    """Pages on a pale ground, as high as the first."""
    from PIL import Image

    chosen = [Image.open(page) for page in pages]
    height = chosen[0].height
    chosen = [page.resize((round(page.width * height / page.height), height)) for page in chosen]
    width = sum(page.width + 12 for page in chosen) - 12
    picture = Image.new("RGB", (width + 24, height + 24), "#d5dddc")
    left = 12
    for page in chosen:
        picture.paste(page, (left, 12))
        left += page.width + 12
    picture.quantize(128).save(out, optimize=True)


def pages_of(pdf: Path, data: Path) -> list[Path]:
    name = f"page-{pdf.stem}"
    subprocess.run(["pdftoppm", "-r", "72", "-png", pdf, data / name], check=True)
    return sorted(data.glob(f"{name}-*.png"))


def sheet(data: Path, out: Path) -> None:
    """Page one and the first page of exercises, side by side."""
    planner("week", str(ROOT / "profile.example.yaml"), "--start", START, "--out", str(data / "week"), data=data)
    pages = pages_of(data / "week" / "week.pdf", data)
    beside_each_other([pages[0], pages[2]], out)


def other_sheets(data: Path, out: Path) -> None:
    """The week across the page, the diary, B12 and food. Needs the week that ``sheet`` made."""
    pdf = data / "others.pdf"
    week, profile = str(data / "week" / "week.json"), str(ROOT / "profile.example.yaml")
    parts = ["--landscape", "--parts", "week,diary,b12", "--clinic", "Hill Street Practice"]
    planner("sheet", week, profile, "--out", str(pdf), *parts, data=data)
    pages = pages_of(pdf, data)
    beside_each_other([pages[1], pages[0], pages[2]], out)


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
        sheet(data, docs / "images" / "week-sheet.png")
        other_sheets(data, docs / "images" / "other-sheets.png")
        planner("db", "upgrade", data=data)
        planner("person", "add", str(ROOT / "profile.example.yaml"), "--start", START, data=data)
        with visit(data) as (browser, link):
            application(browser, link, docs)


if __name__ == "__main__":
    main()
