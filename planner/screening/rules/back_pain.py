"""What makes the back worse, and strong pain: AMB-11, AMB-12, AMB-24."""

from __future__ import annotations

from planner.screening.answers import Person, counts_as_yes
from planner.screening.conditions import leg_pain_with_arching
from planner.screening.rules.rule import AmberRule


class LegPainOrPainWithBendingIsAmber(AmberRule):
    """AMB-11: SCI; or, below the knee with arching worse, only the nerve is spared."""

    ids = ("AMB-11",)

    def holds(self, person: Person) -> bool:
        return person.has("SCI") or counts_as_yes(person.profile.back_pain.below_knee)

    def variants(self, person: Person) -> tuple[str, ...]:
        return ("leg_pain_with_arching",) if leg_pain_with_arching(person.profile) else ()


class PainWithArchingOrStandingIsAmber(AmberRule):
    """AMB-12: EXT."""

    ids = ("AMB-12",)

    def holds(self, person: Person) -> bool:
        return person.has("EXT")


class StrongPainTodayMakesTheFirstDaysRestful(AmberRule):
    """AMB-24: pain now 8 to 10 without red flags."""

    ids = ("AMB-24",)

    def holds(self, person: Person) -> bool:
        return person.profile.back_pain.now >= person.tables.limits.pain_restorative_from
