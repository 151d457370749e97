"""Red flags as they were answered (RED-01 to RED-20, section B2)."""

from __future__ import annotations

from planner.domain.person import Answer
from planner.screening.answers import Person
from planner.screening.conditions import numb
from planner.screening.rules.rule import Finding, Rule, red_flag


def b12_is_untreated(person: Person) -> bool:
    """B12 is low or may be, and treatment has not started; treatment that nobody named counts as not started [D]."""
    b12 = person.profile.b12
    return b12.low is not Answer.NO and b12.treatment in (None, "not_yet")


def haemoglobin_is_same_day(person: Person) -> bool:
    """Below 70 g/L, whatever the age of the reading: an old low reading keeps its band (HB-01)."""
    reading = person.profile.haemoglobin
    return reading is not None and reading.grams_per_litre < person.tables.haemoglobin.same_day_below


class ARedFlagAnsweredYesOrNotSureStops(Rule):
    """Listed flags are yes whatever the numbers say; low B12 without treatment raises the tier of RED-04b."""

    ids = (
        "RED-01", "RED-02", "RED-03", "RED-05", "RED-06", "RED-07", "RED-08", "RED-09a", "RED-09b", "RED-10a",
        "RED-11", "RED-12", "RED-13", "RED-15", "RED-16", "RED-17", "RED-18", "RED-20", "SCR-02", "SCR-03",
    )  # fmt: skip

    def find(self, person: Person) -> Finding:
        return Finding(
            stops=tuple(
                red_flag(
                    person,
                    flag.id,
                    severe=flag.severe or self._untreated_numbness(flag.id, person),
                    doubtful=flag.answer is Answer.NOT_SURE,
                )
                for flag in person.profile.red_flags
                if flag.answer is not Answer.NO
            )
        )

    def _untreated_numbness(self, flag_id: str, person: Person) -> bool:
        return flag_id == "RED-04b" and b12_is_untreated(person)


class NumbnessThatGrowsStops(Rule):
    """RED-04: worse than a month ago, or not sure; a missing answer about numb areas counts as worse [D]."""

    ids = ("RED-04",)

    def find(self, person: Person) -> Finding:
        change = person.profile.numbness.change
        worse = change in ("worse", "not sure") or (change is None and numb(person.profile, "feet", "legs", "hands"))
        return Finding(stops=(red_flag(person, "RED-04", doubtful=change == "not sure"),)) if worse else Finding()


class NumbnessNobodyHasLookedAtStops(Rule):
    """RED-04b: numb somewhere, and no clinician has looked at it; the same day while low B12 is untreated."""

    ids = ("RED-04b",)

    def find(self, person: Person) -> Finding:
        numbness = person.profile.numbness
        if not numb(person.profile, "feet", "legs", "hands") or numbness.assessed is Answer.YES:
            return Finding()
        doubtful = numbness.areas is None or numbness.assessed is Answer.NOT_SURE
        return Finding(stops=(red_flag(person, "RED-04b", severe=b12_is_untreated(person), doubtful=doubtful),))
