"""Whether a letter of the queue is still wanted now that it is about to go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from planner.domain.kept import KeptPerson, PersonState, WeekId
from planner.domain.reminder import LetterKind, NewLetter, OutboxLetter, is_quiet, local_instant
from planner.screening.tables import SafetyTables
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.letter_calendar import letters_between, out_of_quiet, week_ahead_key
from planner.use_cases.letter_facts import KeptPlan, LetterFacts, facts_around, local_day
from planner.use_cases.no_week import find_no_week
from planner.use_cases.rescreening import due_now

_DAY: Final = timedelta(days=1)
_SOON: Final = timedelta(minutes=1)
_FIRST_HOUR: Final = time(8)
_ON_REQUEST: Final = (LetterKind.SIGN_IN, LetterKind.CONFIRM)
_BRING_A_SESSION: Final = (LetterKind.SESSION, LetterKind.MISS)
"""Nobody is led to a session by letter while their answers no longer hold (SCR-07)."""


@dataclass(frozen=True, slots=True)
class NotWanted:
    """It is not sent; ``why`` is for the host."""

    why: str


@dataclass(frozen=True, slots=True)
class Later:
    """Still wanted, but not before ``at``; of use until ``expires`` where that has changed too."""

    at: datetime
    why: str
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """To be written. ``facts`` for a letter about the plan, ``plan`` for one about a week."""

    person: KeptPerson | None
    facts: LetterFacts | None = None
    plan: KeptPlan | None = None


Verdict = Wanted | NotWanted | Later


def judge(uow: UnitOfWork, letter: OutboxLetter, safety: SafetyTables, now: datetime) -> Verdict:
    """By what is true at ``now``, not by what was true when it was queued."""
    if letter.kind not in _ON_REQUEST and uow.addresses.find_suspension(letter.to_address) is not None:
        return NotWanted("Mail to this address does not arrive any more.")
    if letter.person is None:
        return Wanted(None) if letter.kind in _ON_REQUEST else NotWanted("Nobody is named.")
    person = uow.persons.find(letter.person)
    if person is None:
        return NotWanted("The person is not kept any more.")
    if not letter.kind.is_about_the_plan:
        return _about_the_account(uow, letter, person, safety, now)
    if person.state is not PersonState.ACTIVE:
        return NotWanted("The plan is paused or stopped.")
    if letter.kind is LetterKind.WEEK_AHEAD:
        return _week_ahead(uow, letter, person, now)
    if letter.kind in _BRING_A_SESSION and due_now(uow, person, safety, local_day(person, now)) is not None:
        return NotWanted("The safety questions come first.")
    return _of_the_day(uow, letter, person, now)


def _about_the_account(
    uow: UnitOfWork, letter: OutboxLetter, person: KeptPerson, safety: SafetyTables, now: datetime
) -> Wanted | NotWanted:
    states = {
        LetterKind.PAUSED: PersonState.PAUSED,
        LetterKind.RESUMED: PersonState.ACTIVE,
        LetterKind.STOPPED: PersonState.STOPPED,
        LetterKind.RESCREEN: PersonState.ACTIVE,
        LetterKind.NO_WEEK: PersonState.ACTIVE,
    }
    if person.state is not states.get(letter.kind, person.state):
        return NotWanted("It is not true any more.")
    if letter.kind is LetterKind.RESCREEN and due_now(uow, person, safety, local_day(person, now)) is None:
        return NotWanted("The questions have been answered.")
    if letter.kind is LetterKind.NO_WEEK and find_no_week(uow, person) is None:
        return NotWanted("A week has been made.")
    if letter.kind is LetterKind.RESUMED:
        today = local_day(person, now)
        return Wanted(person, facts_around(uow, person, today, today + 7 * _DAY, treatments=False))
    return Wanted(person)


def _week_ahead(uow: UnitOfWork, letter: OutboxLetter, person: KeptPerson, now: datetime) -> Wanted | NotWanted | Later:
    asked = uow.weeks.find(WeekId(int(letter.parameters["week"])))
    kept = None if asked is None else uow.weeks.find_current(person.id, asked.start)
    if kept is None:
        return NotWanted("The week is not kept any more.")
    today = local_day(person, now)
    facts = facts_around(uow, person, today - _DAY, today + _DAY, treatments=False)
    if letter.once_key == week_ahead_key(person, kept.start) and LetterKind.WEEK_AHEAD in facts.letters.off:
        return NotWanted("This kind of letter was switched off.")
    if _counts(letter) and (later := _not_now(letter, facts, now)) is not None:
        return later
    return Wanted(person, facts, KeptPlan(kept))


def _of_the_day(uow: UnitOfWork, letter: OutboxLetter, person: KeptPerson, now: datetime) -> Wanted | NotWanted | Later:
    today = local_day(person, now)
    facts = facts_around(uow, person, today - _DAY, today + _DAY, treatments=letter.kind is LetterKind.B12)
    same = _as_it_stands(letter, facts, today)
    if same is None or same.expires <= now:
        return NotWanted("It is not needed any more.")
    if same.due > now + _SOON:
        return Later(same.due, "Its time was moved.", same.expires)
    if (later := _not_now(letter, facts, now)) is not None:
        # A check-in that finds its day full does not come a day late.
        return later if later.at < same.expires and local_day(person, later.at) == today else NotWanted(later.why)
    return Wanted(person, facts, facts.plan_on(today))


def _as_it_stands(letter: OutboxLetter, facts: LetterFacts, today: date) -> NewLetter | None:
    """The letter of this key among those of the days around today."""
    reach = 7 * _DAY if letter.kind is LetterKind.B12 else _DAY
    first, last = today - reach, today + _DAY
    if letter.kind is LetterKind.SESSION:
        # Its key names its day: no other day can have it.
        day = date.fromisoformat(str(letter.parameters["date"]))
        first, last = max(first, day), min(last, day)
    wanted = {each.once_key: each for each in letters_between(facts, first, last)}
    return wanted.get(letter.once_key)


def _not_now(letter: OutboxLetter, facts: LetterFacts, now: datetime) -> Later | None:
    """Quiet hours that a late letter would fall into, and days that have had their letters."""
    zone, quiet = facts.zone, facts.choices.quiet
    if quiet is not None and is_quiet(now.astimezone(zone).time(), quiet):
        return Later(out_of_quiet(now, quiet, zone), "These are quiet hours.")
    if not _counts(letter):
        return None
    today = now.astimezone(zone).date()
    gone = [
        each for each in facts.sent.values() if each.done is not None and local_day(facts.person, each.done) == today
    ]
    if sum(map(_counts, gone)) < facts.letters.max_a_day:
        return None
    tomorrow = out_of_quiet(local_instant(today + _DAY, _FIRST_HOUR, zone), quiet, zone)
    return Later(tomorrow, "The day has had its letters.")


def _counts(letter: OutboxLetter) -> bool:
    """Whether it is one of those of which a day brings no more than somebody chose. A week that somebody has just
    made or asked for by hand is an answer, not a reminder. [D]"""
    if letter.kind is LetterKind.WEEK_AHEAD:
        return "clock" in letter.parameters
    return letter.kind.is_about_the_plan and letter.kind is not LetterKind.B12
