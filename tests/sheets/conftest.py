"""The shipped library, and sheets made once for all tests of this folder."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from planner.domain.exercise import Exercise
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Week
from planner.exchange.profile_file import read_profile
from planner.library.load import load_library
from planner.resources import data_folder
from planner.sheets.drawings import Drawn
from planner.sheets.options import SheetOptions
from planner.sheets.print_week import week_pdf

from .a_week import START, a_week
from .well_set import measured


def a_plain_drawing(exercise: Exercise, *, grey: bool, adaptations: tuple[str, ...] = ()) -> Drawn:
    """Quick to draw: these tests are about pages."""
    ink = "#333333" if grey else "#12706b"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'
        f'<path d="M20 280 L380 20" stroke="{ink}" stroke-width="12" fill="none"/></svg>'
    )
    return Drawn(svg, svg)


@dataclass(frozen=True)
class Sheet:
    """A printed sheet, read back."""

    pdf: bytes
    path: Path

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Text of each page, lines in reading order, runs of white space as one blank."""
        text = self.tool("pdftotext", "-layout", str(self.path), "-")
        return tuple(" ".join(page.split()) for page in text.split("\f")[:-1])

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @cached_property
    def structure(self) -> str:
        """The tag tree with its text."""
        return self.tool("pdfinfo", "-struct-text", str(self.path))

    @cached_property
    def flow(self) -> str:
        """Text in reading order, as a screen reader gets it from the tags."""
        return " ".join(" ".join(re.findall(r'^\s*"(.*)"$', self.structure, re.MULTILINE)).split())

    @cached_property
    def measured(self) -> list[Any]:
        return measured(self.pdf)

    def tool(self, *command: str) -> str:
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not installed: apt-get install poppler-utils qpdf")
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


Print = Callable[..., Sheet]


@pytest.fixture(scope="session")
def library() -> Library:
    loaded = load_library(data_folder("exercises"))
    assert isinstance(loaded, Library)
    return loaded


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The example person."""
    read = read_profile(Path(__file__).parents[2] / "profile.example.yaml", START)
    assert isinstance(read, Profile)
    return read


@pytest.fixture(scope="session")
def print_sheet(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Print:
    folder = tmp_path_factory.mktemp("sheets")

    def printed(week: Week, **options: Any) -> Sheet:
        pdf = week_pdf(week, library, a_plain_drawing, options=SheetOptions(**options))
        path = folder / f"{len(list(folder.iterdir()))}.pdf"
        path.write_bytes(pdf)
        return Sheet(pdf, path)

    return printed


@pytest.fixture(scope="session")
def usual(library: Library, print_sheet: Print) -> Sheet:
    """The hand-made week on A4."""
    return print_sheet(a_week(library))
