"""What every document of this layer is given: its words, its look, its language, what stands above it."""

from __future__ import annotations

import re
from typing import Any, Final

from planner.sheets import words
from planner.sheets.dates import DateWords
from planner.sheets.masthead import Masthead, masthead_of
from planner.sheets.options import Look, SheetOptions
from planner.sheets.pages import page_from
from planner.sheets.spelling import Own, is_american

_MICROGRAMS: Final = re.compile("[µμ]g\\b")
"""Neither sign is in our typeface, and in full it cannot be taken for a milligram."""


_AMOUNT: Final = re.compile(
    r"(?<=[\d½]) (?=%|"
    r"(?:minutes?|seconds?|times|sets|walks?|sessions?|hours|days|weeks|months|micrograms|cm|kg|min|s)\b)"
)
"""A number and what it counts stay on one line."""
_DOT: Final = " · "
"""Between two statements; no line begins with one."""


class Frame:
    """One document to be printed, with the values its template needs."""

    def __init__(self, options: SheetOptions, look: Look) -> None:
        self.options = options
        self.look = look
        self.american = is_american(options.language)
        self.dates = DateWords(self.american)
        self.head: Masthead = masthead_of(options)
        self.values: dict[str, Any] = {
            "words": words,
            "dates": self.dates,
            "lang": "en-US" if self.american else "en-GB",
            "head": self.head,
            "large": look.large_print,
            "paper": look.paper,
            "taken": 0.0,
            "landscape": False,
            "screened": options.screened,
            "signed_by": Own(options.signed_by.strip()),
        }

    def page(self, template: str, **values: Any) -> str:
        page = page_from(template, self.values | values, in_american=self.american)
        return _AMOUNT.sub("\u00a0", _MICROGRAMS.sub("micrograms", page)).replace(_DOT, "\u00a0· ")
