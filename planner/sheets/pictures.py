"""Our own drawings as PDF forms: drawn once in a document however often they stand in it.

WeasyPrint draws each SVG anew for every place it has and takes half of a sheet's time for it. The drawings of
``planner.figures`` use few of SVG's words, and those are put into PDF's own here. ``picture_of`` gives None for a
drawing that says anything else; WeasyPrint then draws it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final
from xml.etree import ElementTree
from zlib import compress, decompress

_SVG: Final = "{http://www.w3.org/2000/svg}"
_SEGMENT: Final = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_NOT_DATA: Final = re.compile(r"[^A-Za-z0-9 .,\n-]|[eE]")
_TRANSFORM: Final = re.compile(r"(matrix|translate)\(([-\d., ]+)\)")
_COLOUR: Final = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_PAINT: Final = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset"}
)
_ARGUMENTS: Final = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "t": 2, "c": 6, "z": 0}
_CAPS: Final = {"butt": 0, "round": 1, "square": 2}
_JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
_ROUND: Final = 0.5523
"""How far the handles of a cubic quarter circle reach, in radii."""


_PACKING: Final = 4
"""A third of the time of the highest level, for one part in thirty more bytes."""
RATIO: Final = 4 / 3
"""Width to height of every drawing of ``planner.figures``."""
_MOVE: Final = "%.0f %.0f m"
_LINE: Final = "%.0f %.0f l"
_CURVE: Final = "%.0f %.0f %.0f %.0f %.0f %.0f c"


class _NotKnown(Exception):
    """The drawing says something that is not put into PDF here."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What WeasyPrint asks of a picture, and the drawing as PDF operators in the units of its view box."""

    id: str
    box: tuple[float, float, float, float]
    """Left, top, width and height."""
    packed: bytes
    """The operators, deflated."""
    drawn: tuple[float, float]
    """From where to where, downwards, there is anything in the box."""

    @property
    def operators(self) -> bytes:
        return decompress(self.packed)

    def trimmed(self) -> Picture:
        """The same without the empty stretch above and below."""
        (left, _, width, _), (top, bottom) = self.box, self.drawn
        return replace(self, box=(left, top, width, bottom - top))

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[None, None, float]:  # noqa: ARG002
        """No size of its own, only a ratio of width to height."""
        return None, None, self.box[2] / self.box[3]

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:  # noqa: ARG002
        """Places the form; ``width`` and ``height`` are those of the page's own units."""
        left, top, own_width, own_height = self.box
        across, down = width / own_width, height / own_height
        name = stream.add_image(self, False, 1)
        stream.transform(across, 0, 0, down, -left * across, -top * down)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:  # noqa: ARG002
        """The form itself, written once a document."""
        import pydyf

        left, top, width, height = self.box
        form = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([left, top, left + width, top + height])}
        form["Filter"] = "/FlateDecode"
        return pydyf.Stream([self.packed], pydyf.Dictionary(form))


class NotDrawn(Exception):
    """A picture that was to come later cannot be put into PDF here."""


Pictures = Mapping[str, Picture | None]


