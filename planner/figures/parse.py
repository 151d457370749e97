"""Reads a figure file part and the postures file: words → types, every mistake with its key path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from planner.figures.joints import Angles, is_motion, nearest_motion, set_motion
from planner.figures.spec import (
    BASES,
    BODY_TARGETS,
    CONTACTS,
    ELBOW_WORDS,
    HAND_SHAPES,
    LIES,
    LIMBS,
    PLACES,
    PLURALS,
    PROPS,
    ROOM_TARGETS,
    SHOWS,
    SIDES,
    SUPPORTS,
    VIEWS,
    Fault,
    Figure,
    Frame,
    KeyPath,
    Posture,
    Prop,
    Side,
)

Postures = Mapping[str, Posture]

FIGURE_KEYS = (
    "posture", "view", "turn", "joints", "frames", "touch", "props", "show", "mirror", "arrows", "base", "lie", "support", "settle",
    "anchor", "elbows", "hands", "eyes", "small",
)  # fmt: skip
FRAME_KEYS = ("posture", "touch", "elbows", "hands", "eyes", "label", "base", "lie", "support", "settle", "anchor")
POSTURE_KEYS = ("about", "base", "lie", "support", "joints", "touch", "settle", "anchor", "props", "view")
ARROW_WORDS = (
    *("hands", "feet", "knees", "elbows", "shoulders", "head", "pelvis", "trunk"),
    *("walk", "breath", "turn left", "turn right"),
    *(f"{side} {part}" for side in SIDES for part in ("hand", "foot", "knee", "elbow", "shoulder")),
)

ARM_JOINTS = ("shoulder", "elbow", "wrist")
LEG_JOINTS = ("hip", "knee", "ankle")


class _Reader:
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
        self.fault(path, f"{value!r} is not a {what}{_nearest(value, names)}")
        return None

    def keys(self, path: KeyPath, mapping: Mapping[str, Any], known: Iterable[str], what: str) -> None:
        for key in mapping:
            if key not in known:
                self.fault((*path, key), f"no such {what}{_nearest(key, known)}")

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
                    where, f"nothing called {target!r} to touch{_nearest(target, (*ROOM_TARGETS, *BODY_TARGETS))}"
                )
                continue
            parts = _expand(str(part))
            if parts is None:
                self.fault(
                    where, f"no such body part{_nearest(part, (*PLURALS, *CONTACTS, 'left hand', 'right foot'))}"
                )
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


def _nearest(word: Any, known: Iterable[str]) -> str:
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


def parse_postures(mapping: Mapping[str, Any]) -> Postures | tuple[Fault, ...]:
    """All postures of ``postures.yaml``; paths of faults begin with the posture's name."""
    reader = _Reader()
    out: dict[str, Posture] = {}
    for name, raw in mapping.items():
        if not isinstance(raw, Mapping):
            reader.fault((name,), "a posture is a list of keys")
            continue
        out[name] = _posture(reader, str(name), raw, out)
    return tuple(reader.faults) if reader.faults else out


def _posture(reader: _Reader, name: str, raw: Mapping[str, Any], known: Mapping[str, Posture]) -> Posture:
    reader.keys((name,), raw, (*POSTURE_KEYS, "like"), "key of a posture")
    like = known.get(str(raw.get("like")))
    if "like" in raw and like is None:
        reader.fault((name, "like"), f"no posture {raw['like']!r} above this one{_nearest(raw['like'], known)}")
    angles: Angles = dict(like.joints) if like else {}
    reader.joints((name, "joints"), raw.get("joints", {}), angles)
    touch = dict(like.touch) if like else {}
    touch |= reader.touch((name, "touch"), raw.get("touch", {}))

    def word(key: str, allowed: tuple[str, ...], usual: str) -> str:
        value = raw.get(key, getattr(like, key) if like else usual)
        return reader.one_of((name, key), value, allowed, key) or usual

    settle = reader.settle((name, "settle"), raw["settle"]) if "settle" in raw else (like.settle if like else None)
    anchor = str(raw.get("anchor", like.anchor if like else "buttocks"))
    reader.contact((name, "anchor"), anchor)
    props = tuple(raw["props"]) if "props" in raw else (like.props if like else ())
    return Posture(
        name, word("base", (*BASES, *(f"{side} {base}" for side in SIDES for base in BASES)), "pelvis"), word("lie", LIES, "upright"), word("support", SUPPORTS, "floor"), angles, touch,
        settle, anchor, props, word("view", VIEWS, "side"), str(raw.get("about", like.about if like else "")),
    )  # fmt: skip


