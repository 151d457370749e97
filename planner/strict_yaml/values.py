"""Shapes of single values: each says what it wants in words, checks a value, and gives its JSON Schema.

One statement of a file's shape serves the reader, its error sentences and ``planner schema``. A shape only checks;
what it has found sound is turned into domain objects by the reader that owns the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from planner.strict_yaml.mistake import KeyPath, did_you_mean, shown
from planner.strict_yaml.report import Report

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Shape(Protocol):
    @property
    def wants(self) -> str:
        """What the value must be, to follow "must be"."""

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        """Adds a mistake to the report for everything wrong in the value."""

    def schema(self) -> dict[str, Any]:
        """JSON Schema, draft 2020-12."""


def refuse(shape: Shape, value: Any, at: KeyPath, report: Report, hint: str = "") -> None:
    report.add(at, f"must be {shape.wants}, not {shown(value)}.{hint}")


@dataclass(frozen=True, slots=True)
class Text:
    """Words; on one line unless ``lines``. ``pattern`` with ``wants`` says which words are possible."""

    wants: str = "text"
    pattern: str | None = None
    longest: int = 400
    lines: bool = False
    may_be_empty: bool = False
    near: tuple[str, ...] = ()

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not str:
            quote = " Put it in quotes." if isinstance(value, int | float | date) else ""
            refuse(self, value, at, report, quote)
        elif _CONTROL.search(value):
            report.add(at, "must not hold invisible control signs.")
        elif not self.may_be_empty and not value.strip():
            report.add(at, "must not be empty.")
        elif len(value) > self.longest:
            report.add(at, f"must not be longer than {self.longest} characters, and this has {len(value)}.")
        elif not self.lines and "\n" in value.strip():
            report.add(at, "must be on one line.")
        elif self.pattern is not None and not re.fullmatch(self.pattern, value):
            refuse(self, value, at, report, did_you_mean(value, self.near))

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "maxLength": self.longest}
        if not self.may_be_empty:
            schema["minLength"] = 1
        if self.pattern is not None:
            schema["pattern"] = f"^(?:{self.pattern})$"
        return schema


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within a range."""

    low: int
    high: int
    unit: str = ""

    @property
    def wants(self) -> str:
        return f"a whole number from {self.low} to {self.high}{self.unit and ' ' + self.unit}"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not int or not self.low <= value <= self.high:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Number:
    """A number within a range, decimals allowed."""

    low: float
    high: float
    unit: str = ""

    @property
    def wants(self) -> str:
        return f"a number from {self.low:g} to {self.high:g}{self.unit and ' ' + self.unit}"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) not in (int, float) or not self.low <= value <= self.high:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words. ``noun`` names the kind where the list is too long to show."""

    words: tuple[str, ...]
    noun: str = ""

    @property
    def wants(self) -> str:
        if self.noun:
            return f"a known {self.noun}"
        return self.words[0] if len(self.words) == 1 else f"one of {', '.join(self.words)}"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not str or value not in self.words:
            refuse(self, value, at, report, did_you_mean(value, self.words) if isinstance(value, str) else "")

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)} if len(self.words) > 1 else {"const": self.words[0]}


@dataclass(frozen=True, slots=True)
class WholeChoice:
    """One of a few whole numbers."""

    numbers: tuple[int, ...]

    @property
    def wants(self) -> str:
        return " or ".join(str(n) for n in self.numbers)

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not int or value not in self.numbers:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.numbers)}


@dataclass(frozen=True, slots=True)
class TrueFalse:
    wants: str = "true or false"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not bool:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date, ISO 8601: a date in YAML, a string in JSON or in quotes."""

    wants: str = "a date such as 2026-09-14"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not date and day_of(value) is None:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def day_of(value: Any) -> date | None:
    """The date that a value sound for ``Day`` stands for."""
    if type(value) is date:
        return value
    if type(value) is str and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Local wall time on the 24-hour clock, as text."""

    wants: str = 'a time in quotes such as "07:30"'

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not str or not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"}
