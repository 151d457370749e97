"""Medicines that restrict movement: AMB-20, AMB-21."""

from __future__ import annotations

from planner.screening.answers import Person
from planner.screening.rules.rule import AmberRule


class SteroidTabletsCountAsThinBones(AmberRule):
    """AMB-20: over three months, until bone health is known (condition OP)."""

    ids = ("AMB-20",)

    def holds(self, person: Person) -> bool:
        return bool(person.told("steroid_over_3_months"))


class BloodThinnersRuleOutImpact(AmberRule):
    """AMB-21: blood thinners or a bleeding disorder; balance work with a hand on the support."""

    ids = ("AMB-21",)
    always = ("bleeding",)

    def holds(self, person: Person) -> bool:
        return bool(person.told("blood_thinner", "bleeding_disorder"))
