"""Answers written by programs: one thing named once and repeated, and signs as JSON writes them."""

from __future__ import annotations

import json

import pytest
import yaml

from planner.strict_yaml import Document, Mode, read_text
from planner.strict_yaml.repeats import MOST_REPEATED


def _read(text: str, mode: Mode = Mode.ANSWERS) -> Document | list[str]:
    found = read_text(text, mode, file="f.yaml")
    return found if isinstance(found, Document) else [str(mistake) for mistake in found]


def test_one_slot_dumped_for_many_days_is_read_as_written_out() -> None:
    slot = {"minutes": 20, "at": "18:00"}
    days = {"mon": slot, "wed": slot, "fri": slot}
    text = yaml.safe_dump({"days": days})
    assert "&id001" in text
    read = _read(text)
    assert isinstance(read, Document)
    assert read.value == {"days": days}
    assert read.value["days"]["mon"] is not read.value["days"]["fri"]


def test_a_mistake_in_a_repeat_is_shown_at_the_line_of_the_repeat() -> None:
    read = _read("a: &x {b: 1}\nc:\n  d: *x\n")
    assert isinstance(read, Document)
    assert read.line(("c", "d", "b")) == 3


def test_library_files_still_write_everything_out() -> None:
    assert _read("a: &x 1\n", Mode.LIBRARY) == ["f.yaml:1: a: names with & cannot be used; write the value out"]


@pytest.mark.parametrize(
    "text",
    [
        "a: *x\n",
        "a: &x [*x]\n",
        "&x a: 1\n",
        "a: &x b\n*x : 1\n",
        "a: 1\n<<: *x\n",
    ],
)
def test_a_repeat_of_nothing_of_itself_or_as_a_key_is_refused(text: str) -> None:
    read = _read(text)
    assert isinstance(read, list)
    assert any("names with" in mistake for mistake in read)


def test_repeats_of_repeats_cannot_fill_the_memory() -> None:
    rows = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    read = _read("\n".join(rows))
    assert isinstance(read, list)
    assert "repeat too much" in read[0]
    deep = ["a0: &a0 [1]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60)]
    assert isinstance(_read("\n".join(deep)), list)
    assert MOST_REPEATED < 10_000


def test_signs_beyond_the_first_plane_are_read_as_json_writes_them() -> None:
    read = _read(json.dumps({"name": "Zoë 🙂", "path": "C:\\ud83d"}))
    assert isinstance(read, Document)
    assert read.value == {"name": "Zoë 🙂", "path": "C:\\ud83d"}
