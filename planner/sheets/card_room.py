"""How high the drawing of an exercise may be, so that its card keeps to its place on the page. Millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from planner.sheets.booklet import ExerciseCard
from planner.sheets.options import PerPage

_MARGINS: Final = 26.0
_HEADING: Final = 13.0


@dataclass(frozen=True, slots=True)
class CardLayout:
    """Letters in a line of text and of a dose, height of both, and what else takes up room.

    ``short`` leaves out where to start, breathing and where to feel it: the drawing shows the first, and the rest has
    no room beside five other exercises.
    """

    name: str
    letters: int
    dose_letters: int
    line: float
    dose_line: float
    around: float
    smallest: float
    largest: float
    rows: int = 1
    short: bool = False

    def cell_height(self, paper_height: float) -> float:
        return round((paper_height - _MARGINS - _HEADING) / self.rows - 1, 1)

    def drawing_height(self, card: ExerciseCard, paper_height: float) -> int:
        """What the words of the card leave free, within reason."""
        lines = sum(ceil(len(text) / self.letters) for text in _texts(card, self.short) if text)
        doses = sum(ceil(len(f"{d.days} {d.amount} {d.hold}") / self.dose_letters) for d in card.doses)
        left = self.cell_height(paper_height) - self.around - lines * self.line - doses * self.dose_line
        return round(max(self.smallest, min(self.largest, left)))


LARGE: Final = CardLayout("large", 58, 40, 8.0, 9.5, 22.0, 26.0, 95.0)
LAYOUTS: Final[dict[PerPage, CardLayout]] = {
    1: CardLayout("one", 78, 52, 6.2, 8.0, 22.0, 60.0, 120.0),
    2: CardLayout("two", 66, 50, 4.9, 6.2, 14.0, 35.0, 52.0, rows=2),
    4: CardLayout("four", 51, 38, 4.45, 5.5, 14.0, 20.0, 56.0, rows=2),
    6: CardLayout("six", 54, 40, 4.2, 5.2, 12.0, 14.0, 40.0, rows=3, short=True),
}


def _texts(card: ExerciseCard, short: bool) -> tuple[str, ...]:
    exercise = card.exercise
    stop = f"Stop if: {' '.join(exercise.stop_if)}"
    changed = f"Changed for you: {' '.join(card.changed)}" if card.changed else ""
    note = f"A word from your practitioner: {card.note}" if card.note else ""
    rest = f"Rest between sets: {card.rest_seconds} seconds. " if card.rest_seconds else ""
    if short:
        return (" ".join(exercise.steps), stop, changed, note)
    return (
        exercise.setup,
        *exercise.steps,
        f"Breathing: {exercise.breathing}",
        f"Feel it here: {exercise.feel}",
        stop,
        changed,
        note,
        exercise.credit,
        f"{rest}{card.purpose} Easier: {card.easier}. Harder: {card.harder}.",
    )
