from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from planner.domain.diary import DayLog, SessionDiary, WeekDiary
from planner.domain.kept import PersonState, ScreeningEntry
from planner.domain.person import PersonId, ReminderChoices
from planner.domain.reminder import (
    LetterChoices,
    LetterKind,
    LetterState,
    LineBreakInHeader,
    NewLetter,
    OutboxLetter,
)
from planner.domain.week import SessionId
from planner.storage.engine import make_engine
from planner.storage.repositories.outbox import LEASE, backoff
from planner.storage.unit_of_work import Storage, UnitOfWork

ALL_ENDS = (LetterState.SENT, LetterState.FAILED, LetterState.EXPIRED, LetterState.CANCELLED)


@pytest.fixture
def person(storage: Storage, now: datetime) -> PersonId:
    with storage.writing() as unit:
        kept = unit.persons.add("Sam", "UTC", "{}", now)
        unit.commit()
    return kept.id


def letter(key: str, person: PersonId | None, due: datetime, kind: LetterKind = LetterKind.SESSION) -> NewLetter:
    return NewLetter(key, kind, "sam@example.org", due, due + timedelta(hours=3), person, {"week": 1})


def put(storage: Storage, now: datetime, *letters: NewLetter) -> list[bool]:
    with storage.writing() as unit:
        queued = [unit.outbox.put(each, now, "example.org") for each in letters]
        unit.commit()
    return queued


def claim(storage: Storage, worker: str, now: datetime, limit: int = 20) -> tuple[OutboxLetter, ...]:
    with storage.writing() as unit:
        claimed = unit.outbox.claim(worker, now, limit).letters
        unit.commit()
    return claimed


def mark(storage: Storage, one: OutboxLetter, worker: str, state: LetterState, now: datetime) -> bool:
    with storage.writing() as unit:
        done = unit.outbox.mark_done(one.id, worker, state, now)
        unit.commit()
    return done


def states(storage: Storage, now: datetime) -> dict[LetterState, int]:
    with storage.reading() as unit:
        return {state: n for state, n in unit.outbox.counts(now).items() if n}


def test_a_letter_is_queued_once_whatever_happens(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, letter("a", person, now))
    put(storage, now, letter("a", person, now))
    assert states(storage, now) == {LetterState.QUEUED: 1}
    (one,) = claim(storage, "w", now)
    assert mark(storage, one, "w", LetterState.SENT, now)
    assert put(storage, now, letter("a", person, now)) == [False]
    assert states(storage, now) == {LetterState.SENT: 1}


def test_only_due_letters_are_claimed_the_oldest_first(storage: Storage, person: PersonId, now: datetime) -> None:
    hour = timedelta(hours=1)
    put(
        storage, now, letter("later", person, now + hour), letter("new", person, now), letter("old", person, now - hour)
    )
    assert [each.once_key for each in claim(storage, "w", now, limit=1)] == ["old"]
    assert [each.once_key for each in claim(storage, "w", now)] == ["new"]
    assert claim(storage, "w", now) == ()


def test_a_claimed_letter_belongs_to_one_worker_until_its_lease_ends(
    storage: Storage, person: PersonId, now: datetime
) -> None:
    put(storage, now, letter("a", person, now))
    (first,) = claim(storage, "dead", now)
    assert (first.state, first.attempts) == (LetterState.LEASED, 1)
    assert claim(storage, "w", now + LEASE - timedelta(seconds=1)) == ()
    (again,) = claim(storage, "w", now + LEASE)
    assert (again.message_id, again.attempts) == (first.message_id, 2)
    assert not mark(storage, first, "dead", LetterState.SENT, now + LEASE)
    assert mark(storage, again, "w", LetterState.SENT, now + LEASE)
    assert not mark(storage, again, "w", LetterState.FAILED, now + LEASE)


def test_a_useless_letter_expires_instead_of_going_out(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, letter("a", person, now - timedelta(hours=3)), letter("b", person, now - timedelta(hours=2)))
    assert [each.once_key for each in claim(storage, "w", now)] == ["b"]
    assert states(storage, now) == {LetterState.EXPIRED: 1, LetterState.LEASED: 1}


