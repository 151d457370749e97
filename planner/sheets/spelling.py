"""British words of the library and the rules in American spelling. What a person wrote is left as it is."""

from __future__ import annotations

import re
from typing import Final

AMERICAN: Final = {
    "anaemia": "anemia",
    "behaviour": "behavior",
    "centimetre": "centimeter",
    "centre": "center",
    "colour": "color",
    "cosy": "cozy",
    "diarrhoea": "diarrhea",
    "favour": "favor",
    "fibre": "fiber",
    "grey": "gray",
    "haemoglobin": "hemoglobin",
    "kilometre": "kilometer",
    "labour": "labor",
    "litre": "liter",
    "metre": "meter",
    "mould": "mold",
    "neighbour": "neighbor",
    "oedema": "edema",
    "oestrogen": "estrogen",
    "organise": "organize",
    "physiotherapist": "physical therapist",
    "physiotherapy": "physical therapy",
    "programme": "program",
    "realise": "realize",
    "recognise": "recognize",
    "stabilise": "stabilize",
    "tyre": "tire",
    "worktop": "countertop",
    "yoghurt": "yogurt",
}
"""Whole words and their plurals."""

_WORD: Final = re.compile(rf"\b({'|'.join(AMERICAN)})(s?)\b", re.IGNORECASE)


class Own(str):
    """What a person wrote: printed letter by letter as it came."""

    __slots__ = ()


def is_american(language: str | None) -> bool:
    return language is not None and language.replace("_", "-").lower() == "en-us"


def american(text: str) -> str:
    """``Worktop, wall`` as ``Countertop, wall``; texts marked ``Own`` come back unchanged."""
    return text if isinstance(text, Own) else _WORD.sub(_respelled, text)


def _respelled(found: re.Match[str]) -> str:
    british, plural = found[1], found[2]
    word = AMERICAN[british.lower()] + plural
    return word[:1].upper() + word[1:] if british[:1].isupper() else word