@dataclass(frozen=True, slots=True)
class LatePicture:
    """Room for a drawing of ``planner.figures`` that is still being made while the pages are laid out."""

    name: str
    pictures: Callable[[], Pictures]
    """Waits until all are made."""

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[None, None, float]:  # noqa: ARG002
        """All drawings of an exercise are of one shape."""
        return None, None, RATIO

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Raises NotDrawn where the picture is not known here, or has another shape."""
        picture = self.pictures()[self.name]
        if picture is None or abs(picture.box[2] / picture.box[3] - RATIO) > 0.01:
            raise NotDrawn(self.name)
        picture.draw(stream, width, height, style)


@lru_cache(maxsize=1024)
def picture_of(svg: str) -> Picture | None:
    """The drawing as a picture of ours; None where it uses words of SVG that are not known here."""
    try:
        root = ElementTree.fromstring(svg)
        left, top, width, height = (float(part) for part in root.get("viewBox", "").split())
        first, last = (float(part) for part in root.get("data-drawn", f"{top} {top + height}").split())
        drawn = max(first, top), min(last, top + height)
        operators = "\n".join(_Reader().children(root, {}))
    except (_NotKnown, ElementTree.ParseError, ValueError):
        return None
    if min(width, height) <= 0 or drawn[0] >= drawn[1]:
        return None
    packed = compress(operators.encode("ascii"), _PACKING)
    return Picture(sha256(svg.encode()).hexdigest()[:20], (left, top, width, height), packed, drawn)


class _Reader:
    """Goes through a drawing once; shapes with an id can be used again further down."""

    def __init__(self) -> None:
        self._shapes: dict[str, tuple[str, Mapping[str, str]]] = {}

    def children(self, parent: ElementTree.Element, inherited: Mapping[str, str]) -> Iterator[str]:
        """The operators of what stands inside; ``inherited`` is the paint of the groups around."""
        for element in parent:
            name = element.tag.removeprefix(_SVG)
            if name in ("title", "desc"):
                continue
            own = element.attrib
            _only(own, _KNOWN.get(name))
            paint = {**inherited, **_paint_of(own)}
            turn = f"{_transform(own['transform'])} cm " if "transform" in own else ""
            if name == "g":
                yield f"q {turn}"
                yield from self.children(element, paint)
                yield "Q"
            else:
                outline, shape_paint = self._shape(name, own)
                yield f"q {turn}{_painted({**paint, **shape_paint}, outline)} Q"

    def _shape(self, name: str, own: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
        """An outline, and the paint that it has of its own."""
        if name == "use":
            shape = self._shapes.get(own.get("href", "").removeprefix("#"))
            if shape is None:
                raise _NotKnown(own)
            return shape
        shape = (_SHAPES[name](own), _paint_of(own))
        if "id" in own and "transform" not in own:
            self._shapes[own["id"]] = shape
        return shape


def _paint_of(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if key in _PAINT}


def _only(attributes: Mapping[str, str], known: frozenset[str] | None) -> None:
    """``known`` is None for an element that is not known at all."""
    if known is None or not attributes.keys() <= known:
        raise _NotKnown(attributes)


def _transform(text: str) -> str:
    found = _TRANSFORM.fullmatch(text.strip())
    numbers = [float(n) for n in re.split(r"[ ,]+", found[2].strip())] if found else []
    if found and found[1] == "matrix" and len(numbers) == 6:
        return _numbers(numbers)
    if found and found[1] == "translate" and len(numbers) == 2:
        return f"1 0 0 1 {_numbers(numbers)}"
    raise _NotKnown(text)


def _painted(attributes: Mapping[str, str], outline: str) -> str:
    """The outline with its colours and lines set before it and the painting operator behind it."""
    fill, stroke = _colour(attributes.get("fill", "#000000")), _colour(attributes.get("stroke", "none"))
    before = [f"{fill} rg"] if fill else []
    if stroke:
        before += [f"{stroke} RG", f"{float(attributes.get('stroke-width', '1')):g} w"]
        before += [f"{_CAPS[attributes['stroke-linecap']]} J"] if "stroke-linecap" in attributes else []
        before += [f"{_JOINS[attributes['stroke-linejoin']]} j"] if "stroke-linejoin" in attributes else []
        if "stroke-dasharray" in attributes:
            dashes = [float(n) for n in re.split(r"[ ,]+", attributes["stroke-dasharray"].strip())]
            before.append(f"[{_numbers(dashes)}] {float(attributes.get('stroke-dashoffset', '0')):g} d")
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[bool(fill), bool(stroke)]
    return f"{' '.join(before)} {outline} {paint}"


def _colour(text: str) -> str:
    """Red, green and blue from 0 to 1; empty for none."""
    if text == "none":
        return ""
    found = _COLOUR.fullmatch(text)
    if not found:
        raise _NotKnown(text)
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return _numbers([int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)])


def _numbers(values: list[float]) -> str:
    return " ".join(f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}" for value in values)


def _circle(attributes: Mapping[str, str]) -> str:
    radius = float(attributes["r"])
    return _oval(float(attributes.get("cx", "0")), float(attributes.get("cy", "0")), radius, radius)


def _ellipse(attributes: Mapping[str, str]) -> str:
    across, down = float(attributes["rx"]), float(attributes["ry"])
    return _oval(float(attributes.get("cx", "0")), float(attributes.get("cy", "0")), across, down)


def _oval(x: float, y: float, across: float, down: float) -> str:
    a, d = across * _ROUND, down * _ROUND
    quarters = (
        (x + across, y + d, x + a, y + down, x, y + down),
        (x - a, y + down, x - across, y + d, x - across, y),
        (x - across, y - d, x - a, y - down, x, y - down),
        (x + a, y - down, x + across, y - d, x + across, y),
    )
    curves = " ".join(f"{' '.join(f'{n:.1f}' for n in quarter)} c" for quarter in quarters)
    return f"{x + across:.1f} {y:.1f} m {curves} h"


def _path(attributes: Mapping[str, str]) -> str:
    """A path's data with absolute places and cubic curves only, to whole units: a unit is far finer than print."""
    text = attributes["d"]
    if _NOT_DATA.search(text):
        raise _NotKnown(text)
    pen = _Pen()
    for command, arguments in _SEGMENT.findall(text):
        values = [float(number) for number in _NUMBER.findall(arguments)]
        kind = command.lower()
        count = _ARGUMENTS.get(kind, -1)
        if (len(values) % count if count else len(values)) or count < 0 or (count and not values):
            raise _NotKnown(text)
        if kind not in "qt":
            pen.handle = None
        _STROKES[kind](pen, values, command == kind)
    return " ".join(pen.out)


