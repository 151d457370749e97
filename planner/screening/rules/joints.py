"""Sore joints: AMB-17 and LOC-01."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planner.screening.answers import Person
from planner.screening.conditions import joint_pain
from planner.screening.rules.rule import AmberRule, Rule
from planner.screening.tables import Cell, Restriction

JOINT_OF: Final = {"KOA": "knee", "WRI": "wrist", "SHO": "shoulder", "NEC": "neck"}


class SoreJointsAreAmber(AmberRule):
    """AMB-17: knee, wrist, shoulder or neck."""

    ids = ("AMB-17",)

    def holds(self, person: Person) -> bool:
        return any(person.has(code) for code in JOINT_OF)


class LittlePainTodayAdaptsInsteadOfExcluding(Rule):
    """LOC-01: pain up to 3 turns the joint's own E into A; from 4, and "not sure", E stays."""

    ids = ("LOC-01",)

    def adjust(self, restriction: Restriction, person: Person) -> Restriction:
        joint = JOINT_OF.get(restriction.code)
        if joint is None or joint_pain(person.profile, joint) >= person.tables.limits.joint_pain_excludes_from:
            return restriction
        # A column holds nothing but E and A.
        return replace(restriction, cells=dict.fromkeys(restriction.cells, Cell.ADAPT))
