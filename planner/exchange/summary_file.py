"""``summary.csv`` of a batch: one line a profile."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("file", "exit", "state", "flags")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """``exit`` as ``planner week`` would have ended; ``state`` of the screening, ``NO_WEEK`` or ``WRONG_FILE``."""

    file: str
    exit: int
    state: str
    flags: tuple[str, ...] = ()


def summary_to_csv(lines: Iterable[SummaryLine]) -> str:
    """The lines in the order given. A file name that a spreadsheet would take for a formula gets a quote in front."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for line in lines:
        name = f"'{line.file}" if line.file.startswith(_FORMULA_SIGNS) else line.file
        writer.writerow((name, line.exit, line.state, " ".join(line.flags)))
    return text.getvalue()
