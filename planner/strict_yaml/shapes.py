"""Shapes of file contents: each says what it wants in words, checks a value, and gives its JSON Schema.

One statement of a file's shape serves the reader, its error sentences and ``planner schema``. A shape only checks;
what it has found sound is turned into domain objects by the reader that owns the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from planner.strict_yaml.mistake import KeyPath, did_you_mean, shown
from planner.strict_yaml.report import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MOST_UNKNOWN = 20
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


@dataclass(frozen=True, slots=True)
class Nullable:
    """The shape, or null written out."""

    shape: Shape

    @property
    def wants(self) -> str:
        return f"{self.shape.wants}, or null"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if value is not None:
            self.shape.check(value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.shape.schema(), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; ``unique`` for lists in which a repeated entry is a mistake."""

    item: Shape
    least: int = 0
    most: int = 2000
    unique: bool = False

    @property
    def wants(self) -> str:
        return "a list"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not list:
            refuse(self, value, at, report, " Write it in [square brackets].")
            return
        if not self.least <= len(value) <= self.most:
            count = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
            report.add(at, f"must have {count} entries, and this has {len(value)}.")
        if len(value) > self.most:
            return
        for place, item in enumerate(value):
            self.item.check(item, (*at, place), report)
            if self.unique and item in value[:place]:
                report.add((*at, place), f"{shown(item)} is there twice.")

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": self.item.schema(), "maxItems": self.most}
        if self.least:
            schema["minItems"] = self.least
        if self.unique:
            schema["uniqueItems"] = True
        return schema


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record. ``about`` is the question or meaning, for the schema and for a missing key."""

    shape: Shape
    required: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; an unknown key is a mistake. Optional keys may be null."""

    fields: Mapping[str, Field]
    title: str = ""
    about: str = ""
    wants: str = "a group of keys with values"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not dict:
            refuse(self, value, at, report)
            return
        unknown = [key for key in value if key not in self.fields]
        for key in unknown[:_MOST_UNKNOWN]:
            near = did_you_mean(key, self.fields)
            known = "" if near else f" The keys here are {', '.join(self.fields)}."
            report.add((*at, key), f"is not a known key.{near}{known}")
        if len(unknown) > _MOST_UNKNOWN:
            report.add(at, f"has {len(unknown) - _MOST_UNKNOWN} more unknown keys.")
        for key, field in self.fields.items():
            inner = value.get(key)
            if inner is not None:
                field.shape.check(inner, (*at, key), report)
            elif field.required and key not in value:
                report.add((*at, key), f"is missing; it must be {field.shape.wants}.")
            elif field.required and not isinstance(field.shape, Nullable):
                report.add((*at, key), f"is empty; it must be {field.shape.wants}.")

    def schema(self) -> dict[str, Any]:
        properties = {}
        for key, field in self.fields.items():
            inner = field.shape.schema()
            if not field.required and not isinstance(field.shape, Nullable):
                inner = {"anyOf": [inner, {"type": "null"}]}
            properties[key] = {"description": field.about, **inner} if field.about else inner
        schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [key for key, field in self.fields.items() if field.required]
        if required:
            schema["required"] = required
        if self.about:
            schema = {"description": self.about, **schema}
        return {"title": self.title, **schema} if self.title else schema


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping whose keys are names of one kind, such as exercise ids."""

    key: Shape
    item: Shape
    wants: str = "a group of keys with values"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not dict:
            refuse(self, value, at, report)
            return
        for name, inner in value.items():
            self.key.check(name, (*at, name), report)
            self.item.check(inner, (*at, name), report)

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "propertyNames": self.key.schema(), "additionalProperties": self.item.schema()}


@dataclass(frozen=True, slots=True)
class AnyRecord:
    """A mapping that another part of the program reads."""

    wants: str = "a group of keys with values"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not dict:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"type": "object"}


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes; ``pick`` tells by the look of the value which one the person meant (None: no one)."""

    shapes: tuple[Shape, ...]
    pick: Callable[[Any], int | None]
    wants: str

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        which = self.pick(value)
        if which is None:
            refuse(self, value, at, report)
        else:
            self.shapes[which].check(value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [shape.schema() for shape in self.shapes]}


def by_type(*kinds: type) -> Callable[[Any], int | None]:
    """Picks the shape at the place of the first kind that the value has."""

    def pick(value: Any) -> int | None:
        return next((place for place, kind in enumerate(kinds) if type(value) is kind), None)

    return pick
