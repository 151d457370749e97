"""The picture of an adapted exercise (AD-02 … AD-22): a smaller range, a hand on the worktop, a pillow where it helps.

An adaptation is words first; this shows those that change what one sees. Each code has one or more changes, best first;
one that would draw a fault (a hand that cannot reach, a fall) is passed over, and the words stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from planner.figures.changes import (
    Change,
    bend_less,
    both,
    clamped,
    each_frame,
    half_way,
    halved,
    only_if,
    turned,
    with_props,
)
from planner.figures.checks import check_figure
from planner.figures.joints import Angles
from planner.figures.spec import SIDES, Figure, Frame, Prop
from planner.figures.stage import stage_figure
from planner.figures.staged import Staged

HIGHER_SEAT: Final = 480.0
"""AD-17, mm above the floor; a usual seat is 418."""
SHOULDER_HEIGHT: Final = 85.0
"""AD-12: arms at shoulder height, in degrees."""
HAND_SPAN: Final = 120.0
"""mm by which a hand at shoulder height may stand above the joint."""
KNEE_SOFT: Final = 20.0
"""AD-19, degrees."""
_ARM_AT_SIDE: Final = {
    "left shoulder flexion": 2.0,
    "left shoulder abduction": 36.0,
    "left shoulder external rotation": 0.0,
    "left elbow flexion": 24.0,
    "left wrist extension": 0.0,
}
_ARM_IN_FRONT: Final = {**_ARM_AT_SIDE, "left shoulder flexion": 28.0, "left shoulder abduction": 4.0,
                        "left elbow flexion": 40.0}  # fmt: skip
_ROTATION: Final = ("lumbar rotation left", "thoracic rotation left", "neck rotation left")
_NECK: Final = ("neck flexion", "neck side-bend left", "neck rotation left")
_HEEL: Final = tuple(f"{side} {joint}" for side in SIDES for joint in ("ankle dorsiflexion", "toes extension"))


def adapted_figure(figure: Figure, codes: Iterable[str]) -> Figure:
    """The figure with what these adaptation codes change in the picture; the figure itself where none does."""
    known: frozenset[str] | None = None
    for code in codes:
        for change in CHANGES.get(code, ()):
            changed = change(figure)
            if changed == figure:
                continue
            known = _messages(figure) if known is None else known
            if _messages(changed) <= known:
                figure = changed
                break
    return figure


def _messages(figure: Figure) -> frozenset[str]:
    return frozenset(fault.message for fault in check_figure(figure))


def _has(figure: Figure, *kinds: str) -> bool:
    return any(prop.kind in kinds for prop in figure.props)


def _hands_are_free(figure: Figure) -> bool:
    held = any(part.endswith(("hand", "forearm")) for frame in figure.frames for part in frame.touch)
    return not held and not _has(figure, "stick", "band", "strap", "weight", "bag", "towel")


def _stands(figure: Figure) -> bool:
    return all(frame.lie == "upright" and frame.base == "toes" for frame in figure.frames)


def _lies_or_kneels(figure: Figure) -> bool:
    return figure.frames[0].support == "floor" and not _has(figure, "bed") and not _stands(figure)


def _lies_on_back(figure: Figure) -> bool:
    return all(frame.lie == "on back" for frame in figure.frames)


def _hand_on_worktop(figure: Figure) -> Figure:
    """The far (left) hand rests on the worktop that is there, or on one at that side, in every frame."""
    there = next((prop for prop in figure.props if prop.kind == "worktop"), None)
    in_front = there is not None and there.place != "at left"
    arm = _ARM_IN_FRONT if in_front else _ARM_AT_SIDE

    def hold(frame: Frame) -> Frame:
        return replace(turned(frame, arm), touch={**frame.touch, "left hand": "worktop"})

    held = each_frame(figure, hold)
    return held if there is not None else with_props(Prop("worktop", "at left"))(held)


def _eyes_open(figure: Figure) -> Figure:
    return each_frame(figure, lambda frame: replace(frame, eyes_closed=False))


def _fists(figure: Figure) -> Figure:
    def fist(frame: Frame) -> Frame:
        planted = [side for side in SIDES if frame.touch.get(f"{side} hand") in ("floor", "wall", "worktop")]
        return replace(frame, hands={**frame.hands, **dict.fromkeys(planted, "fist")}) if planted else frame

    return each_frame(figure, fist)


def _knees_bent(figure: Figure) -> Figure:
    """Legs that lie straight through the whole exercise lie bent, feet flat."""
    idle = [side for side in SIDES if all(_lies_straight(frame, side) for frame in figure.frames)]
    if not idle or figure.frames[0].lie != "on back":
        return figure

    def bend(frame: Frame) -> Frame:
        angles = {
            f"{side} {joint}": degrees
            for side in idle
            for joint, degrees in (("hip flexion", 52.0), ("knee flexion", 104.0), ("ankle dorsiflexion", -38.0))
        }
        touch = {**frame.touch, **{f"{side} foot": "floor" for side in idle}}
        return replace(turned(frame, angles), touch=touch)

    return each_frame(figure, bend)


def _lies_straight(frame: Frame, side: str) -> bool:
    straight = all(abs(frame.angles.get(f"{side} {joint}", 0.0)) < 15 for joint in ("hip flexion", "knee flexion"))
    return straight and not any(part.startswith(side) and "hand" not in part for part in frame.touch)


def _chest_raised(figure: Figure) -> Figure:
    def raise_chest(frame: Frame) -> Frame:
        more = {"thoracic flexion": 12.0, "lumbar flexion": 4.0}
        return turned(frame, {key: frame.angles.get(key, 0.0) + extra for key, extra in more.items()})

    held_by_the_pelvis = all(frame.base == "pelvis" for frame in figure.frames)
    return each_frame(figure, raise_chest) if held_by_the_pelvis and _lies_on_back(figure) else figure


def _with_low_hands(*changes: Change) -> Change:
    """Changes that leave the hands no higher than the shoulders; nothing where they do not.

    Who stands bent over a worktop has them no higher however far the arms reach, and keeps them where they are.
    """

    def change(figure: Figure) -> Figure:
        if _stands(figure) and not _hands_are_high(figure):
            return _without_weight(figure)
        lowered = both(_without_weight, *changes)(figure)
        return figure if _hands_are_high(lowered) else lowered

    return change


def _hands_are_high(figure: Figure) -> bool:
    return any(_hand_is_high(staged) for staged in stage_figure(figure))


def _hand_is_high(staged: Staged) -> bool:
    points = staged.body.points
    upright = points["head"][2] > points["pelvis"][2] + 200.0
    return upright and any(points[f"{side} palm"][2] > points[f"{side} shoulder"][2] + HAND_SPAN for side in SIDES)


def _soft_knees(figure: Figure) -> Figure:
    """Straight legs under tension: knees soft, ankles relaxed."""

    def soften(frame: Frame) -> Frame:
        found: Angles = {}
        for side in SIDES:
            hip, knee, ankle = (f"{side} {joint}" for joint in ("hip flexion", "knee flexion", "ankle dorsiflexion"))
            more = KNEE_SOFT - frame.angles.get(knee, 0.0)
            if frame.angles.get(hip, 0.0) <= 40 or more <= 0:
                continue
            found[knee] = KNEE_SOFT
            if _stands(figure):
                # The knee goes forwards and the hip folds, or the trunk would swing up and the hands leave the worktop.
                found |= {joint: frame.angles.get(joint, 0.0) + more / 2 for joint in (hip, ankle)}
            elif frame.angles.get(ankle, 0.0) > 0:
                found[ankle] = 0.0
        return turned(frame, found) if found else frame

    return each_frame(figure, soften)


def _seat_higher(figure: Figure) -> Figure:
    if figure.frames[0].support != "chair":
        return figure
    others = tuple(prop for prop in figure.props if prop.kind not in ("chair", "stool"))
    seats = tuple(replace(prop, height=HIGHER_SEAT) for prop in figure.props if prop.kind in ("chair", "stool"))
    return replace(figure, props=(*seats, *others))


def _without_weight(figure: Figure) -> Figure:
    heavy = ("weight", "bag")
    props = tuple(prop for prop in figure.props if prop.kind not in heavy)
    if props == figure.props:
        return figure

    def let_go(frame: Frame) -> Frame:
        return replace(frame, touch={part: target for part, target in frame.touch.items() if target not in heavy})

    return replace(each_frame(figure, let_go), props=props)


_ARMS_DOWN: Final = clamped({"shoulder flexion": (-60, SHOULDER_HEIGHT), "shoulder abduction": (-45, SHOULDER_HEIGHT)})
_PILLOW_AT_HEAD: Final = Prop("pillow", "under", ("head",))
_PILLOW_AT_CHEST: Final = Prop("pillow", "under", ("upper back",))
_PILLOWS_FOR_THE_BACK: Final = with_props(_PILLOW_AT_HEAD, _PILLOW_AT_CHEST)

CHANGES: Final[Mapping[str, tuple[Change, ...]]] = {
    "AD-02": (half_way, halved(_ROTATION)),
    "AD-04": (
        with_props(Prop("pillow", "under", ("belly",)), Prop("pillow", "under", ("shins",))),
        with_props(Prop("pillow", "under", ("belly",))),
    ),
    "AD-05": (
        both(_knees_bent, _chest_raised, _PILLOWS_FOR_THE_BACK),
        both(_chest_raised, _PILLOWS_FOR_THE_BACK),
        both(_knees_bent, with_props(_PILLOW_AT_HEAD)),
        with_props(_PILLOW_AT_HEAD),
    ),
    "AD-06": (with_props(Prop("pillow", "under", ("knees",))),),
    "AD-08": (
        only_if(
            lambda figure: _stands(figure) and _hands_are_free(figure),
            both(_eyes_open, _hand_on_worktop, with_props(Prop("chair", "behind", distance=620.0))),
        ),
        only_if(lambda figure: _stands(figure) and _hands_are_free(figure), both(_eyes_open, _hand_on_worktop)),
        only_if(_stands, both(_eyes_open, with_props(Prop("chair", "behind", distance=620.0)))),
        _eyes_open,
    ),
    "AD-09": (
        only_if(lambda figure: _lies_or_kneels(figure) and not _has(figure, "chair", "stool"),
                 with_props(Prop("chair", "at left", distance=430.0))),
    ),
    "AD-12": (
        _with_low_hands(_ARMS_DOWN),
        _with_low_hands(_ARMS_DOWN, clamped({"shoulder external rotation": (-70, 10)})),
        _with_low_hands(half_way, _ARMS_DOWN),
        _without_weight,
    ),
    "AD-13": (_fists,),
    "AD-15": (halved(_NECK),),
    "AD-17": (
        _seat_higher,
        bend_less,
        only_if(_lies_on_back, clamped({"hip flexion": (-20, 88), "knee flexion": (-5, 92)})),
        only_if(_lies_on_back, clamped({"hip flexion": (-20, 88)})),
    ),
    "AD-18": (clamped({"hip abduction": (0, 45), "hip flexion": (-8, 120), "hip external rotation": (-5, 20)}),),
    "AD-19": (_soft_knees,),
    "AD-20": (halved(_HEEL),),
    "AD-21": (only_if(lambda figure: not _has(figure, "chair"), with_props(Prop("chair", "behind", distance=900.0))),),
    "AD-22": (_without_weight,),
}  # fmt: skip
"""What each code changes in the picture. AD-11, AD-14, AD-16 and AD-23 are words and dose only: breath, a lighter band,
shorter holds and a cool room cannot be drawn in a still picture [D]."""
