"""Strict YAML: what a file means, and what is refused at which line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planner.strict_yaml import Document, Mistake, Mode, building, read, read_mapping, read_text


def value_of(text: str | bytes, mode: Mode = Mode.LIBRARY) -> object:
    document = read_text(text, mode, file="f.yaml")
    assert isinstance(document, Document), [str(m) for m in document]
    return document.value


def mistakes_of(text: str | bytes, mode: Mode = Mode.LIBRARY) -> list[str]:
    read = read_text(text, mode, file="f.yaml")
    assert isinstance(read, tuple), f"read as {read.value!r}"
    return [str(mistake) for mistake in read]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("0", 0),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("2.5e-2", 0.025),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-09-14", date(2026, 9, 14)),
        ("plain words", "plain words"),
        ("'no'", "no"),
        ('"07:30"', "07:30"),
        ("'12'", "12"),
        ("'2026-09-14'", "2026-09-14"),
        ("128/78", "128/78"),
    ],
)
def test_a_plain_word_means_one_thing(text: str, value: object) -> None:
    read = value_of(f"key: {text}\n")
    assert read == {"key": value}
    assert type(read["key"]) is type(value)  # type: ignore[index]


@pytest.mark.parametrize("text", ["012", "0x1F", "0o17", "1_000", "0b11", ".5", "5.", "=", "<<", "1.2.3", "NO_WAY"])
def test_what_yaml_1_1_would_turn_into_something_else_stays_a_string(text: str) -> None:
    assert value_of(f"key: {text}\n") == {"key": text}


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "n", "Yes", "NO", "Off", "N"])
def test_library_files_refuse_a_bare_yes_or_no(word: str) -> None:
    assert mistakes_of(f"a: 1\nkey: {word}\n") == [
        f'f.yaml:2: key: put this word in quotes: "{word}" (without quotes it could be read as true or false)'
    ]


@pytest.mark.parametrize("word", ["yes", "no", "not sure", "on", "off", "y", "n", "NO"])
def test_answers_files_read_yes_and_no_as_words(word: str) -> None:
    assert value_of(f"key: {word}\nquoted: '{word}'\n", Mode.ANSWERS) == {"key": word, "quoted": word}


@pytest.mark.parametrize("text", ["17:30", "0:30", "190:20:30", "1:2", "-1:30", "12:30:45.5"])
@pytest.mark.parametrize("mode", list(Mode))
def test_a_number_with_a_colon_must_be_quoted(text: str, mode: Mode) -> None:
    (mistake,) = mistakes_of(f"key: {text}\n", mode)
    assert mistake.startswith("f.yaml:1: key: write ")
    assert mistake.endswith(f'in quotes: "{text}"')


def test_a_morning_time_that_every_yaml_reads_as_a_string_needs_no_quotes_in_an_answers_file() -> None:
    assert value_of("at: 07:30\n", Mode.ANSWERS) == {"at": "07:30"}
    assert mistakes_of("at: 07:30\n", Mode.LIBRARY)


def test_an_unquoted_time_in_an_answers_file_says_that_times_are_quoted() -> None:
    assert mistakes_of("mon: {at: 17:30}\n", Mode.ANSWERS) == ['f.yaml:1: mon.at: write times in quotes: "17:30"']


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-02-30", "there is no such date as 2026-02-30"),
        ("2026-2-3", "write dates as year-month-day with two digits each"),
        ("2026-02-03T10:00:00Z", "write dates as year-month-day with two digits each"),
        (".inf", "this must be an ordinary number"),
        ("-.INF", "this must be an ordinary number"),
        (".nan", "this must be an ordinary number"),
        ("1e999", "this number is too large"),
        ("9" * 5000, "this number has too many digits"),
    ],
)
def test_an_impossible_value_is_refused(text: str, says: str) -> None:
    (mistake,) = mistakes_of(f"key: {text}\n")
    assert mistake.startswith(f"f.yaml:1: key: {says}")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3: a: this key is there twice, first on line 1"),
        ("a:\n  b: 1\n  b: 2\n", "f.yaml:3: a.b: this key is there twice, first on line 2"),
        ("a: {b: 1, b: 2}\n", "f.yaml:1: a.b: this key is there twice, first on line 1"),
        ("a: &x 1\n", "f.yaml:1: a: names with & cannot be used; write the value out"),
        ("a: &x {b: 1}\n", "f.yaml:1: a: names with & cannot be used; write the value out"),
        ("a: 1\nb: *x\n", "f.yaml:2: b: names with * cannot be used; write the value out again"),
        ("a: [1, *x]\n", "f.yaml:1: a[1]: names with * cannot be used; write the value out again"),
        ("*x : 1\n", "f.yaml:1: file: names with * cannot be used; write the value out again"),
        ("a: !!python/object:os.system 1\n", "f.yaml:1: a: marks with ! cannot be used; put the text in quotes"),
        ("a: !thing [1]\n", "f.yaml:1: a: marks with ! cannot be used; put the text in quotes"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2: file: a second document begins here (---); a file holds one"),
        ("? [a]\n: 1\n", "f.yaml:1: file: a key must be a word, not a list or a group of keys"),
        ("%TAG ! tag:x:\n---\na: 1\n", "f.yaml:1: file: %TAG lines cannot be used"),
        ("a: 1\n\tb: 2\n", "f.yaml:2: a: there is a tab here; indent with spaces"),
        ("a:\n\t- 1\n", "f.yaml:2: a: there is a tab here; indent with spaces"),
        ("a: 1\nb: 'open\nc: 2\n", "f.yaml:2: b: a quote or a bracket is never closed"),
        ("a: b: c\n", "f.yaml:1: file: there is a colon where none can stand"),
        ("a: @x\n", "f.yaml:1: a: this sign cannot begin a value; put the value in quotes"),
        ("a: {b: 1\nc: 2}\n", "f.yaml:2: a: a comma or a closing bracket is missing"),
        ('a: "x\\0y"\n', "f.yaml:1: a: there is an invisible control sign in this text"),
        ('a: "\\e[31m"\n', "f.yaml:1: a: there is an invisible control sign in this text"),
    ],
)
def test_each_kind_of_mistake_is_told_at_its_line(text: str, says: str) -> None:
    (mistake,) = mistakes_of(text)
    assert mistake.startswith(says)


def test_all_mistakes_are_listed_not_only_the_first() -> None:
    assert [m.split(": ")[0] for m in mistakes_of("a: no\nb: 0:30\nb: 1\nc: *x\n")] == [
        "f.yaml:1",
        "f.yaml:2",
        "f.yaml:3",
        "f.yaml:4",
    ]


def test_a_flawed_document_is_given_only_when_asked_for() -> None:
    assert isinstance(read_text("a: no\nb: 1\n", file="f"), tuple)
    document = read_text("a: no\nb: 1\n", file="f", keep_flaws=True)
    assert isinstance(document, Document)
    assert document.value == {"a": None, "b": 1}
    assert [path for path, _ in document.flaws] == [("a",)]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"a: 1\nb: \xff\n", "f.yaml:2: file: this is not UTF-8 text"),
        ("a: 1\n".encode("utf-16"), "f.yaml:1: file: this is not UTF-8 text"),
        (b"a: 1\nb: 2\nc: \x00\n", "f.yaml:3: file: there is an invisible control sign (U+0000) here"),
        (b"a: \x1b[31m\n", "f.yaml:1: file: there is an invisible control sign (U+001B) here"),
        (b"a: " + b"x" * 1_000_000, "f.yaml:1: file: this file is larger than 1 MB"),
        (b"[" * 100_000, "f.yaml:1: [0]"),
        (b"{a: " * 100_000, "f.yaml:1: a.a"),
    ],
)
def test_a_hostile_file_is_one_mistake(raw: bytes, says: str) -> None:
    (mistake,) = mistakes_of(raw)
    assert mistake.startswith(says)
    assert "\x00" not in mistake
    assert "\x1b" not in mistake


def test_a_thousand_mistakes_stop_at_two_hundred() -> None:
    mistakes = mistakes_of("".join(f"k{n}: no\n" for n in range(1000)))
    assert len(mistakes) == 201
    assert "there may be more" in mistakes[-1]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert value_of(b"\xef\xbb\xbfa: 1\n") == {"a": 1}


def test_windows_line_ends_keep_their_lines() -> None:
    assert mistakes_of("a: 1\r\nb: no\r\n")[0].startswith("f.yaml:2: b: ")


def test_every_key_path_has_its_line() -> None:
    document = read_text("a: 1\nb:\n  - c: 2\n    d: 3\n  - 4\n", file="f")
    assert isinstance(document, Document)
    assert document.line(("a",)) == 1
    assert document.line(("b",)) == 2
    assert document.line(("b", 0, "d")) == 4
    assert document.line(("b", 1)) == 5
    assert document.line(("b", 0, "missing")) == 3


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "null\n"])
def test_an_empty_file_is_a_mistake_where_keys_are_needed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(text)
    assert read_mapping(path, file="f.yaml") == (Mistake("f.yaml", 1, "file", "this file is empty"),)


@pytest.mark.parametrize("text", ["- a\n- b\n", "words\n", "12\n"])
def test_a_file_without_keys_is_a_mistake(tmp_path: Path, text: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(text)
    (mistake,) = read_mapping(path)  # type: ignore[misc]
    assert mistake.message.startswith("this file must hold keys with values")


def test_a_missing_file_and_a_folder_are_mistakes(tmp_path: Path) -> None:
    assert str(read(tmp_path / "none.yaml", file="none.yaml")[0]) == "none.yaml:1: file: there is no such file"  # type: ignore[index]
    assert str(read(tmp_path, file="folder")[0]) == "folder:1: file: this is a folder, not a file"  # type: ignore[index]


def test_the_slow_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 1\nb: [x, {c: 'no'}]\nd: |\n  lines\n  more\ne: 2026-09-14\n"
    fast = value_of(text)
    monkeypatch.setattr(building, "_Loader", yaml.SafeLoader)
    assert value_of(text) == fast
    assert mistakes_of("a: no\nb: *x\n") == [
        'f.yaml:1: a: put this word in quotes: "no" (without quotes it could be read as true or false)',
        "f.yaml:2: b: names with * cannot be used; write the value out again",
    ]
    assert mistakes_of("a: [1,\n")[0].startswith("f.yaml:")


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise(raw: bytes) -> None:
    read = read_text(raw, file="f")
    assert isinstance(read, Document) or all(m.line >= 1 and "\n" not in str(m) for m in read)


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`#,? \n\t0123456789.~", max_size=60))
def test_no_text_whatever_raises(text: str) -> None:
    read = read_text(text, Mode.ANSWERS, file="f")
    assert isinstance(read, Document) or all(1 <= m.line <= text.count("\n") + 1 for m in read)
