from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from planner.domain.account import AccessRole, PracticeRole
from planner.domain.diary import DayLog, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.health_record import BloodTest, TreatmentMark, TreatmentState
from planner.domain.kept import KeptPerson, MadeBy, NamedPerson, ScreeningEntry
from planner.domain.person import ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind, LetterState, NewLetter
from planner.domain.week import SessionId
from planner.storage.rows import Base
from planner.storage.unit_of_work import Storage, UnitOfWork

MONDAY = date(2026, 11, 23)
TOKEN = "a-long-secret-token"


@pytest.fixture
def person(storage: Storage, now: datetime) -> KeptPerson:
    with storage.writing() as unit:
        kept = unit.persons.add("Sam", "Europe/London", '{"name": "Sam"}', now)
        unit.commit()
    return kept


def letter(person: KeptPerson, now: datetime, key: str = "session/1") -> NewLetter:
    return NewLetter(key, LetterKind.SESSION, "sam@example.org", now, now + timedelta(hours=3), person.id, {"week": 1})


def test_a_day_written_down_again_replaces_the_day(storage: Storage, person: KeptPerson, now: datetime) -> None:
    with storage.writing() as unit:
        unit.diaries.record_day(person.id, DayLog(MONDAY, pain=6), now)
        better = DayLog(MONDAY, pain=3, tiredness=4, walk_minutes=12, painkillers=False, foods={"egg": 2.0}, note="ok")
        unit.diaries.record_day(person.id, better, now)
        unit.diaries.record_day(person.id, DayLog(MONDAY + timedelta(days=9)), now)
        assert unit.diaries.days(person.id, MONDAY, MONDAY + timedelta(days=6)) == (better,)