@pytest.mark.parametrize("state", [PersonState.PAUSED, PersonState.STOPPED])
def test_paused_and_stopped_people_get_letters_about_their_account_only(
    storage: Storage, person: PersonId, now: datetime, state: PersonState
) -> None:
    put(storage, now, letter("a", person, now), letter("b", person, now, LetterKind.SIGN_IN))
    put(storage, now, letter("c", None, now, LetterKind.SIGN_IN))
    with storage.writing() as unit:
        unit.persons.change_state(person, state)
        unit.commit()
    assert sorted(each.once_key for each in claim(storage, "w", now)) == ["b", "c"]
    assert states(storage, now) == {LetterState.CANCELLED: 1, LetterState.LEASED: 2}


def test_a_letter_put_back_waits_and_keeps_its_reason(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, letter("a", person, now))
    (one,) = claim(storage, "w", now)
    later = now + backoff(1)
    with storage.writing() as unit:
        assert unit.outbox.put_back(one.id, "w", later, "451 try later")
        unit.commit()
    assert claim(storage, "w", later - timedelta(seconds=1)) == ()
    (again,) = claim(storage, "w", later)
    assert (again.last_error, again.attempts) == ("451 try later", 2)


def test_a_letter_given_back_untried_does_not_count_as_an_attempt(
    storage: Storage, person: PersonId, now: datetime
) -> None:
    put(storage, now, letter("a", person, now))
    (one,) = claim(storage, "w", now)
    with storage.writing() as unit:
        assert unit.outbox.give_back(one.id, "w", now)
        unit.commit()
    (again,) = claim(storage, "w", now)
    assert again.attempts == 1


