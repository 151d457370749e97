"""Words as they are compared: what somebody types is found however it is spelled."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_ONE_BY_ONE: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "-": " "}
    | dict.fromkeys("'’ʼ`´", "")
)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Small letters without accents, hyphens and apostrophes: "Sūrya" is "surya" and "O’Brien-Łoś" "obrien los"."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_ONE_BY_ONE))
    return "".join(c for c in parts if not unicodedata.combining(c))