def test_one_session_of_the_diary_is_found_and_the_newest_entry_dated(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    entry = SessionDiary(MONDAY, SessionId("mon-1"), "all", effort=4)
    with storage.writing() as unit:
        assert unit.diaries.recorded_at(person.id) is None
        unit.diaries.record_session(person.id, entry, now)
        unit.diaries.record_week(person.id, WeekDiary(MONDAY, pain_average=2.5), now + timedelta(hours=1))
        assert unit.diaries.find_session(person.id, MONDAY, SessionId("mon-1")) == entry
        assert unit.diaries.find_session(person.id, MONDAY, SessionId("tue-1")) is None
        assert unit.diaries.recorded_at(person.id) == now + timedelta(hours=1)
        assert unit.diaries.of_person(person.id).weeks[0].pain_average == 2.5


def test_a_treatment_is_marked_moved_and_unmarked(storage: Storage, person: KeptPerson, now: datetime) -> None:
    moved = TreatmentMark(MONDAY, TreatmentState.MOVED, MONDAY + timedelta(days=3))
    with storage.writing() as unit:
        unit.records.mark_treatment(person.id, TreatmentMark(MONDAY, TreatmentState.MISSED), now)
        unit.records.mark_treatment(person.id, moved, now)
        (kept,) = unit.records.treatments(person.id)
        assert (kept.due, kept.state, kept.moved_to, kept.noted) == (moved.due, moved.state, moved.moved_to, now)
        unit.records.unmark_treatment(person.id, MONDAY)
        assert unit.records.treatments(person.id) == ()


def test_blood_results_come_by_the_day_they_were_taken_and_only_their_owner_removes_them(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    with storage.writing() as unit:
        other = unit.persons.add("Kim", "UTC", "{}", now)
        for taken, value in ((MONDAY, 112.0), (MONDAY - timedelta(days=30), 98.0)):
            unit.records.add_blood_result(
                person.id, test=BloodTest.HAEMOGLOBIN, taken=taken, value=value, unit="g/L", typed="x", now=now
            )
        old, new = unit.records.blood_results(person.id)
        assert (old.value, new.value, new.unit) == (98.0, 112.0, "g/L")
        unit.records.remove_blood_result(other.id, old.id)
        assert len(unit.records.blood_results(person.id)) == 2
        unit.records.remove_blood_result(person.id, old.id)
        assert unit.records.blood_results(person.id) == (new,)


def test_an_outcome_measured_twice_on_a_day_counts_once(storage: Storage, person: KeptPerson, now: datetime) -> None:
    with storage.writing() as unit:
        unit.records.add_outcome(person.id, "OUT-02", MONDAY, 4.0, {"lift a bag": 4}, now)
        unit.records.add_outcome(person.id, "OUT-02", MONDAY, 5.0, {"lift a bag": 5}, now)
        (score,) = unit.records.outcomes(person.id)
    assert (score.score, score.answers) == (5.0, {"lift a bag": 5})


def test_letter_choices_stay_beside_the_reminders(storage: Storage, person: KeptPerson, now: datetime) -> None:
    choices = LetterChoices(
        frozenset({LetterKind.MISS}), time(7, 30), frozenset({"mon", "thu"}), 2, MONDAY, address_confirmed=True
    )
    with storage.writing() as unit:
        assert unit.reminders.letters_of(person.id) == LetterChoices()
        unit.reminders.choose_letters(person.id, choices)
        unit.reminders.choose(person.id, ReminderChoices(email="sam@example.org"))
        assert unit.reminders.letters_of(person.id) == choices
        assert unit.reminders.of_person(person.id).email == "sam@example.org"


def test_a_suspended_address_keeps_its_first_reason_until_it_is_lifted(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        unit.addresses.suspend("Sam@Example.org", "550 no such user", now)
        unit.addresses.suspend("sam@example.org", "551", now)
        found = unit.addresses.find_suspension(" sam@example.org")
        assert found is not None
        assert found.reason == "550 no such user"
        unit.addresses.lift_suspension("SAM@example.org")
        assert unit.addresses.find_suspension("sam@example.org") is None


def test_a_failed_letter_is_sent_again_under_its_old_name_and_a_sent_one_is_not(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    with storage.writing() as unit:
        for key in ("session/1", "session/2"):
            unit.outbox.put(letter(person, now, key), now, "example.org")
        first, second = unit.outbox.claim("w", now).letters
        unit.outbox.mark_done(first.id, "w", LetterState.FAILED, now, "550")
        unit.outbox.mark_done(second.id, "w", LetterState.SENT, now)
        health = unit.outbox.health(now)
        assert (health.waiting, health.oldest_due, health.sent, health.failed) == (0, None, 1, 1)
        assert [found.id for found in unit.outbox.list_letters(now, outcome=LetterState.FAILED)] == [first.id]
        assert not unit.outbox.resend(second.id, later, later + timedelta(days=1))
        assert unit.outbox.resend(first.id, later, later + timedelta(days=1))
        again = unit.outbox.get(first.id, later)
        assert (again.state, again.message_id, again.attempts) == (LetterState.QUEUED, first.message_id, 0)
        assert unit.outbox.health(later).oldest_due == later
        assert unit.outbox.cancel(first.id, later)
        assert not unit.outbox.cancel(first.id, later)
        assert [found.id for found in unit.outbox.list_letters(later, limit=1, before=second.id)] == [first.id]


def test_every_version_of_a_week_is_kept_with_who_made_and_signed_it(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    bridge = ExerciseId("bridge")
    with storage.writing() as unit:
        first = unit.weeks.add(person.id, MONDAY, "{}", now)
        second = unit.weeks.add(
            person.id, MONDAY, "{}", now, made_by=MadeBy.CLOCK, edits='{"lost": []}', notes={bridge: "slowly"}
        )
        unit.weeks.sign(second.id, "Ola, physiotherapist", now)
        kept = unit.weeks.versions(person.id, MONDAY)
    assert [week.id for week in kept] == [first.id, second.id]
    assert (kept[0].made_by, kept[0].edits, kept[0].signed_by) == (MadeBy.PERSON, "{}", None)
    assert (kept[1].made_by, kept[1].notes, kept[1].signed_by, kept[1].signed_at) == (
        MadeBy.CLOCK,
        {bridge: "slowly"},
        "Ola, physiotherapist",
        now,
    )


def test_a_device_is_known_by_its_secret_until_it_is_signed_out(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        account, other = unit.accounts.add("a@example.org", now), unit.accounts.add("b@example.org", now)
        phone = unit.devices.add(account.id, "s1", "Firefox on Android", now)
        desk = unit.devices.add(account.id, "s2", "Chrome on Linux", now)
        unit.devices.seen(phone.id, now + timedelta(hours=1))
        assert [device.label for device in unit.devices.of_account(account.id)] == [phone.label, desk.label]
        unit.devices.remove(other.id, phone.id)
        assert unit.devices.find("s1") is not None
        unit.devices.remove(account.id, phone.id)
        assert unit.devices.find("s1") is None
        unit.devices.remove_all(account.id)
        assert unit.devices.of_account(account.id) == ()


def test_a_practice_shares_its_people_among_those_who_work_there(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    with storage.writing() as unit:
        practice, other = unit.practices.add("High Street"), unit.practices.add("Low Street")
        unit.practices.change(practice.id, "High Street Physio", "01632 960000")
        unit.practices.change_logo(practice.id, b"<svg/>", "image/svg+xml")
        head = unit.practices.get(practice.id)
        assert (head.name, head.telephone, head.logo) == ("High Street Physio", "01632 960000", b"<svg/>")
        ola = unit.practitioners.add(
            unit.accounts.add("ola@example.org", now).id, "Ola", "physio", practice.id, PracticeRole.ADMINISTRATOR
        )
        unit.practices.give_access(practice.id, person.id, now)
        assert unit.practices.names(practice.id) == (NamedPerson(person.id, person.name, person.state),)
        assert [found.id for found in unit.practices.practices_of(person.id)] == [practice.id]
        assert not unit.practices.may_see(other.id, person.id)
        unit.practitioners.remove(ola.id, now)
        assert unit.practitioners.of_practice(practice.id)[0].removed == now
        unit.practitioners.join(ola.id, other.id, PracticeRole.MEMBER, "Ola", "")
        (again,) = unit.practitioners.of_practice(other.id)
        assert (again.removed, again.role) == (None, PracticeRole.MEMBER)
        unit.practices.end_access(practice.id, person.id)
        assert unit.practices.names(practice.id) == ()


def test_an_invitation_is_found_by_its_token_alone(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        practice = unit.practices.add("High Street")
        made = unit.practices.invite(
            practice.id, "new@example.org", PracticeRole.MEMBER, TOKEN, now, now + timedelta(days=7)
        )
        assert unit.practices.find_invitation(TOKEN) == made
        assert unit.practices.find_invitation("another") is None
        unit.practices.use_invitation(made.id, now)
        assert unit.practices.invitations(practice.id)[0].used == now
        unit.practices.take_back_invitation(practice.id, made.id)
        assert unit.practices.invitations(practice.id) == ()


def test_a_revoked_link_opens_nothing(storage: Storage, person: KeptPerson, now: datetime) -> None:
    with storage.writing() as unit:
        other = unit.persons.add("Kim", "UTC", "{}", now)
        link = unit.practices.add_link(person.id, TOKEN, "Ola", now)
        unit.practices.revoke_link(other.id, link.id, now)
        assert unit.practices.find_link(TOKEN) == link
        unit.practices.revoke_link(person.id, link.id, now)
        assert unit.practices.find_link(TOKEN) is None
        assert unit.practices.links(person.id)[0].revoked == now


def test_templates_and_exercises_are_seen_by_their_maker_and_the_practice(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        practice = unit.practices.add("High Street")
        ola, kai = unit.accounts.add("ola@example.org", now), unit.accounts.add("kai@example.org", now)
        unit.practices.keep_template(ola.id, None, "Mine", "week", "{}", now)
        shared = unit.practices.keep_template(ola.id, practice.id, "Ours", "week", "{}", now)
        assert [kept.name for kept in unit.practices.templates(ola.id, practice.id)] == ["Mine", "Ours"]
        assert unit.practices.templates(kai.id, practice.id) == (shared,)
        assert unit.practices.templates(kai.id, None) == ()
        unit.practices.delete_template(kai.id, shared.id)
        assert unit.practices.templates(kai.id, practice.id) == (shared,)
        for text in ("old", "new"):
            unit.practices.keep_exercise(
                ola.id, practice.id, "my-bridge", state="ready", text=text, licence="CC0", author="Ola", source="",
                picture=b"png", picture_type="image/png", now=now,
            )  # fmt: skip
        (own,) = unit.practices.exercises(kai.id, practice.id)
        assert (own.text, own.picture) == ("new", b"png")
        unit.practices.delete_exercise(ola.id, own.id)
        assert unit.practices.exercises(ola.id, practice.id) == ()


def _fill(unit: UnitOfWork, person: KeptPerson, now: datetime) -> None:
    account = unit.accounts.add("sam@example.org", now)
    practice = unit.practices.add("High Street")
    unit.accounts.give_access(account.id, person.id, AccessRole.SELF, now)
    unit.persons.give_consent(person.id, "1", now)
    unit.screenings.add(person.id, ScreeningEntry(now, "PASS", ()))
    unit.reminders.choose(person.id, ReminderChoices())
    unit.weeks.add(person.id, MONDAY, "{}", now)
    unit.outbox.put(letter(person, now), now, "example.org")
    unit.diaries.record_session(person.id, SessionDiary(MONDAY, SessionId("mon-1"), "all"), now)
    unit.diaries.record_week(person.id, WeekDiary(MONDAY), now)
    unit.diaries.record_day(person.id, DayLog(MONDAY), now)
    unit.records.mark_treatment(person.id, TreatmentMark(MONDAY, TreatmentState.DONE), now)
    unit.records.add_blood_result(
        person.id, test=BloodTest.B12, taken=MONDAY, value=200, unit="ng/L", typed="200", now=now
    )
    unit.records.add_outcome(person.id, "OUT-01", MONDAY, 3, {}, now)
    unit.practices.give_access(practice.id, person.id, now)
    unit.practices.log_access(person.id, account.id, "Ola", "looked at the week", now)
    unit.practices.add_link(person.id, TOKEN, "Ola", now)


def test_a_deleted_person_leaves_no_row_behind_in_any_table(
    storage: Storage, person: KeptPerson, now: datetime
) -> None:
    about_people = [table for table in Base.metadata.sorted_tables if "person_id" in table.c]
    with storage.writing() as unit:
        _fill(unit, person, now)
        filled = {t.name for t in about_people if unit.session.scalar(select(func.count()).select_from(t))}
        assert filled == {table.name for table in about_people}
        assert unit.practices.access_log(person.id)[0].what == "looked at the week"
        unit.persons.delete(person.id)
        left = {t.name for t in about_people if unit.session.scalar(select(func.count()).select_from(t))}
        assert left == set()
        assert unit.persons.find(person.id) is None
