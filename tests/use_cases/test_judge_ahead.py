"""A batch is judged in one reading: as each letter by itself, and never by what was true long ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from planner.domain.diary import SessionDiary
from planner.domain.kept import PersonState
from planner.domain.reminder import LetterChoices, LetterKind, OutboxLetter
from planner.domain.week import SessionId
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.judge_ahead import FRESH_SECONDS, judge_ahead
from planner.use_cases.letter_judge import NotWanted, judge
from planner.use_cases.write_letter import LetterWriter
from tests.use_cases.conftest import Desk, Pencil
from tests.use_cases.letter_cases import DOMAIN, MONDAY


def _session_letter(desk: Desk) -> OutboxLetter:
    return next(letter for letter in desk.letters() if letter.kind is LetterKind.SESSION)


def _writer(desk: Desk, elapsed: Callable[[], float]) -> LetterWriter:
    address_of = "https://planner.example.org".__add__
    return LetterWriter(
        desk.storage,
        desk.content,
        Pencil(),
        f"planner@{DOMAIN}",
        address_of,
        lambda: desk.now,
        desk.links,
        elapsed=elapsed,
    )


CHANGES: dict[str, Callable[[UnitOfWork, Desk], Any]] = {
    "stopped": lambda uow, desk: uow.persons.change_state(desk.person, PersonState.STOPPED, "Please ask."),
    "paused": lambda uow, desk: uow.persons.change_state(desk.person, PersonState.PAUSED),
    "paused until a date": lambda uow, desk: uow.reminders.choose_letters(
        desk.person, LetterChoices(paused_until=MONDAY + timedelta(days=30))
    ),
    "unsubscribed": lambda uow, desk: uow.reminders.choose_letters(
        desk.person, LetterChoices(off=frozenset({LetterKind.SESSION}))
    ),
    "done": lambda uow, desk: uow.diaries.record_session(
        desk.person, SessionDiary(MONDAY, SessionId(str(_session_letter(desk).parameters["session"])), "all"), desk.now
    ),
    "bounced": lambda uow, desk: uow.addresses.suspend("person@example.org", "550 nobody", desk.now),
    "deleted": lambda uow, desk: uow.persons.delete(desk.person),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_after_the_batch_was_read_is_honoured_within_two_seconds(desk: Desk, change: str) -> None:
    letter = _session_letter(desk)
    desk.now, seconds = letter.next_at, [100.0]
    writer = _writer(desk, lambda: seconds[0])
    writer.prepare([letter])
    assert isinstance(writer(letter), bytes)
    writer.prepare([letter])
    with desk.storage.writing() as uow:
        CHANGES[change](uow, desk)
        uow.commit()
    seconds[0] += FRESH_SECONDS + 0.01
    assert isinstance(writer(letter), NotWanted)


def test_the_facts_are_never_older_than_a_few_seconds() -> None:
    assert 0 < FRESH_SECONDS <= 3


def test_a_letter_that_was_not_announced_is_judged_all_the_same(desk: Desk) -> None:
    letter = _session_letter(desk)
    desk.now = letter.next_at
    writer = _writer(desk, lambda: 0.0)
    writer.prepare([])
    assert isinstance(writer(letter), bytes)
    with desk.storage.writing() as uow:
        uow.persons.change_state(desk.person, PersonState.PAUSED)
        uow.commit()
    assert isinstance(writer(letter), NotWanted)


@pytest.mark.parametrize("hours", [-30, 0, 1, 5, 30])
def test_letters_judged_together_are_judged_as_each_by_itself(desk: Desk, hours: int) -> None:
    with desk.storage.writing() as uow:
        uow.diaries.record_session(desk.person, SessionDiary(MONDAY, SessionId("mon-1"), "none"), desk.now)
        uow.screenings.add(desk.person, uow.screenings.of_person(desk.person)[0])
        uow.commit()
    letters = desk.letters()
    assert len({letter.kind for letter in letters}) > 1
    for letter in letters:
        now: datetime = letter.next_at + timedelta(hours=hours)
        together = judge_ahead(desk.storage, [letter], desk.content.safety, now, 0.0)[letter.id].verdict
        with desk.storage.reading() as uow:
            assert together == judge(uow, letter, desk.content.safety, now)


def test_a_second_letter_to_the_same_person_waits_until_the_first_is_marked(desk: Desk) -> None:
    first, second, *_ = desk.letters()
    found = judge_ahead(desk.storage, [first, second], desk.content.safety, desk.now, 0.0)
    assert set(found) == {first.id}
