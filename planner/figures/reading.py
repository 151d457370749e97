"""Reads words of a figure file and collects what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from planner.figures.joints import Angles, is_motion, nearest_motion, set_motion
from planner.figures.spec import (
    BODY_TARGETS,
    CONTACTS,
    PLURALS,
    ROOM_TARGETS,
    SIDES,
    Fault,
    KeyPath,
)


class Reader:
    """Collects faults while reading, so that all of a file's mistakes come at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, path: KeyPath, message: str) -> None:
        fault = Fault(path, message)
        if fault not in self.faults:  # what all frames share is read once for each of them
            self.faults.append(fault)

    def one_of(self, path: KeyPath, value: Any, known: Iterable[str], what: str) -> str | None:
        names = list(known)
        if isinstance(value, str) and value in names:
            return value
        self.fault(path, f"{value!r} is not a {what}{nearest(value, names)}")
        return None

    def keys(self, path: KeyPath, mapping: Mapping[str, Any], known: Iterable[str], what: str) -> None:
        for key in mapping:
            if key not in known:
                self.fault((*path, key), f"no such {what}{nearest(key, known)}")

    def joints(self, path: KeyPath, mapping: Any, angles: Angles) -> list[str]:
        named: list[str] = []
        if not isinstance(mapping, Mapping):
            self.fault(path, "give joints as a list of `name: degrees`")
            return named
        for word, value in mapping.items():
            if not is_motion(str(word)):
                near = nearest_motion(str(word))
                self.fault((*path, word), "no such joint movement" + (f"; did you mean {near!r}?" if near else ""))
            elif isinstance(value, bool) or not isinstance(value, (int, float)):
                self.fault((*path, word), f"give degrees as a number, not {value!r}")
            else:
                set_motion(angles, str(word), float(value))
                named.append(str(word))
        return named

    def touch(self, path: KeyPath, mapping: Any) -> dict[str, str]:
        out: dict[str, str] = {}
        if not isinstance(mapping, Mapping):
            self.fault(path, "give touches as a list of `part: what it touches`")
            return out
        for part, target in mapping.items():
            where = (*path, part)
            if not isinstance(target, str) or not _is_target(target):
                self.fault(
                    where, f"nothing called {target!r} to touch{nearest(target, (*ROOM_TARGETS, *BODY_TARGETS))}"
                )
                continue
            parts = _expand(str(part))
            if parts is None:
                self.fault(where, f"no such body part{nearest(part, (*PLURALS, *CONTACTS, 'left hand', 'right foot'))}")
                continue
            for one in parts:
                out[one] = target
        return out

    def by_side(self, path: KeyPath, value: Any, known: tuple[str, ...], what: str) -> dict[str, str]:
        wish = value if isinstance(value, Mapping) else {"left": value, "right": value}
        out = {}
        for side, word in wish.items():
            if side not in SIDES:
                self.fault((*path, side), "say left or right")
            elif self.one_of((*path, side) if isinstance(value, Mapping) else path, word, known, what):
                out[str(side)] = str(word)
        return out

    def settle(self, path: KeyPath, value: Any) -> tuple[str, str] | None:
        if value is None or value is False or value == "none":
            return None
        if not isinstance(value, (list, tuple)) or len(value) != 2:
            self.fault(path, "name the two parts the body rests on, or none")
            return None
        ok = [self.contact(path, v) for v in value]
        return (str(value[0]), str(value[1])) if all(ok) else None

    def contact(self, path: KeyPath, value: Any) -> bool:
        side, _, rest = str(value).partition(" ")
        known = (*CONTACTS, "front")
        return (
            value in known
            or (side in SIDES and rest in known)
            or self.one_of(path, value, known, "body part") is not None
        )


def nearest(word: Any, known: Iterable[str]) -> str:
    close = get_close_matches(str(word), list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


def _is_target(target: str) -> bool:
    first, _, rest = target.partition(" ")
    return target in ROOM_TARGETS or target in BODY_TARGETS or (first in (*SIDES, "opposite") and rest in BODY_TARGETS)


def _expand(part: str) -> tuple[str, ...] | None:
    if part in PLURALS:
        return tuple(f"{side} {PLURALS[part]}" for side in SIDES)
    side, _, name = part.partition(" ")
    if side in SIDES and name in CONTACTS:
        return (part,)
    if part in ("head", "upper back", "buttocks"):
        return (part,)
    return None
