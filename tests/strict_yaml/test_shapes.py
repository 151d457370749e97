"""Shapes: the sentence for each wrong value, and a schema that says the same as the check."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.strict_yaml import Document, read_text
from planner.strict_yaml.mistake import did_you_mean, key_text, shown
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import (
    AnyRecord,
    Choice,
    ClockTime,
    Day,
    Either,
    Field,
    Keyed,
    ListOf,
    Nullable,
    Number,
    Record,
    Shape,
    Text,
    TrueFalse,
    Whole,
    WholeChoice,
    by_type,
)

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=4),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def mistakes(shape: Shape, value: Any) -> list[str]:
    report = Report(Document("f", value, {(): 1}))
    shape.check(value, (), report)
    return [m.message for m in report.mistakes]


@pytest.mark.parametrize(
    ("shape", "value", "says"),
    [
        (Text(), 5, "must be text, not 5. Put it in quotes."),
        (Text(), "  ", "must not be empty."),
        (Text(longest=3), "four", "must not be longer than 3 characters, and this has 4."),
        (Text(), "a\nb", "must be on one line."),
        (Text(), "a\x07b", "must not hold invisible control signs."),
        (Text("a word", pattern="[a-z]+"), "A1", 'must be a word, not "A1".'),
        (Whole(1, 5), 6, "must be a whole number from 1 to 5, not 6."),
        (Whole(1, 5), 2.0, "must be a whole number from 1 to 5, not 2.0."),
        (Whole(0, 1), True, "must be a whole number from 0 to 1, not true."),
        (Number(0, 1, "m"), "x", 'must be a number from 0 to 1 m, not "x".'),
        (Number(0, 1), float("nan"), "must be a number from 0 to 1, not nan."),
        (Choice(("same", "worse")), "wors", 'must be one of same, worse, not "wors". Did you mean "worse"?'),
        (Choice(("glaucoma",), "condition"), "x", 'must be a known condition, not "x".'),
        (WholeChoice((1, 2)), 3, "must be 1 or 2, not 3."),
        (TrueFalse(), "yes", 'must be true or false, not "yes".'),
        (Day(), "2026-02-30", 'must be a date such as 2026-09-14, not "2026-02-30".'),
        (ClockTime(), "24:00", 'must be a time in quotes such as "07:30", not "24:00".'),
        (ListOf(Whole(0, 9)), "x", 'must be a list, not "x". Write it in [square brackets].'),
        (ListOf(Whole(0, 9), least=2, most=2), [1], "must have 2 entries, and this has 1."),
        (ListOf(Whole(0, 9), unique=True), [1, 1], "1 is there twice."),
        (Record({"a": Field(Text(), required=True)}), [], "must be a group of keys (a), not a list."),
        (Record({k: Field(Text()) for k in "abcdefgh"}), 5, "must be a group of keys (a, b, c, d, e, f, …), not 5."),
        (Record({"a": Field(Whole(0, 9))}), {"b": 1}, "is not a known key. The keys here are a."),
        (Record({"worse": Field(Whole(0, 9))}), {"worst": 1}, 'is not a known key. Did you mean "worse"?'),
        (Record({"a": Field(Whole(0, 9), required=True)}), {}, "is missing; it must be a whole number from 0 to 9."),
        (Record({"a": Field(TrueFalse(), required=True)}), {"a": None}, "is empty; it must be true or false."),
        (Keyed(Text(pattern="[a-z]+", wants="a word"), Whole(0, 9)), {"A": 1}, 'must be a word, not "A".'),
        (AnyRecord(), 1, "must be a group of keys with values, not 1."),
        (Either((Whole(0, 9), Text()), by_type(int, str), "1 or a word"), [], "must be 1 or a word, not a list."),
    ],
)  # fmt: skip
def test_a_wrong_value_gets_one_plain_sentence(shape: Shape, value: Any, says: str) -> None:
    assert mistakes(shape, value) == [says]


def test_optional_keys_may_be_null_and_nullable_ones_must_be_there() -> None:
    shape = Record({"optional": Field(Whole(0, 9)), "nullable": Field(Nullable(Whole(0, 9)), required=True)})
    assert mistakes(shape, {"optional": None, "nullable": None}) == []
    assert mistakes(shape, {}) == ["is missing; it must be a whole number from 0 to 9, or null."]


def test_a_list_far_too_long_is_refused_without_looking_into_it() -> None:
    assert mistakes(ListOf(Whole(0, 9), most=3, unique=True), ["x"] * 10_000) == [
        "must have 0 to 3 entries, and this has 10000."
    ]


def test_many_unknown_keys_are_counted_not_listed() -> None:
    found = mistakes(Record({"a": Field(Whole(0, 9))}), {f"key{n}": 1 for n in range(50)})
    assert "has 30 more unknown keys." in found
    assert len(found) <= 21


def test_a_report_stays_silent_where_the_value_could_not_be_read() -> None:
    document = read_text("a: 0:30\nb: x\n", file="f", keep_flaws=True)
    assert isinstance(document, Document)
    report = Report(document)
    Record({"a": Field(Text(), required=True), "b": Field(Whole(0, 9))}).check(document.value, (), report)
    assert [(m.line, m.key) for m in report.mistakes] == [(1, "a"), (2, "b")]
    assert not report.sound("a")
    assert not report.sound("b", "inner")
    assert report.sound("c")


@pytest.mark.parametrize(
    ("shape", "good"),
    [
        (Text(pattern="[a-z]+", longest=5), "abc"),
        (Whole(1, 5), 3),
        (Number(0, 1), 0.5),
        (Choice(("a", "b")), "b"),
        (Choice(("a",)), "a"),
        (WholeChoice((1, 2)), 2),
        (TrueFalse(), False),
        (Day(), "2026-09-14"),
        (ClockTime(), "23:59"),
        (Nullable(Whole(0, 9)), None),
        (ListOf(Whole(0, 9), least=1, most=2, unique=True), [1, 2]),
        (Record({"a": Field(Whole(0, 9), required=True), "b": Field(Text(), about="words")}, "T", "A"), {"a": 1}),
        (Keyed(Text(pattern="[a-z]+"), Whole(0, 9)), {"a": 1}),
    ],
)
@given(wrong=ANYTHING)
def test_the_schema_refuses_what_the_check_refuses(shape: Shape, good: Any, wrong: Any) -> None:
    validator = jsonschema.Draft202012Validator(shape.schema())
    assert mistakes(shape, good) == []
    assert validator.is_valid(good)
    if not mistakes(shape, wrong):
        assert validator.is_valid(wrong)
    elif not isinstance(wrong, str):
        assert not validator.is_valid(wrong)


def test_names_and_values_are_shown_on_one_line() -> None:
    assert key_text(("overrides", 0, "by")) == "overrides[0].by"
    assert key_text(()) == "file"
    assert shown("a\nb\x1b") == '"a b "'
    assert len(shown("x" * 500)) < 70
    assert did_you_mean("glucoma", ["glaucoma", "reflux"]) == ' Did you mean "glaucoma"?'
    assert did_you_mean("zzz", ["glaucoma"]) == ""
    assert did_you_mean("x" * 10_000, ["glaucoma"]) == ""
