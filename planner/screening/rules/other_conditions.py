"""Dizziness, vertigo, eyes, reflux, diabetes and epilepsy: AMB-09, AMB-14 to AMB-16, AMB-18, AMB-25."""

from __future__ import annotations

from planner.screening.answers import Person
from planner.screening.rules.rule import AmberRule, Finding, Rule, stop_state

EYE_OPERATION = "eye_surgery_within_12_weeks"


class DizzinessOnStandingIsAmber(AmberRule):
    """AMB-09."""

    ids = ("AMB-09",)

    def holds(self, person: Person) -> bool:
        return person.has("ORT")


class AnEyeOperationNeedsClearance(Rule):
    """AMB-14: eye surgery within 12 weeks needs clearance, as SUR does."""

    ids = ("AMB-14", "SCR-03")

    def find(self, person: Person) -> Finding:
        if not person.told(EYE_OPERATION):
            return Finding()
        sure = EYE_OPERATION in person.profile.conditions
        return Finding(stops=(stop_state(person, "EYE", doubtful=not sure),))


class AnEyeConditionIsAmber(AmberRule):
    """AMB-14: glaucoma, diabetic eye disease, eye surgery."""

    ids = ("AMB-14",)

    def holds(self, person: Person) -> bool:
        return person.has("GLA")


class SpinningDizzinessIsAmber(AmberRule):
    """AMB-15."""

    ids = ("AMB-15",)

    def holds(self, person: Person) -> bool:
        return person.has("VER")


class RefluxIsAmber(AmberRule):
    """AMB-16."""

    ids = ("AMB-16",)

    def holds(self, person: Person) -> bool:
        return person.has("GER")


class DiabetesOnInsulinIsAmber(AmberRule):
    """AMB-18: a card, no restriction."""

    ids = ("AMB-18",)

    def holds(self, person: Person) -> bool:
        return bool(person.told("diabetes_insulin"))


class EpilepsyIsAmber(AmberRule):
    """AMB-25: no unsupported balance, no head-down positions."""

    ids = ("AMB-25",)
    always = ("epilepsy",)

    def holds(self, person: Person) -> bool:
        return bool(person.told("epilepsy"))
