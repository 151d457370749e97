"""Numb feet and legs: AMB-04."""

from __future__ import annotations

from planner.screening.answers import Person
from planner.screening.rules.rule import AmberRule


class NumbFeetOrLegsAreAmber(AmberRule):
    """AMB-04: looked at by a clinician, and no worse; otherwise RED-04 or RED-04b has stopped already."""

    ids = ("AMB-04",)

    def holds(self, person: Person) -> bool:
        return person.has("PN")
