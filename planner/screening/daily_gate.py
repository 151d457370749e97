"""The short form of the warning signs, before each session and in the check-in after it (SCR-08, CHK-01).

Questions, tiers and words are those of the intake: one table holds them for both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from planner.domain.person import Answer
from planner.domain.week import Stopped
from planner.screening.rules.rule import stop_of
from planner.screening.stopping import stopped
from planner.screening.tables import SafetyTables


@dataclass(frozen=True, slots=True)
class ShortQuestion:
    """One warning sign in the words of the intake.

    ``severe_when`` follows a yes where the sign has two tiers: "Does this fit: in both legs, sudden or severe?"
    """

    id: str
    question: str
    why: str
    severe_when: str | None = None


def questions(
    safety: SafetyTables, conditions: Collection[str], flags: Collection[str] = ()
) -> tuple[ShortQuestion, ...]:
    """The questions for someone with these conditions and amber flags, in id order.

    Take both from the screening of the week. Everyone is asked RED-01, 02, 03, 05, 06, 09a, 10a, 12 and 15; with MYE
    or PN also RED-04; with PREG also RED-16, and in early pregnancy and after a birth, where AMB-10 stands alone [D].
    """
    limits = safety.limits
    also = (
        flag
        for flag, codes in limits.daily_gate_also.items()
        if any(code in conditions or code in flags for code in codes)
    )
    asked = {*limits.daily_gate, *also}
    return tuple(_question(flag, safety) for flag in safety.red_flags if flag in asked)


def judge(
    answers: Mapping[str, Answer | None],
    asked: Iterable[ShortQuestion],
    safety: SafetyTables,
    country: str | None,
    *,
    severe: Collection[str] = (),
) -> Stopped | None:
    """The stop that these answers call for, with the country's numbers; None when the session may begin.

    "Not sure" and a missing answer count as yes (SCR-02). ``severe`` names the signs of the higher of two tiers. No
    clearance opens a sign that is new today (SCR-05). Raises ValueError for an answer to what was not asked.
    """
    ids = [question.id for question in asked]
    stray = sorted((set(answers) | set(severe)) - set(ids))
    if stray:
        raise ValueError(f"not asked in the short form: {stray[0]}")
    stops = tuple(
        stop_of(safety.red_flags[flag], severe=flag in severe, doubtful=answers.get(flag) is Answer.NOT_SURE)
        for flag in ids
        if answers.get(flag) is not Answer.NO
    )
    return stopped(stops, safety, country) if stops else None


def _question(flag_id: str, safety: SafetyTables) -> ShortQuestion:
    flag = safety.red_flags[flag_id]
    words = flag.question if flag.after_birth is None else f"{flag.question} {flag.after_birth}"
    return ShortQuestion(flag_id, words, flag.reason, flag.severe_when)
