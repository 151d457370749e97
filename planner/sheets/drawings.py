"""The drawings of a sheet, made from the exercises' own figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from planner.domain.exercise import Exercise
from planner.resources import data_folder

if TYPE_CHECKING:
    from planner.figures.parse import Postures


class NotDrawn(ValueError):
    """An exercise has no figure that can be drawn; ``str()`` says which, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An exercise as SVG: ``whole`` with start, end and arrows; ``small`` the last frame alone."""

    whole: str
    small: str


@dataclass(frozen=True, slots=True)
class FigureDrawings:
    """Draws exercises in the postures it was given, each once. Raises NotDrawn: no sheet goes out with a gap."""

    postures: Postures
    _kept: dict[tuple[str, bool], tuple[Exercise, Drawn]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, postures: Mapping[str, Any]) -> FigureDrawings:
        """From the contents of ``exercises/postures.yaml``."""
        from planner.figures.parse import parse_postures

        parsed = parse_postures(postures)
        if isinstance(parsed, tuple):
            raise NotDrawn("; ".join(map(str, parsed)))
        return cls(parsed)

    def __call__(self, exercise: Exercise, *, grey: bool) -> Drawn:
        """The exercise in colour or in grey."""
        kept = self._kept.get((exercise.id, grey))
        if kept is None or kept[0] is not exercise:
            kept = (exercise, self._draw(exercise, grey))
            self._kept[exercise.id, grey] = kept
        return kept[1]

    def _draw(self, exercise: Exercise, grey: bool) -> Drawn:
        from planner.figures.drawing import draw
        from planner.figures.parse import parse_figure
        from planner.figures.style import Style

        figure = parse_figure(exercise.figure, self.postures)
        if isinstance(figure, tuple):
            raise NotDrawn(f"{exercise.id}: {'; '.join(map(str, figure))}")
        style = Style.GREY if grey else Style.PRINT
        return Drawn(
            draw(figure, title=exercise.name, style=style),
            draw(figure, title=exercise.name, style=style, frame=len(figure.frames) - 1),
        )


@cache
def shipped_drawings() -> FigureDrawings:
    """Drawings in the postures that come with the program."""
    from planner.strict_yaml import Document, read

    postures = read(data_folder("exercises") / "postures.yaml")
    if not isinstance(postures, Document):
        raise NotDrawn("; ".join(map(str, postures)))
    return FigureDrawings.of(postures.value)
