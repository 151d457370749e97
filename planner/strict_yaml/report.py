"""Collects the mistakes of one file, all of them, each at its line."""

from __future__ import annotations

from planner.strict_yaml.building import Document
from planner.strict_yaml.mistake import KeyPath, Mistake


class Report:
    def __init__(self, document: Document) -> None:
        self.document = document
        self._mistakes: list[tuple[KeyPath, Mistake]] = list(document.flaws)
        self._unread = {path for path, _ in document.flaws}

    def add(self, path: KeyPath, message: str) -> None:
        """Notes a mistake, unless the value there could not be read in the first place."""
        if self._unread and any(path[:depth] in self._unread for depth in range(len(path) + 1)):
            return
        self._mistakes.append((path, self.document.mistake(path, message)))

    def sound(self, *path: str | int) -> bool:
        """No mistake so far at this key path, inside it or around it."""
        depth = len(path)
        return not any(at[:depth] == path[: len(at)] for at, _ in self._mistakes)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """In the order of the file."""
        return tuple(sorted({mistake for _, mistake in self._mistakes}))
