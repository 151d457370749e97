"""Exercises of other collections: wger's ``exerciseinfo`` and free-exercise-db, each as JSON.

Read by their published field lists: wger's API (``results`` of ``exerciseinfo``, with ``translations``; the older flat
form with ``name`` and ``description`` beside them) and free-exercise-db's ``dist/exercises.json``. Pictures are not
fetched: nothing here opens an address that a file names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from planner.exchange.exercise_words import category_of, equipment_of, regions_of, targets_of
from planner.exchange.plain_text import lines_of, one_line, sentences

LARGEST: Final = 400 * 1000
"""Bytes of a file."""
MOST: Final = 500
MOST_STEPS: Final = 20
_LONGEST_STEP: Final = 600
_LONGEST_HTML: Final = 20_000
_ENGLISH: Final = 2
"""wger's number of the language."""


@dataclass(frozen=True, slots=True)
class Brought:
    """One exercise as far as it is known. ``value`` has keys of an exercise file; level and tags are never among them:
    somebody has to look."""

    value: Mapping[str, Any]
    licence: str
    author: str
    source: str


@dataclass(frozen=True, slots=True)
class NotReadable:
    """Why nothing of the file was taken."""

    message: str


class _Refused(ValueError):
    pass


def read_exercises(raw: bytes) -> tuple[Brought, ...] | NotReadable:
    """Every exercise of the file, or the reason why none of it is taken."""
    if len(raw) > LARGEST:
        return NotReadable(f"The file is larger than {LARGEST // 1000} kB. Take fewer exercises at a time.")
    try:
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_such_number)
    except UnicodeDecodeError:
        return NotReadable("The file is no UTF-8 text.")
    except json.JSONDecodeError as error:
        return NotReadable(f"This is no JSON: there is a mistake in line {error.lineno}.")
    except (ValueError, RecursionError):
        return NotReadable("The file cannot be read as JSON.")
    try:
        return _all(value)
    except _Refused as refused:
        return NotReadable(str(refused))


def _all(value: Any) -> tuple[Brought, ...]:
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        entries, read = value["results"], _of_wger
    elif isinstance(value, list):
        entries, read = value, _of_free_exercise_db
    else:
        raise _Refused('The file holds neither wger\'s "results" nor a list of exercises.')
    if not entries:
        raise _Refused("There is no exercise in the file.")
    if len(entries) > MOST:
        raise _Refused(f"The file holds {len(entries)} exercises; at most {MOST} can be taken at a time.")
    found = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise _Refused(f"Entry {number} is no exercise.")
        found.append(read(entry, number))
    return tuple(found)


def _of_wger(entry: dict[str, Any], number: int) -> Brought:
    told = _translation(entry)
    muscles = [_name(m, "name_en") or _name(m, "name") for m in _list(entry, "muscles")]
    also = [_name(m, "name_en") or _name(m, "name") for m in _list(entry, "muscles_secondary")]
    licence = entry.get("license") if isinstance(entry.get("license"), dict) else {}
    author = _text(told, "license_author") or _text(entry, "license_author") or _first(entry, "author_history")
    html = told.get("description") or entry.get("description")
    return _brought(
        number,
        name=_text(told, "name"),
        steps=sentences(lines_of(html[:_LONGEST_HTML]) if isinstance(html, str) else [], _LONGEST_STEP),
        muscles=(muscles, also),
        things=[_name(thing, "name") for thing in _list(entry, "equipment")],
        category=_name(entry.get("category"), "name"),
        licence=_name(licence, "short_name") or _name(licence, "full_name") or _not_said("licence"),
        author=author or _not_said("author"),
        source=f"wger.de {_number(entry)}".strip(),
    )


def _of_free_exercise_db(entry: dict[str, Any], number: int) -> Brought:
    told = [one_line(step) for step in _list(entry, "instructions") if isinstance(step, str)]
    return _brought(
        number,
        name=_text(entry, "name"),
        steps=sentences([step for step in told if step], _LONGEST_STEP),
        muscles=(_words(entry, "primaryMuscles"), _words(entry, "secondaryMuscles")),
        things=[_text(entry, "equipment")],
        category=_text(entry, "category"),
        licence="Unlicense",
        author="free-exercise-db",
        source=f"free-exercise-db {_text(entry, 'id')}".strip()[:200],
    )


def _brought(
    number: int,
    *,
    name: str,
    steps: list[str],
    muscles: tuple[list[str], list[str]],
    things: Iterable[str],
    category: str,
    licence: str,
    author: str,
    source: str,
) -> Brought:
    if not name:
        raise _Refused(f"Entry {number} has no name.")
    first, also = muscles
    equipment, unknown = equipment_of(things)
    value: dict[str, Any] = {"name": name[:80], "steps": steps[:MOST_STEPS]}
    value |= {"targets": targets_of(first) or targets_of(also), "regions": regions_of((*first, *also))}
    value |= {"category": category_of(category), "equipment": equipment}
    value |= {"setup": f"Needs: {', '.join(unknown)}."[:300] if unknown else ""}
    known = {key: entry for key, entry in value.items() if entry}
    return Brought(known, licence[:120], author[:120], source)


def _translation(entry: dict[str, Any]) -> dict[str, Any]:
    """The English one, else the first; the older form is its own."""
    told = [t for t in _list(entry, "translations") if isinstance(t, dict)]
    english = [t for t in told if t.get("language") == _ENGLISH]
    return (english or told or [entry])[0]


def _list(entry: Mapping[str, Any], key: str) -> list[Any]:
    found = entry.get(key)
    return found[:100] if isinstance(found, list) else []


def _words(entry: Mapping[str, Any], key: str) -> list[str]:
    return [word for word in _list(entry, key) if isinstance(word, str)]


def _text(entry: Mapping[str, Any], key: str) -> str:
    found = entry.get(key)
    return one_line(found[:2000]) if isinstance(found, str) else ""


def _name(entry: Any, key: str) -> str:
    return _text(entry, key) if isinstance(entry, dict) else ""


def _first(entry: Mapping[str, Any], key: str) -> str:
    return next((one_line(word[:200]) for word in _words(entry, key)), "")


def _number(entry: Mapping[str, Any]) -> str:
    number = entry.get("id")
    return str(number) if type(number) is int and abs(number) < 10**12 else ""


def _not_said(what: str) -> str:
    return f"{what} not said"


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(name)
