"""Makes the pictures of the README from the real thing: a printed week and the application.

    .venv/bin/python scripts/pictures.py

Needs what the tests need (Chromium, pdftoppm). Works in a folder of its own; nothing of yours is touched.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PLANNER = [sys.executable, "-c", "from planner.cli import main; main()"]
START = "2026-11-23"
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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


def application(data: Path, out: Path) -> None:
    """The week page, signed in by the printed link."""
    planner("db", "upgrade", data=data)
    planner("person", "add", str(ROOT / "profile.example.yaml"), "--start", START, data=data)
    environment = os.environ | {"PLANNER_DATA": str(data)}
    with subprocess.Popen(
        [*PLANNER, "serve", "--port", "8177"], stdout=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        link = next(found[0] for line in server.stdout if (found := re.search(r"http\S+/sign-in/\S+", line)))
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            page = browser.new_page(viewport={"width": 1100, "height": 860})
            page.goto(link)
            page.click("main button")
            page.wait_for_url("**/week")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=out)
            browser.close()
        server.terminate()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        images = ROOT / "docs" / "images"
        images.mkdir(exist_ok=True)
        sheet(Path(folder), images / "week-sheet.png")
        other_sheets(Path(folder), images / "other-sheets.png")
        application(Path(folder), images / "application.png")


if __name__ == "__main__":
    main()
