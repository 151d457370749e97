"""Change a kept week by hand: a new version of it, judged by the same laws, with its letters brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from planner.domain.account import AccountId
from planner.domain.edits import NO_EDITS, Edit, UseTemplate
from planner.domain.exercise import ExerciseId
from planner.domain.kept import KeptPerson, KeptWeek, MadeBy, PersonState
from planner.domain.person import PersonId, Profile
from planner.domain.reminder import LetterKind, LetterState
from planner.domain.week import SessionId, Stopped, Week
from planner.exchange.edits_text import edits_to_json
from planner.exchange.profile_file import profile_as_kept
from planner.exchange.week_file import week_to_json
from planner.generator.edit import Edited
from planner.generator.edit import change_week as changed
from planner.generator.outcome import NotAllowed, NoWeekPossible
from planner.generator.problem import WeekProblem
from planner.generator.swaps import Swap, swaps_for
from planner.progression.facts import read_weeks
from planner.progression.gaps import Return, after_gap, missed_days
from planner.screening.answers import as_it_stands
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.history import history_of
from planner.use_cases.intake import is_open, stop_plan
from planner.use_cases.letter_calendar import session_key, session_letters, week_ahead_key
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content, History, week_problem
from planner.use_cases.queue_week_letters import put_week_letters
from planner.use_cases.show_week import NotNow

Find = Callable[[UnitOfWork], KeptPerson | None]
"""Finds the person anew in each transaction; None where the caller may not act for them."""
TRIES: Final = 3
"""How often an edit starts anew because somebody else changed the week meanwhile."""


@dataclass(frozen=True, slots=True)
class WeekChanged:
    """``told``: what became of the edit, as sentences for the person."""

    week: Week
    kept: KeptWeek
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """A kept week that may be changed, with all that judging it needs."""

    person: KeptPerson
    kept: KeptWeek
    week: Week
    profile: Profile
    history: History
    done: frozenset[SessionId]


def change_week(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    start: date,
    edit: Edit | UseTemplate | Sequence[Edit | UseTemplate],
    content: Content,
    now: datetime,
    message_domain: str,
    *,
    made_by: MadeBy = MadeBy.PERSON,
) -> WeekChanged | NotAllowed | NoWeekPossible | Stopped | NotNow | None:
    """The week of ``start`` after the edit, kept as its next version; or why not, and nothing is kept.

    Several edits are made one after the other: all of them or none.

    Planning runs before the transaction, so that nobody waits for the database meanwhile; where the week, the answers
    or the diary changed in that time it starts anew. None where it is not this account's person or there is no such
    week. Raises ValueError where what is kept cannot be read.
    """

    def find(uow: UnitOfWork) -> KeptPerson | None:
        return find_own(uow, account, person)

    edits = edit if isinstance(edit, Sequence) else (edit,)
    return change_week_of(storage, find, start, edits, content, now, message_domain, made_by)


def change_week_of(
    storage: Storage,
    find: Find,
    start: date,
    edits: Sequence[Edit | UseTemplate],
    content: Content,
    now: datetime,
    message_domain: str,
    made_by: MadeBy,
) -> WeekChanged | NotAllowed | NoWeekPossible | Stopped | NotNow | None:
    """The same for somebody whom the caller may act for."""
    for tries_left in reversed(range(TRIES)):
        with storage.reading() as uow:
            found = _open(uow, find, start, now, content)
        if not isinstance(found, OpenWeek):
            return found
        problem = week_problem(found.profile, content, start, found.history)
        if isinstance(problem, Stopped):
            _stop(storage, find, problem, now)
            return problem
        outcome = _all_changed(found, edits, problem, local_day(found.person, now))
        if not isinstance(outcome, Edited):
            return outcome
        kept = _keep(storage, find, found, outcome, content, now, message_domain, made_by)
        if kept is not None:
            return WeekChanged(outcome.week, kept, outcome.told)
        if tries_left == 0:
            return NotNow(found.person)
    raise AssertionError("the last try has returned")


def _all_changed(
    found: OpenWeek, edits: Sequence[Edit | UseTemplate], problem: WeekProblem, today: date
) -> Edited | NotAllowed | NoWeekPossible:
    back = returning(found, problem, today)
    made: list[Edited] = []
    for edit in edits:
        outcome = changed(made[-1].week if made else found.week, edit, problem, today, found.done, back)
        if not isinstance(outcome, Edited):
            return outcome
        made.append(outcome)
    return replace(made[-1], told=tuple(dict.fromkeys(sentence for one in made for sentence in one.told)))


def offer_swaps(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    start: date,
    session: SessionId,
    exercise: ExerciseId,
    content: Content,
    today: date,
) -> tuple[Swap, ...] | Stopped | NotNow | None:
    """The best three that may come in the place of an exercise (RT-01); none for a session that is done or over."""
    with storage.reading() as uow:
        own = find_own(uow, account, person)
        found = None if own is None else open_week_of(uow, own, start, today, content)
    if not isinstance(found, OpenWeek):
        return found
    problem = week_problem(found.profile, content, start, found.history)
    if isinstance(problem, Stopped):
        return problem
    back = returning(found, problem, today)
    return swaps_for(found.week, session, exercise, problem, today, found.done, back)


def _open(uow: UnitOfWork, find: Find, start: date, now: datetime, content: Content) -> OpenWeek | NotNow | None:
    person = find(uow)
    return None if person is None else open_week_of(uow, person, start, local_day(person, now), content)


def open_week_of(
    uow: UnitOfWork, found: KeptPerson, start: date, today: date, content: Content
) -> OpenWeek | NotNow | None:
    """The newest version of the week, for somebody who may follow a plan now, and whom the caller may act for."""
    if found.state is PersonState.STOPPED or is_open(found):
        return NotNow(found)
    kept = uow.weeks.find_current(found.id, start)
    if kept is None:
        return None
    week = read_week(kept)
    profile = profile_as_kept(found.answers, max(start, today), content.library)
    if isinstance(profile, tuple):
        raise ValueError(f"the answers of person {found.id} cannot be read")
    profile = as_it_stands(profile, content.safety.limits.clearance_days, start, today)
    pages = uow.diaries.of_week(found.id, start)
    done = frozenset(page.session for page in pages if page.done != "none")
    return OpenWeek(found, kept, week, profile, history_of(uow, found.id, start), done)


def _stop(storage: Storage, find: Find, stopped: Stopped, now: datetime) -> None:
    """SCR-04: answers that no longer pass stop the plan, whatever was on its way."""
    with storage.writing() as uow:
        found = find(uow)
        if found is not None:
            stop_plan(uow, found, stopped, now)
            uow.commit()


def returning(found: OpenWeek, problem: WeekProblem, today: date) -> Return:
    """RET-01 to RET-05 for the days missed until today; the week may be lighter for them already."""
    weeks = read_weeks((*found.history.weeks, found.week), found.history.diary, today)
    back = after_gap(missed_days(weeks, today))
    return replace(back, factor=1.0) if problem.prescription.volume_factor < 1 else back


def _keep(
    storage: Storage,
    find: Find,
    found: OpenWeek,
    outcome: Edited,
    content: Content,
    now: datetime,
    message_domain: str,
    made_by: MadeBy,
) -> KeptWeek | None:
    """The next version with its letters; None where something changed since it was read."""
    with storage.writing() as uow:
        same = _open(uow, find, found.kept.start, now, content)
        if not isinstance(same, OpenWeek) or (same.kept.id, same.person, same.done) != (
            found.kept.id,
            found.person,
            found.done,
        ):
            return None
        kept = uow.weeks.add(
            found.person.id,
            found.kept.start,
            week_to_json(outcome.week),
            now,
            made_by=made_by,
            edits=edits_to_json(outcome.week.edits or NO_EDITS),
            notes=found.kept.notes,
        )
        _put_letters(uow, found, outcome.week, kept, now, message_domain)
        uow.commit()
    return kept


def _put_letters(
    uow: UnitOfWork, found: OpenWeek, week: Week, kept: KeptWeek, now: datetime, message_domain: str
) -> None:
    """Letters of the sessions as they are now; the week ahead keeps its hour and is not sent a second time."""
    person = found.person
    choices = uow.reminders.of_person(person.id)
    ahead = next(
        (
            letter
            for letter in uow.outbox.list_letters(now, outcome=LetterState.QUEUED, person=person.id)
            if letter.kind is LetterKind.WEEK_AHEAD and letter.once_key == week_ahead_key(person, kept.start)
        ),
        None,
    )
    if ahead is not None:
        put_week_letters(uow, person, week, kept, choices, now, message_domain, ahead_at=ahead.next_at)
        return
    if choices.email is None or person.state is not PersonState.ACTIVE:
        return
    letters = session_letters(person, week, kept, choices, uow.reminders.letters_of(person.id))
    useful = [letter for letter in letters if letter.expires > now]
    for letter in useful:
        if letter.parameters["session"] not in found.done:
            uow.outbox.put(letter, now, message_domain)
    keys = [letter.once_key for letter in useful]
    uow.outbox.cancel_others(person.id, session_key(person, kept.start), keys, now)
