"""Values written once and named again (``&slot`` … ``*slot``), as programs write answers that hold one thing twice."""

from __future__ import annotations

from typing import Any

MOST_REPEATED = 2000
"""Values that all repeats of one file may bring, so that repeats of repeats cannot fill the memory."""


def size_and_depth(value: Any) -> tuple[int, int]:
    """How many values are in a value, itself included, and how deep it goes (0 for a word)."""
    if not isinstance(value, dict | list):
        return 1, 0
    inner = [size_and_depth(each) for each in (value.values() if isinstance(value, dict) else value)]
    return 1 + sum(size for size, _ in inner), 1 + max((depth for _, depth in inner), default=0)


def copied(value: Any) -> Any:
    """A copy that shares no container with the value."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value
