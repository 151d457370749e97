"""The drawings that the cards of a booklet show."""

from __future__ import annotations

from typing import Final, Protocol

from planner.domain.exercise import Exercise
from planner.sheets.booklet import Booklet
from planner.sheets.drawings import Drawn, bare_body, body_map

SIZES: Final = ("", "/small")
"""What follows the exercise in the name of a drawing."""

BARE_BODY: Final = "map"
"""What the maps of the regions lie upon."""


class Draw(Protocol):
    """Draws an exercise; ``planner.sheets.drawings.shipped_drawings()`` is one that does."""

    def __call__(self, exercise: Exercise, *, grey: bool, adaptations: tuple[str, ...] = ()) -> Drawn: ...


def drawn_cards(booklet: Booklet, draw: Draw, grey: bool) -> dict[str, str]:
    """Every exercise of the sheet as this person does it, whole and small, and where it works."""
    drawn = {card.exercise.id: draw(card.exercise, grey=grey, adaptations=card.adaptations) for card in booklet.cards}
    whole, small = SIZES
    cards = {f"{n}{size}": svg for n, d in drawn.items() for size, svg in ((whole, d.whole), (small, d.small))}
    maps = {card.body_map: body_map(card.exercise.regions, grey=grey) for card in booklet.cards}
    return cards | maps | {BARE_BODY: bare_body(grey=grey)}


def names_of(booklet: Booklet) -> tuple[str, ...]:
    """The names under which ``drawn_cards`` gives them."""
    maps = dict.fromkeys(card.body_map for card in booklet.cards)
    return (BARE_BODY, *(f"{card.exercise.id}{size}" for card in booklet.cards for size in SIZES), *maps)
