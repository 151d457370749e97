"""The drawing of an exercise as sliders: a posture for each picture, and the joints that differ from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.figures import Figure, Postures, parse_figure
from planner.figures.joints import MOTIONS, Motion
from planner.figures.spec import SIDES, VIEWS, Posture
from planner.web.forms.kinds import Words

MOST_PICTURES: Final = 3
THINGS: Final = (
    "worktop in front", "worktop at left", "wall behind", "wall in front", "wall at left", "chair in front",
    "chair at left", "chair behind", "pillow under head", "pillow under knees", "step in front", "bed", "mat",
)  # fmt: skip
"""What may stand beside the person, or carry them."""
GROUPS: Final[tuple[tuple[Words, tuple[str, ...]], ...]] = (
    (_l("Hips, knees and feet"), ("hip", "knee", "ankle", "toes")),
    (_l("Back and head"), ("lumbar", "thoracic", "neck")),
    (_l("Shoulders and arms"), ("shoulder", "shoulder blade", "elbow", "forearm", "wrist")),
    (_l("The whole body in the room"), ("body",)),
)
JOINTS: Final[Mapping[str, Words]] = {
    "hip": _l("hip"), "knee": _l("knee"), "ankle": _l("ankle"), "toes": _l("toes"), "lumbar": _l("low back"),
    "thoracic": _l("upper back"), "neck": _l("neck"), "shoulder": _l("shoulder"),
    "shoulder blade": _l("shoulder blade"), "elbow": _l("elbow"), "forearm": _l("forearm"), "wrist": _l("wrist"),
    "body": _l("body"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slider:
    """One way one joint moves. ``value`` in degrees or millimetres, as ``unit`` says; ``other`` is the same joint of
    the other side."""

    name: str
    label: str
    minus: str
    plus: str
    least: int
    most: int
    value: int
    unit: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class SliderGroup:
    label: Words
    sliders: tuple[Slider, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the drawing. ``touches`` are the parts that rest on something in its posture."""

    number: int
    posture: str
    about: str
    groups: tuple[SliderGroup, ...]
    touches: tuple[tuple[str, str, bool], ...]


class FigureForm:
    """What was sent of the drawing. The sliders of a picture count from the posture that they were shown with: where
    another one was chosen since, they begin anew."""

    def __init__(self, sent: MultiDict[str, str], postures: Postures) -> None:
        self._sent = sent
        self._postures = postures

    @property
    def count(self) -> int:
        number = self._sent.get("pictures", "1")
        asked = int(number) if number in ("1", "2", "3") else 1
        change = {"more": 1, "fewer": -1}.get(self._sent.get("do", ""), 0)
        return min(max(1, asked + change), MOST_PICTURES)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(self._picture(number) for number in range(self.count))

    @property
    def view(self) -> str:
        return self._one_of("view", VIEWS)

    @property
    def thing(self) -> str:
        return self._one_of("thing", THINGS)

    def part(self) -> dict[str, Any]:
        """The figure part of an exercise file; empty where no posture is chosen."""
        if self._posture(0) is None:
            return {}
        frames = [self._frame(number) for number in range(self.count)]
        head: dict[str, Any] = {"view": self.view} if self.view else {}
        if self.thing:
            head["props"] = [self.thing]
        return {**head, "frames": frames}

    def _one_of(self, key: str, known: tuple[str, ...]) -> str:
        word = self._sent.get(key, "")
        return word if word in known else ""

    def _posture(self, number: int) -> Posture | None:
        """A picture that has just been added begins like the one before it."""
        name = self._sent.get(f"p{number}.posture")
        if name is None and number:
            return self._posture(number - 1)
        return self._postures.get(name or "")

    def _values(self, number: int) -> dict[str, int]:
        """Every joint of the picture that differs from nothing, by its name as in ``Frame.angles``."""
        posture = self._posture(number)
        if posture is None:
            return {}
        values = {key: round(posture.joints.get(key, 0)) for key in _keys()}
        name = self._sent.get(f"p{number}.posture")
        if name is None and number:
            return self._values(number - 1)
        if self._sent.get(f"p{number}.was") == name:
            for key, motion in _keys().items():
                text = self._sent.get(f"p{number}.{key}", "")
                if text.removeprefix("-").isdigit() and text.isascii() and len(text) < 5:
                    values[key] = min(max(round(motion.least), int(text)), round(motion.most))
        return values

    def _frame(self, number: int) -> dict[str, Any]:
        posture = self._posture(number)
        if posture is None:
            return {}
        values = self._values(number)
        changed = {key for key, value in values.items() if value != round(posture.joints.get(key, 0))}
        frame: dict[str, Any] = {"posture": posture.name, **dict(_words(values, changed))}
        kept = {part: posture.touch[part] for part in self._kept(number) if part in posture.touch}
        return {**frame, "touch": kept} if kept else frame

    def _kept(self, number: int) -> list[str]:
        if number and f"p{number}.posture" not in self._sent:
            return self._kept(number - 1)
        return self._sent.getlist(f"p{number}.keep")

    def _picture(self, number: int) -> Picture:
        posture, values = self._posture(number), self._values(number)
        if posture is None:
            return Picture(number, "", "", (), ())
        groups = tuple(
            SliderGroup(label, tuple(self._sliders(number, joints, values)), self._differs(joints, posture, values))
            for label, joints in GROUPS
        )
        kept = self._kept(number)
        touches = tuple((p, _touching(p, where), p in kept) for p, where in posture.touch.items() if where != "free")
        return Picture(number, posture.name, posture.about, groups, touches)

    def _differs(self, joints: tuple[str, ...], posture: Posture, values: Mapping[str, int]) -> bool:
        keys = (key for key, motion in _keys().items() if motion.joint in joints)
        return any(values[key] != round(posture.joints.get(key, 0)) for key in keys)

    def _sliders(self, number: int, joints: tuple[str, ...], values: Mapping[str, int]) -> Iterator[Slider]:
        for key, motion in _keys().items():
            if motion.joint not in joints:
                continue
            # The slider reaches what its posture needs, where that lies past the ordinary range.
            least, most = min(round(motion.least), values[key]), max(round(motion.most), values[key])
            side, name = key.split(" ", 1)[0] if motion.sided else "", f"p{number}.{key}"
            other = f"p{number}.{_opposite(key)}" if side else ""
            label = _label(side, str(JOINTS[motion.joint]))
            yield Slider(name, label, motion.minus, motion.plus, least, most, values[key], motion.unit, other)


