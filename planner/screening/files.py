"""The safety files word for word, for those who review them. Screening itself reads ``planner.screening.tables``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SafetyFile:
    """A file of ``exercises/safety``: its values, and what its comments say.

    ``about`` is the comment at its head. ``notes`` holds the other comments by the key they stand at; a comment on a
    line of its own speaks for the entries below it too, up to the next such comment.
    """

    about: str
    values: Mapping[str, Any]
    notes: Mapping[KeyPath, str]

    def note(self, *entry: str | int) -> str:
        """All comments that stand at an entry or inside it, each once."""
        depth = len(entry)
        found = [text for path, text in self.notes.items() if path[:depth] == entry]
        return " ".join(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class SafetyFiles:
    """All files by name without ``.yaml``; ``version`` changes when any of them does."""

    files: Mapping[str, SafetyFile]
    version: str

    def __getitem__(self, name: str) -> SafetyFile:
        return self.files[name]
