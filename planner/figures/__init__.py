"""The drawn person: joint angles in an exercise file → a picture. See docs/figures.md for the format."""

from __future__ import annotations
