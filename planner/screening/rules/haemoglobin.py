"""The blood count: HB-01 to HB-05, RED-10b by numbers, AMB-06."""

from __future__ import annotations

from planner.screening.answers import Person
from planner.screening.haemoglobin import band_of, counted_value
from planner.screening.rules.red_flags import haemoglobin_is_same_day
from planner.screening.rules.rule import AmberRule, Finding, Rule, red_flag
from planner.screening.tables import HaemoglobinBand, Restriction


def _band(person: Person) -> HaemoglobinBand | None:
    table = person.tables.haemoglobin
    return band_of(counted_value(person.profile.haemoglobin, table, person.today), table, person.profile.sex)


class HaemoglobinBelow80Stops(Rule):
    """HB-01 raises RED-10b; below 70 g/L it is for the same day. An unknown value raises nothing (SCR-02)."""

    ids = ("RED-10b", "HB-01", "HB-05")

    def find(self, person: Person) -> Finding:
        band = _band(person)
        if band is None or band.id != "HB-01":
            return Finding()
        return Finding(stops=(red_flag(person, "RED-10b", severe=haemoglobin_is_same_day(person)),))


class HaemoglobinCapsEffort(Rule):
    """HB-02 and HB-03 cap effort and session length; HB-04 leaves it to tiredness."""

    ids = ("HB-02", "HB-03", "HB-04")

    def find(self, person: Person) -> Finding:
        band = _band(person)
        if band is None:
            return Finding()
        return Finding(restrictions=(Restriction(band.id, "a low blood count", caps=band.caps),))


class ALowBloodCountOrMarkedTirednessIsAmber(AmberRule):
    """AMB-06: haemoglobin below 110 (with clearance also below 80), or tiredness 7 to 10."""

    ids = ("AMB-06",)

    def holds(self, person: Person) -> bool:
        band = _band(person)
        low = band is not None and band.id in ("HB-01", "HB-02", "HB-03")
        return low or person.profile.tiredness >= person.tables.limits.anaemia_tiredness
