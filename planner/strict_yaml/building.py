"""Parser events of PyYAML to plain data, with our own reading of plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from planner.strict_yaml.mistake import KeyPath, Mistake, key_text, one_line
from planner.strict_yaml.repeats import MOST_REPEATED, copied, size_and_depth
from planner.strict_yaml.resolve import Mode, Unclear, resolve

# The C parser is about eight times faster; PyYAML without it reads the same files the slow way.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 40
MOST_FLAWS = 200
_CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN_WORDS = {
    "mapping values are not allowed": "there is a colon where none can stand; put the text in quotes if it holds one",
    "did not find expected key": "a key with a colon was expected here; check the indentation and the quotes",
    "could not find expected ':'": "a colon is missing after this key",
    "found unexpected end of stream": "a quote or a bracket is never closed",
    "expected ',' or": "a comma or a closing bracket is missing",
    "did not find expected '-' indicator": "a list item beginning with - was expected here; check the indentation",
    "did not find expected <document start>": "this does not belong here; check the indentation",
    "did not find expected node content": "a value is missing here, or a bracket is never closed",
    "found undefined tag handle": "marks with ! cannot be used here",
    "found unknown escape character": "there is an unknown \\ in the quoted text; write it as \\\\",
    "found character that cannot start any token": "this sign cannot begin a value; put the value in quotes",
    "block sequence entries are not allowed": "a list cannot begin on the line of its key; put it on the next line",
}


@dataclass(frozen=True, slots=True)
class Document:
    """``value``: dict, list, str, int, float, bool, date and None; ``lines``: the line of each key path.

    ``flaws``: values that could not be read (they are None in ``value``), kept so that a reader can go on and list the
    mistakes of the rest as well. ``strict_yaml.read`` gives them only when asked for.
    """

    file: str
    value: Any
    lines: Mapping[KeyPath, int]
    flaws: tuple[tuple[KeyPath, Mistake], ...] = ()

    def line(self, path: KeyPath) -> int:
        """Line of the key path, or of the nearest one around it where it is not in the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, path: KeyPath, message: str) -> Mistake:
        return Mistake(self.file, self.line(path), key_text(path), message)


class _Stop(Exception):
    """Reading cannot go on past here; the mistake is noted already."""


