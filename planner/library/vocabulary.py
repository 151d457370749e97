"""The words that exercise files may use (``exercises/vocabulary.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.domain.exercise import Tag
from planner.strict_yaml import Document, Mistake, read_mapping
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import AnyRecord, Choice, Field, Keyed, ListOf, Record, Text, TrueFalse

_WORD = Text(longest=60)
_TAGS = tuple(tag.value for tag in Tag)
_VOCABULARY = Record(
    {
        "regions": Field(Keyed(_WORD, Text()), required=True),
        "muscles": Field(
            Keyed(
                _WORD, Record({"name": Field(Text(), required=True), "regions": Field(ListOf(_WORD), required=True)})
            ),
            required=True,
        ),
        "equipment": Field(
            Keyed(
                _WORD,
                Record({"name": Field(Text(), required=True), "everyone": Field(TrueFalse(), required=True)}),
            ),
            required=True,
        ),
        "tags": Field(Keyed(Choice(_TAGS, "movement tag"), Text())),
        "positions": Field(AnyRecord()),
        "categories": Field(AnyRecord()),
    }
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each word with its plain name. ``everyone_has``: equipment that every home has (contract, "Profile file")."""

    regions: Mapping[str, str]
    muscles: Mapping[str, str]
    muscle_regions: Mapping[str, tuple[str, ...]]
    equipment: Mapping[str, str]
    everyone_has: frozenset[str]
    tags: Mapping[str, str]


def read_vocabulary(path: Path) -> Vocabulary | tuple[Mistake, ...]:
    document = read_mapping(path, keep_flaws=True)
    if not isinstance(document, Document):
        return document
    report = Report(document)
    _VOCABULARY.check(document.value, (), report)
    if report.mistakes:
        return report.mistakes
    _check_regions(document.value, report)
    return report.mistakes or _build(document.value)


def _check_regions(words: dict[str, Any], report: Report) -> None:
    region = Choice(tuple(words["regions"]), "region")
    for muscle, entry in words["muscles"].items():
        for place, name in enumerate(entry["regions"]):
            region.check(name, ("muscles", muscle, "regions", place), report)


def _build(words: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        regions=words["regions"],
        muscles={muscle: entry["name"] for muscle, entry in words["muscles"].items()},
        muscle_regions={muscle: tuple(entry["regions"]) for muscle, entry in words["muscles"].items()},
        equipment={word: entry["name"] for word, entry in words["equipment"].items()},
        everyone_has=frozenset(word for word, entry in words["equipment"].items() if entry["everyone"]),
        tags=words.get("tags") or {},
    )
