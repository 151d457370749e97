"""Words of other exercise collections in those of ours. What has no word of ours is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "abdominals": ("abdominals", "belly"), "abs": ("abdominals", "belly"),
    "rectus abdominis": ("rectus abdominis", "belly"),
    "obliquus externus abdominis": ("obliques", "side-of-trunk"), "obliques": ("obliques", "side-of-trunk"),
    "adductors": ("adductors", "inner-thigh"), "abductors": ("gluteus medius", "hips"),
    "calves": ("calves", "calf"), "gastrocnemius": ("gastrocnemius", "calf"), "soleus": ("soleus", "calf"),
    "chest": ("chest", "chest"), "pectoralis major": ("pectorals", "chest"),
    "serratus anterior": ("serratus", "shoulders"),
    "forearms": ("wrist flexors and extensors", "arms"), "triceps": ("triceps", "arms"),
    "triceps brachii": ("triceps", "arms"), "biceps": ("", "arms"), "biceps brachii": ("", "arms"),
    "brachialis": ("", "arms"), "glutes": ("gluteals", "buttocks"),
    "gluteus maximus": ("gluteus maximus", "buttocks"), "gluteus medius": ("gluteus medius", "hips"),
    "hamstrings": ("hamstrings", "back-thigh"), "biceps femoris": ("hamstrings", "back-thigh"),
    "quadriceps": ("quadriceps", "front-thigh"), "quads": ("quadriceps", "front-thigh"),
    "quadriceps femoris": ("quadriceps", "front-thigh"), "lats": ("lats", "upper-back"),
    "latissimus dorsi": ("lats", "upper-back"), "lower back": ("lumbar extensors", "low-back"),
    "erector spinae": ("erector spinae", "low-back"), "middle back": ("rhomboids", "upper-back"),
    "neck": ("", "neck"), "shoulders": ("shoulders", "shoulders"), "anterior deltoid": ("front deltoid", "shoulders"),
    "traps": ("upper trapezius", "neck"), "trapezius": ("upper trapezius", "neck"),
}  # fmt: skip
"""A muscle there: the target and the region here."""
_NOTHING: Final = frozenset(
    {"body only", "body weight", "bodyweight", "none (bodyweight exercise)", "none", "other", ""}
)
_THINGS: Final[Mapping[str, str]] = {
    "bands": "band", "band": "band", "resistance band": "band", "dumbbell": "light weight", "dumbbells": "light weight",
    "kettlebell": "light weight", "kettlebells": "light weight", "gym mat": "mat", "mat": "mat", "foam roll": "bolster",
}  # fmt: skip
_CATEGORIES: Final[Mapping[str, str]] = {
    "stretching": "stretch", "strength": "core", "abs": "core", "cardio": "aerobic", "balance": "balance",
    "yoga": "yoga",
}  # fmt: skip
TARGETS: Final = frozenset(target for target, _region in _PARTS.values() if target)
REGIONS: Final = frozenset(region for _target, region in _PARTS.values())
THINGS: Final = frozenset(_THINGS.values())


def targets_of(muscles: Iterable[str]) -> list[str]:
    return _each(_PARTS[m][0] for m in map(str.casefold, muscles) if m in _PARTS)


def regions_of(muscles: Iterable[str]) -> list[str]:
    return _each(_PARTS[m][1] for m in map(str.casefold, muscles) if m in _PARTS)


def equipment_of(things: Iterable[str]) -> tuple[list[str], list[str]]:
    """What we have a word for, and what we have none for."""
    asked = [thing.casefold().strip() for thing in things]
    unknown = (thing for thing in asked if thing not in _THINGS and thing not in _NOTHING)
    return _each(_THINGS[thing] for thing in asked if thing in _THINGS), _each(unknown)


def category_of(name: str) -> str | None:
    return _CATEGORIES.get(name.casefold())


def _each(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]
