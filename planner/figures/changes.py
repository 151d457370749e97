"""Ways to change a figure as a whole: a smaller movement, joints kept within limits, things added to the room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from planner.figures.joints import Angles
from planner.figures.spec import SIDES, Figure, Frame, Prop

Change = Callable[[Figure], Figure]

HALF: Final = 0.5
"""AD-02, AD-15, AD-20: "half as far as you can", "half height"."""
SMALLER: Final = 0.6
"""AD-17: "bend less"."""


def each_frame(figure: Figure, change: Callable[[Frame], Frame]) -> Figure:
    return replace(figure, frames=tuple(change(frame) for frame in figure.frames))


def turned(frame: Frame, angles: Mapping[str, float]) -> Frame:
    return replace(frame, angles={**frame.angles, **angles})


def alike(figure: Figure) -> bool:
    """All frames rest in the same way, so that one is the start of the others."""
    first = figure.frames[0]
    same = ("base", "base_side", "lie", "support", "settle")
    return all(getattr(frame, name) == getattr(first, name) for frame in figure.frames for name in same)


def towards_start(figure: Figure, part: float, keys: Iterable[str] | None = None) -> Figure:
    """Each later frame goes only this part of its way from the first; ``keys`` are the joints, None for all."""
    start = figure.frames[0].angles
    wanted = None if keys is None else tuple(keys)

    def less(frame: Frame) -> Frame:
        names = [*start, *(key for key in frame.angles if key not in start)] if wanted is None else wanted
        return turned(frame, {k: _between(start.get(k, 0.0), frame.angles.get(k, 0.0), part) for k in names})

    return replace(figure, frames=(figure.frames[0], *(less(frame) for frame in figure.frames[1:])))


def _between(start: float, end: float, part: float) -> float:
    return round(start + (end - start) * part, 1)


def halved(keys: tuple[str, ...]) -> Change:
    """These joints go half as far: from the first frame where there are several, from straight where there is one."""

    def change(figure: Figure) -> Figure:
        if len(figure.frames) > 1 and not any(figure.frames[0].angles.get(key) for key in keys):
            return towards_start(figure, HALF, keys)
        return each_frame(
            figure, lambda f: turned(f, {k: round(f.angles[k] * HALF, 1) for k in keys if f.angles.get(k)})
        )

    return change


def half_way(figure: Figure) -> Figure:
    """The whole movement goes half its way; nothing for a figure whose frames rest differently."""
    return towards_start(figure, HALF) if len(figure.frames) > 1 and alike(figure) else figure


def bend_less(figure: Figure) -> Figure:
    return towards_start(figure, SMALLER) if len(figure.frames) > 1 and alike(figure) else figure


def clamped(limits: Mapping[str, tuple[float, float]]) -> Change:
    """Joints kept within limits in every frame; keys without a side hold for both."""

    def clamp(frame: Frame) -> Frame:
        found: Angles = {}
        for joint, (low, high) in limits.items():
            for key in (f"{side} {joint}" for side in SIDES):
                value = frame.angles.get(key, 0.0)
                if not low <= value <= high:
                    found[key] = min(max(value, low), high)
        return turned(frame, found) if found else frame

    return lambda figure: each_frame(figure, clamp)


def with_props(*props: Prop) -> Change:
    """These things in the room, but for those that are there already."""

    def change(figure: Figure) -> Figure:
        there = {(prop.kind, prop.place, prop.parts) for prop in figure.props}
        more = tuple(prop for prop in props if (prop.kind, prop.place, prop.parts) not in there)
        return replace(figure, props=(*figure.props, *more)) if more else figure

    return change


def both(*changes: Change) -> Change:
    def change(figure: Figure) -> Figure:
        for one in changes:
            figure = one(figure)
        return figure

    return change


def only_if(holds: Callable[[Figure], bool], change: Change) -> Change:
    return lambda figure: change(figure) if holds(figure) else figure
