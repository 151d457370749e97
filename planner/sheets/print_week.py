"""The handout of one week: an overview to hang up, the sessions to tick, every exercise explained once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, Protocol

from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.library import Library
from planner.domain.week import Week
from planner.sheets import words
from planner.sheets.booklet import Booklet
from planner.sheets.drawings import Drawn
from planner.sheets.fitting import fits_of, in_a_row
from planner.sheets.options import Look, SheetOptions
from planner.sheets.overview import Overview, overview_of
from planner.sheets.pages import page_from
from planner.sheets.press import print_first_fit, style_sheet
from planner.sheets.reasons import background_of

if TYPE_CHECKING:
    from weasyprint import Document

USUAL_OPTIONS: Final = SheetOptions()


class Draw(Protocol):
    """Draws an exercise; ``planner.sheets.drawings.shipped_drawings()`` is one that does."""

    def __call__(self, exercise: Exercise, *, grey: bool) -> Drawn: ...


def week_pdf(week: Week, library: Library, draw: Draw, *, options: SheetOptions = USUAL_OPTIONS) -> bytes:
    """The sheet as a tagged PDF (PDF/UA-1). Same input, same bytes.

    Raises KeyError where the week names an exercise that the library does not hold.
    """
    booklet = Booklet(week, library)
    overview = overview_of(week, booklet)
    drawings = {
        f"{card.exercise.id}{suffix}": svg
        for card in booklet.cards
        for drawn in (draw(card.exercise, grey=options.grey),)
        for suffix, svg in (("", drawn.whole), ("/small", drawn.small))
    }
    values = {
        "week": week,
        "overview": overview,
        "booklet": booklet,
        "background": background_of(week, library),
        "words": words,
        "span": words.span(week.days[0].date, week.days[-1].date),
        "label": next((m.text for m in week.screening.messages if m.id == "LBL-ABS"), ""),
        "large": options.large_print,
    }
    paper = options.paper or week.person.paper
    looks = _looks(paper, overview, options)

    def make_page(look: Look) -> str:
        return page_from("week.html", values | {"across": partial(in_a_row, size=look.thumb_mm)})

    return print_first_fit(make_page, looks, drawings, _keeps_to_its_page)


def _looks(paper: Literal["A4", "Letter"], overview: Overview, options: SheetOptions) -> tuple[Look, ...]:
    """Large print has no small drawings to fit."""
    if options.large_print:
        return (Look(paper, True, options.grey),)
    return tuple(Look(paper, False, options.grey, fit.thumb, fit.air) for fit in fits_of(overview, paper))


def prewarm(options: SheetOptions = USUAL_OPTIONS) -> None:
    """Loads the PDF library, the fonts, the style sheet and the templates, so that the first sheet comes fast.

    Safe to run in a thread beside other work.
    """
    style_sheet(Look(options.paper or "A4", options.large_print, options.grey))


def _keeps_to_its_page(document: Document) -> bool:
    """The overview ends on the page it begins on."""
    return all("sessions" not in page.anchors for page in document.pages[2:])


__all__ = ["Draw", "ExerciseId", "Overview", "SheetOptions", "prewarm", "week_pdf"]
