"""The links in letters, and what somebody chooses about their letters."""

from __future__ import annotations

import dataclasses
import re
from datetime import time, timedelta

import pytest

from planner.domain.diary import SessionDiary
from planner.domain.health_record import TreatmentState
from planner.domain.kept import PersonState
from planner.domain.person import ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind, LetterState
from planner.domain.week import SessionId
from planner.use_cases.choose_letters import (
    BadAddress,
    NotPausable,
    Paused,
    ReminderView,
    TooManyLetters,
    choose_reminders,
    lift_suspension,
    pause_letters,
    reminder_view,
    renew_feed,
    resume_letters,
)
from planner.use_cases.letter_actions import (
    Acted,
    Asked,
    LinkSpent,
    PainMissing,
    Unsubscribed,
    act,
    find_action,
    unsubscribe,
)
from planner.use_cases.letter_links import LetterLink, LinkKind, mark_of
from planner.use_cases.queue_ahead import queue_ahead
from tests.use_cases.conftest import Desk
from tests.use_cases.letter_cases import DOMAIN, MONDAY, at, on

MON = SessionId("mon-1")


def token(desk: Desk, kind: LinkKind, **changes: object) -> str:
    person = desk.kept()
    return desk.links.make(LetterLink(kind, person.id, mark_of(person), **changes))  # type: ignore[arg-type]


def press(desk: Desk, kind: LinkKind, pain: int | None = None, **changes: object) -> object:
    return act(desk.storage, desk.links, token(desk, kind, **changes), desk.now, DOMAIN, pain=pain)


def entry(desk: Desk) -> SessionDiary | None:
    with desk.storage.reading() as uow:
        return uow.diaries.find_session(desk.person, MONDAY, MON)


# Sessions


def test_looking_at_a_link_changes_nothing(desk: Desk) -> None:
    for kind in (LinkKind.DONE, LinkKind.NOT_TODAY, LinkKind.HURT):
        asked = find_action(desk.storage, desk.links, token(desk, kind, week=MONDAY, session=MON), desk.now)
        assert isinstance(asked, Asked)
        assert (asked.day, bool(asked.session_title)) == (MONDAY, True)
    assert entry(desk) is None


def test_done_is_written_down_and_doing_it_twice_is_the_same(desk: Desk) -> None:
    for _ in range(2):
        assert isinstance(press(desk, LinkKind.DONE, week=MONDAY, session=MON), Acted)
        assert entry(desk) == SessionDiary(MONDAY, MON, "all")


def test_not_today_is_written_down_but_never_over_what_was_done(desk: Desk) -> None:
    press(desk, LinkKind.NOT_TODAY, week=MONDAY, session=MON)
    assert entry(desk) == SessionDiary(MONDAY, MON, "none")
    press(desk, LinkKind.DONE, week=MONDAY, session=MON)
    press(desk, LinkKind.NOT_TODAY, week=MONDAY, session=MON)
    assert entry(desk) == SessionDiary(MONDAY, MON, "all")


def test_it_hurt_asks_how_much_and_keeps_the_worst(desk: Desk) -> None:
    assert isinstance(press(desk, LinkKind.HURT, week=MONDAY, session=MON), PainMissing)
    assert isinstance(press(desk, LinkKind.HURT, pain=11, week=MONDAY, session=MON), PainMissing)
    assert entry(desk) is None
    told = press(desk, LinkKind.HURT, pain=7, week=MONDAY, session=MON)
    assert isinstance(told, Acted)
    assert told.stop_words
    press(desk, LinkKind.HURT, pain=4, week=MONDAY, session=MON)
    found = entry(desk)
    assert found is not None
    assert found.pain_during == 7


