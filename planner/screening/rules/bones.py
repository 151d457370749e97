"""Bones: AMB-01 and AMB-02."""

from __future__ import annotations

from dataclasses import replace

from planner.screening.answers import Person, counts_as_yes
from planner.screening.rules.rule import AmberRule, Rule
from planner.screening.tables import Restriction

_PHYSIOTHERAPIST = ("physio", "physical therap")


class ThinBonesAreAmber(AmberRule):
    """AMB-01 (Q-20): thin bones, a break from a small fall, or lost height."""

    ids = ("AMB-01",)

    def holds(self, person: Person) -> bool:
        bones = person.profile.bones
        return any(counts_as_yes(a) for a in (bones.thin, bones.small_fall_fracture, bones.lost_height))


class ABrokenSpineBoneIsAmber(AmberRule):
    """AMB-02 (Q-21)."""

    ids = ("AMB-02",)

    def holds(self, person: Person) -> bool:
        return person.has("VF")


class APhysiotherapistsReviewRaisesTheLevelAfterASpineFracture(Rule):
    """C3, VF: level 2, then 3 with a valid clearance by a physiotherapist that names VF or AMB-02.

    LOAD stays excluded: the matrix says so, and a practitioner can admit single exercises [D].
    """

    ids = ("AMB-02",)

    def adjust(self, restriction: Restriction, person: Person) -> Restriction:
        if restriction.code != "VF" or person.clearance is None or not person.cleared("VF", "AMB-02"):
            return restriction
        role = person.clearance.role.casefold()
        if not any(word in role for word in _PHYSIOTHERAPIST):
            return restriction
        return replace(restriction, caps=replace(restriction.caps, level=person.tables.limits.fracture_reviewed_level))
