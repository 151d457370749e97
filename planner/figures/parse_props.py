"""Reads the things of the room: `chair in front`, `strap from hands to right foot`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.figures.reading import Reader, nearest
from planner.figures.spec import (
    PLACES,
    PROPS,
    KeyPath,
    Prop,
)


def read_props(reader: Reader, value: Any, usual: tuple[str, ...]) -> tuple[Prop, ...]:
    own = list(value) if isinstance(value, (list, tuple)) else [value]
    found = [_prop(reader, raw, ("props", i)) for i, raw in enumerate(own)]
    good = [p for p in found if p is not None]
    kinds = {p.kind for p in good}
    swap = {"mat": "bed", "bed": "mat", "chair": "stool", "stool": "chair"}
    inherited = [
        p
        for p in (_prop(reader, raw, ("props",)) for raw in usual)
        if p and p.kind not in kinds and swap.get(p.kind) not in kinds
    ]
    return (*inherited, *good)


def _prop(reader: Reader, raw: Any, path: KeyPath) -> Prop | None:
    options: Mapping[str, Any] = {}
    words = raw
    if isinstance(raw, Mapping):
        options, words = raw, raw.get("prop")
        reader.keys(path, raw, ("prop", "distance", "height", "size"), "key of a prop")
    if not isinstance(words, str):
        reader.fault(path, "name the prop, such as `chair in front`")
        return None
    kind = next((k for k in sorted(PROPS, key=len, reverse=True) if words == k or words.startswith(k + " ")), None)
    if kind is None:
        reader.fault(path, f"no prop called {words!r}{nearest(words.split()[0] if words else words, PROPS)}")
        return None
    rest = words[len(kind) :].strip()
    place = next((p for p in PLACES if rest == p or rest.startswith(p + " ")), "")
    if rest and not place:
        reader.fault(path, f"cannot read {rest!r}; places are: {', '.join(PLACES)}")
        return None
    tail = rest[len(place) :].replace(" and ", " to ").strip()
    parts = tuple(part.strip() for part in tail.split(" to ")) if tail else ()
    lengths: dict[str, float | None] = {}
    for key in ("distance", "height", "size"):
        number = options.get(key)
        if number is not None and (isinstance(number, bool) or not isinstance(number, (int, float))):
            reader.fault((*path, key), "give millimetres as a number")
            number = None
        lengths[key] = None if number is None else float(number)
    return Prop(kind, place, parts, **lengths)
