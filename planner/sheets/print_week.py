"""The handout of one week: an overview to hang up, the sessions to tick, every exercise explained once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
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
from planner.sheets.pictures import NotDrawn, Pictures, picture_of
from planner.sheets.press import Drawings, LateDrawings, fits_one_page, print_if, print_page, warm_up
from planner.sheets.reasons import background_of

USUAL_OPTIONS: Final = SheetOptions()
SIZES: Final = ("", "/small")
"""What follows the exercise in the name of a drawing."""


class Draw(Protocol):
    """Draws an exercise; ``planner.sheets.drawings.shipped_drawings()`` is one that does."""

    def __call__(self, exercise: Exercise, *, grey: bool) -> Drawn: ...


class Meanwhile(Protocol):
    """Begins work elsewhere, in a second process say; what comes back waits for its answer."""

    def __call__(self, work: Callable[[], Pictures], /) -> Callable[[], Pictures]: ...


def week_pdf(
    week: Week,
    library: Library,
    draw: Draw,
    *,
    options: SheetOptions = USUAL_OPTIONS,
    meanwhile: Meanwhile | None = None,
) -> bytes:
    """The sheet as a tagged PDF (PDF/UA-1). Same input, same bytes.

    With ``meanwhile`` the drawings are made while the pages are laid out. Raises KeyError where the week names an
    exercise that the library does not hold.
    """
    booklet = Booklet(week, library)
    beside = Beside(week, booklet.numbers)
    overview = overview_of(week, booklet, beside)
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
    drawn = partial(_drawn, booklet, draw, options.grey)
    if meanwhile is not None:
        names = tuple(f"{card.exercise.id}{size}" for card in booklet.cards for size in SIZES)
        with suppress(NotDrawn):
            late = LateDrawings(names, cache(meanwhile(partial(_pictures, drawn))))
            return _print_first_that_fits(fits, values, look, late)
    return _print_first_that_fits(fits, values, look, drawn())


def _drawn(booklet: Booklet, draw: Draw, grey: bool) -> Drawings:
    """Every exercise of the sheet, whole and small."""
    drawn = {card.exercise.id: draw(card.exercise, grey=grey) for card in booklet.cards}
    whole, small = SIZES
    return {f"{n}{size}": svg for n, d in drawn.items() for size, svg in ((whole, d.whole), (small, d.small))}


def _pictures(drawn: Callable[[], Drawings]) -> Pictures:
    return {name: picture_of(svg) for name, svg in drawn().items()}


def _print_first_that_fits(
    fits: tuple[Fit, ...], values: dict[str, Any], look: Look, drawings: Drawings | LateDrawings
) -> bytes:
    """The first guess is nearly always right, so the whole document is laid out with it at once."""
    printed = print_if(_page(values, fits[0], overview_only=False), look, drawings, second="sessions")
    if printed is not None:
        return printed
    fit = _first_that_fits(fits[1:], values, look, drawings)
    return print_page(_page(values, fit, overview_only=False), look, drawings)


def _first_that_fits(
    fits: tuple[Fit, ...], values: dict[str, Any], look: Look, drawings: Drawings | LateDrawings
) -> Fit:
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
