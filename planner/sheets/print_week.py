"""The handout of one week: an overview to hang up, the sessions to tick, every exercise explained once, the diary."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from typing import Any, Final, Protocol

from planner.domain.library import Library
from planner.domain.week import Week
from planner.sheets.b12_year import B12Year
from planner.sheets.before_start import before_start
from planner.sheets.beside import Beside, label_of
from planner.sheets.booklet import Booklet
from planner.sheets.card_drawings import SIZES, Draw, drawn_cards, names_of
from planner.sheets.card_room import LARGE, LAYOUTS
from planner.sheets.diary_page import diary_of
from planner.sheets.drawings import shipped_drawings
from planner.sheets.fitting import Fit, fits_across, fits_in_large_print, fits_of, in_a_column, in_a_row
from planner.sheets.frame import Frame
from planner.sheets.halves import Half, halves_of
from planner.sheets.options import Look, Part, SheetOptions
from planner.sheets.overview import overview_of
from planner.sheets.pages import load_templates
from planner.sheets.pictures import NotDrawn, Pictures, picture_of
from planner.sheets.press import Drawings, LateDrawings, Misfit, fits_one_page, print_if, print_page, warm_up
from planner.sheets.reasons import background_of
from planner.sheets.session_columns import pairs_of
from planner.sheets.spelling import Own

USUAL_OPTIONS: Final = SheetOptions()
NO_FIT: Final = Fit(12, 0)
SAFETY: Final = 42.0
"""Height in millimetres of the stop rule and the pain scale above the first exercise."""
DENSITIES: Final = ("", "tight", "loose", "notes")
"""How the running text is set until it ends well: as usual, closer, wider, with lines for notes behind it."""

__all__ = ["SIZES", "USUAL_OPTIONS", "Draw", "Meanwhile", "prewarm", "week_pdf"]


class Meanwhile(Protocol):
    """Begins work elsewhere, in a second process say; what comes back waits for its answer."""

    def __call__(self, work: Callable[[], Pictures], /) -> Callable[[], Pictures]: ...


def week_pdf(
    week: Week,
    library: Library,
    draw: Draw,
    *,
    options: SheetOptions = USUAL_OPTIONS,
    b12: B12Year | None = None,
    meanwhile: Meanwhile | None = None,
) -> bytes:
    """The sheet as a tagged PDF (PDF/UA-1). Same input, same bytes.

    ``b12`` is what the part of that name says; without it the part is left out. With ``meanwhile`` the drawings are
    made while the pages are laid out. Raises KeyError where the week names an exercise that the library does not
    hold, ValueError where no part is left to print.
    """
    document = _WeekDocument(week, library, options, b12)
    # In large print a drawing takes the room it needs, so none can come after the pages are laid out.
    if meanwhile is not None and not options.large_print:
        with suppress(NotDrawn):
            drawn = partial(_pictures, document.booklet, draw, options.grey)
            late = LateDrawings(names_of(document.booklet), cache(meanwhile(drawn)), document.frame.head.drawings)
            return document.printed(late)
    return document.printed({**document.frame.head.drawings, **drawn_cards(document.booklet, draw, options.grey)})


class _WeekDocument:
    """The parts of the document with what each of them needs."""

    def __init__(self, week: Week, library: Library, options: SheetOptions, b12: B12Year | None) -> None:
        self.frame = Frame(options, options.look(week.person.paper))
        self.booklet = Booklet(week, library, notes=options.notes)
        beside = Beside(week, self.booklet.numbers)
        dates = self.frame.dates
        self._overview = overview_of(week, self.booklet, beside, dates)
        self._parts = tuple(p for p in Part if p in options.parts and (p is not Part.B12 or b12 is not None))
        if not self._parts:
            raise ValueError("Nothing is left to print.")
        exercises = [card.exercise for card in self.booklet.cards]
        self._values: dict[str, Any] = {
            "week": week,
            "name": Own(week.person.name),
            "overview": self._overview,
            "pairs": pairs_of(self._overview.sessions),
            "booklet": self.booklet,
            "background": self._halves(background_of(week, library)),
            "before_start": before_start(exercises, week.screening.conditions),
            "span": dates.span(week.days[0].date, week.days[-1].date),
            "topics": self._halves(beside.topics()),
            "label": label_of(week),
            "LARGE": LARGE,
            "layout": LAYOUTS[options.per_page] if options.per_page and not options.large_print else None,
            "landscape": options.landscape and not options.large_print,
            "parts": self._parts,
            "second": self._parts[1] if len(self._parts) > 1 else None,
            "diary": diary_of(week, dates),
            "b12": b12,
            "spilled": False,
            "safety_at": self._safety_at(),
            "taken": self._above() + SAFETY if self._parts[0] is Part.EXERCISES else 0.0,
        }

    def _safety_at(self) -> str:
        """The part that the stop rule and the pain scale stand in (SAFE-03): the first, as at the end they might have
        a page to themselves."""
        sessions_in_large = self.frame.look.large_print and Part.SESSIONS in self._parts
        return Part.SESSIONS if sessions_in_large else self._parts[0]

    def _halves(self, sections: Half) -> tuple[Half, ...]:
        """In large print all of it is one column."""
        return (sections,) if self.frame.look.large_print else halves_of(sections)

    def printed(self, drawings: Drawings | LateDrawings) -> bytes:
        """The first guess at the sizes is nearly always right, so all of it is laid out with them at once."""
        look, first = self.frame.look, self._parts[0] is Part.WEEK
        second = first and len(self._parts) > 1
        # A diary fits below a few lines of text; without one those lines would have a page to themselves.
        end = Part.DIARY not in self._parts or look.large_print
        below = not end and Part.BACKGROUND in self._parts
        fits = self._fits() if first else (NO_FIT,)
        if self._parts == (Part.WEEK,):
            return print_page(self._page(self._first_that_fits(fits, drawings)), look, drawings)
        fit, page = fits[0], ""
        for density in DENSITIES:
            page = self._page(fit, density=density)
            printed = print_if(page, look, drawings, second=second, end=end, diary=not density and below)
            if printed is Misfit.SECOND:
                fit, second = self._first_that_fits(fits, drawings), False
                page = self._page(fit, density=density)
                printed = print_if(page, look, drawings, second=False, end=end, diary=not density and below)
            if isinstance(printed, bytes):
                return printed
        return print_page(page, look, drawings)

    def _fits(self) -> tuple[Fit, ...]:
        if self.frame.look.large_print:
            return fits_in_large_print()
        fits = fits_across if self._values["landscape"] else fits_of
        return fits(self._overview, self.frame.look.paper, self._above())

    def _above(self) -> float:
        """Height in millimetres of what stands on the first page before its part."""
        options = self.frame.options
        return self.frame.head.room + ((5 if options.signed_by else 0) if options.screened else 14)

    def _first_that_fits(self, fits: tuple[Fit, ...], drawings: Drawings | LateDrawings) -> Fit:
        """The first guess was wrong: now the overview alone is laid out, as the whole takes ten times as long.

        In large print even the last may run over; what comes behind then begins on the same page.
        """
        large = self.frame.look.large_print
        for fit in fits if large else fits[:-1]:
            if fits_one_page(self._page(fit, overview_only=True), self.frame.look, drawings):
                return fit
        self._values["spilled"] = large
        return fits[-1]

    def _page(self, fit: Fit, *, overview_only: bool = False, density: str = "") -> str:
        parts = {"parts": self._parts[:1], "second": None} if overview_only else {}
        fitted = {"fit": fit, "across": partial(in_a_row, size=fit.thumb), "abreast": in_a_column(fit.thumb)}
        return self.frame.page("week.html", **self._values | fitted | {"density": density} | parts)


def _pictures(booklet: Booklet, draw: Draw, grey: bool) -> Pictures:
    return {name: picture_of(svg) for name, svg in drawn_cards(booklet, draw, grey).items()}


def prewarm(options: SheetOptions = USUAL_OPTIONS) -> None:
    """Loads the PDF library, fonts, style sheet, templates and postures, so that the first sheet comes fast.

    Safe to run in a thread beside other work; ``options.paper`` None stands for A4.
    """
    load_templates()
    shipped_drawings()
    warm_up(Look(options.paper or "A4", options.large_print, options.grey))
