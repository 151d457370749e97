"""Reads ``exercises/safety`` word for word, comments too: a reviewer should see all that stands there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from planner.library.safety_shape import FILES
from planner.screening.files import KeyPath, SafetyFile, SafetyFiles
from planner.strict_yaml import Document, Mistake, read_mapping

_VERSION_LENGTH = 12


def read_safety_files(folder: Path) -> SafetyFiles | tuple[Mistake, ...]:
    """The files of ``folder``, or the mistakes of those that cannot be read.

    Whether they are complete is for ``planner.library.safety.load_safety`` to say.
    """
    files: dict[str, SafetyFile] = {}
    mistakes: list[Mistake] = []
    contents = hashlib.sha256()
    for name in FILES:
        path = folder / f"{name}.yaml"
        document = read_mapping(path)
        if not isinstance(document, Document):
            mistakes.extend(document)
            continue
        text = path.read_text(encoding="utf-8")
        contents.update(f"{name}\n{len(text)}\n{text}".encode())
        files[name] = safety_file(document, text)
    return tuple(mistakes) or SafetyFiles(files, contents.hexdigest()[:_VERSION_LENGTH])


def safety_file(document: Document, text: str) -> SafetyFile:
    """A document with its comments, each at the key that it speaks of."""
    lines = text.splitlines()
    first_key = min(line for path, line in document.lines.items() if path)
    head = [_comment(line) for line in lines[: first_key - 1]]
    notes: dict[KeyPath, str] = {}
    for path, note in _comments(document, lines, first_key):
        notes[path] = f"{notes[path]} {note}" if path in notes else note
    return SafetyFile(" ".join(filter(None, head)), document.value, notes)


def _comments(document: Document, lines: list[str], first_key: int) -> Iterator[tuple[KeyPath, str]]:
    innermost: dict[int, KeyPath] = {}
    outermost: dict[int, KeyPath] = {}
    for path, at in document.lines.items():
        if path:
            innermost[at] = max(innermost.get(at, ()), path, key=len)
            outermost[at] = min(outermost.get(at, path), path, key=len)
    block: list[str] = []
    carried: dict[KeyPath, str] = {}
    for number, line in enumerate(lines[first_key - 1 :], first_key):
        if line.lstrip().startswith("#"):
            block.append(_comment(line))
            continue
        if number in outermost:
            path = outermost[number]
            if block:
                carried[path[:-1]] = " ".join(block)
                block = []
            if path[:-1] in carried:
                yield path, carried[path[:-1]]
        if (trailing := _comment(line)) and number in innermost:
            yield innermost[number], trailing


def _comment(line: str) -> str:
    """What stands after the # of a line; a # inside double quotes or a word begins no comment."""
    quoted, before = False, " "
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == "#" and not quoted and before == " ":
            return line[place + 1 :].strip()
        before = sign
    return ""
