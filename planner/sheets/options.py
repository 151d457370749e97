"""How a sheet is to be printed, and the tokens of its look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """``paper`` None takes the person's own; ``large_print`` is 18 pt and up; ``grey`` prints without colour."""

    paper: Literal["A4", "Letter"] | None = None
    large_print: bool = False
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """All that the style sheet depends on."""

    paper: Literal["A4", "Letter"]
    large_print: bool
    grey: bool