def parse_figure(mapping: Mapping[str, Any], postures: Postures) -> Figure | tuple[Fault, ...]:
    """The figure part of an exercise file; a tuple of faults where it cannot be read."""
    reader = _Reader()
    reader.keys((), mapping, FIGURE_KEYS, "key of a figure")
    frames_raw = mapping.get("frames", [{}])
    if not isinstance(frames_raw, (list, tuple)) or not 1 <= len(frames_raw) <= 3:
        reader.fault(("frames",), "give one to three frames")
        frames_raw = [{}]
    frames = [_frame(reader, mapping, raw or {}, i, postures) for i, raw in enumerate(frames_raw)]
    opening = frames_raw[0] if isinstance(frames_raw[0], Mapping) else {}
    first = postures.get(str(opening.get("posture", mapping.get("posture"))))
    first = first or postures.get(str(mapping.get("posture")))
    view = mapping.get("view", first.view if first else "side")
    reader.one_of(("view",), view, VIEWS, "view")
    turn = mapping.get("turn", 0)
    if isinstance(turn, bool) or not isinstance(turn, (int, float)):
        reader.fault(("turn",), "give degrees as a number")
        turn = 0
    show = mapping.get("show", "auto")
    reader.one_of(("show",), show, SHOWS, "way to show frames")
    mirror = mapping.get("mirror", False)
    if not isinstance(mirror, bool):
        reader.fault(("mirror",), "say true or false")
    props = _props(reader, mapping.get("props", []), first.props if first else ())
    arrows = _arrows(reader, mapping.get("arrows", "auto"))
    good = [f for f in frames if f is not None]
    small = mapping.get("small", len(frames))
    if isinstance(small, bool) or not isinstance(small, int) or not 1 <= small <= len(frames):
        reader.fault(("small",), f"give the number of a frame, 1 to {len(frames)}")
        small = 1
    if reader.faults:
        return tuple(reader.faults)
    return Figure(tuple(good), str(view), float(turn), bool(mirror), str(show), arrows, props, small - 1)


def _arrows(reader: _Reader, value: Any) -> tuple[str, ...]:
    if value is None or value is False or value == "none":
        return ()
    words = [value] if isinstance(value, str) else list(value)
    for word in words:
        if word != "auto":
            reader.one_of(("arrows",), word, ARROW_WORDS, "arrow")
    return tuple(words)


def _frame(reader: _Reader, whole: Mapping[str, Any], raw: Any, i: int, postures: Postures) -> Frame | None:
    path: KeyPath = ("frames", i)
    if not isinstance(raw, Mapping):
        reader.fault(path, "a frame is a list of keys")
        return None
    where: KeyPath = (*path, "posture") if "posture" in raw else ("posture",)
    name = reader.one_of(where, raw.get("posture", whole.get("posture")), postures, "posture")
    if name is None:
        return None
    posture = postures[name]
    angles: Angles = dict(posture.joints)
    own_posture = "posture" in raw
    named = [] if own_posture else reader.joints(("joints",), whole.get("joints", {}), angles)
    moving = {k: v for k, v in raw.items() if k not in FRAME_KEYS}
    named += reader.joints(path, moving, angles)
    said = reader.touch(("touch",), whole.get("touch", {})) if not own_posture else {}
    said |= reader.touch((*path, "touch"), raw.get("touch", {}))
    touch = {**_still_planted(posture.touch, named, said), **said}
    touch = {part: target for part, target in touch.items() if target != "free"}

    def pick(key: str, usual: Any) -> Any:
        return raw[key] if key in raw else (usual if own_posture else whole.get(key, usual))

    def spot(key: str) -> KeyPath:
        return (*path, key) if key in raw else (key,)

    side, base = _base(reader, spot("base"), pick("base", posture.base), named, touch)
    chosen = {
        "lie": reader.one_of(spot("lie"), pick("lie", posture.lie), LIES, "way to lie") or "upright",
        "support": reader.one_of(spot("support"), pick("support", posture.support), SUPPORTS, "support") or "floor",
    }
    settle = reader.settle(spot("settle"), pick("settle", posture.settle))
    anchor = str(pick("anchor", posture.anchor))
    if anchor in PLURALS:
        anchor = PLURALS[anchor]
    reader.contact(spot("anchor"), anchor)
    eyes = pick("eyes", "open")
    reader.one_of(spot("eyes"), eyes, ("open", "closed"), "state of the eyes")
    return Frame(
        name, angles, touch, base, side, chosen["lie"], chosen["support"], settle, anchor,
        reader.by_side(spot("elbows"), pick("elbows", {}), ELBOW_WORDS, "direction"),
        reader.by_side(spot("hands"), pick("hands", {}), HAND_SHAPES, "hand shape"),
        eyes == "closed", str(raw.get("label", "")), path,
    )  # fmt: skip


