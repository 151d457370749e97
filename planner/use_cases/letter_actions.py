"""What the links in letters do: a session done, not today, it hurt; the morning after; a treatment had; stop letters.

Looking changes nothing: mail scanners follow links. Every change is a POST from the page that the link opens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from planner.domain.diary import DayLog, SessionDiary
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind
from planner.domain.week import Day, Session, SessionId, Stopped, Week
from planner.screening.daily_gate import ShortQuestion
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.account_letters import CONFIRM_WITHIN
from planner.use_cases.choose_letters import take_address, treated_for_life
from planner.use_cases.daily_gate import SignAnswers, asked_of, stop_or_tell, week_of
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.letter_links import LetterLink, LetterLinks, LinkKind, mark_of
from planner.use_cases.make_week import Content

SESSION_LINK_LIFE: Final = timedelta(days=14)
"""So long after a session its letter may still say what became of it. [D]"""
_ABOUT_A_SESSION: Final = (LinkKind.DONE, LinkKind.NOT_TODAY, LinkKind.HURT, LinkKind.AS_USUAL, LinkKind.NOT_YET)
_WORST_PAIN: Final = 10


@dataclass(frozen=True, slots=True)
class LinkSpent:
    """Not made here, too old, or about something that is not there any more; which of them is not told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page asks before anything is kept. ``day`` is the session's, the morning's or the treatment's."""

    link: LetterLink
    name: str
    session_title: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class PainMissing:
    """Pain from 0 to 10 is needed."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class Acted:
    """Kept. ``stop_words``: show when to stop and get help (SAFE-03) and the pain scale beside the thanks."""

    asked: Asked
    stop_words: bool


@dataclass(frozen=True, slots=True)
class Unsubscribed:
    """``kinds`` do not come any more. ``for_life``: say B12-10 (``planner.care.b12.BEFORE_DELETING_REMINDERS``)."""

    name: str
    kinds: frozenset[LetterKind]
    for_life: bool


@dataclass(frozen=True, slots=True)
class _Found:
    person: KeptPerson
    asked: Asked


def find_action(storage: Storage, links: LetterLinks, token: str, now: datetime) -> Asked | LinkSpent:
    """What a link is about, unsubscribing too. Changes nothing."""
    with storage.reading() as uow:
        found = _find(uow, links, token, now)
    return LinkSpent() if found is None else found.asked


def act(
    storage: Storage,
    links: LetterLinks,
    token: str,
    now: datetime,
    message_domain: str,
    *,
    pain: int | None = None,
) -> Acted | PainMissing | LinkSpent:
    """Does what the link names; doing it again changes nothing more.

    ``pain`` 0 to 10 is needed for "it hurt", and kept with the two answers of the morning where it is given.
    """
    with storage.writing() as uow:
        found = _find(uow, links, token, now)
        if found is None or found.asked.link.kind is LinkKind.UNSUBSCRIBE:
            return LinkSpent()
        link = found.asked.link
        if pain is not None and not 0 <= pain <= _WORST_PAIN:
            pain = None
        if link.kind is LinkKind.HURT and pain is None:
            return PainMissing(found.asked)
        _do(uow, found.person, link, pain, now, message_domain)
        uow.commit()
    return Acted(found.asked, stop_words=link.kind in (LinkKind.HURT, LinkKind.NOT_YET))


def signs_to_ask(
    storage: Storage, links: LetterLinks, token: str, content: Content, now: datetime
) -> tuple[ShortQuestion, ...]:
    """The short form of the warning signs, which is asked after a session (CHK-01); none for any other link."""
    with storage.reading() as uow:
        found = _find(uow, links, token, now)
        week = None if found is None else _week_done(uow, found)
    return () if week is None else asked_of(week, content)


def tell_signs(
    storage: Storage, links: LetterLinks, token: str, signs: SignAnswers, content: Content, now: datetime
) -> Stopped | None:
    """Keeps what is new with the session; a warning sign stops the plan, as after a session in the application."""
    with storage.writing() as uow:
        found = _find(uow, links, token, now)
        week = None if found is None else _week_done(uow, found)
        if found is None or week is None or not signs.told:
            return None
        entry = uow.diaries.find_session(found.person.id, week.start, found.asked.link.session or SessionId(""))
        if entry is not None:
            uow.diaries.record_session(found.person.id, replace(entry, new_symptoms=signs.reported), now)
        stop = stop_or_tell(uow, found.person, asked_of(week, content), signs, content, now)
        uow.commit()
    return stop


def _week_done(uow: UnitOfWork, found: _Found) -> Week | None:
    """The week of a session that took place, by the link."""
    link = found.asked.link
    if link.kind not in (LinkKind.DONE, LinkKind.HURT) or link.week is None:
        return None
    return week_of(uow, found.person.id, link.week)


def unsubscribe(
    storage: Storage, links: LetterLinks, token: str, now: datetime, *, everything: bool = False
) -> Unsubscribed | LinkSpent:
    """Stops one kind of letter, or all about the plan, at once and without signing in (RFC 8058)."""
    with storage.writing() as uow:
        found = _find(uow, links, token, now)
        if found is None or found.asked.link.kind is not LinkKind.UNSUBSCRIBE or found.asked.link.letters is None:
            return LinkSpent()
        person = found.person
        kinds = frozenset(kind for kind in LetterKind if kind.is_about_the_plan)
        kinds = kinds if everything else frozenset({found.asked.link.letters})
        letters = uow.reminders.letters_of(person.id)
        uow.reminders.choose_letters(person.id, replace(letters, off=letters.off | kinds))
        uow.outbox.cancel_kinds(person.id, kinds, now)
        for_life = LetterKind.B12 in kinds and treated_for_life(person, local_day(person, now))
        uow.commit()
    return Unsubscribed(person.name, kinds, for_life)


def _find(uow: UnitOfWork, links: LetterLinks, token: str, now: datetime) -> _Found | None:
    link = links.read(token)
    person = None if link is None else uow.persons.find(link.person)
    if link is None or person is None or link.mark != mark_of(person):
        return None
    today = local_day(person, now)
    if link.kind is LinkKind.CONFIRM and (link.day is None or today - link.day > CONFIRM_WITHIN):
        return None
    if link.kind not in _ABOUT_A_SESSION:
        return _Found(person, Asked(link, person.name, None, link.day))
    place = _session_of(uow, person.id, link)
    if place is None or person.state is PersonState.STOPPED or today - place[0].date > SESSION_LINK_LIFE:
        return None
    return _Found(person, Asked(link, person.name, place[1].title, link.day or place[0].date))


def _session_of(uow: UnitOfWork, person: PersonId, link: LetterLink) -> tuple[Day, Session] | None:
    kept = None if link.week is None else uow.weeks.find_current(person, link.week)
    if kept is None:
        return None
    return next(((day, one) for day, one in read_week(kept).sessions if one.id == link.session), None)


def _do(
    uow: UnitOfWork, person: KeptPerson, link: LetterLink, pain: int | None, now: datetime, message_domain: str
) -> None:
    match link.kind:
        case LinkKind.DONE | LinkKind.NOT_TODAY | LinkKind.HURT if link.week and link.session:
            uow.diaries.record_session(person.id, _told(uow, person.id, link, link.week, link.session, pain), now)
        case LinkKind.AS_USUAL | LinkKind.NOT_YET if link.day and link.week and link.session:
            _keep_morning(uow, person.id, link, link.week, link.session, link.day, pain, now)
        case LinkKind.TREATED if link.day:
            uow.records.mark_treatment(person.id, _had(uow, person, link.day, now), now)
        case LinkKind.CONFIRM if link.address:
            take_address(uow, person, link.address, now, message_domain)
        case _:
            raise ValueError(f"a link of kind {link.kind} that lacks what it is about")


def _told(
    uow: UnitOfWork, person: PersonId, link: LetterLink, week: date, session: SessionId, pain: int | None
) -> SessionDiary:
    entry = uow.diaries.find_session(person, week, session)
    if link.kind is LinkKind.NOT_TODAY:
        # What was written down as done stays done.
        return entry or SessionDiary(week, session, "none")
    began = entry is not None and entry.done not in ("none", {})
    told = entry if entry is not None and began else SessionDiary(week, session, "all")
    if link.kind is LinkKind.DONE:
        return replace(told, done="all", skipped=())
    # Pain says that it was begun; how much of it was done is not asked here, and effort is not said, so nothing
    # goes up because of this entry. [D]
    return replace(told, pain_during=max(pain or 0, told.pain_during or 0))


def _keep_morning(
    uow: UnitOfWork,
    person: PersonId,
    link: LetterLink,
    week: date,
    session: SessionId,
    day: date,
    pain: int | None,
    now: datetime,
) -> None:
    log = next(iter(uow.diaries.days(person, day, day)), None) or DayLog(day)
    usual = link.kind is LinkKind.AS_USUAL
    uow.diaries.record_day(person, replace(log, back_to_usual=usual, pain=log.pain if pain is None else pain), now)
    entry = uow.diaries.find_session(person, week, session)
    if entry is not None and pain is not None:
        uow.diaries.record_session(person, replace(entry, pain_next_morning=pain), now)


def _had(uow: UnitOfWork, person: KeptPerson, day: date, now: datetime) -> TreatmentMark:
    """The mark of a treatment had on ``day``; a moved one keeps the date it was due on."""
    due = next((m.due for m in uow.records.treatments(person.id) if m.moved_to == day), day)
    return TreatmentMark(due, TreatmentState.DONE, day if due != day else None, now)
