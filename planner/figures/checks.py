"""What is wrong with a figure that can be read: joints past their range, feet through the floor, sliding hands, falling over."""

from __future__ import annotations

from planner.figures.joints import TOLERANCE, range_of
from planner.figures.skeleton import ALL_CONTACTS, lowest
from planner.figures.spec import Fault, Figure
from planner.figures.stage import Staged, stage_figure


def check_figure(figure: Figure) -> tuple[Fault, ...]:
    """All faults of a figure, frame by frame."""
    staged = stage_figure(figure)
    faults: list[Fault] = []
    for one in staged:
        faults += one.faults
        faults += beyond_range(one)
        faults += through_floor(one)
    return tuple(faults)


def beyond_range(one: Staged) -> list[Fault]:
    """Joints set past what healthy adults reach, with some tolerance."""
    out = []
    for key, value in one.frame.angles.items():
        motion = range_of(key)
        if not motion.least - TOLERANCE <= value <= motion.most + TOLERANCE:
            word, most = (motion.plus, motion.most) if value > 0 else (motion.minus, -motion.least)
            name = key.removesuffix(motion.plus) + word
            out.append(Fault(one.frame.path, f"{name} {abs(value):g}{motion.unit} is past the normal range (0 to {most:g}{motion.unit})"))
    return out


def through_floor(one: Staged) -> list[Fault]:
    """Parts of the body that hang below the floor."""
    out = []
    for contact in ALL_CONTACTS:
        low = lowest(one.body, contact)
        if low < -45.0:
            out.append(Fault(one.frame.path, f"the {contact} goes {-low:.0f} mm through the floor"))
    return out
