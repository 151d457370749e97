"""The drawings of a sheet, made from the exercises' own figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.domain.exercise import Exercise
from planner.resources import data_folder

if TYPE_CHECKING:
    from planner.figures import Postures


@dataclass(frozen=True, slots=True)
class Drawn:
    """An exercise as SVG: ``whole`` with start, end and arrows; ``small`` its most telling frame alone."""

    whole: str
    small: str


@dataclass(frozen=True, slots=True)
class FigureDrawings:
    """Draws exercises in the postures it was given, each once."""

    postures: Postures
    _kept: dict[tuple[str, bool, tuple[str, ...]], tuple[Exercise, Drawn]] = field(default_factory=dict, repr=False)

    def __call__(self, exercise: Exercise, *, grey: bool, adaptations: tuple[str, ...] = ()) -> Drawn:
        """The exercise in colour or in grey, as someone with these adaptations does it.

        Raises planner.figures.CannotDraw: no sheet goes out with a gap.
        """
        key = (exercise.id, grey, adaptations)
        kept = self._kept.get(key)
        if kept is None or kept[0] is not exercise:
            kept = (exercise, self._draw(exercise, grey, adaptations))
            self._kept[key] = kept
        return kept[1]

    def _draw(self, exercise: Exercise, grey: bool, adaptations: tuple[str, ...]) -> Drawn:
        from planner.figures import Style, draw_exercise

        style = Style.GREY if grey else Style.PRINT
        return Drawn(
            draw_exercise(exercise, self.postures, style=style, adaptations=adaptations),
            draw_exercise(exercise, self.postures, style=style, small=True, adaptations=adaptations),
        )


@cache
def shipped_drawings() -> FigureDrawings:
    """Drawings in the postures that come with the program. Raises planner.figures.CannotDraw."""
    from planner.figures import read_postures
    from planner.strict_yaml import Document, read

    postures = read(data_folder("exercises") / "postures.yaml")
    if not isinstance(postures, Document):
        raise ValueError("; ".join(map(str, postures)))
    return FigureDrawings(read_postures(postures.value))


@lru_cache(maxsize=256)
def body_map(regions: tuple[str, ...], *, grey: bool) -> str:
    """The regions alone, to be laid over ``bare_body``, which a document then holds once."""
    from planner.figures import Style, body_map_svg

    style = Style.GREY if grey else Style.PRINT
    whole = body_map_svg(regions, title=", ".join(regions), style=style)
    filled = re.findall(rf'<path d="[^"]*" fill="{style.palette.top}"/>', whole)
    head, _, _ = whole.partition(">")
    return f"{head}>{''.join(filled)}</svg>"


@lru_cache(maxsize=2)
def bare_body(*, grey: bool) -> str:
    """Front and back of a body with nothing filled."""
    from planner.figures import Style, body_map_svg

    return body_map_svg((), title="Body", style=Style.GREY if grey else Style.PRINT)
