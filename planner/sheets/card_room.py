"""Which cards share a page, and how high the drawing of each may be, so that all keep to their places. Millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from textwrap import wrap
from typing import Final

from planner.sheets.booklet import ExerciseCard
from planner.sheets.fitting import PAPER_HEIGHT
from planner.sheets.options import Paper, PerPage
from planner.sheets.press import WIDTH

_MARGINS: Final = 26.0
_HEADING: Final = 13.0
_POINT: Final = 25.4 / 72
_LETTER: Final = 0.44
"""Width of a usual letter of our typeface, in parts of its size."""
_BOX: Final = 2.0
"""Above and below what stands in a tinted box."""


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """``brief`` leaves out what it is good for and the easier and harder step: there is no room for them."""

    card: ExerciseCard
    drawing: int
    brief: bool


@dataclass(frozen=True, slots=True)
class Row:
    height: float
    cards: tuple[PlacedCard, ...]


@dataclass(frozen=True, slots=True)
class CardLayout:
    """``size`` of the text in points and ``line``, the height of a line in it; ``share`` and ``beside``: the part of
    the page's width that is a card's, less what stands beside its words. ``around`` is the name and the space between.

    ``feel`` is the height of the body map. ``short`` leaves out where to start, breathing and where to feel it: the
    drawing shows the first, and the rest has no room beside five other exercises.
    """

    name: str
    size: float
    line: float
    dose_size: float
    around: float
    smallest: float
    largest: float
    share: float = 1.0
    beside: float = 0.0
    feel: float = 0.0
    rows: int = 1
    across: int = 1
    short: bool = False

    def drawing_height(self, card: ExerciseCard, paper: Paper) -> int:
        """What the words of a card that has a page to itself leave free, within reason."""
        return self._drawing(PAPER_HEIGHT[paper] - _MARGINS - _HEADING - self.line - self._words(card, paper, False))

    def sheets(self, cards: Sequence[ExerciseCard], paper: Paper, taken: float = 0.0) -> tuple[tuple[Row, ...], ...]:
        """The cards page by page. ``taken`` is the height of what stands above the heading of the first."""
        rows = [tuple(cards[place : place + self.across]) for place in range(0, len(cards), self.across)]
        # A line to spare on each page: they are counted by their letters, before any is set.
        whole = PAPER_HEIGHT[paper] - _MARGINS - self.line
        share = (whole - _HEADING) / self.rows
        sheets: list[tuple[Row, ...]] = []
        while rows:
            room = whole if sheets else whole - _HEADING - taken
            needs = [self._need(row, paper, share) for row in rows[: self.rows]]
            while len(needs) > 1 and sum(needs) > room:
                needs.pop()
            here, rows = rows[: len(needs)], rows[len(needs) :]
            spare = (room if rows else min(room, share * len(needs))) - sum(needs)
            heights = [need + max(0.0, spare) / len(needs) for need in needs]
            placed = zip(here, heights, strict=True)
            sheets.append(tuple(self._row(row, height, paper, share) for row, height in placed))
        return tuple(sheets)

    def _row(self, row: Sequence[ExerciseCard], height: float, paper: Paper, share: float) -> Row:
        placed = []
        for card in row:
            brief = self._is_brief(card, paper, share)
            taken = self._below(card) if self.beside else self._words(card, paper, brief)
            placed.append(PlacedCard(card, self._drawing(height - taken), brief))
        return Row(round(height, 1), tuple(placed))

    def _need(self, row: Sequence[ExerciseCard], paper: Paper, share: float) -> float:
        """Of the row with its drawings as small as they get."""
        return max(self._height(card, paper, self._is_brief(card, paper, share)) for card in row)

    def _is_brief(self, card: ExerciseCard, paper: Paper, share: float) -> bool:
        return self._height(card, paper, False) > share

    def _height(self, card: ExerciseCard, paper: Paper, brief: bool) -> float:
        words = self._words(card, paper, brief)
        return max(words, self.smallest + self._below(card)) if self.beside else words + self.smallest

    def _below(self, card: ExerciseCard) -> float:
        """What stands below a drawing that has the words beside it."""
        return 4.0 + max(self.feel, len(wrap(f"Feel it here: {card.exercise.feel}", 27)) * self.line)

    def _drawing(self, room: float) -> int:
        return floor(max(self.smallest, min(self.largest, room)))

    def _words(self, card: ExerciseCard, paper: Paper, brief: bool) -> float:
        width = WIDTH[paper] * self.share - self.beside
        letters = width / (self.size * _POINT * _LETTER)
        doses = sum(
            len(wrap(f"{d.days} {d.amount} {d.hold}", int(width / (self.dose_size * _POINT * 0.5)))) for d in card.doses
        )
        boxes = sum(_BOX + self._lines(text, letters - 5) for text in _boxed(card))
        feel = 0.0
        if not self.short and not self.beside and card.exercise.feel:
            beside_map = letters - self.feel * 4 / 3 / (self.size * _POINT * _LETTER) - 3
            feel = max(self.feel, self._lines(f"Feel it here: {card.exercise.feel}", beside_map))
        lines = sum(self._lines(text, letters) for text in _texts(card, self.short, brief) if text)
        return self.around + doses * (self.dose_size * 1.2 * _POINT + 0.4) + lines + boxes + feel

    def _lines(self, text: str, letters: float) -> float:
        return len(wrap(text, int(letters))) * self.line


LARGE: Final = CardLayout("large", 18, 7.94, 22, 9.5, 26.0, 95.0, feel=26.5)
LAYOUTS: Final[dict[PerPage, CardLayout]] = {
    1: CardLayout("one", 14, 6.18, 18, 13.0, 60.0, 125.0, feel=26.5),
    2: CardLayout("two", 11, 4.86, 12.5, 9.0, 35.0, 70.0, beside=82.0, feel=18.5, rows=2),
    4: CardLayout("four", 9.5, 4.03, 12.5, 9.5, 22.0, 56.0, 0.48, feel=11.0, rows=2, across=2),
    6: CardLayout("six", 9.5, 4.09, 12.5, 8.5, 18.0, 40.0, 0.48, rows=3, across=2, short=True),
}


def _boxed(card: ExerciseCard) -> tuple[str, ...]:
    changed = f"Changed for you: {' '.join(card.changed)}" if card.changed else ""
    note = f"A word from your practitioner: {card.note}" if card.note else ""
    return tuple(filter(None, (changed, note)))


def _texts(card: ExerciseCard, short: bool, brief: bool) -> tuple[str, ...]:
    exercise = card.exercise
    stop = f"Stop if: {' '.join(exercise.stop_if)}"
    if short:
        return (" ".join(exercise.steps), stop, exercise.credit)
    steps = tuple(f"1. {step}" for step in exercise.steps)
    rest = f"Rest between sets: {card.rest_seconds} seconds. " if card.rest_seconds else ""
    easier = f" Easier: {card.easier}." if card.easier else ""
    harder = f" Harder: {card.harder}." if card.harder else ""
    more = "" if brief else f"{rest}{card.purpose}{easier}{harder}"
    return (exercise.setup, *steps, f"Breathing: {exercise.breathing}", stop, exercise.credit, more)
