"""What a plain word in a YAML file means here: null, numbers, true and false, ISO dates, and otherwise a string.

The rules of YAML 1.1 turn ``no`` into false, ``17:30`` into 1050 and ``012`` into 10. None of that happens here: what
has two readings is refused with the advice to quote it, everything else unknown is a string.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

Scalar = str | int | float | bool | date | None


class Mode(Enum):
    """Library files refuse bare ``no``, ``yes``, ``on`` and so on; answers files read them as words."""

    LIBRARY = "library"
    ANSWERS = "answers"


class Unclear(ValueError):
    """A plain word that has two readings, or none; the text says how to write it."""


_WORDS: dict[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_TWO_READINGS = frozenset(
    ("yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N")
)
_NUMBER_STARTS = frozenset("0123456789+-.")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+(?:[eE][-+]?[0-9]{1,3})?|[eE][-+]?[0-9]{1,3})", re.ASCII)
_COLON_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9]*)?", re.ASCII)
_MORNING = re.compile(r"0[0-9]:[0-5][0-9]", re.ASCII)
"""``07:30`` is a string in every YAML, so programs write it without quotes; ``18:00`` was 1080 in the old one."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NEARLY_A_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")
_MOST_DIGITS = 15


def resolve(text: str, mode: Mode) -> Scalar:
    """The value of an unquoted word.

    Raises Unclear where it has two readings or is no possible value.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_STARTS:
        return _numeric(text, mode)
    if mode is Mode.LIBRARY and text in _TWO_READINGS:
        raise Unclear(f'put this word in quotes: "{text}" (without quotes it could be read as true or false)')
    return text


def _numeric(text: str, mode: Mode) -> Scalar:
    if _WHOLE.fullmatch(text):
        if len(text) > _MOST_DIGITS:
            raise Unclear("this number has too many digits")
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        if abs(number) > 10.0**_MOST_DIGITS:
            raise Unclear("this number is too large")
        return number
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unclear(f"there is no such date as {text}") from None
    if mode is Mode.ANSWERS and _MORNING.fullmatch(text):
        return text
    if _COLON_NUMBER.fullmatch(text):
        kind = "times" if mode is Mode.ANSWERS else "numbers with a colon"
        raise Unclear(f'write {kind} in quotes: "{text}"')
    if _NEARLY_A_DATE.fullmatch(text):
        raise Unclear("write dates as year-month-day with two digits each, such as 2026-09-04")
    if _NOT_FINITE.fullmatch(text):
        raise Unclear("this must be an ordinary number")
    return text
