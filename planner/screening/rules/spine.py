"""The spinal cord and earlier spine trouble: MYE, AMB-03, Q-22."""

from __future__ import annotations

from planner.domain.person import Answer
from planner.domain.week import Message
from planner.screening.answers import Person, counts_as_yes
from planner.screening.rules.rule import AmberRule, Finding, Rule, stop_state


class ASpinalCordConditionNeedsClearance(Rule):
    """SCR-03: MYE without a valid clearance stops."""

    ids = ("AMB-03", "SCR-03")

    def find(self, person: Person) -> Finding:
        if not person.has("MYE"):
            return Finding()
        return Finding(stops=(stop_state(person, "MYE", doubtful=person.profile.spine.myelopathy is Answer.NOT_SURE),))


class ASpinalCordConditionIsAmber(AmberRule):
    """AMB-03, with clearance on file."""

    ids = ("AMB-03",)

    def holds(self, person: Person) -> bool:
        return person.has("MYE")


class EarlierSpineTroubleIsRemembered(Rule):
    """Q-22 and A20: an earlier spine diagnosis or operation restricts nothing by itself, but is worth a check."""

    ids = ("Q-22",)

    def find(self, person: Person) -> Finding:
        spine = person.profile.spine
        if not (counts_as_yes(spine.diagnosis) or counts_as_yes(spine.surgery)):
            return Finding()
        text = person.tables.messages["Q-22"]
        return Finding(messages=(Message("Q-22", text, ("A20",)),))
