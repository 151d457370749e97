"""How a sheet is to be printed, as a form says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.domain.exercise import ExerciseId
from planner.sheets.options import Paper, PerPage, SheetOptions
from planner.use_cases.practice import Practising
from planner.use_cases.sheet_of_week import clinic_of

_PAPERS: Final[Mapping[str, Paper]] = {"A4": "A4", "Letter": "Letter"}
_PER_PAGE: Final[Mapping[str, PerPage]] = {"1": 1, "2": 2, "4": 4, "6": 6}


def handout_options(sent: Mapping[str, str], me: Practising, notes: Mapping[ExerciseId, str]) -> SheetOptions:
    """The look of a handout that was picked by hand: not screened, and it says so."""
    return SheetOptions(
        paper=_PAPERS.get(sent.get("paper", ""), "A4"),
        large_print=sent.get("large") == "yes",
        grey=sent.get("grey") == "yes",
        per_page=_PER_PAGE.get(sent.get("per_page", "")),
        clinic=clinic_of(me.practice),
        screened=False,
        signed_by=me.signature,
        notes=notes,
    )
