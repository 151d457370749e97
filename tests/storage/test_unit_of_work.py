from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread

import pytest

from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage, UnitOfWork


def test_leaving_without_commit_keeps_nothing(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        person = unit.persons.add("Sam", "UTC", "{}", now)
    with storage.reading() as unit:
        assert unit.persons.find(person.id) is None


def test_an_error_in_the_block_keeps_nothing(storage: Storage, now: datetime) -> None:
    def fail() -> None:
        with storage.writing() as unit:
            unit.accounts.add("sam@example.org", now)
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        fail()
    with storage.reading() as unit:
        assert unit.accounts.find_by_email("sam@example.org") is None


def test_what_was_committed_is_there_for_the_next_one(storage: Storage, now: datetime) -> None:
    with storage.writing() as unit:
        person = unit.persons.add("Sam", "Europe/Oslo", '{"name": "Sam"}', now)
        unit.commit()
    with storage.reading() as unit:
        assert unit.persons.get(person.id) == person


def test_writers_that_read_first_never_lose_a_change(url: str, now: datetime) -> None:
    storage = Storage(make_engine(url))
    key, tries, barrier = "sign-in/sam", 25, Barrier(4)

    def work() -> None:
        barrier.wait()
        for _ in range(tries):
            with UnitOfWork(storage.engine, write=True) as unit:
                unit.accounts.find_by_email("nobody@example.org")
                unit.rate_limits.count(key, now, timedelta(hours=1))
                unit.commit()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with storage.writing() as unit:
        assert unit.rate_limits.count(key, now, timedelta(hours=1)) == 4 * tries + 1
    storage.close()


def test_times_come_back_aware_and_in_utc(storage: Storage) -> None:
    wall = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with storage.writing() as unit:
        person = unit.persons.add("Sam", "Asia/Kolkata", "{}", wall)
        unit.commit()
    with storage.reading() as unit:
        found = unit.persons.get(person.id).created
    assert found == wall
    assert found.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(storage: Storage) -> None:
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="aware"), storage.writing() as unit:
        unit.persons.add("Sam", "UTC", "{}", datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001


def test_a_unit_of_work_for_reading_cannot_commit(storage: Storage, now: datetime) -> None:
    with storage.reading() as unit, pytest.raises(RuntimeError, match="reading"):
        unit.commit()


def test_a_very_long_name_is_kept_whole(storage: Storage, now: datetime) -> None:
    name = "Sam " * 500
    with storage.writing() as unit:
        assert unit.persons.get(unit.persons.add(name, "UTC", "{}", now).id).name == name
