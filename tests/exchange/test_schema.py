"""The JSON Schemas: our own files are valid by them, broken ones are not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from planner.domain.week import Week
from planner.exchange.schema import Kind, json_schema
from planner.exchange.week_file import week_to_json

KINDS: tuple[Kind, ...] = ("profile", "week", "diary")


def plain(value: Any) -> Any:
    """As a JSON reader has it: dates are text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def validator(kind: Kind) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(kind), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_a_schema_with_a_title(kind: Kind) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == kind.capitalize()
    assert schema["description"]
    assert json.loads(json.dumps(schema)) == schema


def test_the_example_profile_is_valid_whatever_reads_its_yes_and_no(example: str) -> None:
    validator("profile").validate(plain(yaml.safe_load(example)))
    validator("profile").validate(plain(yaml.load(example, yaml.BaseLoader) | numbers(example)))


def numbers(example: str) -> dict[str, Any]:
    """The parts of the example that hold numbers and lists of them; yes and no stay words in the rest."""
    loaded = yaml.safe_load(example)
    keys = ("age", "days", "activity", "tiredness", "joint_pain", "haemoglobin", "back_pain", "b12", "reminders",
            "clearance")  # fmt: skip
    return {key: loaded[key] for key in keys}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("age", "58"),
        ("age", 131),
        ("floor", "maybe"),
        ("floor", None),
        ("red_flags", []),
        ("country", 5),
        ("days", {"monday": {"minutes": 20, "at": "07:30"}}),
        ("days", {"mon": {"minutes": 20, "at": "7:30"}}),
        ("unknown", 1),
        ("conditions", ["glucoma"]),
    ],
)
def test_a_broken_profile_is_not_valid(example: str, key: str, value: object) -> None:
    broken = plain(yaml.safe_load(example)) | {key: value}
    if key == "red_flags":
        broken["red_flags"] = "some"
    assert not validator("profile").is_valid(broken)


@pytest.mark.parametrize("key", ["name", "age", "days", "red_flags", "bones", "floor"])
def test_a_profile_without_a_required_key_is_not_valid(example: str, key: str) -> None:
    broken = plain(yaml.safe_load(example))
    del broken[key]
    assert not validator("profile").is_valid(broken)


def test_a_week_is_valid_and_a_broken_one_is_not(week: Week) -> None:
    data = json.loads(week_to_json(week))
    validator("week").validate(data)
    assert not validator("week").is_valid({**data, "extra": 1})
    assert not validator("week").is_valid({**data, "days": data["days"][:6]})
    data["days"][0]["sessions"][0]["blocks"][0]["items"][0]["sides"] = 3
    assert not validator("week").is_valid(data)


def test_a_diary_is_valid_and_a_broken_one_is_not() -> None:
    entry = {"week": "2026-11-16", "session": "wed-1", "done": {"bird-dog": {"sets": 2, "reps": 5}}, "effort": 7}
    diary = {"format": "planner.diary/1", "sessions": [entry], "weeks": [{"week": "2026-11-16", "falls": "no"}]}
    validator("diary").validate(diary)
    assert not validator("diary").is_valid({**diary, "sessions": [{**entry, "effort": 11}]})
    assert not validator("diary").is_valid({**diary, "sessions": [{"week": "2026-11-16"}]})
