"""Exercises picked by hand, without a week: what a physiotherapist gives to somebody who walks in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from planner.domain.dose_words import dose_words
from planner.domain.library import Library
from planner.domain.week import Item
from planner.sheets.before_start import before_start
from planner.sheets.booklet import Booklet
from planner.sheets.card_drawings import Draw, drawn_cards
from planner.sheets.card_room import LARGE, LAYOUTS
from planner.sheets.frame import Frame
from planner.sheets.options import SheetOptions
from planner.sheets.press import print_if, print_page
from planner.sheets.spelling import Own

BY_HAND: Final = SheetOptions(screened=False)
DENSITIES: Final = ("", "loose", "notes")


def handout_pdf(
    items: Sequence[Item], title: str, library: Library, draw: Draw, options: SheetOptions = BY_HAND
) -> bytes:
    """The exercises in the order given, each with its dose, as a tagged PDF; a table to tick for seven days.

    ``options.parts`` has no bearing on it. With ``options.screened`` False, the usual case, it says that nobody's
    answers were checked, with ``options.signed_by`` or a line to sign on. An exercise picked twice has one card with
    both doses. Raises KeyError for an exercise that the library does not hold, ValueError without any.
    """
    if not items:
        raise ValueError("A handout needs at least one exercise.")
    frame = Frame(options, options.look("A4"))
    booklet = Booklet(None, library, items=items, notes=options.notes)
    values: dict[str, Any] = {
        "title": Own(title.strip() or "Your exercises"),
        "booklet": booklet,
        "rows": [(booklet.numbers[i.exercise], i.name, dose_words(i.dose, i.sides)) for i in items],
        "before_start": before_start([card.exercise for card in booklet.cards], ()),
        "LARGE": LARGE,
        "layout": LAYOUTS[options.per_page] if options.per_page and not options.large_print else None,
        "second": None,
    }
    drawings = {**frame.head.drawings, **drawn_cards(booklet, draw, options.grey)}
    page = ""
    for density in DENSITIES:
        page = frame.page("handout.html", density=density, **values)
        printed = print_if(page, frame.look, drawings, second=False, end=True)
        if isinstance(printed, bytes):
            return printed
    return print_page(page, frame.look, drawings)
