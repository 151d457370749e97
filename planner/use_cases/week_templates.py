"""Weeks kept to be used again: for oneself or for the whole practice, without anything about the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final, Literal

from planner.domain.account import AccountId, KeptTemplate
from planner.domain.edits import UseTemplate
from planner.domain.kept import MadeBy
from planner.domain.person import PersonId
from planner.domain.week import Caps, Day, Item, PassState, ScreeningReport, Session, Stopped, Week, WeekPerson
from planner.exchange.week_file import week_from_json, week_to_json
from planner.generator.outcome import NotAllowed, NoWeekPossible
from planner.storage.unit_of_work import Storage
from planner.use_cases.edit_week import WeekChanged, change_week
from planner.use_cases.letter_facts import read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.show_week import NotNow
from planner.use_cases.templates import keep_template, kept_templates

KIND: Final = "week"
WAYS: Final[tuple[Literal["exact", "around", "prefer"], ...]] = ("exact", "around", "prefer")
"""Tried in this order: the first that the person's limits allow."""


def keep_week(
    storage: Storage, account: AccountId, person: PersonId, start: date, name: str, shared: bool, now: datetime
) -> KeptTemplate | None:
    """None for somebody who works in no practice, has no business with the person, or where there is no such week."""
    with storage.writing() as uow:
        kept = None if find_own(uow, account, person) is None else uow.weeks.find_current(person, start)
        if kept is None:
            return None
        template = keep_template(uow, account, name, KIND, week_to_json(nobodys(read_week(kept))), shared, now)
        uow.commit()
    return template


def put_on(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    start: date,
    template: int,
    content: Content,
    now: datetime,
    message_domain: str,
) -> WeekChanged | NotAllowed | NoWeekPossible | Stopped | NotNow | None:
    """The person's week of ``start`` with the template's sessions: as they are if the limits allow it, else joined by
    what the limits ask for, else planned afresh with the template's exercises where they fit."""
    found = next((kept for kept in kept_templates(storage, account, KIND) if kept.id == template), None)
    week = None if found is None else week_from_json(found.text)
    if week is None or isinstance(week, tuple):
        return None
    sessions = tuple(session for _day, session in week.sessions)
    outcome: WeekChanged | NotAllowed | NoWeekPossible | Stopped | NotNow | None = None
    for way in WAYS:
        edit = UseTemplate(sessions, way)
        outcome = change_week(
            storage, account, person, start, edit, content, now, message_domain, made_by=MadeBy.PRACTITIONER
        )
        if not isinstance(outcome, NotAllowed | NoWeekPossible):
            break
    return outcome


def nobodys(week: Week) -> Week:
    """The week without anything about the person it was made for: sessions, exercises and doses alone."""
    return replace(
        week,
        person=WeekPerson("-", 18, week.person.level, "UTC", "A4"),
        screening=ScreeningReport(PassState.PASS, (), (), Caps(), ()),
        days=tuple(_plain_day(day) for day in week.days),
        left_out=(),
        laws=(),
        changes=(),
        edits=None,
    )


def _plain_day(day: Day) -> Day:
    return replace(day, care=(), cards=(), sessions=tuple(_plain_session(session) for session in day.sessions))


def _plain_session(session: Session) -> Session:
    blocks = (replace(block, items=tuple(_plain(item) for item in block.items)) for block in session.blocks)
    return replace(session, blocks=tuple(blocks))


def _plain(item: Item) -> Item:
    return replace(item, adaptations=(), adaptation_texts=(), instead_of=None, why="", overridden=None)
