"""Heart, lung and kidney disease: AMB-19."""

from __future__ import annotations

from typing import Final

from planner.screening.answers import Person
from planner.screening.rules.rule import AmberRule, Finding, Rule, stop_state

DISEASES: Final = ("heart", "lung", "kidney")


def is_active(person: Person) -> bool:
    """At least 3 days and 90 minutes a week; not told counts as inactive."""
    activity, limits = person.profile.activity, person.tables.limits
    return activity is not None and activity.days >= limits.active_days and activity.minutes >= limits.active_minutes


class AnInactivePersonWithHeartLungOrKidneyDiseaseNeedsClearance(Rule):
    """AMB-19 and SCR-03. A clearance names AMB-19, or each of the diseases."""

    ids = ("AMB-19", "SCR-03")

    def find(self, person: Person) -> Finding:
        told = person.told(*DISEASES)
        if not told or is_active(person) or all(person.cleared(disease) for disease in told):
            return Finding()
        sure = person.profile.conditions
        return Finding(stops=(stop_state(person, "AMB-19", doubtful=not any(d in sure for d in told)),))


class HeartLungOrKidneyDiseaseIsAmber(AmberRule):
    """AMB-19, active or cleared: effort 6 at most, no straining, no long holds."""

    ids = ("AMB-19",)
    always = ("agreed",)

    def holds(self, person: Person) -> bool:
        return bool(person.told(*DISEASES))
