"""One person's answers as screening reads them: doubt counts as the answer that restricts more (contract, "Doubt")."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Final

from planner.domain.person import Answer, Clearance, Profile
from planner.screening.tables import SafetyTables


def counts_as_yes(answer: Answer | None) -> bool:
    """For a question where yes restricts more: everything but a clear no (SCR-02)."""
    return answer is not Answer.NO


def counts_as_able(answer: Answer | None) -> bool:
    """For a question where no restricts more (floor, standing, walking, assessed): nothing but a clear yes."""
    return answer is Answer.YES


@dataclass(frozen=True, slots=True)
class Person:
    """The profile with what follows from it at once: ``conditions`` in matrix order and the clearance if valid.

    ``today`` is the first day of the week, from which all ages count.
    """

    profile: Profile
    tables: SafetyTables
    today: date
    conditions: tuple[str, ...]
    clearance: Clearance | None

    def cleared(self, *ids: str) -> bool:
        """A valid clearance names one of these ids."""
        return self.clearance is not None and any(covered in ids for covered in self.clearance.covers)

    @property
    def allowed(self) -> frozenset[str]:
        """Families and exercises that a valid clearance names."""
        return frozenset() if self.clearance is None else frozenset(self.clearance.allows)

    def told(self, *words: str) -> tuple[str, ...]:
        """Those of these conditions and medicines that were answered yes or not sure."""
        p = self.profile
        named = p.conditions | p.conditions_not_sure | p.medicines | p.medicines_not_sure
        return tuple(word for word in words if word in named)

    def has(self, code: str) -> bool:
        return code in self.conditions


def valid_clearance(profile: Profile, days: int, today: date) -> Clearance | None:
    """The clearance while it holds: from its date for so many days, the last one included (SCR-05)."""
    clearance = profile.clearance
    if clearance is None or not timedelta(0) <= today - clearance.date <= timedelta(days=days):
        return None
    return clearance


def without_lapsed(profile: Profile, days: int, today: date) -> Profile:
    """The answers without a clearance that has run out by ``today``, and without the overrides that lapse with it."""
    clearance = profile.clearance
    if clearance is None or today - clearance.date <= timedelta(days=days):
        return profile
    return replace(profile, clearance=None, overrides=())


def as_it_stands(profile: Profile, days: int, start: date, today: date) -> Profile:
    """The answers as they count on ``today`` for what is left of the week that began on ``start``.

    Without what has lapsed meanwhile; and a clearance given since the first day holds from now on.
    """
    profile = without_lapsed(profile, days, today)
    clearance = profile.clearance
    if clearance is None or not start < clearance.date <= today:
        return profile
    return replace(profile, clearance=replace(clearance, date=start))


def within_days(day: date | None, days: int, today: date) -> bool:
    """The day is known and at most so many days ago."""
    return day is not None and (today - day).days <= days


_ASKED: Final = (
    "back_pain", "numbness", "b12", "falls", "blood_pressure", "bones", "spine", "surgery_within_12_weeks",
    "hip_replacement", "pregnancy", "red_flags",
)  # fmt: skip
"""Parts of the profile in which "not sure" is treated as a yes.

Floor, standing and walking are not among them: there doubt counts as no, and the words of MSG-NOTSURE would be wrong.
"""


def has_doubt(profile: Profile) -> bool:
    """Something was answered "not sure" and counts as yes (MSG-NOTSURE)."""
    if profile.conditions_not_sure or profile.medicines_not_sure or profile.numbness.areas is None:
        return True
    if any(getattr(profile.joint_pain, joint.name) is None for joint in fields(profile.joint_pain)):
        return True
    return any(_doubtful(getattr(profile, name)) for name in _ASKED)


def _doubtful(value: object) -> bool:
    if isinstance(value, str):
        return value == Answer.NOT_SURE.value
    if isinstance(value, tuple):
        return any(_doubtful(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return any(_doubtful(getattr(value, f.name)) for f in fields(value))
    return False
