"""Falls: AMB-05."""

from __future__ import annotations

from planner.screening.answers import Person
from planner.screening.rules.rule import AmberRule


class AFallOrFearOfFallingIsAmber(AmberRule):
    """AMB-05: strength and balance before any impact."""

    ids = ("AMB-05",)

    def holds(self, person: Person) -> bool:
        return person.has("FAL")