class Builder:
    """Turns parser events into plain data, without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, file: str, mode: Mode) -> None:
        self.file = file
        self.mode = mode
        self.flaws: list[tuple[KeyPath, Mistake]] = []
        self.lines: dict[KeyPath, int] = {(): 1}
        self.root: Any = None
        self.documents = 0
        # Innermost last: container, its key path, and the key that waits for its value (mappings only).
        self.stack: list[tuple[dict[str, Any] | list[Any], KeyPath]] = []
        self.keys: list[str | None] = []
        self.named: dict[str, Any] = {}
        self.repeated = 0

    def build(self, text: str) -> Document | tuple[Mistake, ...]:
        """The document with its flaws; only the mistakes where reading could not go on to the end."""
        try:
            self._take_events(text)
        except _Stop:
            return self._mistakes()
        except yaml.MarkedYAMLError as error:
            self._syntax(error, text)
            return self._mistakes()
        except (yaml.YAMLError, ValueError, RecursionError):
            self._note((), 1, "this file cannot be read as YAML")
            return self._mistakes()
        return Document(self.file, self.root, self.lines, tuple(self.flaws))

    def _mistakes(self) -> tuple[Mistake, ...]:
        return tuple(mistake for _, mistake in self.flaws)

    def _take_events(self, text: str) -> None:
        loader = _Loader(text)
        try:
            while True:
                event = loader.get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent:
                    self._open(event, {})
                elif kind is yaml.SequenceStartEvent:
                    self._open(event, [])
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self.stack.pop()
                    self.keys.pop()
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent:
                    self._document(event)
                elif event is None or kind is yaml.StreamEndEvent:
                    return
        finally:
            loader.dispose()

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._note((), event.start_mark.line + 1, "a second document begins here (---); a file holds one")
            raise _Stop
        if event.tags:
            self._note((), event.start_mark.line + 1, "%TAG lines cannot be used")

    def _next_path(self) -> KeyPath:
        if not self.stack:
            return ()
        container, path = self.stack[-1]
        if isinstance(container, list):
            return (*path, len(container))
        key = self.keys[-1]
        return path if key is None else (*path, key)

    def _awaits_key(self) -> bool:
        return bool(self.stack) and self.keys[-1] is None and type(self.stack[-1][0]) is dict

    def _alias(self, event: Any) -> None:
        """Answers may repeat a value by its name, which programs do when they write one thing twice."""
        line = event.start_mark.line + 1
        value = self.named.get(event.anchor)
        open_still = any(container is value for container, _ in self.stack)
        if self._awaits_key() or event.anchor not in self.named or open_still:
            self._note(self._next_path(), line, "names with * cannot be used; write the value out again")
            if self._awaits_key():
                raise _Stop
            self._place(None, line)
            return
        size, depth = size_and_depth(value)
        self.repeated += size
        if self.repeated > MOST_REPEATED or len(self.stack) + depth > DEEPEST:
            self._note(self._next_path(), line, "names with * repeat too much here; write the value out again")
            raise _Stop
        self._place(copied(value), line)

    def _scalar(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if event.anchor is not None or event.tag is not None:
            self._marks(event, line)
        plain = event.style is None or event.style == ""
        if self._awaits_key():
            self._key(event.value, plain, line)
            return
        value = self._word(event.value, plain, line)
        self._name(event, value)
        self._place(value, line)

    def _word(self, text: str, plain: bool, line: int) -> Any:
        if plain:
            try:
                return resolve(text, self.mode)
            except Unclear as unclear:
                self._note(self._next_path(), line, str(unclear))
                return None
        if _CONTROL_IN_TEXT.search(text):
            self._note(self._next_path(), line, "there is an invisible control sign in this text")
        return text

    def _name(self, event: Any, value: Any) -> None:
        if event.anchor is not None and self.mode is Mode.ANSWERS:
            self.named[event.anchor] = value

    def _key(self, text: str, plain: bool, line: int) -> None:
        container, path = self.stack[-1]
        if plain and text in ("", "~"):
            self._note(path, line, "a key is missing before this colon")
            raise _Stop
        if text in container:
            first = self.lines[(*path, text)]
            self._note((*path, text), line, f"this key is there twice, first on line {first}")
        else:
            self.lines[(*path, text)] = line
        self.keys[-1] = text

    def _open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        line = event.start_mark.line + 1
        if event.anchor is not None or event.tag is not None:
            self._marks(event, line)
        if self._awaits_key():
            self._note(self.stack[-1][1], line, "a key must be a word, not a list or a group of keys")
            raise _Stop
        if len(self.stack) >= DEEPEST:
            self._note(self._next_path(), line, f"this is nested more than {DEEPEST} deep")
            raise _Stop
        path = self._next_path()
        self._name(event, container)
        self._place(container, line)
        self.stack.append((container, path))
        self.keys.append(None)

    def _place(self, value: Any, line: int) -> None:
        if not self.stack:
            self.root = value
            self.lines[()] = line
            return
        container, path = self.stack[-1]
        if isinstance(container, list):
            self.lines[(*path, len(container))] = line
            container.append(value)
            return
        key = self.keys[-1]
        assert key is not None
        container.setdefault(key, value)
        self.keys[-1] = None

    def _marks(self, event: Any, line: int) -> None:
        if event.anchor is not None and (self.mode is Mode.LIBRARY or self._awaits_key()):
            self._note(self._next_path(), line, "names with & cannot be used; write the value out")
        if event.tag is not None:
            self._note(self._next_path(), line, "marks with ! cannot be used; put the text in quotes")

    def _syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        problem = str(error.problem or "")
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        lines = text.split("\n")
        here = lines[line - 1] if line <= len(lines) else ""
        words = next((plain for start, plain in _PLAIN_WORDS.items() if start in problem), None)
        if "\t" in here[: len(here) - len(here.lstrip())] or "'\\t'" in problem:
            words = "there is a tab here; indent with spaces"
        if "unexpected end of stream" in problem and error.context_mark is not None:
            line = error.context_mark.line + 1
        self._note(
            self._syntax_path(), min(line, len(lines)), words or f"this line cannot be read ({one_line(problem)})"
        )

    def _syntax_path(self) -> KeyPath:
        return self._next_path()[:1]

    def _note(self, path: KeyPath, line: int, message: str) -> None:
        self.flaws.append((path, Mistake(self.file, line, key_text(path), message)))
        if len(self.flaws) == MOST_FLAWS:
            self._note((), line, f"the first {MOST_FLAWS} mistakes are listed; there may be more")
            raise _Stop
