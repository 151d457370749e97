"""Reads a figure file part and the postures file: words → types, every mistake with its key path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.figures.arrows import POINTS
from planner.figures.joints import Angles
from planner.figures.parse_props import read_props
from planner.figures.reading import Reader, nearest
from planner.figures.signs import CLOCK, SIGNS
from planner.figures.spec import (
    BASES,
    ELBOW_WORDS,
    HAND_SHAPES,
    LIES,
    LIMBS,
    PLURALS,
    SHOWS,
    SIDES,
    SUPPORTS,
    VIEWS,
    Fault,
    Figure,
    Frame,
    KeyPath,
    Posture,
    Side,
)

Postures = Mapping[str, Posture]


FIGURE_KEYS = (
    "posture", "view", "turn", "joints", "frames", "touch", "props", "show", "mirror", "arrows", "base", "lie",
    "support", "settle",
    "anchor", "elbows", "hands", "eyes", "small", "minutes",
)  # fmt: skip


FRAME_KEYS = ("posture", "touch", "elbows", "hands", "eyes", "label", "base", "lie", "support", "settle", "anchor")


POSTURE_KEYS = ("about", "base", "lie", "support", "joints", "touch", "settle", "anchor", "props", "view")


ARROW_WORDS = (
    *POINTS,
    *SIGNS,
    CLOCK,
    *(f"{side} {part}" for side in SIDES for part in ("hand", "foot", "knee", "elbow", "shoulder")),
)


ARM_JOINTS = ("shoulder", "elbow", "wrist")


LEG_JOINTS = ("hip", "knee", "ankle")


def parse_postures(mapping: Mapping[str, Any]) -> Postures | tuple[Fault, ...]:
    """All postures of ``postures.yaml``; paths of faults begin with the posture's name."""
    reader = Reader()
    out: dict[str, Posture] = {}
    for name, raw in mapping.items():
        if not isinstance(raw, Mapping):
            reader.fault((name,), "a posture is a list of keys")
            continue
        out[name] = _posture(reader, str(name), raw, out)
    return tuple(reader.faults) if reader.faults else out


def _posture(reader: Reader, name: str, raw: Mapping[str, Any], known: Mapping[str, Posture]) -> Posture:
    reader.keys((name,), raw, (*POSTURE_KEYS, "like"), "key of a posture")
    like = known.get(str(raw.get("like")))
    if "like" in raw and like is None:
        reader.fault((name, "like"), f"no posture {raw['like']!r} above this one{nearest(raw['like'], known)}")
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
        name, word("base", (*BASES, *(f"{side} {base}" for side in SIDES for base in BASES)), "pelvis"),
        word("lie", LIES, "upright"), word("support", SUPPORTS, "floor"), angles, touch,
        settle, anchor, props, word("view", VIEWS, "side"), str(raw.get("about", like.about if like else "")),
    )  # fmt: skip


def parse_figure(mapping: Mapping[str, Any], postures: Postures) -> Figure | tuple[Fault, ...]:
    """The figure part of an exercise file; a tuple of faults where it cannot be read."""
    reader = Reader()
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
    props = read_props(reader, mapping.get("props", []), first.props if first else ())
    arrows = _arrows(reader, mapping.get("arrows", "auto"))
    good = [f for f in frames if f is not None]
    small = mapping.get("small", len(frames))
    if isinstance(small, bool) or not isinstance(small, int) or not 1 <= small <= len(frames):
        reader.fault(("small",), f"give the number of a frame, 1 to {len(frames)}")
        small = 1
    minutes = mapping.get("minutes", 0)
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes < 60:
        reader.fault(("minutes",), "give whole minutes, 1 to 59")
        minutes = 0
    if reader.faults:
        return tuple(reader.faults)
    return Figure(tuple(good), str(view), float(turn), bool(mirror), str(show), arrows, props, small - 1, minutes)


def _arrows(reader: Reader, value: Any) -> tuple[str, ...]:
    if value is None or value is False or value == "none":
        return ()
    words = [value] if isinstance(value, str) else list(value)
    for word in words:
        if word != "auto":
            reader.one_of(("arrows",), word, ARROW_WORDS, "arrow")
    return tuple(words)


def _frame(reader: Reader, whole: Mapping[str, Any], raw: Any, i: int, postures: Postures) -> Frame | None:
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
    if chosen["lie"] in ("on back", "on front"):
        # a foot let go by name hangs: off the end of a bed it must not lift the body
        touch |= {part: "free" for part, target in said.items() if target == "free" and part.endswith("foot")}
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


def _base(reader: Reader, path: KeyPath, value: Any, named: list[str], touch: Mapping[str, str]) -> tuple[Side, str]:
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