class _Pen:
    """Where a path has got to."""

    __slots__ = ("handle", "out", "start", "x", "y")

    def __init__(self) -> None:
        self.out: list[str] = []
        self.x = self.y = 0.0
        self.start = (0.0, 0.0)
        self.handle: tuple[float, float] | None = None
        """The handle of the quadratic curve before, for one that goes on smoothly."""

    def move(self, values: list[float], relative: bool) -> None:
        """Pairs after the first are lines."""
        self._to(values[0], values[1], relative)
        self.start = (self.x, self.y)
        self.out.append(_MOVE % self.start)
        self.lines(values[2:], relative)

    def lines(self, values: list[float], relative: bool) -> None:
        for place in range(0, len(values), 2):
            self._to(values[place], values[place + 1], relative)
            self.out.append(_LINE % (self.x, self.y))

    def across(self, values: list[float], relative: bool) -> None:
        for value in values:
            self.lines([value, 0.0 if relative else self.y], relative)

    def down(self, values: list[float], relative: bool) -> None:
        for value in values:
            self.lines([0.0 if relative else self.x, value], relative)

    def quadratics(self, values: list[float], relative: bool) -> None:
        """The two handles of the cubic curve are two thirds of the way to the one of the quadratic."""
        x, y, out = self.x, self.y, self.out
        hx, hy = x, y
        for place in range(0, len(values), 4):
            hx, hy, ex, ey = values[place : place + 4]
            if relative:
                hx, hy, ex, ey = hx + x, hy + y, ex + x, ey + y
            out.append(_CURVE % ((x + hx + hx) / 3, (y + hy + hy) / 3, (ex + hx + hx) / 3, (ey + hy + hy) / 3, ex, ey))
            x, y = ex, ey
        self.x, self.y = x, y
        self.handle = hx, hy

    def smooth_quadratics(self, values: list[float], relative: bool) -> None:
        """Each handle lies opposite the one before it."""
        x, y, out = self.x, self.y, self.out
        hx, hy = self.handle or (x, y)
        for place in range(0, len(values), 2):
            ex, ey = values[place : place + 2]
            if relative:
                ex, ey = ex + x, ey + y
            hx, hy = x + x - hx, y + y - hy
            out.append(_CURVE % ((x + hx + hx) / 3, (y + hy + hy) / 3, (ex + hx + hx) / 3, (ey + hy + hy) / 3, ex, ey))
            x, y = ex, ey
        self.x, self.y = x, y
        self.handle = hx, hy

    def cubics(self, values: list[float], relative: bool) -> None:
        for place in range(0, len(values), 6):
            from_x, from_y = (self.x, self.y) if relative else (0.0, 0.0)
            points = [v + (from_y if n % 2 else from_x) for n, v in enumerate(values[place : place + 6])]
            self.out.append(_CURVE % tuple(points))
            self.x, self.y = points[4], points[5]

    def close(self, _values: list[float], _relative: bool) -> None:
        self.out.append("h")
        self.x, self.y = self.start

    def _to(self, x: float, y: float, relative: bool) -> None:
        self.x, self.y = (self.x + x, self.y + y) if relative else (x, y)


_STROKES: Final[Mapping[str, Callable[[_Pen, list[float], bool], None]]] = {
    "m": _Pen.move, "l": _Pen.lines, "h": _Pen.across, "v": _Pen.down, "q": _Pen.quadratics,
    "t": _Pen.smooth_quadratics, "c": _Pen.cubics, "z": _Pen.close,
}  # fmt: skip
_SHAPES: Final = {"path": _path, "circle": _circle, "ellipse": _ellipse}
_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "g": _PAINT | {"transform"},
    "path": _PAINT | {"transform", "id", "d"},
    "circle": _PAINT | {"transform", "id", "cx", "cy", "r"},
    "ellipse": _PAINT | {"transform", "id", "cx", "cy", "rx", "ry"},
    "use": _PAINT | {"transform", "href"},
}
