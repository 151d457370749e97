"""Blood pressure: RED-14 by numbers, AMB-08 and the hold cap of HTN."""

from __future__ import annotations

from dataclasses import replace

from planner.screening.answers import Person
from planner.screening.rules.rule import AmberRule, Finding, Rule, red_flag, stop_state
from planner.screening.tables import Pressure, Restriction


def _reaches(person: Person, mark: Pressure) -> bool:
    pressure = person.profile.blood_pressure
    return mark.reached_by(pressure.systolic, pressure.diastolic)


class PressureOf180Over110Stops(Rule):
    """RED-14 from the reading; an unknown reading raises nothing (SCR-02)."""

    ids = ("RED-14",)

    def find(self, person: Person) -> Finding:
        reached = _reaches(person, person.tables.limits.pressure_stop)
        return Finding(stops=(red_flag(person, "RED-14"),)) if reached else Finding()


class PressureOf160Over100NeedsClearance(Rule):
    """AMB-08: below 180/110; above, RED-14 and a clearance that names it speak for the reading."""

    ids = ("AMB-08",)

    def find(self, person: Person) -> Finding:
        limits = person.tables.limits
        if _reaches(person, limits.pressure_needs_clearance) and not _reaches(person, limits.pressure_stop):
            return Finding(stops=(stop_state(person, "AMB-08"),))
        return Finding()


class HighPressureIsAmber(AmberRule):
    """AMB-08: told it is high, or a reading of 140/90 and above."""

    ids = ("AMB-08",)

    def holds(self, person: Person) -> bool:
        return person.has("HTN")


class AControlledPressureAllowsLongerHolds(Rule):
    """C3: holds of 20 s instead of 10 with a known reading below 140/90."""

    ids = ("AMB-08",)

    def adjust(self, restriction: Restriction, person: Person) -> Restriction:
        if restriction.code != "HTN":
            return restriction
        pressure, limits = person.profile.blood_pressure, person.tables.limits
        known = pressure.systolic is not None and pressure.diastolic is not None
        if not known or _reaches(person, limits.pressure_high):
            return restriction
        return replace(
            restriction, caps=replace(restriction.caps, hold_seconds=limits.pressure_controlled_hold_seconds)
        )
