"""Reads a YAML file into plain data with the line of every key. Never raises for what is in the file."""

from __future__ import annotations

import re
from pathlib import Path

from planner.strict_yaml.building import Builder, Document
from planner.strict_yaml.mistake import WHOLE_FILE, Mistake, printable
from planner.strict_yaml.resolve import Mode

LARGEST_BYTES = 1_000_000
_JSON_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
"""How JSON writes a sign beyond U+FFFF; YAML knows only the sign itself."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def read(
    path: Path, mode: Mode = Mode.LIBRARY, *, file: str | None = None, keep_flaws: bool = False
) -> Document | tuple[Mistake, ...]:
    """The file's contents, or every mistake in its YAML. ``file`` is the name to show, by default the path.

    ``keep_flaws`` gives the document even where single values could not be read, for a ``Report`` to go on with.
    """
    shown_file = printable(str(path)) if file is None else file
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        return _whole(shown_file, "there is no such file")
    except IsADirectoryError:
        return _whole(shown_file, "this is a folder, not a file")
    except PermissionError:
        return _whole(shown_file, "this file may not be read by you")
    except (OSError, ValueError):
        return _whole(shown_file, "this file cannot be read")
    return read_text(raw, mode, file=shown_file, keep_flaws=keep_flaws)


def read_text(
    text: str | bytes, mode: Mode = Mode.LIBRARY, *, file: str, keep_flaws: bool = False
) -> Document | tuple[Mistake, ...]:
    """As ``read``, for text at hand."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(raw) > LARGEST_BYTES:
        return _whole(file, "this file is larger than 1 MB, so it is no file of this program")
    try:
        decoded = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return (Mistake(file, line, WHOLE_FILE, "this is not UTF-8 text; save the file as UTF-8"),)
    found = _CONTROL.search(decoded)
    if found:
        line = decoded.count("\n", 0, found.start()) + 1
        return (Mistake(file, line, WHOLE_FILE, f"there is an invisible control sign (U+{ord(found[0]):04X}) here"),)
    if mode is Mode.ANSWERS:
        decoded = _JSON_PAIR.sub(_sign, decoded)
    document = Builder(file, mode).build(decoded)
    if isinstance(document, Document) and document.flaws and not keep_flaws:
        return tuple(mistake for _, mistake in document.flaws)
    return document


def _sign(pair: re.Match[str]) -> str:
    before, high, low = pair.groups()
    return before + chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


def read_mapping(
    path: Path, mode: Mode = Mode.LIBRARY, *, file: str | None = None, keep_flaws: bool = False
) -> Document | tuple[Mistake, ...]:
    """As ``read``, for files that must hold keys with values: an empty file or a bare list is a mistake."""
    document = read(path, mode, file=file, keep_flaws=keep_flaws)
    return must_be_mapping(document) if isinstance(document, Document) else document


def must_be_mapping(document: Document) -> Document | tuple[Mistake, ...]:
    if isinstance(document.value, dict):
        return document
    flaws = tuple(mistake for _, mistake in document.flaws)
    if document.value is None:
        return flaws or _whole(document.file, "this file is empty")
    return (*flaws, document.mistake((), "this file must hold keys with values, such as name: …"))


def _whole(file: str, message: str) -> tuple[Mistake, ...]:
    return (Mistake(file, 1, WHOLE_FILE, message),)