def test_the_waits_between_attempts_grow_and_then_stay() -> None:
    waits = [backoff(attempts) for attempts in range(1, 9)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == timedelta(hours=1)


def test_planning_again_moves_unsent_letters_and_cancels_the_rest(
    storage: Storage, person: PersonId, now: datetime
) -> None:
    hour = timedelta(hours=1)
    keys = [f"session/{person}/2026-11-23/{name}" for name in ("mon-1", "wed-1", "fri-1")]
    put(storage, now, *(letter(key, person, now) for key in keys))
    put(storage, now, letter(f"session/{person}/2026-11-30/mon-1", person, now))
    with storage.writing() as unit:
        unit.outbox.put(letter(keys[0], person, now + hour), now, "example.org")
        assert unit.outbox.cancel_others(person, f"session/{person}/2026-11-23/", [keys[0]], now) == 2
        unit.commit()
    with storage.reading() as unit:
        found = {each.once_key: each for each in unit.outbox.of_person(person, now)}
    assert found[keys[0]].next_at == now + hour
    assert [found[key].state for key in keys[1:]] == [LetterState.CANCELLED] * 2
    assert found[f"session/{person}/2026-11-30/mon-1"].state is LetterState.QUEUED


def test_a_cancelled_letter_that_is_wanted_again_waits_again(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, letter("a", person, now))
    with storage.writing() as unit:
        assert unit.outbox.cancel_plan_letters(person, now) == 1
        unit.commit()
    assert claim(storage, "w", now) == ()
    assert put(storage, now, letter("a", person, now)) == [True]
    assert len(claim(storage, "w", now)) == 1


def test_a_letter_cancelled_while_it_was_being_sent_counts_as_sent(
    storage: Storage, person: PersonId, now: datetime
) -> None:
    put(storage, now, letter("a", person, now))
    (one,) = claim(storage, "w", now)
    with storage.writing() as unit:
        unit.outbox.cancel_plan_letters(person, now)
        unit.commit()
    assert mark(storage, one, "w", LetterState.SENT, now)
    assert states(storage, now) == {LetterState.SENT: 1}


def test_a_cancelled_letter_that_could_not_be_sent_stays_cancelled(
    storage: Storage, person: PersonId, now: datetime
) -> None:
    put(storage, now, letter("a", person, now))
    (one,) = claim(storage, "w", now)
    with storage.writing() as unit:
        unit.outbox.cancel_plan_letters(person, now)
        assert not unit.outbox.put_back(one.id, "w", now, "451")
        unit.commit()
    assert states(storage, now) == {LetterState.CANCELLED: 1}


def test_a_percent_sign_in_a_key_is_no_wildcard(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, letter("session/11/x", person, now))
    with storage.writing() as unit:
        assert unit.outbox.cancel_others(person, "session/%/", [], now) == 0
        assert unit.outbox.cancel_others(person, "session/_1/", [], now) == 0


def test_an_address_with_a_line_break_never_gets_into_the_queue(now: datetime) -> None:
    for address in ("sam@example.org\nBcc: all@example.org", "sam@example.org\r", "sam@example.org\u2028x"):
        with pytest.raises(LineBreakInHeader):
            NewLetter("a", LetterKind.SESSION, address, now, now)


def test_message_ids_tell_nothing_and_differ(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, letter("session/1/mon-1", person, now), letter("session/1/tue-1", person, now))
    ids = [each.message_id for each in claim(storage, "w", now)]
    assert len(set(ids)) == 2
    for each in ids:
        assert each.startswith("<")
        assert each.endswith("@example.org>")
        assert "session" not in each


def test_four_workers_at_once_never_claim_a_letter_twice(
    url: str, storage: Storage, person: PersonId, now: datetime
) -> None:
    put(storage, now, *(letter(f"key-{n:03}", person, now) for n in range(200)))
    seen: Counter[str] = Counter()
    barrier = Barrier(4)

    def work(name: str) -> None:
        own = Storage(make_engine(url))
        barrier.wait()
        while batch := claim(own, name, now, limit=7):
            assert len(batch) <= 7
            for one in batch:
                seen[one.once_key] += 1
                assert mark(own, one, name, LetterState.SENT, now)
        own.close()

    threads = [Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 200
    assert set(seen.values()) == {1}
    assert states(storage, now) == {LetterState.SENT: 200}


DIE = """
import os, signal, sys
from datetime import datetime
from planner.domain.week import SessionId
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage, UnitOfWork
url, now, where = sys.argv[1], datetime.fromisoformat(sys.argv[2]), sys.argv[3]
with Storage(make_engine(url)).writing() as unit:
    assert unit.outbox.claim("doomed", now, 3).letters
    if where == "after":
        unit.commit()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("where", "again_after"), [("inside", timedelta(0)), ("after", LEASE)])
def test_a_worker_killed_in_the_middle_loses_nothing(
    url: str, storage: Storage, person: PersonId, now: datetime, where: str, again_after: timedelta
) -> None:
    put(storage, now, *(letter(f"key-{n}", person, now) for n in range(5)))
    before = {each.once_key: each.message_id for each in _of_person(storage, person, now)}
    storage.close()
    done = subprocess.run([sys.executable, "-c", DIE, url, now.isoformat(), where], check=False)
    assert done.returncode == -9
    claimed = claim(storage, "w", now + again_after)
    assert {each.once_key: each.message_id for each in claimed} == before


def _of_person(storage: Storage, person: PersonId, now: datetime) -> tuple[OutboxLetter, ...]:
    with storage.reading() as unit:
        return unit.outbox.of_person(person, now)


def test_a_poll_uses_the_partial_index(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, letter("a", person, now))
    question = "SELECT id FROM outbox WHERE done_at IS NULL AND next_at <= '2026-11-22' ORDER BY next_at LIMIT 20"
    with storage.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            plan = connection.execute(text("EXPLAIN QUERY PLAN " + question)).scalars(3)
        else:
            connection.execute(text("SET enable_seqscan = off"))
            plan = connection.execute(text("EXPLAIN " + question)).scalars()
        assert "ix_outbox_due" in " ".join(map(str, plan))


def test_every_letter_is_in_exactly_one_state(storage: Storage, person: PersonId, now: datetime) -> None:
    put(storage, now, *(letter(f"key-{n}", person, now) for n in range(6)))
    for one, state in zip(claim(storage, "w", now, limit=4), ALL_ENDS, strict=True):
        assert mark(storage, one, "w", state, now)
    claim(storage, "w", now, limit=1)
    assert states(storage, now) == dict.fromkeys((*ALL_ENDS, LetterState.LEASED, LetterState.QUEUED), 1)


def test_a_letter_wanted_again_while_it_is_being_sent_does_not_go_out_twice(
    storage: Storage, person: PersonId, now: datetime
) -> None:
    put(storage, now, letter("a", person, now))
    (one,) = claim(storage, "w", now)
    with storage.writing() as unit:
        unit.outbox.cancel_plan_letters(person, now)
        unit.commit()
    put(storage, now, letter("a", person, now))
    assert claim(storage, "other", now) == ()
    assert mark(storage, one, "w", LetterState.SENT, now)
    assert states(storage, now) == {LetterState.SENT: 1}


def test_a_letter_marked_over_the_kept_connection_is_marked_as_any_other(
    storage: Storage, now: datetime, person: PersonId
) -> None:
    put(storage, now, *(letter(f"key-{n}", person, now) for n in range(3)))
    mine, cancelled, lost = claim(storage, "a", now)
    with storage.writing() as unit:
        assert unit.outbox.cancel(cancelled.id, now)
        unit.commit()
    marking = storage.marking()
    assert marking.mark_sent(mine.id, "a", now + timedelta(seconds=1))
    assert not marking.mark_sent(mine.id, "a", now)
    assert marking.mark_sent(cancelled.id, "a", now)
    assert not marking.mark_sent(lost.id, "b", now)
    marking.close()
    with storage.reading() as unit:
        found = unit.outbox.get(mine.id, now)
        assert (found.state, found.done) == (LetterState.SENT, now + timedelta(seconds=1))
        assert unit.outbox.get(cancelled.id, now).state is LetterState.SENT
        assert unit.outbox.get(lost.id, now).state is LetterState.LEASED


def test_what_is_read_ahead_is_what_each_question_would_find(storage: Storage, now: datetime, person: PersonId) -> None:
    day = now.date()
    with storage.writing() as unit:
        other = unit.persons.add("Ida", "UTC", "{}", now).id
        unit.weeks.add(person, day, "old", now)
        unit.weeks.add(person, day, "new", now)
        unit.weeks.add(other, day + timedelta(days=7), "hers", now)
        unit.reminders.choose(person, ReminderChoices("sam@example.org"))
        unit.reminders.choose_letters(person, LetterChoices(max_a_day=2))
        unit.diaries.record_session(person, SessionDiary(day, SessionId("mon-1"), "all"), now)
        unit.diaries.record_week(person, WeekDiary(day), now)
        unit.diaries.record_day(other, DayLog(day, pain=2), now)
        unit.records.add_outcome(other, "OUT-02", day, 3.0, {}, now)
        unit.screenings.add(person, ScreeningEntry(now, "PASS", ()))
        unit.addresses.suspend("Ida@example.org", "nobody", now)
        unit.commit()
    put(storage, now, letter("key", person, now))
    assert mark(storage, claim(storage, "a", now)[0], "a", LetterState.SENT, now)

    def asked(unit: UnitOfWork, who: PersonId) -> list[object]:
        first, last = day - timedelta(days=6), day + timedelta(days=14)
        return [
            unit.persons.find(who),
            unit.weeks.between(who, first, last),
            unit.weeks.find_current(who, day),
            unit.weeks.first_start(who),
            unit.reminders.of_person(who),
            unit.reminders.letters_of(who),
            unit.diaries.of_person(who),
            unit.diaries.days(who, first, day),
            unit.records.outcomes(who),
            unit.screenings.of_person(who),
            unit.outbox.sent_to(who, now - timedelta(days=14), now + timedelta(days=2)),
            unit.addresses.find_suspension("ida@example.org"),
            unit.addresses.find_suspension("sam@example.org"),
        ]

    nobody = PersonId(999)
    for people in ({person, other, nobody}, {other}, set[PersonId]()):
        for who in (person, other, nobody):
            with storage.reading() as plain, storage.reading() as ahead:
                ahead.read_ahead(people, {"sam@example.org", "ida@example.org"}, day)
                assert asked(ahead, who) == asked(plain, who)
