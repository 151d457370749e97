"""Serious conditions that come together: LOC-02."""

from __future__ import annotations

from planner.domain.week import Caps, Message
from planner.screening.answers import Person
from planner.screening.rules.rule import Finding, Rule
from planner.screening.tables import Restriction


class SeveralSeriousConditionsLeaveTheEasiestStep(Rule):
    """LOC-02: two or more of VF, MYE, SUR, ANA cap the level at 1; supervised physiotherapy is suggested."""

    ids = ("LOC-02",)

    def find(self, person: Person) -> Finding:
        limits = person.tables.limits
        if sum(person.has(code) for code in limits.together) < limits.together_least:
            return Finding()
        caps = Caps(level=limits.together_level)
        return Finding(
            restrictions=(Restriction("LOC-02", "several serious conditions together", caps=caps),),
            messages=(Message("LOC-02", person.tables.messages["LOC-02"]),),
        )
