"""Every drawing of the library on a few pages, to judge them side by side."""

from __future__ import annotations

from collections.abc import Iterable

from planner.domain.exercise import Exercise
from planner.sheets.drawings import shipped_drawings
from planner.sheets.options import Look
from planner.sheets.pages import page_from
from planner.sheets.press import print_page


def contact_sheet(exercises: Iterable[Exercise], *, with_names: bool) -> bytes:
    """The sheet as a PDF. Without names the drawings are numbered from 1, in the order given.

    Raises planner.figures.CannotDraw where an exercise has no drawing.
    """
    shown = tuple(exercises)
    draw = shipped_drawings()
    cells = [
        {"key": f"d{number}", "label": exercise.id if with_names else str(number), "alt": f"Drawing {number}"}
        for number, exercise in enumerate(shown, 1)
    ]
    drawings = {f"d{number}": draw(exercise, grey=False).whole for number, exercise in enumerate(shown, 1)}
    page = page_from("contact.html", {"title": "Drawings of the exercise library", "drawings": cells})
    return print_page(page, Look("A4", large_print=False, grey=False), drawings)
