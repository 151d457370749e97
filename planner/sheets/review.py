"""The safety tables and the library on paper, for clinicians to review with a pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planner.domain.library import Library
from planner.screening.files import SafetyFiles
from planner.sheets import review_numbers, review_tables
from planner.sheets.options import Look
from planner.sheets.pages import page_from
from planner.sheets.press import print_page
from planner.sheets.review_exercises import exercises, routines
from planner.sheets.review_rows import Table, is_ours

TITLE: Final = "Safety tables and exercises, for review"
MARKS: Final = (
    ("C", "checked against the source with that number, in the list of sources"),
    ("G", "from general knowledge, with the guideline named; not checked word by word"),
    ("R", "given by the clinical reference of this program without a further source"),
    ("D", "our own cautious choice, because no guideline gives it: these need your judgement most"),
)
LETTERS: Final = (
    ("E", "exclude: no exercise with this tag is chosen"),
    ("A", "adapt: changed or replaced by the row of the adaptations that names the tag"),
    (".", "allow"),
)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A tag and its letters, one for each condition."""

    tag: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    codes: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    ours: bool


def review_page(files: SafetyFiles, library: Library) -> str:
    """The paper as XHTML."""
    tables = _tables(files, library)
    values = {
        "title": TITLE,
        "tables": tables,
        "matrix": _matrix(files),
        "matrix_after": tables[0].title,
        "told": {code: row["told_us"] for code, row in files["conditions"].values["conditions"].items()},
        "marks": MARKS,
        "letters": LETTERS,
        "exercises": len(library.exercises),
        "routines": len(library.routines),
        "library_version": library.version,
        "tables_version": files.version,
    }
    return page_from("review.html", values)


def review_pdf(files: SafetyFiles, library: Library) -> bytes:
    """The paper as a tagged PDF, A4 across."""
    look = Look("A4", large_print=False, grey=False)
    return print_page(review_page(files, library), look, {}, own_style="review.css")


def _tables(files: SafetyFiles, library: Library) -> tuple[Table, ...]:
    def all_tables() -> Iterator[Table]:
        yield review_tables.conditions(files)
        yield review_tables.tags(files, library)
        yield review_tables.adaptations(files)
        yield review_tables.red_flags(files)
        yield review_tables.stop_states(files)
        yield review_tables.ambers(files)
        yield review_tables.messages(files)
        yield review_numbers.haemoglobin(files)
        yield review_numbers.pace(files)
        yield review_numbers.numbers(files)
        yield review_numbers.fallback(files, library)
        yield review_numbers.emergency(files)
        yield from exercises(library)
        yield routines(library)
        yield review_tables.sources(files)

    return tuple(all_tables())


def _matrix(files: SafetyFiles) -> Matrix:
    file = files["matrix"]
    rows = tuple(MatrixRow(tag, tuple(letters.split())) for tag, letters in file.values["tags"].items())
    return Matrix(tuple(file.values["conditions"].split()), rows, is_ours(file.values["evidence"]))