def test_what_was_written_in_the_application_stays(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        uow.diaries.record_session(desk.person, SessionDiary(MONDAY, MON, "all", effort=4, tiredness=2), desk.now)
        uow.commit()
    press(desk, LinkKind.HURT, pain=5, week=MONDAY, session=MON)
    assert entry(desk) == SessionDiary(MONDAY, MON, "all", effort=4, pain_during=5, tiredness=2)


def test_the_morning_after_takes_one_tap(desk: Desk) -> None:
    press(desk, LinkKind.DONE, week=MONDAY, session=MON)
    morning = {"day": on(1), "week": MONDAY, "session": MON}
    assert isinstance(press(desk, LinkKind.AS_USUAL, **morning), Acted)
    with desk.storage.reading() as uow:
        (log,) = uow.diaries.days(desk.person, on(1), on(1))
    assert (log.back_to_usual, log.pain) == (True, None)
    worse = press(desk, LinkKind.NOT_YET, pain=6, **morning)
    assert isinstance(worse, Acted)
    assert worse.stop_words
    with desk.storage.reading() as uow:
        (log,) = uow.diaries.days(desk.person, on(1), on(1))
    assert (log.back_to_usual, log.pain) == (False, 6)
    found = entry(desk)
    assert found is not None
    assert found.pain_next_morning == 6


@pytest.mark.parametrize("days", [15, 400])
def test_a_link_about_a_session_long_ago_does_nothing(desk: Desk, days: int) -> None:
    desk.now += timedelta(days=days + 1)
    assert isinstance(press(desk, LinkKind.DONE, week=MONDAY, session=MON), LinkSpent)


def test_a_link_about_a_session_that_is_not_there_does_nothing(desk: Desk) -> None:
    assert isinstance(press(desk, LinkKind.DONE, week=MONDAY, session=SessionId("sun-7")), LinkSpent)
    assert isinstance(press(desk, LinkKind.DONE, week=on(7), session=MON), LinkSpent)


def test_after_a_stop_the_links_of_sessions_do_nothing(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        uow.persons.change_state(desk.person, PersonState.STOPPED, "Please ask.")
        uow.commit()
    assert isinstance(press(desk, LinkKind.DONE, week=MONDAY, session=MON), LinkSpent)


def test_a_link_of_somebody_else_with_the_same_number_does_nothing(desk: Desk) -> None:
    other = desk.links.make(LetterLink(LinkKind.DONE, desk.person, "0" * 12, week=MONDAY, session=MON))
    assert isinstance(act(desk.storage, desk.links, other, desk.now, DOMAIN), LinkSpent)


def test_a_treatment_that_was_had_is_marked(desk: Desk) -> None:
    assert isinstance(press(desk, LinkKind.TREATED, day=on(14)), Acted)
    with desk.storage.reading() as uow:
        (mark,) = uow.records.treatments(desk.person)
    assert (mark.due, mark.state) == (on(14), TreatmentState.DONE)


# Unsubscribing


def test_one_click_stops_one_kind_of_letter(desk: Desk) -> None:
    link = token(desk, LinkKind.UNSUBSCRIBE, letters=LetterKind.SESSION)
    assert isinstance(find_action(desk.storage, desk.links, link, desk.now), Asked)
    assert LetterKind.SESSION in {letter.kind for letter in desk.letters() if letter.state is LetterState.QUEUED}
    gone = unsubscribe(desk.storage, desk.links, link, desk.now)
    assert isinstance(gone, Unsubscribed)
    assert gone.kinds == {LetterKind.SESSION}
    for now in (desk.now, at(0, 5)):
        queue_ahead(desk.storage, now, DOMAIN)
        states = {(letter.kind, letter.state) for letter in desk.letters() if letter.kind is not LetterKind.MISS}
        assert states == {(LetterKind.WEEK_AHEAD, LetterState.QUEUED), (LetterKind.SESSION, LetterState.CANCELLED)}


def test_everything_can_be_stopped_at_once_and_treatments_for_life_are_named(desk: Desk) -> None:
    link = token(desk, LinkKind.UNSUBSCRIBE, letters=LetterKind.WEEK_AHEAD)
    gone = unsubscribe(desk.storage, desk.links, link, desk.now, everything=True)
    assert isinstance(gone, Unsubscribed)
    assert gone.for_life  # B12-10
    assert {letter.state for letter in desk.letters()} == {LetterState.CANCELLED}
    desk.send()
    assert desk.sender.sent == []


def test_another_link_does_not_unsubscribe_and_unsubscribing_does_nothing_else(desk: Desk) -> None:
    done = token(desk, LinkKind.DONE, week=MONDAY, session=MON)
    assert isinstance(unsubscribe(desk.storage, desk.links, done, desk.now), LinkSpent)
    assert isinstance(press(desk, LinkKind.UNSUBSCRIBE, letters=LetterKind.SESSION), LinkSpent)


# Choosing


def view(desk: Desk) -> ReminderView:
    found = reminder_view(desk.storage, desk.account, desk.person, desk.now)
    assert found is not None
    return found


def choose(desk: Desk, email: str | None = "person@example.org", **letters: object) -> object:
    before = view(desk)
    return choose_reminders(
        desk.storage,
        desk.account,
        desk.person,
        dataclasses.replace(before.choices, email=email),
        dataclasses.replace(before.letters, **letters),  # type: ignore[arg-type]
        desk.now,
        DOMAIN,
    )


def test_choices_move_the_letters_that_wait(desk: Desk) -> None:
    desk.send()
    choose(desk, session_at=time(7, 5))
    due = [letter.next_at for letter in desk.letters() if letter.state is LetterState.QUEUED]
    assert due[0] == at(0, 7, 5)
    choose(desk, off=frozenset({LetterKind.SESSION}))
    assert not any(letter.state is LetterState.QUEUED for letter in desk.letters())


def test_a_new_address_is_used_only_when_its_link_was_opened(desk: Desk) -> None:
    chosen = choose(desk, email=" New@Example.org ")
    assert isinstance(chosen, ReminderView)
    assert (chosen.to_confirm, chosen.choices.email) == ("new@example.org", "person@example.org")
    desk.send()
    mail = next(mail for mail in desk.mails() if mail["To"] == "new@example.org")
    assert mail["List-Unsubscribe"] is None
    body = mail.get_body(("plain",))
    assert body is not None
    link = re.search(r"/letters/([a-z_]+~\S+)", body.get_content())
    assert link is not None
    assert isinstance(act(desk.storage, desk.links, link[1], desk.now, DOMAIN), Acted)
    assert (view(desk).choices.email, view(desk).letters.address_confirmed) == ("new@example.org", True)
    waiting = {letter.to_address for letter in desk.letters() if letter.state is LetterState.QUEUED}
    assert waiting == {"new@example.org"}
    desk.now += timedelta(days=8)
    assert isinstance(act(desk.storage, desk.links, link[1], desk.now, DOMAIN), LinkSpent)


@pytest.mark.parametrize("address", ["sam", "sam@host", "a b@example.org", "sam@example.org\nBcc: x@example.org", "@"])
def test_an_address_that_cannot_be_one_is_refused(desk: Desk, address: str) -> None:
    assert isinstance(choose(desk, email=address), BadAddress)


def test_nobody_can_be_flooded_with_letters_to_confirm(desk: Desk) -> None:
    asked = [choose(desk, email=f"new{n}@example.org") for n in range(6)]
    assert [isinstance(each, TooManyLetters) for each in asked] == [False] * 5 + [True]


def test_a_stranger_chooses_nothing(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        stranger = uow.accounts.add("stranger@example.org", desk.now).id
        uow.commit()
    args = (desk.storage, stranger, desk.person)
    assert reminder_view(*args, desk.now) is None
    assert choose_reminders(*args, ReminderChoices(), LetterChoices(), desk.now, DOMAIN) is None
    assert pause_letters(*args, on(7), desk.now, DOMAIN) is None
    assert resume_letters(*args, desk.now, DOMAIN) is None
    assert renew_feed(*args) is None
    assert not lift_suspension(*args, desk.now, DOMAIN)


# Pausing


def test_a_pause_stops_the_letters_and_ends_by_itself(desk: Desk) -> None:
    desk.send()
    assert pause_letters(desk.storage, desk.account, desk.person, on(3), desk.now, DOMAIN) == Paused(on(3))
    desk.now = at(0, 8)
    queue_ahead(desk.storage, desk.now, DOMAIN)
    desk.send()
    assert desk.subjects()[1:] == ["Your letters are paused"]
    desk.now = at(3, 6, 30)
    queue_ahead(desk.storage, desk.now, DOMAIN)
    assert desk.kept().state is PersonState.ACTIVE
    desk.send()
    assert desk.subjects()[2:] == ["Your plan goes on"]
    desk.now = at(3, 7, 1)
    desk.send()
    assert desk.subjects()[3:] == ["Your plan for Thursday 26 November, 07:30"]


def test_a_pause_can_be_ended_sooner(desk: Desk) -> None:
    pause_letters(desk.storage, desk.account, desk.person, on(20), desk.now, DOMAIN)
    assert resume_letters(desk.storage, desk.account, desk.person, desk.now, DOMAIN) is True
    assert resume_letters(desk.storage, desk.account, desk.person, desk.now, DOMAIN) is False
    assert view(desk).letters.paused_until is None
    desk.send()
    # The word about the pause is not true any more when it would go out.
    assert sorted(desk.subjects()) == ["Your plan goes on", "Your week from Monday 23 November"]


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_pause_ends_within_a_year(desk: Desk, days: int) -> None:
    until = desk.now.date() + timedelta(days=days)
    assert isinstance(pause_letters(desk.storage, desk.account, desk.person, until, desk.now, DOMAIN), NotPausable)


def test_a_stopped_plan_cannot_be_paused_into_going_on(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        uow.persons.change_state(desk.person, PersonState.STOPPED, "Please ask.")
        uow.commit()
    assert isinstance(pause_letters(desk.storage, desk.account, desk.person, on(7), desk.now, DOMAIN), NotPausable)
    assert resume_letters(desk.storage, desk.account, desk.person, desk.now, DOMAIN) is False
