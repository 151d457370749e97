"""Letters judged at the moment they go out, with the real writer and a real week."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage

import pytest

from planner.domain.diary import SessionDiary
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import PersonState
from planner.domain.person import QuietHours
from planner.domain.reminder import LetterChoices, LetterKind, LetterState
from planner.domain.week import SessionId, Stopped, StopState
from planner.mail.senders import Delivery, Meanwhile, MemorySender, Refused, Sent
from planner.use_cases.choose_letters import lift_suspension, reminder_view
from planner.use_cases.dry_run import letters_to_come
from planner.use_cases.intake import stop_plan
from planner.use_cases.outbox_desk import cancel, health_of, list_letters, resend
from planner.use_cases.queue_ahead import queue_ahead
from tests.use_cases.conftest import Desk
from tests.use_cases.letter_cases import DOMAIN, MONDAY, at, on

MON = SessionId("mon-1")
SESSION = "Your plan for Monday 23 November, 07:30"
AHEAD = "Your week from Monday 23 November"


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def run(desk: Desk, until: datetime, hours: tuple[float, ...] = (0, 7, 9, 9.5, 10, 17.5, 18, 22.5)) -> None:
    """The clock of a machine that is awake, looked at in these hours of every day, in UTC."""
    day = datetime.combine(desk.now.date(), time(), UTC)
    while day < until:
        for hour in hours:
            if desk.now <= day + timedelta(hours=hour) < until:
                desk.now = day + timedelta(hours=hour)
                queue_ahead(desk.storage, desk.now, DOMAIN)
                desk.send()
        day += timedelta(days=1)
    desk.now = until


def write_down(desk: Desk, *sessions: str, done: str = "all") -> None:
    with desk.storage.writing() as uow:
        for name in sessions:
            uow.diaries.record_session(desk.person, SessionDiary(MONDAY, SessionId(name), done), desk.now)  # type: ignore[arg-type]
        uow.commit()


def change(desk: Desk, **letters: object) -> None:
    with desk.storage.writing() as uow:
        uow.reminders.choose_letters(desk.person, dataclasses.replace(LetterChoices(), **letters))  # type: ignore[arg-type]
        uow.commit()


# What is true when a letter goes out


def test_a_session_that_was_done_before_its_letter_went_out_has_none(desk: Desk) -> None:
    desk.send()
    write_down(desk, "mon-1")
    desk.now = at(0, 7)
    desk.send()
    assert desk.subjects() == [AHEAD]
    (letter,) = [each for each in desk.letters() if each.parameters.get("session") == "mon-1"]
    assert (letter.state, letter.last_error) == (LetterState.CANCELLED, "It is not needed any more.")


def test_a_session_that_was_moved_after_queueing_gets_its_letter_in_the_new_time(desk: Desk) -> None:
    week = desk.week()
    monday = week.days[0]
    later = dataclasses.replace(monday.sessions[0], at=time(10))
    moved = dataclasses.replace(week, days=(dataclasses.replace(monday, sessions=(later,)), *week.days[1:]))
    from planner.exchange.week_file import week_to_json

    with desk.storage.writing() as uow:
        uow.weeks.add(desk.person, MONDAY, week_to_json(moved), desk.now)
        uow.commit()
    desk.now = at(0, 7)
    desk.send()
    assert SESSION not in desk.subjects()
    desk.now = at(0, 9, 30)
    desk.send()
    assert desk.subjects()[-1] == "Your plan for Monday 23 November, 10:00"


def test_a_zone_that_changed_moves_the_letters(desk: Desk) -> None:
    desk.send()
    kept = desk.kept()
    with desk.storage.writing() as uow:
        uow.persons.change_answers(desk.person, kept.name, "America/New_York", kept.answers)
        uow.commit()
    desk.now = at(0, 7)
    desk.send()
    assert desk.subjects() == [AHEAD]
    desk.now = at(0, 12)
    desk.send()
    assert desk.subjects() == [AHEAD, SESSION]


def test_a_zone_further_east_is_noticed_by_the_next_round(desk: Desk) -> None:
    desk.send()
    kept = desk.kept()
    with desk.storage.writing() as uow:
        uow.persons.change_answers(desk.person, kept.name, "Asia/Tokyo", kept.answers)
        uow.commit()
    run(desk, at(-1, 23))
    assert desk.subjects() == [AHEAD, SESSION]


def test_a_machine_that_slept_a_day_sends_no_burst(desk: Desk) -> None:
    desk.now = at(1, 17, 30)
    queue_ahead(desk.storage, desk.now, DOMAIN)
    desk.send()
    # The week ahead was asked for and still comes; Monday's session is over; Tuesday's has its letter.
    assert sorted(desk.subjects()) == ["Your plan for Tuesday 24 November, 18:00", AHEAD]
    assert {letter.state for letter in desk.letters() if letter.done} == {LetterState.SENT, LetterState.EXPIRED}


def test_a_letter_that_is_late_does_not_come_in_quiet_hours(desk: Desk) -> None:
    desk.send()
    with desk.storage.writing() as uow:
        choices = uow.reminders.of_person(desk.person)
        quiet = QuietHours(time(6), time(9))
        uow.reminders.choose(desk.person, dataclasses.replace(choices, quiet=quiet))
        uow.commit()
    desk.now = at(0, 7)
    desk.send()
    assert desk.subjects() == [AHEAD]


def test_a_day_brings_one_letter_at_most_and_two_where_two_were_chosen(desk: Desk) -> None:
    run(desk, at(7, 0))
    seen = [letter.done.date() for letter in desk.letters() if letter.done and letter.state is LetterState.SENT]
    counted = [day for day in seen if day != date(2026, 11, 22)]
    assert len(counted) == len(set(counted))


def test_nothing_comes_to_a_person_whose_plan_is_stopped_but_the_word_that_it_is(desk: Desk) -> None:
    desk.send()
    with desk.storage.writing() as uow:
        stop_plan(uow, uow.persons.get(desk.person), Stopped(StopState.CLEARANCE, ("RED-08",), "Please ask."), desk.now)
        uow.commit()
    run(desk, at(2, 0))
    assert desk.subjects() == [AHEAD, "Your plan has stopped"]
    assert "Please ask." in text(desk.mails()[-1])


# What is in the letters


def test_a_session_letter_carries_signed_links_and_can_be_stopped_with_one_click(desk: Desk) -> None:
    desk.now = at(0, 7)
    desk.send()
    mail = next(mail for mail in desk.mails() if mail["Subject"] == SESSION)
    assert len(re.findall("https://planner.example.org/letters/(?:done|not_today|hurt)~", text(mail))) == 3
    assert mail["List-Unsubscribe"].startswith("<https://planner.example.org/letters/unsubscribe~")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for place in ("/letters/unsubscribe~", "/people/1/reminders", "/people/1/week"):
        assert place in text(mail)


def test_the_questions_of_the_day_stand_before_the_exercises_of_a_letter(desk: Desk) -> None:
    desk.now = at(0, 7)
    desk.send()
    mail = next(mail for mail in desk.mails() if mail["Subject"] == SESSION)
    gate = text(mail).index(f"https://planner.example.org/people/{desk.person}/session/{MONDAY}/mon-1")
    assert gate < text(mail).index(desk.week().sessions[0][1].items[0].name)


def test_links_are_as_long_as_the_week_they_were_made_for_says(desk: Desk) -> None:
    run(desk, at(1, 0))
    for mail in desk.mails():
        assert not mail.defects
        assert max(map(len, text(mail).splitlines())) < 200


def test_a_check_in_rides_in_the_letter_of_the_session(desk: Desk) -> None:
    desk.send()
    desk.now = at(5, 9, 30)
    desk.send()
    (mail,) = desk.mails()[1:]
    assert mail["Subject"].startswith("Your plan for Saturday")
    assert f"/people/{desk.person}/check-in/weekly" in text(mail)
    write_down(desk, "sat-1")
    run(desk, at(6, 12))
    assert [s for s in desk.subjects() if "two minutes" in s] == []


def test_treatments_are_reminded_of_with_the_words_of_the_rule(desk: Desk) -> None:
    # Sam's last injection was on 14 September, the clinic gives one every twelve weeks: 7 December.
    change(desk, off=frozenset(LetterKind) - {LetterKind.B12})
    run(desk, at(19, 0), (9,))
    dates = [(letter.parameters["step"], letter.done) for letter in desk.letters() if letter.kind is LetterKind.B12]
    assert dates == [("before", at(7, 9)), ("day", at(14, 9)), ("after", at(17, 9))]
    last = " ".join(text(desk.mails()[-1]).split())
    assert "Your next B12 treatment date has passed. Please contact your clinic to rebook." in last
    assert "Absorption problem: food cannot replace your injections" in last
    assert "/letters/treated~" in last


def test_a_treatment_marked_as_done_is_not_asked_about_any_more(desk: Desk) -> None:
    change(desk, off=frozenset(LetterKind) - {LetterKind.B12})
    run(desk, at(15, 0), (9,))
    with desk.storage.writing() as uow:
        uow.records.mark_treatment(desk.person, TreatmentMark(on(14), TreatmentState.DONE), desk.now)
        uow.commit()
    run(desk, at(20, 0), (9,))
    assert len([letter for letter in desk.letters() if letter.kind is LetterKind.B12]) == 2


# Dead addresses


class Dead(MemorySender):
    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = lambda: None
    ) -> Delivery:
        super().send(to_address, message, return_path, meanwhile)
        return Refused("550 5.1.1 no such user", permanent=True, dead_address=True) if len(self.sent) == 1 else Sent()


def test_a_dead_address_gets_no_more_letters_until_its_owner_says_that_it_works(desk: Desk) -> None:
    desk.sender = Dead()
    desk.send()
    view = reminder_view(desk.storage, desk.account, desk.person, desk.now)
    assert view is not None
    assert view.suspended is not None
    assert view.suspended.reason == "550 5.1.1 no such user"
    desk.now = at(0, 7)
    desk.send()
    assert len(desk.sender.sent) == 1
    assert lift_suspension(desk.storage, desk.account, desk.person, desk.now, DOMAIN)
    desk.send()
    assert desk.subjects()[1:] == ["Please confirm your address"]


# The host's desk


def test_the_host_sees_sends_again_and_takes_back(desk: Desk) -> None:
    waiting = list_letters(desk.storage, desk.now, state=LetterState.QUEUED)
    assert {letter.kind for letter in waiting} == {LetterKind.WEEK_AHEAD, LetterKind.SESSION}
    ahead = next(letter for letter in waiting if letter.kind is LetterKind.WEEK_AHEAD)
    assert cancel(desk.storage, ahead.id, desk.now)
    assert not cancel(desk.storage, ahead.id, desk.now)
    desk.send()
    assert desk.sender.sent == []
    assert resend(desk.storage, ahead.id, desk.now)
    desk.send()
    assert desk.subjects() == [AHEAD]
    assert not resend(desk.storage, ahead.id, desk.now)
    health = health_of(desk.storage, desk.now)
    assert (health.sent, health.failed, health.oldest_due) == (1, 0, None)


def test_what_the_host_took_back_does_not_come_again_by_itself(desk: Desk) -> None:
    for letter in list_letters(desk.storage, desk.now):
        cancel(desk.storage, letter.id, desk.now)
    run(desk, at(0, 12))
    assert desk.sender.sent == []


def test_health_names_the_oldest_letter_that_is_due(desk: Desk) -> None:
    health = health_of(desk.storage, at(0, 8))
    assert health.oldest_due == at(-1, 9)
    assert health.waiting == len(desk.letters())


# The dry run


def test_the_dry_run_says_what_the_next_days_then_bring(desk: Desk) -> None:
    foreseen = [(each.kind, each.at) for each in letters_to_come(desk.storage, desk.person, desk.now)]
    run(desk, at(6, 9))
    happened = sorted((letter.done, letter.kind) for letter in desk.letters() if letter.state is LetterState.SENT)
    assert [(kind, when) for when, kind in happened] == [(kind, when) for kind, when in foreseen if when < at(6, 9)]
    assert {kind for kind, _ in foreseen} == {LetterKind.WEEK_AHEAD, LetterKind.SESSION, LetterKind.MISS}


@pytest.mark.parametrize("state", [PersonState.STOPPED, PersonState.PAUSED])
def test_the_dry_run_of_somebody_without_letters_is_empty(desk: Desk, state: PersonState) -> None:
    with desk.storage.writing() as uow:
        uow.persons.change_state(desk.person, state)
        uow.outbox.cancel_plan_letters(desk.person, desk.now)
        uow.commit()
    assert letters_to_come(desk.storage, desk.person, desk.now) == ()


def test_the_sheet_of_the_week_ahead_has_its_practice_and_a_way_back_to_the_page(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        practice = uow.practices.add("High Street").id
        uow.practices.give_access(practice, desk.person, desk.now)
        uow.commit()
    desk.send()
    (sheet,) = [part.get_content() for part in desk.mails()[0].iter_attachments() if "pdf" in part.get_content_type()]
    assert "name='High Street'" in sheet.decode()
    assert f"own_page='https://planner.example.org/people/{desk.person}/weeks/2026-11-23'" in sheet.decode()