def form_of_figure(part: Mapping[str, Any], postures: Postures) -> MultiDict[str, str] | None:
    """The form that gives this drawing again; None for a drawing that says more than the form can."""
    figure = parse_figure(part, postures) if part else None
    if not isinstance(figure, Figure):
        return None
    form: MultiDict[str, str] = MultiDict(
        {"pictures": str(len(figure.frames)), "view": str(part.get("view", "")), "thing": _thing(part)}
    )
    for number, frame in enumerate(figure.frames):
        form[f"p{number}.posture"] = form[f"p{number}.was"] = frame.posture
        for key in _keys():
            form[f"p{number}.{key}"] = str(round(frame.angles.get(key, 0)))
        raw = part["frames"][number] if "frames" in part else {}
        form.setlist(f"p{number}.keep", list((raw or {}).get("touch", {})))
    return form if FigureForm(form, postures).part() == part else None


def _thing(part: Mapping[str, Any]) -> str:
    props = part.get("props")
    return str(props[0]) if isinstance(props, list) and len(props) == 1 else ""


def _keys() -> Mapping[str, Motion]:
    return _KEYS


_KEYS: Final = {
    key: motion
    for motion in MOTIONS
    for key in ([f"{side} {motion.key}" for side in SIDES] if motion.sided else [motion.key])
}


def _words(values: Mapping[str, int], changed: set[str]) -> Iterator[tuple[str, int]]:
    """As somebody would write it: both sides at once where they agree, and no number below nought."""
    for motion in MOTIONS:
        keys = [key for key, known in _KEYS.items() if known is motion]
        if not changed.intersection(keys):
            continue
        if motion.sided and len({values[key] for key in keys}) == 1:
            yield _word(motion, "", values[keys[0]])
            continue
        for key in keys:
            if key in changed:
                yield _word(motion, f"{key.split(' ', 1)[0]} " if motion.sided else "", values[key])


def _word(motion: Motion, side: str, value: int) -> tuple[str, int]:
    return f"{side}{motion.joint} {motion.plus if value >= 0 else motion.minus}", abs(value)


def _opposite(key: str) -> str:
    side, rest = key.split(" ", 1)
    return f"{'right' if side == 'left' else 'left'} {rest}"


def _label(side: str, joint: str) -> str:
    if side == "left":
        return str(_("Left %(joint)s", joint=joint))
    if side == "right":
        return str(_("Right %(joint)s", joint=joint))
    return joint.capitalize()


def _touching(part: str, where: str) -> str:
    return str(_("%(part)s on the %(place)s", part=part, place=where))
