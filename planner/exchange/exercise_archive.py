"""A library of one's own as one ZIP: a folder that PLANNER_EXERCISES may name, and that can be brought in again."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from planner.exchange.archive import archive_of
from planner.exchange.plain_text import one_line
from planner.strict_yaml import Document, must_be_mapping, read_text, write_text

LARGEST: Final = 5 * 1000 * 1000
"""Bytes of an archive."""
LARGEST_UNPACKED: Final = 20 * 1000 * 1000
MOST: Final = 500
_LARGEST_TEXT: Final = 60 * 1000
_SAID: Final = ("author", "licence", "source")
_EXERCISE: Final = re.compile(r"(?:[a-z-]+/)?([a-z]+)/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_UNREVIEWED: Final = re.compile(r"(?:[a-z-]+/)?unreviewed/([a-z0-9]+(?:-[a-z0-9]+)*)\.json")
_PICTURE: Final = re.compile(r"(?:[a-z-]+/)?(pictures/[a-z0-9-]+\.png)")


@dataclass(frozen=True, slots=True)
class Packed:
    """One exercise of the archive: ``value`` has the keys of an exercise file, ``ready`` was it where it came from."""

    slug: str
    value: Mapping[str, Any]
    ready: bool
    licence: str
    author: str
    source: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class NoArchive:
    message: str


class _Refused(ValueError):
    pass


def pack(exercises: Iterable[Packed], vocabulary: bytes, made: datetime) -> bytes:
    """``vocabulary`` is put beside them, so that the folder can be checked by itself."""
    files: dict[str, bytes] = {"vocabulary.yaml": vocabulary}
    for one in exercises:
        said = {key: text for key in _SAID if (text := getattr(one, key))}
        shown = {"picture": f"pictures/{one.slug}.png"} if one.picture else {}
        value = {**one.value, "id": one.slug, **shown, **said}
        if one.picture:
            files[shown["picture"]] = one.picture
        if one.ready:
            files[f"{one.value['category']}/{one.slug}.yaml"] = write_text(value).encode()
        else:
            # No YAML: the program's own folder takes only exercises that are whole.
            files[f"unreviewed/{one.slug}.json"] = json.dumps(value, ensure_ascii=False, indent=1).encode()
    return archive_of(files, made)


def unpack(raw: bytes) -> tuple[Packed, ...] | NoArchive:
    """What ``pack`` wrote, or the reason why nothing is taken. Whether each is right is for the library to say."""
    if len(raw) > LARGEST:
        return NoArchive(f"The archive is larger than {LARGEST // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _unpacked(archive)
    except _Refused as refused:
        return NoArchive(str(refused))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return NoArchive("The archive is damaged, or of a kind that cannot be read.")


def _unpacked(archive: zipfile.ZipFile) -> tuple[Packed, ...]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > 2 * MOST + 10 or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise _Refused("There is too much in the archive.")
    pictures = {m[1]: _bytes(archive, e, 310_000) for e in entries if (m := _PICTURE.fullmatch(e.filename))}
    found = []
    for entry in sorted(entries, key=lambda entry: entry.filename):
        ready, half = _EXERCISE.fullmatch(entry.filename), _UNREVIEWED.fullmatch(entry.filename)
        if ready and ready[1] != "routines":
            value = _yaml(entry.filename, _bytes(archive, entry, _LARGEST_TEXT))
            found.append(_packed(ready[2], value, pictures, ready=True))
        elif half:
            value = _json(entry.filename, _bytes(archive, entry, _LARGEST_TEXT))
            found.append(_packed(half[1], value, pictures, ready=False))
    if not found:
        raise _Refused("There is no exercise in the archive.")
    if len(found) > MOST:
        raise _Refused(f"There are more than {MOST} exercises in the archive.")
    return tuple(found)


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Never more than an entry may hold, whatever its own heading says."""
    with archive.open(entry) as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise _Refused(f"{entry.filename} is too large.")
    return raw


def _yaml(name: str, raw: bytes) -> dict[str, Any]:
    document = read_text(raw, file=name)
    if isinstance(document, Document):
        document = must_be_mapping(document)
    if not isinstance(document, Document):
        raise _Refused(str(document[0]))
    value: dict[str, Any] = document.value
    return value


def _json(name: str, raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8"))
        # Half a sign, as "\\ud800", is no text that can be kept.
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise _Refused(f"{name} cannot be read.")
    return value


def _packed(slug: str, value: dict[str, Any], pictures: Mapping[str, bytes], *, ready: bool) -> Packed:
    said = {key: one_line(str(value.get(key) or ""))[:200] for key in _SAID}
    picture = pictures.get(str(value.get("picture"))) if value.get("picture") else None
    rest = {key: entry for key, entry in value.items() if key not in (*_SAID, "picture", "id")}
    return Packed(slug, rest, ready, said["licence"], said["author"], said["source"], picture)
