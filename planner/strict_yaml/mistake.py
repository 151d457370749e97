"""A mistake in a file that a person wrote, at its line, in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

KeyPath = tuple[str | int, ...]
"""Where a value stands: keys of mappings and positions in lists, from the top of the file."""

WHOLE_FILE = "file"
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """``line`` counts from 1; ``key`` is the dotted key path (``b12.schedule``), ``file`` for the whole file."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}"


def key_text(path: KeyPath) -> str:
    """``("overrides", 0, "by")`` as ``overrides[0].by``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{one_line(part)}" if text else one_line(part)
    return text or WHOLE_FILE


def printable(text: str) -> str:
    """The text on one line, without control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def one_line(text: str) -> str:
    """As ``printable``, and not longer than a message can bear."""
    flat = printable(text)
    return flat if len(flat) <= _LONGEST_SHOWN else flat[: _LONGEST_SHOWN - 1] + "…"


def shown(value: object) -> str:
    """A value as a message shows it: words in quotes, everything else as written."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{one_line(value)}"'
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return one_line(str(value))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` Did you mean "…"?`` with the nearest known name, or nothing where none is near."""
    if len(word) > _LONGEST_SHOWN:
        return ""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f' Did you mean "{folded[near[0]]}"?' if near else ""
