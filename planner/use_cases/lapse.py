"""A clearance that runs out (SCR-05): the plan stops, or goes on without what the clearance alone allowed."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from planner.domain.edits import Replan
from planner.domain.kept import KeptPerson, MadeBy, PersonState
from planner.domain.person import Profile
from planner.domain.week import Stopped
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_from_json
from planner.screening.answers import without_lapsed
from planner.screening.gate import screen
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.edit_week import WeekChanged, change_week
from planner.use_cases.intake import draft_of, is_open, stop_plan
from planner.use_cases.letter_facts import local_day
from planner.use_cases.make_week import Content
from planner.use_cases.own_library import content_for_person
from planner.use_cases.show_week import pick_start

log = logging.getLogger(__name__)


def end_lapsed(storage: Storage, content: Content, now: datetime, message_domain: str) -> int:
    """The clock's round: how many plans were stopped or planned again because a clearance ran out."""
    with storage.reading() as uow:
        active = uow.persons.all_active()
    changed = 0
    for person in active:
        try:
            if draft_of(person).get("clearance"):
                theirs = content_for_person(storage, person.id, content)
                stopped = stop_if_lapsed(storage, person, theirs, now)
                changed += stopped or _plan_without(storage, person, theirs, now, message_domain)
        except Exception:
            # One person whose record cannot be read must not hold up everybody else's.
            log.exception("The clearance of person %s cannot be looked at.", person.id)
    return changed


def stop_if_lapsed(storage: Storage, person: KeptPerson, content: Content, now: datetime) -> bool:
    """Stops and logs where the answers pass no more, now that a clearance has run out; whether it did."""
    profile = _lapsed(person, content, local_day(person, now))
    if profile is None:
        return False
    outcome = screen(profile, content.library, content.safety, local_day(person, now))
    if not isinstance(outcome, Stopped):
        return False
    with storage.writing() as uow:
        same = uow.persons.find(person.id)
        if same is None or same.answers != person.answers or same.state is PersonState.STOPPED:
            return False
        stop_plan(uow, same, outcome, now)
        uow.commit()
    return True


def _lapsed(person: KeptPerson, content: Content, today: date) -> Profile | None:
    """The answers without the clearance that has run out; None while there is none, or no plan to end."""
    if person.state is PersonState.STOPPED or is_open(person):
        return None
    clearance, days = draft_of(person).get("clearance"), content.safety.limits.clearance_days
    if not clearance or today - date.fromisoformat(clearance["date"]) <= timedelta(days=days):
        return None
    profile = profile_from_text(person.answers, today, content.library)
    if isinstance(profile, tuple):
        raise ValueError("; ".join(map(str, profile)))
    return without_lapsed(profile, days, today)


def _plan_without(storage: Storage, person: KeptPerson, content: Content, now: datetime, message_domain: str) -> bool:
    """Plans the rest of a week again that holds what only the clearance, or an override with it, allowed."""
    today = local_day(person, now)
    profile = _lapsed(person, content, today)
    if profile is None:
        return False
    passed = screen(profile, content.library, content.safety, today)
    with storage.reading() as uow:
        start = pick_start(uow.weeks.starts(person.id), today)
        accounts = uow.accounts.who_may_see(person.id)
        held = start is not None and not isinstance(passed, Stopped) and _to_come(uow, person, start, today)
    if start is None or isinstance(passed, Stopped) or not held or not accounts:
        return False
    if held <= passed.exercises.usable.keys():
        return False
    outcome = change_week(
        storage, accounts[0], person.id, start, Replan(), content, now, message_domain, made_by=MadeBy.CLOCK
    )
    if not isinstance(outcome, WeekChanged):
        log.warning("The week of person %s still holds what a lapsed clearance allowed.", person.id)
    return isinstance(outcome, WeekChanged)


def _to_come(uow: UnitOfWork, person: KeptPerson, start: date, today: date) -> frozenset[str]:
    """The exercises of the sessions from today on."""
    kept = uow.weeks.find_current(person.id, start)
    week = None if kept is None else week_from_json(kept.text)
    if week is None or isinstance(week, tuple):
        return frozenset()
    return frozenset(item.exercise for day, s in week.sessions if day.date >= today for item in s.items)
