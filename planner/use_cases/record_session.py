"""What was done in a session and how it was (CHK-01), kept in the diary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from planner.domain.account import AccountId
from planner.domain.diary import SessionDiary
from planner.domain.person import PersonId
from planner.domain.week import Stopped
from planner.screening.rescreen import RescreenDue
from planner.storage.unit_of_work import Storage
from planner.use_cases.daily_gate import SignAnswers, asked_of, session_of, stop_or_tell, week_of
from planner.use_cases.letter_facts import local_day
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.rescreening import due_now


@dataclass(frozen=True, slots=True)
class SessionKept:
    """``due``: the safety questions come before the next session."""

    diary: SessionDiary
    due: RescreenDue | None


def record_session(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    diary: SessionDiary,
    signs: SignAnswers,
    content: Content,
    now: datetime,
) -> SessionKept | Stopped | None:
    """Keeps the diary whatever it says; a warning sign stops the plan. Sending it again replaces it.

    A diary may arrive late, when the network is back: it is kept even if the plan has been stopped meanwhile. None
    where it is not this account's person, or there is no such session.
    """
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        week = None if found is None else week_of(uow, person, diary.week)
        if found is None or week is None or session_of(week, diary.session) is None:
            return None
        earlier = uow.diaries.find_session(person, diary.week, diary.session)
        uow.diaries.record_session(person, _with_earlier(replace(diary, new_symptoms=signs.reported), earlier), now)
        stop = stop_or_tell(uow, found, asked_of(week, content), signs, content, now)
        due = None if stop else due_now(uow, found, content.safety, local_day(found, now))
        uow.commit()
    return stop or SessionKept(diary, due)


def _with_earlier(diary: SessionDiary, earlier: SessionDiary | None) -> SessionDiary:
    """What is asked on another page stays: the morning after, and tiredness before where it is not said again."""
    if earlier is None:
        return diary
    return replace(
        diary,
        pain_next_morning=earlier.pain_next_morning,
        tiredness_next_morning=earlier.tiredness_next_morning,
        tiredness=earlier.tiredness if diary.tiredness is None else diary.tiredness,
    )
