"""Operations and hip replacement: RED-19 by date, SUR, SCR-10, AMB-13 and the three approaches of THR."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planner.domain.exercise import Exercise, Tag
from planner.domain.person import Answer
from planner.domain.week import Message, Reason
from planner.screening.answers import Person
from planner.screening.rules.rule import AmberRule, Finding, Restricted, Rule, red_flag, stop_state
from planner.screening.tables import Cell, Restriction

HIP_CELLS: Final = {
    "posterior": {Tag.HIP_FLEX90: Cell.EXCLUDE, Tag.HIP_ADDIR: Cell.EXCLUDE, Tag.HIP_EXTER: Cell.ALLOW},
    "anterior": {Tag.HIP_FLEX90: Cell.ADAPT, Tag.HIP_ADDIR: Cell.ADAPT, Tag.HIP_EXTER: Cell.EXCLUDE},
    "unknown": {Tag.HIP_FLEX90: Cell.EXCLUDE, Tag.HIP_ADDIR: Cell.EXCLUDE, Tag.HIP_EXTER: Cell.EXCLUDE},
}
"""C3, THR."""


class AnOperationWithoutAdviceStops(Rule):
    """RED-19: surgery or a hip replacement within 12 weeks, and no clearance that names SUR or THR."""

    ids = ("RED-19", "SCR-03")

    def find(self, person: Person) -> Finding:
        if not person.has("SUR"):
            return Finding()
        doubtful = person.profile.surgery_within_12_weeks is Answer.NOT_SURE
        if person.cleared(*person.tables.stop_states["SUR"].cleared_by):
            return Finding(flags=("SCR-10",), messages=(Message("SCR-10", person.tables.messages["SCR-10"]),))
        if person.cleared("RED-19"):
            # A clearance clears what it names and nothing else: SUR is still open.
            return Finding(stops=(stop_state(person, "SUR", doubtful=doubtful),))
        return Finding(stops=(red_flag(person, "RED-19", doubtful=doubtful),))


class AfterAnOperationOnlyBreathingAnklePumpsAndShortWalks(Rule):
    """SCR-10: and the families or exercises that the clearance names."""

    ids = ("SCR-10",)

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:
        person = restricted.person
        if not person.has("SUR"):
            return ()
        if {exercise.id, exercise.family} & {*person.tables.limits.operation_allows, *person.allowed}:
            return ()
        text = "Left out because you told us about a recent operation: your surgical team has not named it."
        return (Reason("SCR-10", text),)


class AHipReplacementIsAmber(AmberRule):
    """AMB-13: the surgeon's limits win."""

    ids = ("AMB-13",)

    def holds(self, person: Person) -> bool:
        return person.has("THR")


class TheApproachDecidesWhatANewHipMayDo(Rule):
    """C3, THR: posterior, anterior, or all three movements excluded where it is unknown."""

    ids = ("AMB-13",)

    def adjust(self, restriction: Restriction, person: Person) -> Restriction:
        if restriction.code != "THR":
            return restriction
        by_approach = HIP_CELLS[person.profile.hip_replacement.approach]
        return replace(restriction, cells={**restriction.cells, **by_approach})
