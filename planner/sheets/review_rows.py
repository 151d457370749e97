"""The parts of a review table: columns, rows, and how marks of evidence are written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

OURS: Final = "D"
_LETTER_ORDER: Final = ("C", "G", "R", OURS)

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in millimetres."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` heads the row; each further cell is a few lines. ``ours`` where the evidence is our own judgement."""

    key: str
    cells: tuple[Lines, ...]
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``about`` stands above the table, with what the file itself says at its head (``in_file``).

    The last column, for remarks, is the template's.
    """

    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    file: str = ""
    in_file: str = ""

    @property
    def ours(self) -> int:
        """How many rows rest on our own judgement."""
        return sum(row.ours for row in self.rows)

    @property
    def slug(self) -> str:
        return self.title.lower().replace(" ", "-").replace(",", "")


def is_ours(evidence: Iterable[str], *texts: str) -> bool:
    """Whether the marks, or a ``[D]`` in the texts beside them, say that it is our own judgement."""
    return OURS in evidence or any("[D" in text for text in texts)


def evidence_lines(marks: Sequence[str]) -> Lines:
    """``("C:S21", "C:S22", "D")`` → ``("C: S21, S22", "D")``, in the order of their weight."""
    by_letter: dict[str, list[str]] = {}
    for mark in marks:
        letter, _, what = mark.partition(":")
        by_letter.setdefault(letter, []).append(what)
    known = [letter for letter in _LETTER_ORDER if letter in by_letter]
    return tuple(f"{letter}: {', '.join(by_letter[letter])}" if any(by_letter[letter]) else letter for letter in known)


def note_lines(note: str) -> Lines:
    return (f"Note: {note}",) if note else ()


def listed(words: Iterable[Any]) -> str:
    return ", ".join(str(word) for word in words)


def marked_row(key: str, *cells: Lines, note: str, marks: Sequence[str]) -> Row:
    """A row with the file's own note under its last cell, then the evidence."""
    ours = is_ours(marks, note, *(line for lines in cells for line in lines))
    return Row(key, (*cells[:-1], (*cells[-1], *note_lines(note)), evidence_lines(marks)), ours)


_CAP_WORDS: Final = {
    "hold_seconds": "hold at most {} s",
    "effort": "effort at most {}",
    "level": "level at most {}",
    "session_minutes": "session at most {} min",
}


def cap_lines(caps: Mapping[str, Any] | None) -> Lines:
    """Caps in words; "no cap" where there is none."""
    return tuple(_CAP_WORDS[key].format(value) for key, value in (caps or {}).items() if value is not None) or (
        "no cap",
    )


_SCOPE_WORDS: Final = {
    "positions": "position {}",
    "families": "families {}",
    "tags": "tag {}",
    "without_equipment": "using none of {}",
    "except_families": "but not families {}",
}


def scope_words(row: Mapping[str, Any]) -> str:
    """Which exercises a cue or an exclusion concerns."""
    words = []
    for key, pattern in _SCOPE_WORDS.items():
        if row.get(key):
            step = f" from step {row['from_step']}" if key == "families" and row.get("from_step") else ""
            words.append(pattern.format(listed(row[key])) + step)
    return "; ".join(words) or "every exercise"
