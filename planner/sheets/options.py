"""How a sheet is to be printed, and the tokens of its look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from planner.domain.exercise import ExerciseId

PerPage = Literal[1, 2, 4, 6]
Paper = Literal["A4", "Letter"]


class Part(StrEnum):
    """What a document may hold, in the order in which it stands there."""

    WEEK = "week"
    SESSIONS = "sessions"
    EXERCISES = "exercises"
    BESIDE = "beside"
    BACKGROUND = "background"
    DIARY = "diary"
    B12 = "b12"


USUAL_PARTS: Final = frozenset(Part) - {Part.B12}


@dataclass(frozen=True, slots=True)
class Clinic:
    """Who hands the sheet out. ``logo`` is a PNG, or an SVG of shapes alone; anything else is left out."""

    name: str
    telephone: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """``paper`` None takes the person's own; ``large_print`` is 18 pt and up; ``grey`` prints without colour.

    ``landscape`` turns the week on one page, ``per_page`` sets how many exercises a page has (None: as many as fit;
    large print sets its own). ``own_page`` is the address a QR code leads to, none where empty. ``language`` is a tag
    such as ``en-US``: words are spelled and dates written that way. ``screened`` False says on the sheet that the
    exercises were chosen by hand, by ``signed_by`` or with a line to sign on; a screened week says that ``signed_by``
    checked it. ``notes`` stand on the exercises' cards.
    """

    paper: Paper | None = None
    large_print: bool = False
    grey: bool = False
    landscape: bool = False
    per_page: PerPage | None = None
    parts: frozenset[Part] = USUAL_PARTS
    clinic: Clinic | None = None
    own_page: str = ""
    language: str | None = None
    screened: bool = True
    signed_by: str = ""
    notes: Mapping[ExerciseId, str] = field(default_factory=dict)

    def look(self, paper: Paper) -> Look:
        """``paper`` is the person's own."""
        return Look(self.paper or paper, self.large_print, self.grey)


@dataclass(frozen=True, slots=True)
class Look:
    """All that the style sheet depends on."""

    paper: Paper
    large_print: bool
    grey: bool
