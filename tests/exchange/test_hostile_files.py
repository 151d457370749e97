"""Whatever stands in a file, reading it gives the thing or mistakes, never a traceback."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.person import Profile
from planner.domain.week import Week
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_from_json
from planner.strict_yaml import Mistake

START = date(2026, 11, 23)
EXAMPLE: Any = yaml.load((Path(__file__).parents[2] / "profile.example.yaml").read_text("utf-8"), yaml.BaseLoader)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1000, 1000),
    st.floats(),
    st.dates(),
    st.text(max_size=6),
    st.sampled_from(["yes", "no", "not sure", "none", "RED-02", "worse", "07:30", "2026-11-24"]),
    st.lists(st.sampled_from(["feet", "RED-08", {"id": "RED-02"}, 5, None]), max_size=3),
    st.dictionaries(st.sampled_from(["yes", "value", "had", "every_weeks", "phases", "at"]), st.integers(), max_size=2),
)


def paths(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, part in inner for path in paths(part, (*at, key)))]


def with_junk(value: Any, path: tuple[str | int, ...], junk: Any) -> Any:
    if not path:
        return junk
    if isinstance(value, dict):
        return {**value, path[0]: with_junk(value[path[0]], path[1:], junk)}
    return [with_junk(part, path[1:], junk) if place == path[0] else part for place, part in enumerate(value)]


def fair(read: object, kind: type) -> bool:
    if isinstance(read, kind):
        return True
    assert isinstance(read, tuple)
    assert read
    return all(isinstance(m, Mistake) and m.line >= 1 and m.message and "\n" not in str(m) for m in read)


@settings(max_examples=250, deadline=None)
@given(path=st.sampled_from(paths(EXAMPLE)), other=st.sampled_from(paths(EXAMPLE)), junk=JUNK, more=JUNK)
def test_junk_anywhere_in_a_profile_is_read_or_told(
    path: tuple[str | int, ...], other: tuple[str | int, ...], junk: Any, more: Any
) -> None:
    broken = with_junk(EXAMPLE, path, junk)
    if other[: len(path)] != path:
        broken = with_junk(broken, other, more)
    text = yaml.safe_dump(broken, allow_unicode=True, sort_keys=False)
    assert fair(profile_from_text(text, START), Profile)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), junk=JUNK.filter(lambda value: not isinstance(value, date)))
def test_junk_anywhere_in_a_week_is_read_or_told(data: st.DataObject, junk: Any, week_json: Any) -> None:
    broken = with_junk(week_json, data.draw(st.sampled_from(paths(week_json))), junk)
    assert fair(week_from_json(json.dumps(broken)), Week)


@pytest.fixture(scope="module")
def week_json(request: pytest.FixtureRequest) -> Any:
    from planner.exchange.week_file import week_to_json

    return json.loads(week_to_json(request.getfixturevalue("week_from")(START)))


@settings(max_examples=100, deadline=None)
@given(cut=st.integers(0, 3400), size=st.integers(0, 40), put=st.text("{}[]:,-'\"\n \t#&*!|>07:yesno", max_size=6))
def test_a_torn_profile_is_read_or_told(cut: int, size: int, put: str) -> None:
    text = (Path(__file__).parents[2] / "profile.example.yaml").read_text("utf-8")
    assert fair(profile_from_text(text[:cut] + put + text[cut + size :], START), Profile)
