"""What a clinician does about one person's plan: sign it, note something, admit an exercise, record an agreement."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from planner.domain.account import AccountId
from planner.domain.edits import Edit, SetDose
from planner.domain.exercise import Dose, ExerciseId, Level
from planner.domain.kept import KeptPerson, KeptWeek, MadeBy, PersonState
from planner.domain.person import Override, PersonId, Profile
from planner.domain.week import Item, LeftOut, SessionId, Stopped, Week
from planner.exchange.profile_file import profile_as_kept
from planner.exchange.words import CLEARABLE
from planner.screening.answers import valid_clearance
from planner.screening.restrict import may_override
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import draft_of, is_open
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.plan_again import PlannedAgain, judge_again
from planner.use_cases.practice import NotAllowed, Practising, practising_of
from planner.use_cases.show_week import pick_start
from planner.use_cases.take_clearance import Agreement, drop_lapsed, joined

_Change = Callable[[dict[str, Any], Practising], None]
LONGEST: Final = 500
"""Characters of a reason or a note."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The answers as they count now, and what became of the plan."""

    person: KeptPerson
    plan: Stopped | PlannedAgain


@dataclass(frozen=True, slots=True)
class NoClearance:
    """There is no clearance that holds today, for an override to lapse with."""


@dataclass(frozen=True, slots=True)
class Programme:
    """``profile`` and ``week`` are None while the questions are open, or the person is stopped; ``asked_at`` is the
    address under which the person may answer them."""

    practising: Practising
    person: KeptPerson
    profile: Profile | None
    kept: KeptWeek | None
    week: Week | None
    versions: int
    asked_at: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """Each exercise of the week once, as it first comes."""
        items = [] if self.week is None else [item for _day, session in self.week.sessions for item in session.items]
        return tuple({item.exercise: item for item in reversed(items)}.values())[::-1]

    @property
    def suggested(self) -> tuple[str, ...]:
        """What a clearance may be about: the conditions and flags of the week."""
        report = None if self.week is None else self.week.screening
        return () if report is None else (*report.flags, *report.conditions)

    @property
    def admissible(self) -> tuple[LeftOut, ...]:
        """What screening left out of the week and an override can bring in."""
        admitted = {override.exercise for override in self.overrides}
        return tuple(left for left in self._left_out if may_override(left.reasons) and left.exercise not in admitted)

    @property
    def fixed(self) -> tuple[LeftOut, ...]:
        """What screening left out for something that no reason of a clinician's changes."""
        return tuple(left for left in self._left_out if not may_override(left.reasons))

    @property
    def _left_out(self) -> tuple[LeftOut, ...]:
        return () if self.week is None else self.week.left_out

    @property
    def overrides(self) -> tuple[Override, ...]:
        return () if self.profile is None else self.profile.overrides


