"""The pace of the week: FAT-01 to FAT-04."""

from __future__ import annotations

from planner.domain.week import Message
from planner.screening.answers import Person
from planner.screening.outcome import Pace
from planner.screening.rules.rule import Finding, Rule
from planner.screening.tables import Restriction


def pace_of(person: Person) -> Pace:
    """The state of the whole week, from the tiredness at its start."""
    rows = person.tables.limits.tiredness
    return Pace(max((row.start, name) for name, row in rows.items() if person.profile.tiredness >= row.start)[1])


class TirednessSetsThePace(Rule):
    """FAT-02 to FAT-04 cap effort and session length."""

    ids = ("FAT-01", "FAT-02", "FAT-03")

    def find(self, person: Person) -> Finding:
        pace = pace_of(person)
        if pace is Pace.GREEN:
            return Finding()
        caps = person.tables.limits.tiredness[pace.value].caps
        return Finding(restrictions=(Restriction(pace.value, "tiredness", caps=caps),))


class SevereTirednessAsksForAWordWithTheClinic(Rule):
    """FAT-04: if new or three days old, MSG-CLEAR with the reason of RED-10b; nobody is asked, so always."""

    ids = ("FAT-04",)

    def find(self, person: Person) -> Finding:
        if pace_of(person) is not Pace.RED:
            return Finding()
        clear = person.tables.messages["MSG-CLEAR"].format(reason=person.tables.red_flags["RED-10b"].reason)
        lead = person.tables.messages["FAT-04"]
        return Finding(messages=(Message("FAT-04", f"{lead} {clear}", ("A14",)),))
