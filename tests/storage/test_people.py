from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from planner.domain.account import Access, AccessRole, AccountId
from planner.domain.diary import Diary, ItemDone, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.kept import KeptPerson, PersonState, ScreeningEntry
from planner.domain.person import PostureBreaks, QuietHours, ReminderChoices
from planner.domain.week import SessionId
from planner.storage.unit_of_work import Storage

MONDAY = date(2026, 11, 23)


@pytest.fixture
def person(storage: Storage, now: datetime) -> KeptPerson:
    with storage.writing() as unit:
        kept = unit.persons.add("Sam", "Europe/London", '{"name": "Sam"}', now)
        unit.commit()
    return kept


def test_an_account_is_found_however_its_address_is_typed(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        account = unit.accounts.get_or_add("Sam@Example.org ", now)
        assert account.email == "sam@example.org"
        assert unit.accounts.get_or_add(" SAM@example.ORG", now) == account
        assert unit.accounts.find(account.id) == account
        assert unit.accounts.find(AccountId(account.id + 1)) is None


def test_one_account_looks_after_many_people_and_a_person_needs_none(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    with storage.writing() as unit:
        account = unit.accounts.add("sam@example.org", now)
        mother = unit.persons.add("Ida", "Europe/London", "{}", now)
        lonely = unit.persons.add("Kim", "UTC", "{}", now)
        unit.accounts.give_access(account.id, person.id, AccessRole.SELF, now)
        unit.accounts.give_access(account.id, mother.id, AccessRole.CARER, now + timedelta(seconds=1))
        unit.accounts.give_access(account.id, mother.id, AccessRole.SELF, now + timedelta(days=1))
        assert unit.persons.of_account(account.id) == (person, mother)
        assert unit.accounts.access_of(account.id) == (
            Access(account.id, person.id, AccessRole.SELF),
            Access(account.id, mother.id, AccessRole.CARER),
        )
        assert unit.accounts.may_see(account.id, mother.id)
        assert not unit.accounts.may_see(account.id, lonely.id)


def test_a_practitioner_is_neither_an_account_nor_a_person(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        account = unit.accounts.add("physio@example.org", now)
        assert unit.practitioners.find_by_account(account.id) is None
        practice = unit.practices.add("High Street").id
        added = unit.practitioners.add(account.id, "Ola", "physiotherapist", practice)
        assert unit.practitioners.find_by_account(account.id) == added
        assert unit.persons.of_account(account.id) == ()


def test_a_stop_keeps_its_message_until_the_person_is_active_again(storage: Storage, person: KeptPerson) -> None:
    with storage.writing() as unit:
        unit.persons.change_state(person.id, PersonState.STOPPED, "Please see your doctor.")
        assert unit.persons.get(person.id).stop_message == "Please see your doctor."
        unit.persons.change_state(person.id, PersonState.ACTIVE)
        assert unit.persons.get(person.id) == person


def test_a_renewed_feed_address_closes_the_old_one(storage: Storage, person: KeptPerson) -> None:
    with storage.writing() as unit:
        new = unit.persons.renew_feed_secret(person.id)
        assert unit.persons.find_by_feed_secret(person.feed_secret) is None
        found = unit.persons.find_by_feed_secret(new)
    assert found is not None
    assert (found.id, found.key) == (person.id, person.key)


def test_the_newest_consent_counts(storage: Storage, person: KeptPerson, now: datetime) -> None:
    with storage.writing() as unit:
        assert unit.persons.find_consent(person.id) is None
        unit.persons.give_consent(person.id, "1", now)
        unit.persons.give_consent(person.id, "2", now + timedelta(days=1))
        consent = unit.persons.find_consent(person.id)
    assert consent is not None
    assert (consent.version, consent.given, consent.withdrawn) == ("2", now + timedelta(days=1), None)


def test_a_week_planned_again_is_a_new_version_beside_the_old(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    with storage.writing() as unit:
        first = unit.weeks.add(person.id, MONDAY, "{}", now)
        second = unit.weeks.add(person.id, MONDAY, '{"a": 1}', now, sheet_sha256="0" * 64)
        other = unit.weeks.add(person.id, MONDAY + timedelta(days=7), "{}", now)
        assert [week.sequence for week in (first, second, other)] == [0, 1, 0]
        assert unit.weeks.find_current(person.id, MONDAY) == second
        assert unit.weeks.find(first.id) == first
        assert unit.weeks.of_person(person.id) == (second, other)
        assert unit.weeks.find_current(person.id, MONDAY + timedelta(days=1)) is None


def test_every_screening_is_logged_also_of_somebody_who_was_not_kept(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    entries = (
        ScreeningEntry(now, "PASS_RESTRICTED", ("AMB-01",), ("OP", "PN")),
        ScreeningEntry(now + timedelta(days=1), "STOP_CLEAR", ("RED-08",), message="Please ask."),
    )
    with storage.writing() as unit:
        for entry in entries:
            unit.screenings.add(person.id, entry)
        unit.screenings.add(None, entries[1])
        assert unit.screenings.of_person(person.id) == entries


def test_a_diary_comes_back_as_it_was_written(storage: Storage, person: KeptPerson, now: datetime) -> None:
    whole = SessionDiary(MONDAY, SessionId("mon-1"), "all", effort=4, pain_during=2, tiredness=3)
    partly = SessionDiary(
        MONDAY,
        SessionId("wed-1"),
        {ExerciseId("bird-dog"): ItemDone(sets=3, reps=(6, 4, 2)), ExerciseId("bridge"): ItemDone(reps=5)},
        skipped=(ExerciseId("plank-wall"),),
        pain_next_morning=0,
        new_symptoms=("RED-05",),
        exercises={ExerciseId("bird-dog"): ItemNote(pain=6, settled_by_morning=False)},
    )
    week = WeekDiary(MONDAY, walk_minutes=70, b12_done=False, tiredness_average=3.5)
    with storage.writing() as unit:
        unit.diaries.record_session(person.id, SessionDiary(MONDAY, SessionId("mon-1"), "none"), now)
        for diary in (whole, partly):
            unit.diaries.record_session(person.id, diary, now)
        unit.diaries.record_week(person.id, week, now)
        unit.commit()
    with storage.reading() as unit:
        assert unit.diaries.of_person(person.id) == Diary((whole, partly), (week,))


def test_reminder_choices_come_back_as_they_were_made(storage: Storage, person: KeptPerson) -> None:
    choices = ReminderChoices(
        email="sam@example.org",
        session_minutes_before=30,
        weekly_day="sun",
        weekly_at=time(18, 0),
        posture=PostureBreaks(60, time(9), time(17)),
        quiet=QuietHours(time(21), time(7)),
    )
    with storage.writing() as unit:
        assert unit.reminders.of_person(person.id) == ReminderChoices()
        unit.reminders.choose(person.id, choices)
        assert unit.reminders.of_person(person.id) == choices
        unit.reminders.choose(person.id, ReminderChoices(email="new@example.org"))
        assert unit.reminders.of_person(person.id) == ReminderChoices(email="new@example.org")


def test_a_sign_in_link_works_once_and_not_for_ever(storage: Storage, now: datetime) -> None:
    minutes = timedelta(minutes=15)
    with storage.writing() as unit:
        account = unit.accounts.add("sam@example.org", now).id
        token = unit.sign_in_links.make(account, now, minutes)
        late = unit.sign_in_links.make(account, now, minutes)
        assert unit.sign_in_links.find(token, now) == account
        assert unit.sign_in_links.find("guess", now) is None
        assert unit.sign_in_links.use(token, now) == account
        assert unit.sign_in_links.use(token, now) is None
        assert unit.sign_in_links.find(token, now) is None
        assert unit.sign_in_links.use(late, now + minutes) is None
        unit.sign_in_links.forget_expired(now + timedelta(days=1))
        unit.commit()


def test_a_sign_in_token_is_not_kept_readable(storage: Storage, now: datetime) -> None:
    from sqlalchemy import text

    with storage.writing() as unit:
        token = unit.sign_in_links.make(unit.accounts.add("sam@example.org", now).id, now, timedelta(minutes=15))
        kept = unit.session.execute(text("SELECT * FROM sign_in_links")).all()
    assert token not in str(kept)


def test_tries_are_counted_for_each_key_and_window(storage: Storage, now: datetime) -> None:
    minute = timedelta(minutes=1)
    with storage.writing() as unit:
        counts = [unit.rate_limits.count("a", now + timedelta(seconds=s), minute) for s in (0, 30, 59, 60)]
        assert counts == [1, 2, 3, 1]
        assert unit.rate_limits.count("b", now, minute) == 1
        unit.rate_limits.forget(now + minute)
        assert unit.rate_limits.count("a", now, minute) == 1