def find_programme(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> Programme | None:
    """None for somebody who works in no practice, or has no business with this person."""
    with storage.reading() as uow:
        me, found = practising_of(uow, account), find_own(uow, account, person)
        if me is None or found is None:
            return None
        today = local_day(found, now)
        start = pick_start(uow.weeks.starts(person), today)
        shut = start is None or found.state is PersonState.STOPPED or is_open(found)
        kept = None if shut or start is None else uow.weeks.find_current(person, start)
        versions = 0 if kept is None else len(uow.weeks.versions(person, kept.start))
        asked_at = _own_address(uow, person) if is_open(found) else ""
    if kept is None:
        return Programme(me, found, None, None, None, 0, asked_at)
    profile = profile_as_kept(found.answers, max(kept.start, today))
    if isinstance(profile, tuple):
        raise ValueError(f"the answers of person {found.id} cannot be read")
    return Programme(me, found, profile, kept, read_week(kept), versions)


def sign_week(storage: Storage, account: AccountId, person: PersonId, start: date, now: datetime) -> bool:
    """Signs the newest version of the week; a later change makes a version that is not signed."""
    with storage.writing() as uow:
        me, kept = _at_desk(uow, account, person, start)
        if me is None or kept is None:
            return False
        uow.weeks.sign(kept.id, me.signature, now)
        uow.commit()
    return True


def keep_notes(
    storage: Storage, account: AccountId, person: PersonId, start: date, notes: Mapping[ExerciseId, str], now: datetime
) -> bool:
    """A clinician's own words on the cards of exercises, in a new version of the week; empty takes it away."""
    with storage.writing() as uow:
        me, kept = _at_desk(uow, account, person, start)
        if me is None or kept is None:
            return False
        said = {exercise: " ".join(note.split())[:LONGEST] for exercise, note in notes.items()}
        together = {exercise: note for exercise, note in {**kept.notes, **said}.items() if note}
        if together != kept.notes:
            uow.weeks.add(person, start, kept.text, now, made_by=MadeBy.PRACTITIONER, edits=kept.edits, notes=together)
            uow.commit()
    return True


def admit_exercise(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    exercise: ExerciseId,
    reason: str,
    content: Content,
    now: datetime,
    message_domain: str,
) -> Corrected | NoClearance | NotAllowed:
    """Overrides one exclusion for one person, with a written reason (SCR-09), under a clearance that holds: it lapses
    with it. Red flags cannot be overridden: somebody who is stopped has no plan to put the exercise into."""
    said = " ".join(reason.split())[:LONGEST]

    def change(answers: dict[str, Any], me: Practising) -> None:
        others = [o for o in answers.get("overrides") or [] if o["exercise"] != exercise]
        answers["overrides"] = [*others, {"exercise": exercise, "reason": said, "by": me.signature}]

    view = find_programme(storage, account, person, now)
    if view is None or exercise not in {left.exercise for left in view.admissible} or not said:
        return NotAllowed()
    what = f"admitted the exercise {exercise}"
    return _correct(storage, account, person, change, what, content, now, message_domain, under_clearance=True)


def take_back_exercise(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    exercise: ExerciseId,
    content: Content,
    now: datetime,
    message_domain: str,
) -> Corrected | NoClearance | NotAllowed:
    def change(answers: dict[str, Any], _me: Practising) -> None:
        answers["overrides"] = [o for o in answers.get("overrides") or [] if o["exercise"] != exercise]

    what = f"took back the exercise {exercise}"
    return _correct(storage, account, person, change, what, content, now, message_domain)


def record_agreement(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    agreement: Agreement,
    covers: tuple[str, ...],
    allows: tuple[str, ...],
    content: Content,
    now: datetime,
    message_domain: str,
) -> Corrected | NoClearance | NotAllowed:
    """The clearance of somebody whose plan is under way (SCR-05): for the ids in ``covers`` and nothing else.

    An earlier one that still holds, for something the new one does not name, is kept with it. ``allows`` are
    families or exercises it names. Somebody who is stopped is cleared on the page of the stop, where the questions
    open again.
    """

    def change(answers: dict[str, Any], _me: Practising) -> None:
        drop_lapsed(answers, content.safety.limits.clearance_days, now.date())
        flags, old = [flag for flag in covers if flag in CLEARABLE], answers["clearance"]
        renewed = old is not None and set(old["for"]) <= set(flags)
        together = joined(None if renewed else old, agreement, flags)
        named = sorted({*allows, *together.pop("allows", ())})
        answers["clearance"] = together | ({"allows": named} if named else {})

    if agreement.day > now.date():
        return NotAllowed()
    return _correct(storage, account, person, change, "recorded a clearance", content, now, message_domain)


def correct_level(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    level: Level,
    content: Content,
    now: datetime,
    message_domain: str,
) -> Corrected | NoClearance | NotAllowed:
    def change(answers: dict[str, Any], _me: Practising) -> None:
        answers["level"] = level.value

    what = f"set the level to {level.value}"
    return _correct(storage, account, person, change, what, content, now, message_domain)


def keep_oswestry(storage: Storage, account: AccountId, person: PersonId, score: int, day: date, now: datetime) -> bool:
    """OUT-04 as a score from 0 to 100 that a clinician types in; its questions need a licence."""
    with storage.writing() as uow:
        me, found = practising_of(uow, account), find_own(uow, account, person)
        if me is None or found is None or not 0 <= score <= 100:
            return False
        uow.records.add_outcome(person, "OUT-04", day, float(score), {"by": me.signature}, now)
        uow.commit()
    return True


def doses_to_set(week: Week, typed: Mapping[ExerciseId, Mapping[str, int]], done: frozenset[SessionId]) -> list[Edit]:
    """The edits that give each exercise the typed dose wherever it stands, in sessions that are not done.

    ``typed`` has the numbers by exercise: sets, reps, hold_seconds, minutes; or ``more_sets``, 1 or -1, for one more
    or fewer. What stays as it is makes no edit.
    """
    edits: list[Edit] = []
    for _day, session in week.sessions:
        for item in session.items if session.id not in done else ():
            numbers = typed.get(item.exercise)
            dose = item.dose if numbers is None else dose_with(item.dose, numbers)
            if dose != item.dose:
                edits.append(SetDose(session.id, item.exercise, dose))
    return edits


def dose_with(dose: Dose, numbers: Mapping[str, int]) -> Dose:
    if dose.minutes is not None:
        return replace(dose, minutes=float(numbers.get("minutes", dose.minutes)))
    sets = max(1, numbers.get("sets", dose.sets) + numbers.get("more_sets", 0))
    reps: int | tuple[int, ...] | None = numbers.get("reps") or dose.reps
    if isinstance(reps, tuple):
        # Falling repeats go on with the last one.
        reps = (reps + (reps[-1],) * sets)[:sets]
    hold = None if dose.hold_seconds is None else numbers.get("hold_seconds", dose.hold_seconds)
    return Dose(sets, reps, hold)


def _correct(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    change: _Change,
    what: str,
    content: Content,
    now: datetime,
    message_domain: str,
    *,
    under_clearance: bool = False,
) -> Corrected | NoClearance | NotAllowed:
    """Keeps what the change makes of the answers, and judges the plan by them at once.

    The answers are kept first and by themselves: where no week can follow, it is these that count all the same.
    """
    with storage.writing() as uow:
        me, found = practising_of(uow, account), find_own(uow, account, person)
        if me is None or found is None or found.state is PersonState.STOPPED or is_open(found):
            return NotAllowed()
        answers = draft_of(found)
        change(answers, me)
        if answers == draft_of(found):
            return Corrected(found, PlannedAgain(()))
        text, today = json.dumps(answers, ensure_ascii=False), local_day(found, now)
        profile = profile_as_kept(text, today)
        if isinstance(profile, tuple):
            return NotAllowed()
        if under_clearance and valid_clearance(profile, content.safety.limits.clearance_days, today) is None:
            return NoClearance()
        kept = uow.persons.change_answers(person, found.name, found.time_zone, text)
        uow.practices.log_access(person, account, me.in_log, what, now)
        uow.commit()
    return Corrected(kept, judge_again(storage, kept, content, now, message_domain, MadeBy.PRACTITIONER))


def _own_address(uow: UnitOfWork, person: PersonId) -> str:
    accounts = (uow.accounts.find(account) for account in uow.accounts.who_may_see(person))
    return next((account.email for account in accounts if account is not None), "")


def _at_desk(
    uow: UnitOfWork, account: AccountId, person: PersonId, start: date
) -> tuple[Practising | None, KeptWeek | None]:
    me, found = practising_of(uow, account), find_own(uow, account, person)
    if me is None or found is None or found.state is PersonState.STOPPED or is_open(found):
        return None, None
    return me, uow.weeks.find_current(person, start)
