"""From a person and a week to letters that are sent once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from planner.domain.account import AccessRole
from planner.domain.exercise import Level
from planner.domain.kept import PersonState
from planner.domain.person import (
    B12,
    Answer,
    BackPain,
    BloodPressure,
    Bones,
    DayOffer,
    Falls,
    HipReplacement,
    Numbness,
    Pregnancy,
    Profile,
    QuietHours,
    ReminderChoices,
    Spine,
    WorseWith,
    weekday_of,
)
from planner.domain.reminder import LetterKind, LetterState, OutboxLetter
from planner.domain.week import (
    Caps,
    Day,
    PassState,
    ScreeningReport,
    Session,
    SessionId,
    SolverReport,
    Stopped,
    StopState,
    Week,
    WeekPerson,
)
from planner.mail.local_mailbox import LocalMailbox
from planner.mail.message import Envelope, Letter, UnusableAddress, build_message
from planner.mail.senders import Delivery, Meanwhile, MemorySender, Refused, Sent, Unreachable
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.queue_week_letters import queue_week_letters
from planner.use_cases.record_person import PersonEntry, Recorded, record_person, record_stop
from planner.use_cases.send_due_letters import SendReport, WriteLetter, send_due_letters

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DOMAIN = "example.org"
NO = Answer.NO


def profile(**changes: object) -> Profile:
    plain = Profile(
        name="Sam",
        age=58,
        days={"mon": DayOffer(20, time(7, 30)), "thu": DayOffer(20, time(18))},
        back_pain=BackPain(3, NO, WorseWith.NEITHER),
        floor=Answer.YES,
        stand_10_minutes=Answer.YES,
        walk_10_minutes=Answer.YES,
        tiredness=3,
        numbness=Numbness((), None, None),
        b12=B12(NO),
        falls=Falls(NO, NO),
        blood_pressure=BloodPressure(NO, NO),
        bones=Bones(NO, NO, NO, NO),
        spine=Spine(NO, NO, NO),
        surgery_within_12_weeks=NO,
        hip_replacement=HipReplacement(NO),
        pregnancy=Pregnancy(NO),
        red_flags=(),
        time_zone="Europe/London",
        reminders=ReminderChoices("sam@example.org", session_minutes_before=30, quiet=QuietHours(time(21), time(7))),
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def week(sessions: dict[int, time], start: date = MONDAY) -> Week:
    """A week with a session at these times, by the number of the day."""
    days = []
    for n in range(7):
        day = start + timedelta(days=n)
        found = (
            (Session(SessionId(f"{weekday_of(day)}-1"), sessions[n], 20, 18.0, "Core", ()),) if n in sessions else ()
        )
        days.append(Day(day, weekday_of(day), not found, found))
    return Week(
        start,
        "1",
        WeekPerson("Sam", 58, Level.BEGINNER, "Europe/London", "A4"),
        ScreeningReport(PassState.PASS, (), (), Caps(), ()),
        tuple(days),
        (),
        (),
        (),
        SolverReport("optimal", 0, 0, 0.1),
    )


TWO = {0: time(7, 30), 3: time(18)}


def entry(sessions: dict[int, time] | None = None, **changes: object) -> PersonEntry:
    who = profile(**changes)
    return PersonEntry(who, '{"name": "Sam"}', week(TWO if sessions is None else sessions), "1")


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    url = f"sqlite:///{tmp_path / 'planner.sqlite3'}"
    migrate.upgrade(url)
    storage = Storage(make_engine(url))
    yield storage
    storage.close()


@pytest.fixture
def recorded(storage: Storage) -> Recorded:
    return record_person(storage, entry(), NOW, DOMAIN)


def letters(storage: Storage, recorded: Recorded, now: datetime = NOW) -> tuple[OutboxLetter, ...]:
    with storage.reading() as unit:
        return unit.outbox.of_person(recorded.person.id, now)


def written(letter: OutboxLetter) -> bytes:
    content = Letter(f"{letter.kind.value} {letter.parameters.get('date', '')}".strip(), "text", "<p>html</p>")
    return build_message(
        content, Envelope("Plan", "planner@example.org", letter.to_address, letter.message_id, letter.created)
    )


class Clock:
    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Replies(MemorySender):
    """Gives these answers one after another, then takes everything."""

    def __init__(self, *replies: Delivery) -> None:
        super().__init__()
        self.replies = list(replies)
        self.tried = 0

    def send(
        self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = lambda: None
    ) -> Delivery:
        self.tried += 1
        reply = self.replies.pop(0) if self.replies else Sent()
        return super().send(to_address, message, return_path, meanwhile) if isinstance(reply, Sent) else reply


def send(
    storage: Storage, sender: MemorySender, clock: Callable[[], datetime], write: WriteLetter = written
) -> SendReport:
    return send_due_letters(storage, sender, write, clock, "w")


# Keeping a person


def test_person_account_consent_screening_week_and_letters_are_kept_together(
    storage: Storage, recorded: Recorded
) -> None:
    with storage.reading() as unit:
        account = unit.accounts.find_by_email("sam@example.org")
        assert account is not None
        assert unit.accounts.access_of(account.id)[0].role is AccessRole.SELF
        assert unit.persons.of_account(account.id) == (recorded.person,)
        consent = unit.persons.find_consent(recorded.person.id)
        assert consent is not None
        assert (consent.version, consent.given) == ("1", NOW)
        assert [s.state for s in unit.screenings.of_person(recorded.person.id)] == ["PASS"]
        assert unit.weeks.find_current(recorded.person.id, MONDAY) == recorded.week
        assert unit.reminders.of_person(recorded.person.id) == profile().reminders
    assert recorded.letters.waiting == 3


def test_a_letter_that_cannot_be_queued_leaves_nothing_behind(storage: Storage) -> None:
    broken = ReminderChoices("sam@example.org\nBcc: all@example.org")
    with pytest.raises(ValueError, match="line break"):
        record_person(storage, entry(reminders=broken), NOW, DOMAIN)
    with storage.reading() as unit:
        assert sum(unit.outbox.counts(NOW).values()) == 0
        assert unit.accounts.find_by_email(broken.email or "") is None


def test_the_same_person_again_is_a_new_version_of_the_week(storage: Storage, recorded: Recorded) -> None:
    again = record_person(storage, entry(), NOW, DOMAIN)
    assert again.person == recorded.person
    assert again.week.sequence == 1
    assert len(letters(storage, recorded)) == 3


def test_two_people_may_share_an_address(storage: Storage, recorded: Recorded) -> None:
    other = record_person(storage, entry(name="Ida"), NOW, DOMAIN)
    assert other.person.id != recorded.person.id
    with storage.reading() as unit:
        account = unit.accounts.find_by_email("sam@example.org")
        assert account is not None
        assert [a.role for a in unit.accounts.access_of(account.id)] == [AccessRole.SELF, AccessRole.CARER]


def test_a_person_without_an_address_has_no_account_and_gets_no_letters(storage: Storage) -> None:
    kept = record_person(storage, entry(reminders=ReminderChoices()), NOW, DOMAIN)
    assert kept.letters.waiting == 0
    assert letters(storage, kept) == ()


def test_a_stop_ends_the_letters_and_passing_again_brings_them_back(storage: Storage, recorded: Recorded) -> None:
    stopped = record_stop(storage, profile(), Stopped(StopState.CLEARANCE, ("RED-08",), "Please ask."), NOW)
    assert stopped is not None
    assert (stopped.state, stopped.stop_message) == (PersonState.STOPPED, "Please ask.")
    assert {letter.state for letter in letters(storage, recorded)} == {LetterState.CANCELLED}
    assert send(storage, sender := MemorySender(), Clock(NOW + timedelta(days=1))).queue[LetterState.CANCELLED] == 3
    assert sender.sent == []
    again = record_person(storage, entry(), NOW, DOMAIN)
    assert again.person.state is PersonState.ACTIVE
    assert again.letters.waiting == 3


def test_a_stop_of_a_stranger_keeps_nothing_but_the_log(storage: Storage) -> None:
    assert record_stop(storage, profile(), Stopped(StopState.EMERGENCY, ("RED-01",), "Call."), NOW) is None
    with storage.reading() as unit:
        assert unit.accounts.find_by_email("sam@example.org") is None


# Queueing


def test_the_week_ahead_is_due_at_once_and_each_session_before_it_begins(storage: Storage, recorded: Recorded) -> None:
    found = {(each.kind, each.parameters.get("session")): each for each in letters(storage, recorded)}
    ahead = found[LetterKind.WEEK_AHEAD, None]
    assert (ahead.next_at, ahead.expires) == (NOW, datetime(2026, 11, 30, tzinfo=UTC))
    assert ahead.parameters == {"week": recorded.week.id}
    monday, thursday = found[LetterKind.SESSION, "mon-1"], found[LetterKind.SESSION, "thu-1"]
    assert monday.next_at == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert monday.expires == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert thursday.next_at == datetime(2026, 11, 26, 17, 30, tzinfo=UTC)
    assert thursday.parameters == {"week": recorded.week.id, "date": "2026-11-26", "session": "thu-1"}


def test_a_week_over_the_change_of_the_clocks_keeps_its_wall_times(storage: Storage) -> None:
    spring = dataclasses.replace(entry(), week=week({5: time(10), 6: time(10)}, date(2027, 3, 22)))
    kept = record_person(storage, spring, NOW, DOMAIN)
    due = [each.next_at for each in letters(storage, kept) if each.kind is LetterKind.SESSION]
    assert due == [datetime(2027, 3, 27, 9, 30, tzinfo=UTC), datetime(2027, 3, 28, 8, 30, tzinfo=UTC)]


def test_a_session_that_is_long_over_gets_no_letter(storage: Storage) -> None:
    kept = record_person(storage, entry(), datetime(2026, 11, 24, 9, 0, tzinfo=UTC), DOMAIN)
    assert [each.parameters.get("session") for each in letters(storage, kept)] == [None, "thu-1"]


def test_a_week_of_the_past_is_still_sent_to_whoever_just_asked_for_it(storage: Storage) -> None:
    late = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    record_person(storage, entry(), late, DOMAIN)
    assert send(storage, MemorySender(), Clock(late)).done[LetterState.SENT] == 1


def test_without_minutes_before_only_the_week_ahead_is_sent(storage: Storage) -> None:
    kept = record_person(storage, entry(reminders=ReminderChoices("sam@example.org")), NOW, DOMAIN)
    assert [each.kind for each in letters(storage, kept)] == [LetterKind.WEEK_AHEAD]


def test_planning_again_moves_what_has_not_gone_out_and_doubles_nothing(storage: Storage, recorded: Recorded) -> None:
    assert send(storage, MemorySender(), Clock()).done[LetterState.SENT] == 1
    edited = week({1: time(9), 3: time(19)})
    with storage.writing() as unit:
        kept = unit.weeks.add(recorded.person.id, MONDAY, "{}", NOW)
        unit.commit()
    queued = queue_week_letters(storage, recorded.person.id, edited, kept, NOW, DOMAIN)
    assert (queued.waiting, queued.taken_back) == (2, 1)
    found = {each.parameters.get("session"): each for each in letters(storage, recorded)}
    assert found[None].state is LetterState.SENT
    assert found["mon-1"].state is LetterState.CANCELLED
    assert found["tue-1"].next_at == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert found["thu-1"].next_at == datetime(2026, 11, 26, 18, 30, tzinfo=UTC)
    assert found["thu-1"].parameters["week"] == kept.id


def test_another_week_of_the_same_person_is_left_alone(storage: Storage, recorded: Recorded) -> None:
    after = dataclasses.replace(entry(), week=week(TWO, MONDAY + timedelta(days=7)))
    record_person(storage, after, NOW, DOMAIN)
    assert [each.state for each in letters(storage, recorded)] == [LetterState.QUEUED] * 6


def test_somebody_who_paused_gets_nothing_queued(storage: Storage, recorded: Recorded) -> None:
    with storage.writing() as unit:
        unit.persons.change_state(recorded.person.id, PersonState.PAUSED)
        unit.commit()
    queued = queue_week_letters(storage, recorded.person.id, week(TWO), recorded.week, NOW, DOMAIN)
    assert (queued.waiting, queued.taken_back) == (0, 3)


# Sending


def test_what_is_due_goes_out_once(storage: Storage, recorded: Recorded) -> None:
    sender, clock = MemorySender(), Clock()
    report = send(storage, sender, clock)
    assert report.done[LetterState.SENT] == 1
    assert (report.queue[LetterState.SENT], report.queue[LetterState.QUEUED]) == (1, 2)
    assert not report.any_failed
    assert send(storage, sender, clock).done[LetterState.SENT] == 0
    assert [to for to, _ in sender.sent] == ["sam@example.org"]


def test_a_machine_that_slept_sends_what_is_of_use_and_lets_the_rest_expire(
    storage: Storage, recorded: Recorded
) -> None:
    sender = MemorySender()
    report = send(storage, sender, Clock(datetime(2026, 11, 26, 18, 30, tzinfo=UTC)))
    subjects = [message_from_bytes(message)["Subject"] for _, message in sender.sent]
    assert subjects == ["week_ahead", "session 2026-11-26"]
    assert (report.done[LetterState.SENT], report.done[LetterState.EXPIRED]) == (2, 1)


def test_many_letters_leave_in_one_run(storage: Storage) -> None:
    for n in range(45):
        record_person(storage, entry(name=f"Sam {n}"), NOW, DOMAIN)
    sender = MemorySender()
    assert send(storage, sender, Clock()).done[LetterState.SENT] == 45
    assert len({message_from_bytes(message)["Message-ID"] for _, message in sender.sent}) == 45


def test_a_refusal_for_now_is_tried_again_and_again_until_it_is_of_no_use(storage: Storage, recorded: Recorded) -> None:
    clock = Clock(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    sender = Replies(Sent(), *[Refused("451 try later", permanent=False)] * 50)
    while clock.now < datetime(2026, 11, 23, 12, 0, tzinfo=UTC):
        report = send(storage, sender, clock)
        clock.now += timedelta(minutes=1)
    assert 5 <= sender.tried <= 12
    found = {each.parameters.get("session"): each for each in letters(storage, recorded, clock.now)}
    assert found["mon-1"].state is LetterState.EXPIRED
    assert found["mon-1"].last_error == "451 try later"
    assert report.queue[LetterState.QUEUED] == 1


def test_a_refusal_for_good_is_not_tried_again(storage: Storage, recorded: Recorded) -> None:
    sender, clock = Replies(Refused("550 no such user", permanent=True)), Clock()
    report = send(storage, sender, clock)
    assert report.any_failed
    clock.now += timedelta(hours=5)
    assert not send(storage, sender, clock).any_failed
    assert sender.tried == 1
    assert letters(storage, recorded)[0].last_error == "550 no such user"


def test_when_the_server_is_down_nothing_is_lost_and_nobody_else_is_tried(storage: Storage) -> None:
    for n in range(5):
        record_person(storage, entry(name=f"Sam {n}"), NOW, DOMAIN)
    sender, clock = Replies(Unreachable("connection refused")), Clock()
    report = send(storage, sender, clock)
    assert (sender.tried, report.trouble) == (1, "connection refused")
    assert report.queue[LetterState.QUEUED] == 15
    clock.now += timedelta(minutes=2)
    assert send(storage, sender, clock).done[LetterState.SENT] == 5


def test_a_crash_after_sending_sends_again_with_the_same_message_id(storage: Storage, recorded: Recorded) -> None:
    class Crash(MemorySender):
        def send(
            self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = lambda: None
        ) -> Delivery:
            super().send(to_address, message, return_path, meanwhile)
            raise KeyboardInterrupt

    crashed, clock = Crash(), Clock()
    with pytest.raises(KeyboardInterrupt):
        send(storage, crashed, clock)
    assert send(storage, again := MemorySender(), clock).queue[LetterState.LEASED] == 1
    assert again.sent == []
    clock.now += timedelta(minutes=5)
    assert send(storage, again, clock).done[LetterState.SENT] == 1
    assert again.sent == crashed.sent


def test_in_the_local_mailbox_even_a_crash_makes_no_double(
    storage: Storage, recorded: Recorded, tmp_path: Path
) -> None:
    box = LocalMailbox(tmp_path / "mail")
    box.send("sam@example.org", written(letters(storage, recorded)[0]))
    send_due_letters(storage, box, written, Clock(), "w")
    assert len(box.headings()) == 1


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("Sam", "Ida"):
        kept = record_person(storage, entry(name=name), NOW, DOMAIN)

    def write(letter: OutboxLetter) -> bytes:
        if letter.person != kept.person.id:
            raise KeyError("no drawing")
        return written(letter)

    report = send(storage, MemorySender(), Clock(), write)
    assert (report.done[LetterState.SENT], report.done[LetterState.QUEUED]) == (1, 1)
    assert "cannot be written" in caplog.text


def test_an_unusable_address_fails_for_good(storage: Storage, recorded: Recorded) -> None:
    def write(letter: OutboxLetter) -> bytes:
        raise UnusableAddress("That address cannot be used.")

    assert send(storage, MemorySender(), Clock(), write).any_failed


def test_a_letter_that_is_not_wanted_any_more_is_cancelled(storage: Storage, recorded: Recorded) -> None:
    report = send(storage, sender := MemorySender(), Clock(), lambda letter: None)
    assert report.done[LetterState.CANCELLED] == 1
    assert sender.sent == []


def test_a_slow_batch_is_given_back_before_its_lease_ends(storage: Storage) -> None:
    for n in range(8):
        record_person(storage, entry(name=f"Sam {n}"), NOW, DOMAIN)
    clock = Clock()

    class Slow(MemorySender):
        def send(
            self, to_address: str, message: bytes, return_path: str | None = None, meanwhile: Meanwhile = lambda: None
        ) -> Delivery:
            clock.now += timedelta(seconds=60)
            return super().send(to_address, message, return_path, meanwhile)

    sender = Slow()
    assert send(storage, sender, clock).done[LetterState.SENT] == 8
    assert len({message_from_bytes(message)["Message-ID"] for _, message in sender.sent}) == 8


def test_every_letter_ends_in_one_state_only(storage: Storage) -> None:
    replies = [Sent(), Refused("451", permanent=False), Refused("550", permanent=True), Unreachable("down")] * 8
    for n in range(10):
        record_person(storage, entry(name=f"Sam {n}"), NOW, DOMAIN)
    sender, clock = Replies(*replies), Clock()
    for _ in range(70):
        report = send(storage, sender, clock)
        clock.now += timedelta(hours=2, minutes=30)
    assert sum(report.queue.values()) == 30
    assert report.queue[LetterState.QUEUED] == report.queue[LetterState.LEASED] == 0
    assert report.queue[LetterState.SENT] == len(sender.sent)
