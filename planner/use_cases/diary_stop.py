"""A warning sign that the diary of the last week names: no next week before a clinician has looked at it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from planner.domain.diary import SessionDiary
from planner.domain.person import Answer, Profile
from planner.domain.week import Stopped
from planner.screening.answers import valid_clearance
from planner.screening.daily_gate import ShortQuestion, judge
from planner.use_cases.make_week import Content, History
from planner.use_cases.rescreening import planned_day

_FLAG: Final = re.compile(r"RED-\d{2}[ab]?")


def stop_in_diary(profile: Profile, content: Content, history: History, start: date) -> Stopped | None:
    """The stop of a red flag among the new symptoms (CHK-01, SCR-03); for files, whose answers carry no date.

    Only of the newest week: an earlier one was followed by another screening [D]. A clearance that names the flag and
    is not older than the session answers it (SCR-05); a flag with two tiers has its first.
    """
    newest = max((week.start for week in history.weeks if week.start < start), default=None)
    clearance = valid_clearance(profile, content.safety.limits.clearance_days, start)
    told: set[str] = set()
    for session in history.diary.sessions:
        agreed = frozenset(clearance.covers) if clearance and clearance.date >= planned_day(session) else frozenset()
        told |= _flags(session) - agreed if session.week == newest else set()
    asked = tuple(ShortQuestion(flag, "", "") for flag in content.safety.red_flags if flag in told)
    return judge(dict.fromkeys((q.id for q in asked), Answer.YES), asked, content.safety, profile.country)


def _flags(session: SessionDiary) -> set[str]:
    return {flag for symptom in session.new_symptoms for flag in _FLAG.findall(symptom)}
