"""Reads JSON text into the same ``Document`` as YAML, so that hand-edited files give mistakes at their lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NoReturn

from planner.strict_yaml import WHOLE_FILE, Document, KeyPath, Mistake, key_text
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import Record

LARGEST_BYTES = 8_000_000
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:\n]')


def checked_json(text: str | bytes, shape: Record, *, file: str) -> Report | tuple[Mistake, ...]:
    """A report on the contents, without mistakes so far; or the mistakes, at their lines."""
    document = read_json(text, file=file)
    if not isinstance(document, Document):
        return document
    report = Report(document)
    shape.check(document.value, (), report)
    return report.mistakes or report


def read_json(text: str | bytes, *, file: str) -> Document | tuple[Mistake, ...]:
    """The contents with the line of every key path; or what makes it no JSON of ours."""
    if len(text) > LARGEST_BYTES:
        return _mistake(file, 1, "this file is too large to be a file of this program")
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        assert isinstance(text, bytes)
        return _mistake(file, text.count(b"\n", 0, error.start) + 1, "this is not UTF-8 text; save the file as UTF-8")
    repeated: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(found)
        if len(mapping) < len(found):
            repeated.append("")
        return mapping

    try:
        value = json.loads(decoded, object_pairs_hook=pairs, parse_constant=_no_such_number)
    except json.JSONDecodeError as error:
        return _mistake(file, error.lineno, f"this is not JSON here: {error.msg[:1].lower()}{error.msg[1:]}")
    except (ValueError, RecursionError):
        return _mistake(file, 1, "this file cannot be read as JSON")
    if repeated:
        _, twice = _lines(decoded)
        return tuple(Mistake(file, line, key_text(path), "this key is there twice") for path, line in twice)
    if not isinstance(value, dict):
        return _mistake(file, 1, "this file must hold keys with values")
    return Document(file, value, _Lines(decoded))


class _Lines(Mapping[KeyPath, int]):
    """The line of every key path, looked for only when there is a mistake to tell: it costs more than the reading."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> dict[KeyPath, int]:
        return _lines(self._text)[0]

    def __getitem__(self, path: KeyPath) -> int:
        return self._found[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(name)


def _mistake(file: str, line: int, message: str) -> tuple[Mistake, ...]:
    return (Mistake(file, line, WHOLE_FILE, message),)


def _lines(text: str) -> tuple[dict[KeyPath, int], list[tuple[KeyPath, int]]]:
    """The line of every key path in sound JSON, and the keys that are there twice."""
    lines: dict[KeyPath, int] = {(): 1}
    twice: list[tuple[KeyPath, int]] = []
    line = 1
    path: list[str | int] = []
    awaits_key = False
    last = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n":
            line += 1
            continue
        if token == "{":
            path.append("")
            awaits_key = True
        elif token == "[":
            path.append(0)
            lines[tuple(path)] = line
            awaits_key = False
        elif token in ("}", "]"):
            path.pop()
            awaits_key = False
        elif token == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
                lines[tuple(path)] = line
            else:
                awaits_key = True
        elif token == ":":
            path[-1] = json.loads(last)
            at = tuple(path)
            if at in lines:
                twice.append((at, line))
            lines[at] = line
            awaits_key = False
        elif awaits_key:
            last = token
    return lines, twice
