"""Pregnancy and the weeks after birth: AMB-10."""

from __future__ import annotations

from dataclasses import replace

from planner.screening.answers import Person
from planner.screening.conditions import pregnant_weeks
from planner.screening.rules.rule import AmberRule, Finding


class PregnancyAndTheWeeksAfterBirthAreAmber(AmberRule):
    """AMB-10: weeks 1 to 12 and the first 12 weeks after birth have exclusions of their own, without a code.

    After a birth a valid clearance that names AMB-10 or PREG frees the families and exercises it allows.
    """

    ids = ("AMB-10",)

    def holds(self, person: Person) -> bool:
        return person.has("PREG") or bool(self.variants(person))

    def variants(self, person: Person) -> tuple[str, ...]:
        weeks = pregnant_weeks(person.profile)
        birth = person.profile.pregnancy.birth_weeks_ago
        limits = person.tables.limits
        early = weeks is not None and weeks < limits.pregnancy_condition_week
        after = birth is not None and birth < limits.after_birth_weeks
        return (*(("early",) if early else ()), *(("after_birth",) if after else ()))

    def find(self, person: Person) -> Finding:
        finding = super().find(person)
        if not person.cleared("AMB-10", "PREG"):
            return finding
        after_birth = person.tables.ambers["AMB-10"].restrictions["after_birth"]
        freed = replace(after_birth, admits=person.allowed)
        return replace(finding, restrictions=tuple(freed if r is after_birth else r for r in finding.restrictions))
