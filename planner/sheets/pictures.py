"""Our own drawings as PDF forms: drawn once in a document however often they stand in it.

WeasyPrint draws each SVG anew for every place it has and takes half of a sheet's time for it. The drawings of
``planner.figures`` use few of SVG's words, and those are put into PDF's own here. ``picture_of`` gives None for a
drawing that says anything else; WeasyPrint then draws it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final
from xml.etree import ElementTree

_SVG: Final = "{http://www.w3.org/2000/svg}"
_TOKEN: Final = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_TRANSFORM: Final = re.compile(r"(matrix|translate)\(([-\d., ]+)\)")
_COLOUR: Final = re.compile(r"#([0-9a-f]{6})")
_PAINT: Final = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset"}
)
_ARGUMENTS: Final = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6, "z": 0}
_CAPS: Final = {"butt": 0, "round": 1, "square": 2}
_JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
_ROUND: Final = 0.5523
"""How far the handles of a cubic quarter circle reach, in radii."""


class _NotKnown(Exception):
    """The drawing says something that is not put into PDF here."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What WeasyPrint asks of a picture, and the drawing as PDF operators in the units of its view box."""

    id: str
    box: tuple[float, float, float, float]
    """Left, top, width and height."""
    operators: bytes

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
        import pydyf  # type: ignore[import-untyped]

        left, top, width, height = self.box
        form = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([left, top, left + width, top + height])}
        return pydyf.Stream([self.operators], pydyf.Dictionary(form), compress=True)


@lru_cache(maxsize=1024)
def picture_of(svg: str) -> Picture | None:
    """The drawing as a picture of ours; None where it uses words of SVG that are not known here."""
    try:
        root = ElementTree.fromstring(svg)
        left, top, width, height = (float(part) for part in root.get("viewBox", "").split())
        operators = "\n".join(_children(root))
    except (_NotKnown, ElementTree.ParseError, ValueError):
        return None
    if min(width, height) <= 0:
        return None
    return Picture(sha256(svg.encode()).hexdigest()[:20], (left, top, width, height), operators.encode("ascii"))


def _children(parent: ElementTree.Element) -> Iterator[str]:
    for element in parent:
        name = element.tag.removeprefix(_SVG)
        attributes = element.attrib
        if name in ("title", "desc"):
            continue
        if name == "g":
            _only(attributes, {"transform"})
            yield f"q {_transform(attributes.get('transform', 'translate(0 0)'))} cm"
            yield from _children(element)
            yield "Q"
        elif name in _SHAPES:
            shape, own = _SHAPES[name]
            _only(attributes, own | _PAINT | {"transform"})
            turn = f"{_transform(attributes['transform'])} cm " if "transform" in attributes else ""
            yield f"q {turn}{_painted(attributes, shape(attributes))} Q"
        else:
            raise _NotKnown(name)


def _only(attributes: Mapping[str, str], known: set[str] | frozenset[str]) -> None:
    if not attributes.keys() <= known:
        raise _NotKnown(attributes.keys() - known)


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
    return _numbers([int(found[1][place : place + 2], 16) / 255 for place in (0, 2, 4)])


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
    return f"{x + across:.1f} {y:.1f} m " + " ".join(f"{' '.join(f'{n:.1f}' for n in q)} c" for q in quarters) + " h"


def _path(attributes: Mapping[str, str]) -> str:
    """A path's data with absolute places and cubic curves only."""
    text = attributes["d"]
    tokens = _TOKEN.findall(text)
    if _TOKEN.sub("", text).strip(" ,\n"):
        raise _NotKnown(text)
    out: list[str] = []
    x = y = start_x = start_y = 0.0
    place, command = 0, ""
    while place < len(tokens):
        if tokens[place].isalpha():
            command = tokens[place]
            place += 1
        kind = command.lower()
        if kind not in _ARGUMENTS:
            raise _NotKnown(command)
        count = _ARGUMENTS[kind]
        values = [float(token) for token in tokens[place : place + count]]
        if len(values) < count or (not count and place < len(tokens) and not tokens[place].isalpha()):
            raise _NotKnown(text)
        place += count
        if kind == "z":
            out.append("h")
            x, y = start_x, start_y
            continue
        from_x, from_y = (x, y) if command == kind else (0.0, 0.0)
        if kind in "hv":
            x, y = (from_x + values[0], y) if kind == "h" else (x, from_y + values[0])
            out.append(f"{x:.1f} {y:.1f} l")
            continue
        points = [(from_x + values[i], from_y + values[i + 1]) for i in range(0, count, 2)]
        end_x, end_y = points[-1]
        if kind == "m":
            start_x, start_y = end_x, end_y
            out.append(f"{end_x:.1f} {end_y:.1f} m")
            command = "l" if command == "m" else "L"
        elif kind == "l":
            out.append(f"{end_x:.1f} {end_y:.1f} l")
        else:
            (ax, ay), (bx, by) = points[:2] if kind == "c" else _handles((x, y), points[0], points[1])
            out.append(f"{ax:.1f} {ay:.1f} {bx:.1f} {by:.1f} {end_x:.1f} {end_y:.1f} c")
        x, y = end_x, end_y
    return " ".join(out)


def _handles(
    start: tuple[float, float], handle: tuple[float, float], end: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The two handles of the cubic curve that a quadratic one is."""
    (x, y), (hx, hy), (ex, ey) = start, handle, end
    return ((x + 2 * hx) / 3, (y + 2 * hy) / 3), ((ex + 2 * hx) / 3, (ey + 2 * hy) / 3)


_SHAPES: Final = {
    "path": (_path, frozenset({"d"})),
    "circle": (_circle, frozenset({"cx", "cy", "r"})),
    "ellipse": (_ellipse, frozenset({"cx", "cy", "rx", "ry"})),
}
