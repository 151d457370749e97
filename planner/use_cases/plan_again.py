"""The rest of a plan that is under way, judged and made again by what its answers allow from now on."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from planner.domain.edits import Replan
from planner.domain.exercise import ExerciseId
from planner.domain.kept import KeptPerson, MadeBy, PersonState
from planner.domain.week import Stopped
from planner.exchange.profile_file import profile_as_kept
from planner.generator.edit import planned_breaches
from planner.generator.outcome import NotAllowed, NoWeekPossible
from planner.screening.gate import screen
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.edit_week import WeekChanged, change_week_of
from planner.use_cases.intake import stop_plan
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.make_week import Content

log = logging.getLogger(__name__)

_LENGTH: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlannedAgain:
    """The weeks that have a new version; ``kept_as_it_is``, in sentences, why another could not follow."""

    starts: tuple[date, ...]
    kept_as_it_is: tuple[str, ...] = ()


def judge_again(
    storage: Storage, person: KeptPerson, content: Content, now: datetime, message_domain: str, made_by: MadeBy
) -> Stopped | PlannedAgain:
    """After a change of what counts: stops and logs, or plans again what is left of each week that is not over.

    ``content`` is the person's, with what their practice shares.
    Raises ValueError where what is kept cannot be read.
    """
    profile = profile_as_kept(person.answers, local_day(person, now))
    if isinstance(profile, tuple):
        raise ValueError(f"the answers of person {person.id} cannot be read")
    outcome = screen(profile, content.library, content.safety, local_day(person, now))
    if isinstance(outcome, Stopped) and stop_unless_changed(storage, person, outcome, now):
        return outcome
    return plan_again(storage, person, content, now, message_domain, made_by)


def stop_unless_changed(storage: Storage, person: KeptPerson, stopped: Stopped, now: datetime) -> bool:
    """Stops and logs; nothing happens where the kept answers changed meanwhile. Whether it did."""
    with storage.writing() as uow:
        same = uow.persons.find(person.id)
        if same is None or same.answers != person.answers or same.state is PersonState.STOPPED:
            return False
        stop_plan(uow, same, stopped, now)
        uow.commit()
    return True


def plan_again(
    storage: Storage,
    person: KeptPerson,
    content: Content,
    now: datetime,
    message_domain: str,
    made_by: MadeBy,
    usable: Collection[ExerciseId] | None = None,
) -> PlannedAgain:
    """What is left of each week that is not over; where ``usable`` is given, only weeks that hold anything else.

    It acts for the person, whoever may see them: somebody whom only a practice looks after has no account.
    """
    with storage.reading() as uow:
        starts = _weeks_to_change(uow, person, local_day(person, now), usable)
    done, why = [], []
    for start in starts:
        outcome = change_week_of(
            storage,
            lambda uow: uow.persons.find(person.id),
            start,
            (Replan(),),
            content,
            now,
            message_domain,
            made_by,
        )
        if isinstance(outcome, WeekChanged):
            done.append(start)
            continue
        log.warning("The week of %s of person %s cannot be planned again.", start, person.id)
        if isinstance(outcome, NotAllowed | NoWeekPossible):
            why += [breach.text for breach in planned_breaches(outcome)]
    return PlannedAgain(tuple(done), tuple(dict.fromkeys(why)))


def _weeks_to_change(
    uow: UnitOfWork, person: KeptPerson, today: date, usable: Collection[ExerciseId] | None
) -> tuple[date, ...]:
    starts = tuple(start for start in uow.weeks.starts(person.id) if start + _LENGTH > today)
    return tuple(s for s in starts if usable is None or not _to_come(uow, person, s, today) <= set(usable))


def _to_come(uow: UnitOfWork, person: KeptPerson, start: date, today: date) -> set[ExerciseId]:
    """The exercises of the sessions from today on."""
    kept = uow.weeks.find_current(person.id, start)
    sessions = () if kept is None else read_week(kept).sessions
    return {item.exercise for day, session in sessions if day.date >= today for item in session.items}
