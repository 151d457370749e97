"""Whom the program is for (Q-01), and why everyone is asked everything (A13)."""

from __future__ import annotations

from planner.domain.week import Message, StopState
from planner.screening.answers import Person, has_doubt
from planner.screening.rules.rule import Finding, Rule, stop_state


class OnlyAdultsArePlannedFor(Rule):
    """Q-01: under 18 is out of scope; no clearance changes that."""

    ids = ("Q-01", "SCR-03")

    def find(self, person: Person) -> Finding:
        if person.profile.age >= person.tables.limits.adult_age:
            return Finding()
        return Finding(stops=(stop_state(person, "OUT_OF_SCOPE", StopState.OUT_OF_SCOPE),))


class EveryoneIsScreenedWhateverTheCause(Rule):
    """A13: not everyone with low B12 has back pain, and the link is not always clear."""

    ids = ("SCR-01",)

    def find(self, person: Person) -> Finding:
        return Finding(messages=(Message("SCR-01", person.tables.messages["SCR-01"], ("A13",)),))


class NotSureCountsAsYes(Rule):
    """MSG-NOTSURE (SCR-02): said once, whatever was doubtful."""

    ids = ("MSG-NOTSURE", "SCR-02")

    def find(self, person: Person) -> Finding:
        if not has_doubt(person.profile):
            return Finding()
        return Finding(messages=(Message("MSG-NOTSURE", person.tables.messages["MSG-NOTSURE"]),))
