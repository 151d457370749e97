"""Shapes of groups: lists, records and choices between shapes; and all shapes under one name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.strict_yaml.mistake import KeyPath, did_you_mean, shown
from planner.strict_yaml.report import Report
from planner.strict_yaml.values import (
    Choice,
    ClockTime,
    Day,
    Number,
    Shape,
    Text,
    TrueFalse,
    Whole,
    WholeChoice,
    day_of,
    refuse,
)

__all__ = [
    "DIALECT",
    "AnyRecord",
    "Choice",
    "ClockTime",
    "Day",
    "Either",
    "Field",
    "Keyed",
    "ListOf",
    "Nullable",
    "Number",
    "Record",
    "Shape",
    "Text",
    "TrueFalse",
    "Whole",
    "WholeChoice",
    "by_type",
    "day_of",
    "refuse",
]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MOST_UNKNOWN = 20
_MOST_KEYS_NAMED = 6


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

    @property
    def wants(self) -> str:
        keys = [key for key, field in self.fields.items() if field.required] or list(self.fields)
        more = ", …" if len(keys) > _MOST_KEYS_NAMED else ""
        return f"a group of keys ({', '.join(keys[:_MOST_KEYS_NAMED])}{more})"

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
