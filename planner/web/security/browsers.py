"""What a browser says of itself, in two words, so that somebody knows their devices apart."""

from __future__ import annotations

from typing import Final

# In this order: most browsers claim to be others as well.
_BROWSERS: Final = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def browser_words(user_agent: str) -> str:
    """``Firefox, Windows``; empty where nothing is known. Versions are left out: they tell nobody anything."""
    found = (next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, found))
