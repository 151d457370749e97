"""The drawn person: joint angles in an exercise file → a picture. docs/figures.md explains the format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.domain.exercise import Exercise
from planner.figures.adapted import adapted_figure
from planner.figures.body_map import body_map_svg
from planner.figures.checks import check_figure
from planner.figures.drawing import draw
from planner.figures.parse import Postures, parse_figure, parse_postures
from planner.figures.spec import Fault, Figure
from planner.figures.style import Style
from planner.figures.uploaded import picture_svg

__all__ = [
    "CannotDraw",
    "Fault",
    "Figure",
    "Postures",
    "Style",
    "adapted_figure",
    "body_map_svg",
    "check_figure",
    "draw_exercise",
    "draw_svg",
    "parse_figure",
    "parse_postures",
    "read_postures",
]


LONGEST_HOLD_SHOWN = 8
"""Seconds. A stretch held for half a minute would look like a picture that has stopped. [D]"""


class CannotDraw(ValueError):
    """A figure or the postures file has faults; ``faults`` holds them all."""

    def __init__(self, what: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{what}: " + "; ".join(map(str, faults)))
        self.faults = faults


def read_postures(mapping: Mapping[str, Any]) -> Postures:
    """The postures of ``postures.yaml``. Raises CannotDraw with every fault."""
    postures = parse_postures(mapping)
    if isinstance(postures, tuple):
        raise CannotDraw("postures", postures)
    return postures


def draw_svg(
    figure: Figure,
    postures: Postures | None = None,  # noqa: ARG001  a Figure has them read in; kept for callers that pass them
    *,
    title: str,
    description: str = "",
    style: Style = Style.PRINT,
    frame: int | None = None,
) -> str:
    """The figure as one SVG: all its frames, or one of them without arrows."""
    return draw(figure, title=title, description=description, style=style, frame=frame)


def draw_exercise(
    exercise: Exercise,
    postures: Postures,
    *,
    style: Style = Style.PRINT,
    small: bool = False,
    animated: bool = False,
    frame: int | None = None,
    adaptations: Iterable[str] = (),
) -> str:
    """The drawing of an exercise. Raises CannotDraw where its figure part cannot be read.

    ``frame`` draws one frame alone, counted from 0; ``small`` the most telling one. ``animated`` moves between
    the frames at the exercise's own tempo, and stands still for people who ask their device for less motion; it is
    for files of their own, never for print. ``adaptations`` are codes such as ``AD-08``: the picture shows what
    they change. An uploaded picture stands in the place of a drawing; an exercise that
    nobody has looked through and that cannot be drawn shows the parts of the body that it works.
    """
    if exercise.picture is not None:
        return picture_svg(exercise.picture, title=exercise.name, grey=style is Style.GREY)
    figure = parse_figure(exercise.figure, postures)
    if isinstance(figure, tuple):
        if exercise.tags is None:
            return body_map_svg(exercise.regions, title=exercise.name, style=style)
        raise CannotDraw(exercise.id, figure)
    figure = adapted_figure(figure, adaptations)
    if animated and len(figure.frames) > 1:
        from planner.figures.animation import draw_moving

        hold = min(exercise.dose.hold_seconds or 0, LONGEST_HOLD_SHOWN)
        return draw_moving(figure, title=exercise.name, description=exercise.setup, style=style, hold_seconds=hold)
    if small and frame is None:
        frame = figure.telling_frame
    return draw(figure, title=exercise.name, description="" if small else exercise.setup, style=style, frame=frame)
