"""The first weeks of B12 treatment: AMB-07, SCR-11; and LBL-ABS."""

from __future__ import annotations

from planner.domain.exercise import Exercise
from planner.domain.week import Message, Reason
from planner.screening.answers import Person
from planner.screening.rules.red_flags import b12_is_untreated
from planner.screening.rules.rule import AmberRule, Finding, Restricted, Rule


def in_first_days(person: Person) -> bool:
    """B12-11: treatment started under 4 days ago. An unknown start is not taken as today [D]."""
    started = person.profile.b12.started
    return started is not None and (person.today - started).days < person.tables.limits.b12_first_days


def in_first_weeks(person: Person) -> bool:
    """AMB-07: not started, or started under 8 weeks ago.

    An unknown start counts as recent, unless the last injection is 8 weeks old: the start is then at least that old.
    """
    b12, most = person.profile.b12, person.tables.limits.b12_first_weeks_days
    if b12_is_untreated(person):
        return True
    if b12.started is not None:
        return (person.today - b12.started).days < most
    if b12.treatment in (None, "not_yet"):
        return False
    return b12.last_injection is None or (person.today - b12.last_injection).days < most


class TheFirstWeeksOfB12TreatmentAreEasy(AmberRule):
    """AMB-07 with FAT-07; the caps of B12-11 in the first days."""

    ids = ("AMB-07", "SCR-11")

    def holds(self, person: Person) -> bool:
        return in_first_weeks(person)

    def variants(self, person: Person) -> tuple[str, ...]:
        return ("first_weeks", "first_days") if in_first_days(person) else ("first_weeks",)


class TheFirstDaysOfB12TreatmentAreForBreathingAndShortWalks(Rule):
    """SCR-11."""

    ids = ("SCR-11",)

    def find(self, person: Person) -> Finding:
        if not in_first_days(person):
            return Finding()
        return Finding(flags=("SCR-11",), messages=(Message("SCR-11", person.tables.messages["SCR-11"], ("A2",)),))

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:
        limits = restricted.person.tables.limits
        if not in_first_days(restricted.person):
            return ()
        if exercise.id in limits.first_b12_days_allow or exercise.dose_row in limits.first_b12_days_allow_dose_rows:
            return ()
        text = "Left out because your B12 treatment began in the last days: only breathing and an easy walk fit now."
        return (Reason("SCR-11", text),)


class AnAbsorptionProblemIsNamed(Rule):
    """LBL-ABS (B12-02), word for word, where Q-14 says absorption."""

    ids = ("LBL-ABS",)

    def find(self, person: Person) -> Finding:
        if person.profile.b12.cause != "absorption":
            return Finding()
        return Finding(messages=(Message("LBL-ABS", person.tables.messages["LBL-ABS"], ("A12",)),))
