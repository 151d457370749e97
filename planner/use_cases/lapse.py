"""A clearance that runs out (SCR-05): the plan stops, or goes on without what the clearance alone allowed."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from planner.domain.kept import KeptPerson, MadeBy, PersonState
from planner.domain.person import Profile
from planner.domain.week import Stopped
from planner.exchange.profile_file import profile_as_kept
from planner.screening.answers import without_lapsed
from planner.screening.gate import screen
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import draft_of, is_open
from planner.use_cases.letter_facts import local_day
from planner.use_cases.make_week import Content
from planner.use_cases.own_library import content_for_person
from planner.use_cases.plan_again import plan_again, stop_unless_changed

log = logging.getLogger(__name__)


def end_lapsed(storage: Storage, content: Content, now: datetime, message_domain: str) -> int:
    """The clock's round: how many plans were stopped or planned again because a clearance ran out."""
    with storage.reading() as uow:
        active = uow.persons.all_active()
    changed = 0
    for person in active:
        try:
            profile = _lapsed(person, content, local_day(person, now))
            if profile is not None:
                changed += _end(storage, person, profile, content, now, message_domain)
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
    return isinstance(outcome, Stopped) and stop_unless_changed(storage, person, outcome, now)


def _lapsed(person: KeptPerson, content: Content, today: date) -> Profile | None:
    """The answers without the clearance that has run out; None while there is none, or no plan to end."""
    if person.state is PersonState.STOPPED or is_open(person):
        return None
    clearance, days = draft_of(person).get("clearance"), content.safety.limits.clearance_days
    if not clearance or today - date.fromisoformat(clearance["date"]) <= timedelta(days=days):
        return None
    profile = profile_as_kept(person.answers, today)
    if isinstance(profile, tuple):
        raise ValueError("; ".join(map(str, profile)))
    return without_lapsed(profile, days, today)


def _end(
    storage: Storage, person: KeptPerson, profile: Profile, content: Content, now: datetime, message_domain: str
) -> bool:
    """Stops, or plans the rest of a week again that holds what only the clearance, or an override, allowed."""
    theirs = content_for_person(storage, person.id, content)
    outcome = screen(profile, theirs.library, theirs.safety, local_day(person, now))
    if isinstance(outcome, Stopped):
        return stop_unless_changed(storage, person, outcome, now)
    usable = outcome.exercises.usable.keys()
    return bool(plan_again(storage, person, theirs, now, message_domain, MadeBy.CLOCK, usable).starts)
