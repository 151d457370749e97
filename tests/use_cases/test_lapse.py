"""A clearance that runs out, and questions that have come due, take hold at once and not with the next week."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from planner.domain.kept import MadeBy, PersonState
from planner.domain.reminder import LetterKind, LetterState
from planner.domain.week import Stopped
from planner.exchange.profile_file import profile_from_text
from planner.screening.gate import screen
from planner.screening.rescreen import News
from planner.use_cases.clock_round import ClockRound, clock_round
from planner.use_cases.lapse import end_lapsed, stop_if_lapsed
from planner.use_cases.letter_facts import read_week
from planner.use_cases.rescreening import due_now, report_news
from tests.use_cases.conftest import Desk
from tests.use_cases.letter_cases import DOMAIN, at, on

LAST_DAY = on(2)
"""A clearance of twelve weeks before holds on this day, and not on the next."""
AGREED = {"date": (LAST_DAY - timedelta(days=84)).isoformat(), "role": "physiotherapist", "limits": "", "for": ["MYE"]}


def change(desk: Desk, **answers: Any) -> None:
    kept = desk.kept()
    text = json.dumps(json.loads(kept.answers) | answers)
    with desk.storage.writing() as uow:
        uow.persons.change_answers(kept.id, kept.name, kept.time_zone, text)
        uow.commit()


def with_myelopathy(desk: Desk) -> None:
    """Passes only by the clearance."""
    change(desk, spine={"diagnosis": "yes", "surgery": "no", "myelopathy": "yes"}, clearance=AGREED)


def round_at(desk: Desk, now: datetime) -> None:
    desk.now = now
    clock_round(ClockRound(desk.storage, desk.content, desk.links, DOMAIN), now, desk.send)


def test_a_plan_that_a_clearance_carried_stops_the_day_after_its_last(desk: Desk) -> None:
    with_myelopathy(desk)
    round_at(desk, at(2, 23))
    assert desk.kept().state is PersonState.ACTIVE
    round_at(desk, at(3, 0, 5))
    assert desk.kept().state is PersonState.STOPPED
    assert not [x for x in desk.letters() if x.kind.is_about_the_plan and x.state is LetterState.QUEUED]
    with desk.storage.reading() as uow:
        assert uow.screenings.of_person(desk.person)[-1].state == "STOP_CLEAR"


def test_a_page_does_not_wait_for_the_clock(desk: Desk) -> None:
    with_myelopathy(desk)
    assert not stop_if_lapsed(desk.storage, desk.kept(), desk.content, at(2, 23))
    assert stop_if_lapsed(desk.storage, desk.kept(), desk.content, at(3, 1))
    assert desk.kept().state is PersonState.STOPPED
    assert not stop_if_lapsed(desk.storage, desk.kept(), desk.content, at(3, 1))


def test_who_passes_without_the_clearance_goes_on(desk: Desk) -> None:
    change(desk, clearance=AGREED)
    assert end_lapsed(desk.storage, desk.content, at(4, 9), DOMAIN) == 0
    assert desk.kept().state is PersonState.ACTIVE
    assert len(desk.weeks()) == 1


def test_an_override_lapses_with_the_clearance_and_the_rest_of_the_week_is_planned_without_it(desk: Desk) -> None:
    change(desk, joint_pain={"knee": 8, "wrist": 8, "shoulder": 8, "neck": 8})
    only_overridden = refused_of_week(desk)
    assert only_overridden
    by = "a physiotherapist"
    overrides = [{"exercise": each, "reason": "went well", "by": by} for each in sorted(only_overridden)]
    change(desk, clearance=AGREED | {"for": ["KOA"]}, overrides=overrides)
    round_at(desk, at(2, 23))
    assert len(desk.weeks()) == 1
    round_at(desk, at(3, 0, 5))
    (kept,) = desk.weeks()
    assert (kept.made_by, kept.sequence) == (MadeBy.CLOCK, 1)
    to_come = {i.exercise for d, s in read_week(kept).sessions if d.date > LAST_DAY for i in s.items}
    assert to_come
    assert not to_come & only_overridden
    assert end_lapsed(desk.storage, desk.content, at(3, 1), DOMAIN) == 0


def refused_of_week(desk: Desk) -> set[str]:
    """What the kept week holds after the last day and the answers of now leave out."""
    profile = profile_from_text(desk.kept().answers, LAST_DAY)
    assert not isinstance(profile, tuple)
    passed = screen(profile, desk.content.library, desk.content.safety, LAST_DAY)
    assert not isinstance(passed, Stopped)
    held = {i.exercise for d, s in desk.week().sessions if d.date > LAST_DAY for i in s.items}
    return set(held - passed.exercises.usable.keys())


def test_no_session_comes_by_letter_while_the_questions_are_due_but_one_letter_about_them(desk: Desk) -> None:
    desk.send()
    with desk.storage.writing() as uow:
        report_news(uow, desk.kept(), (News.FALL,), at(-1, 20))
        uow.commit()
    before = len(desk.subjects())
    for day in range(6):
        for hour in (0, 7, 12, 18, 23):
            round_at(desk, at(day, hour, 30))
    assert [s for s in desk.subjects()[before:] if "Some questions" in s] == ["Some questions before your next week"]
    assert not [x for x in desk.letters() if x.kind is LetterKind.SESSION and x.state is LetterState.SENT]


def test_a_pause_does_not_keep_the_answers_young(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        uow.persons.change_state(desk.person, PersonState.PAUSED)
        uow.commit()
    with desk.storage.reading() as uow:
        assert due_now(uow, desk.kept(), desk.content.safety, on(5)) is None
        assert due_now(uow, desk.kept(), desk.content.safety, on(30)) is not None