def _still_planted(usual: Mapping[str, str], named: list[str], said: Mapping[str, str]) -> dict[str, str]:
    """The posture's touches, less the limbs whose joints the figure names or that the figure puts elsewhere."""
    free = set()
    for word in named:
        for side in SIDES:
            bare = word.removeprefix(f"{side} ")
            if bare == word and word.startswith(("left ", "right ")):
                continue
            if bare.startswith("shoulder blade"):
                continue
            if bare.startswith(ARM_JOINTS):
                free |= {f"{side} hand", f"{side} forearm", f"{side} elbow"}
            if bare.startswith(LEG_JOINTS):
                free |= {f"{side} foot", f"{side} heel", f"{side} toes", f"{side} knee", f"{side} shin"}
    for part in said:
        which, _, name = part.partition(" ")
        group = ("hand", "forearm", "elbow") if name in ("hand", "forearm", "elbow") else ("foot", "heel", "toes")
        if name in LIMBS:
            free |= {f"{which} {other}" for other in group}
    return {part: target for part, target in usual.items() if part not in free}


def _base(reader: _Reader, path: KeyPath, value: Any, named: list[str], touch: Mapping[str, str]) -> tuple[Side, str]:
    first, _, rest = str(value).partition(" ")
    if first in SIDES and rest in BASES:
        return ("left" if first == "left" else "right"), rest
    reader.one_of(path, value, BASES, "part to hold still")
    carrying = ("foot", "toes", "heel", "shin", "knee")
    feet: list[Side] = [side for side in SIDES if any(touch.get(f"{side} {part}") for part in carrying)]
    if len(feet) == 1:
        return feet[0], str(value)
    moved = {side for side in SIDES for w in named if w.startswith((f"{side} hip", f"{side} knee", f"{side} ankle"))}
    return ("left" if moved == {"right"} else "right"), str(value)


def _props(reader: _Reader, value: Any, usual: tuple[str, ...]) -> tuple[Prop, ...]:
    own = list(value) if isinstance(value, (list, tuple)) else [value]
    found = [_prop(reader, raw, ("props", i)) for i, raw in enumerate(own)]
    good = [p for p in found if p is not None]
    kinds = {p.kind for p in good}
    swap = {"mat": "bed", "bed": "mat", "chair": "stool", "stool": "chair"}
    inherited = [
        p
        for p in (_prop(reader, raw, ("props",)) for raw in usual)
        if p and p.kind not in kinds and swap.get(p.kind) not in kinds
    ]
    return (*inherited, *good)


def _prop(reader: _Reader, raw: Any, path: KeyPath) -> Prop | None:
    options: Mapping[str, Any] = {}
    words = raw
    if isinstance(raw, Mapping):
        options, words = raw, raw.get("prop")
        reader.keys(path, raw, ("prop", "distance", "height", "size"), "key of a prop")
    if not isinstance(words, str):
        reader.fault(path, "name the prop, such as `chair in front`")
        return None
    kind = next((k for k in sorted(PROPS, key=len, reverse=True) if words == k or words.startswith(k + " ")), None)
    if kind is None:
        reader.fault(path, f"no prop called {words!r}{_nearest(words.split()[0] if words else words, PROPS)}")
        return None
    rest = words[len(kind) :].strip()
    place = next((p for p in PLACES if rest == p or rest.startswith(p + " ")), "")
    if rest and not place:
        reader.fault(path, f"cannot read {rest!r}; places are: {', '.join(PLACES)}")
        return None
    tail = rest[len(place) :].replace(" and ", " to ").strip()
    parts = tuple(part.strip() for part in tail.split(" to ")) if tail else ()
    lengths: dict[str, float | None] = {}
    for key in ("distance", "height", "size"):
        number = options.get(key)
        if number is not None and (isinstance(number, bool) or not isinstance(number, (int, float))):
            reader.fault((*path, key), "give millimetres as a number")
            number = None
        lengths[key] = None if number is None else float(number)
    return Prop(kind, place, parts, **lengths)
