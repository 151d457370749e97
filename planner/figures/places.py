"""Where a fault of a frame stands in the file: what all frames share is written outside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.figures.spec import PLURALS, KeyPath


def place_in_file(path: KeyPath, part: Mapping[str, Any]) -> KeyPath:
    """``path``, or the figure's own ``touch`` where the frame it names has none for that part of the body."""
    if len(path) != 4 or path[0] != "frames" or path[2] != "touch":
        return path
    name = str(path[3]).partition(" ")[2]
    words = (path[3], *(plural for plural, one in PLURALS.items() if one == name))
    for around in (path[:3], ("touch",)):
        for word in words:
            if _holds(part, (*around, word)):
                return (*around, word)
    return path


def _holds(value: Any, path: KeyPath) -> bool:
    for key in path:
        inside = isinstance(value, Mapping) and key in value
        inside = inside or (isinstance(value, list) and isinstance(key, int) and key < len(value))
        if not inside:
            return False
        value = value[key]
    return True
