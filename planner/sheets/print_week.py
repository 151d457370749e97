"""The handout of one week: an overview to hang up, the sessions to tick, every exercise explained once."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, Protocol

from planner.domain.exercise import Exercise
from planner.domain.library import Library
from planner.domain.week import Week
from planner.sheets import words
from planner.sheets.before_start import before_start
from planner.sheets.beside import Beside, label_of
from planner.sheets.booklet import Booklet
from planner.sheets.drawings import Drawn, shipped_drawings
from planner.sheets.fitting import PAPER_HEIGHT, Fit, fits_in_large_print, fits_of, in_a_row
from planner.sheets.options import Look, SheetOptions
from planner.sheets.overview import overview_of
from planner.sheets.pages import load_templates, page_from
from planner.sheets.press import Drawings, fits_one_page, print_if, print_page, warm_up
from planner.sheets.reasons import background_of

USUAL_OPTIONS: Final = SheetOptions()


class Draw(Protocol):
    """Draws an exercise; ``planner.sheets.drawings.shipped_drawings()`` is one that does."""

    def __call__(self, exercise: Exercise, *, grey: bool) -> Drawn: ...


def week_pdf(week: Week, library: Library, draw: Draw, *, options: SheetOptions = USUAL_OPTIONS) -> bytes:
    """The sheet as a tagged PDF (PDF/UA-1). Same input, same bytes.

    Raises KeyError where the week names an exercise that the library does not hold.
    """
    booklet = Booklet(week, library)
    beside = Beside(week, booklet.numbers)
    overview = overview_of(week, booklet, beside)
    drawings = {
        f"{card.exercise.id}{suffix}": svg
        for card in booklet.cards
        for drawn in (draw(card.exercise, grey=options.grey),)
        for suffix, svg in (("", drawn.whole), ("/small", drawn.small))
    }
    paper = options.paper or week.person.paper
    values: dict[str, Any] = {
        "week": week,
        "overview": overview,
        "booklet": booklet,
        "background": background_of(week, library),
        "before_start": before_start(week, library),
        "words": words,
        "span": words.span(week.days[0].date, week.days[-1].date),
        "topics": beside.topics(),
        "label": label_of(week),
        "large": options.large_print,
        "paper_height": PAPER_HEIGHT[paper],
    }
    look = Look(paper, options.large_print, options.grey)
    fits = fits_in_large_print() if options.large_print else fits_of(overview, paper)
    if (
        printed := print_if(_page(values, fits[0], overview_only=False), look, drawings, second="sessions")
    ) is not None:
        return printed
    fit = _first_that_fits(fits[1:], values, look, drawings)
    return print_page(_page(values, fit, overview_only=False), look, drawings)


def _first_that_fits(fits: tuple[Fit, ...], values: dict[str, Any], look: Look, drawings: Drawings) -> Fit:
    """The first guess was wrong: now the overview alone is laid out to see, as the whole takes ten times as long."""
    for fit in fits[:-1]:
        if fits_one_page(_page(values, fit, overview_only=True), look, drawings):
            return fit
    return fits[-1]


def _page(values: dict[str, Any], fit: Fit, *, overview_only: bool) -> str:
    across = partial(in_a_row, size=fit.thumb)
    return page_from("week.html", values | {"fit": fit, "across": across, "overview_only": overview_only})


def prewarm(options: SheetOptions = USUAL_OPTIONS) -> None:
    """Loads the PDF library, fonts, style sheet, templates and postures, so that the first sheet comes fast.

    Safe to run in a thread beside other work; ``options.paper`` None stands for A4.
    """
    load_templates()
    shipped_drawings()
    warm_up(Look(options.paper or "A4", options.large_print, options.grey))
